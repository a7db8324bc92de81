"""To be told when something is back: once an address and variant, sealed, and only the owner's to see."""

import pytest
from django.db import connection

from commerce.errors import InStockAgain, NotSold
from commerce.privacy.merge import adopt_restock_requests
from commerce.wishes.models import RestockRequest
from commerce.wishes.operations import stop_waiting
from commerce.wishes.queries import requests_of_user
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from kinsite.foundation.models import BlindToken, find
from tests.factories.catalogue import make_product
from tests.factories.customers import make_account, make_customer, make_user
from tests.factories.wishes import EMAIL, wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_product("DESK", stock=0)


def test_a_request_is_sealed_and_found_by_its_blind_token(desk):
    wait_for(desk)
    request = RestockRequest.objects.get()
    assert (request.email, request.told_at) == (EMAIL, None)
    assert list(find(RestockRequest, "email", " Anna@Example.com ")) == [request.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {RestockRequest._meta.db_table}")
        assert "anna" not in str(cursor.fetchall()).lower()


def test_asking_twice_in_any_spelling_is_asking_once(desk):
    wait_for(desk, "Anna@Example.com")
    wait_for(desk, "anna@example.com ")
    assert RestockRequest.objects.get().email == "Anna@Example.com"
    assert BlindToken.objects.count() == 1


def test_an_address_waits_for_each_variant_by_itself(desk):
    wait_for(desk)
    wait_for(make_product("LAMP", stock=0))
    assert RestockRequest.objects.count() == 2


def test_whoever_was_told_may_ask_again(desk):
    wait_for(desk)
    RestockRequest.objects.update(told_at=clock.now())
    wait_for(desk)
    assert RestockRequest.objects.filter(told_at=None).count() == 1


def test_nobody_waits_for_what_can_be_bought_or_is_not_sold():
    with pytest.raises(InStockAgain):
        wait_for(make_product(stock=1))
    with pytest.raises(NotSold):
        wait_for(make_product(stock=0, price=None))
    with pytest.raises(NotSold):
        wait_for(make_product(stock=0, path=None))
    assert not RestockRequest.objects.exists()


def test_a_request_made_as_a_guest_joins_the_account_that_proves_the_address(desk):
    wait_for(desk)
    user = make_account(EMAIL)
    assert adopt_restock_requests(user=user) == 1
    assert [request.variant for request in requests_of_user(user)] == [desk]


def test_an_account_that_has_not_proven_the_address_sees_nothing_of_it(desk):
    wait_for(desk)
    user = make_user(EMAIL)
    assert adopt_restock_requests(user=user) == 0
    assert not requests_of_user(user).exists()
    assert not hasattr(user, "customer")


def test_a_request_asked_for_again_with_the_proven_address_becomes_the_customers(desk):
    wait_for(desk)
    customer = make_customer()
    wait_for(desk, customer=customer)
    assert RestockRequest.objects.get().customer == customer


def test_who_stops_waiting_leaves_nothing_behind_and_others_wait_on(desk):
    customer = make_customer()
    wait_for(desk, "mine@example.com", customer=customer)
    wait_for(desk, "other@example.com")
    stop_waiting(customer=customer, variant=desk, by=GUEST)
    assert RestockRequest.objects.get().email == "other@example.com"
    assert not find(RestockRequest, "email", "mine@example.com").exists()
    assert find(RestockRequest, "email", "other@example.com").exists()

"""The same wish from two tabs, two devices and two sign-ins. Real threads on real PostgreSQL."""

import pytest

from commerce.wishes.models import RestockRequest, WishList
from commerce.wishes.operations import merge_wish_lists
from kinsite.foundation.actors import GUEST
from kinsite.foundation.models import BlindToken
from tests.commerce.cart.test_races import all_at_once
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.wishes import make_wish_list, wait_for, wish, wished_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

THREADS = 8


def test_the_same_wish_at_once_is_one_wish():
    desk, lamp = make_product("DESK"), make_product("LAMP")
    found = make_wish_list(lamp)
    all_at_once(*[lambda: wish(desk, guest_list=found)] * THREADS)
    assert wished_on(found) == ["DESK", "LAMP"]


def test_a_customers_first_wishes_on_two_devices_meet_on_one_list():
    customer, variants = make_customer(), [make_product(f"V{number}") for number in range(THREADS)]
    all_at_once(*[lambda v=variant: wish(v, customer=customer) for variant in variants])
    assert sorted(wished_on(WishList.objects.get())) == [f"V{number}" for number in range(THREADS)]


def test_signing_in_twice_at_once_brings_the_list_along_once():
    customer, guest = make_customer(), make_wish_list(make_product("DESK"))
    merge = lambda: merge_wish_lists(guest=guest, customer=customer, by=GUEST)  # noqa: E731
    assert sorted(all_at_once(*[merge] * 4)) == [0, 0, 0, 1]
    assert wished_on(WishList.objects.get(customer=customer)) == ["DESK"]


def test_asking_to_be_told_at_once_is_asking_once():
    desk = make_product("DESK", stock=0)
    answers = all_at_once(*[lambda: wait_for(desk)] * THREADS)
    assert answers == [None] * THREADS
    assert RestockRequest.objects.count() == BlindToken.objects.count() == 1

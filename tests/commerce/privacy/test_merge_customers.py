"""Merging a duplicate: a guest gives all they have to somebody we know, once, or nothing at all."""

import pytest

from commerce.customers.deciding import add_note, block_customer, unblock_customer
from commerce.customers.models import Customer
from commerce.customers.operations import customer_for_guest
from commerce.customers.queries import is_blocked
from commerce.errors import CustomerErased, MergeRefused
from commerce.orders.models import Order
from commerce.privacy.duplicates import merge_customers, what_moves
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.credit import make_store_credit
from tests.factories.customers import make_account, make_customer
from tests.factories.reviews import make_paid_order, make_review


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=12900, stock=50)


@pytest.fixture
def anna(desk):
    return make_customer(make_account("anna@example.com"))


@pytest.fixture
def guest(desk):
    guest = make_paid_order(desk, email="a.meyer@work.example").customer
    make_review(desk.product, customer=guest)
    make_store_credit(guest, 700)
    add_note(customer=guest, text="Wants the invoice by mail.", by=SYSTEM)
    return guest


def merge(duplicate, into):
    merge_customers(duplicate=duplicate, into=into, reason="They said so.", by=SYSTEM)


def test_everything_of_the_guest_is_the_others(guest, anna):
    moved = what_moves(guest)
    assert (moved["orders"], moved["reviews"], moved["credit"], moved["notes"]) == (1, 1, 1, 1)
    make_store_credit(anna, 300)
    merge(guest, anna)
    assert Order.objects.get().customer == anna
    assert anna.reviews.count() == anna.notes.count() == 1
    assert [account.balance_minor for account in anna.credit_accounts.all()] == [1000]
    assert {name: count for name, count in what_moves(guest).items() if count} == {}
    guest.refresh_from_db()
    assert (guest.email, guest.name, guest.is_erased) == ("", "", True)
    assert [(step.what, step.reason) for step in anna.steps.all()] == [("merged", "They said so.")]


def test_asked_twice_it_is_done_once(guest, anna):
    merge(guest, anna)
    with pytest.raises(CustomerErased):
        merge(guest, anna)
    assert anna.steps.count() == 1


def test_who_orders_again_with_the_old_address_is_a_new_guest(guest, anna, desk):
    merge(guest, anna)
    again = customer_for_guest(email="a.meyer@work.example", name="Anna", phone="", language="en")
    assert again.pk not in (guest.pk, anna.pk)


@pytest.mark.parametrize("blocked", ["duplicate", "into", "both"])
def test_a_block_is_lifted_by_no_merge(guest, anna, blocked):
    """What blocks an address goes with the duplicate: it could order again as somebody new."""
    who = {"duplicate": [guest], "into": [anna], "both": [guest, anna]}[blocked]
    for customer in who:
        block_customer(customer=customer, reason="Fraud", by=SYSTEM)
    with pytest.raises(MergeRefused) as refusal:
        merge(guest, anna)
    assert refusal.value.reasons == ["blocked"]
    assert is_blocked(email="a.meyer@work.example") == (blocked != "into")
    for customer in who:
        unblock_customer(customer=customer, reason="A mistake", by=SYSTEM)
    merge(guest, anna)
    assert Order.objects.get().customer == anna


@pytest.mark.parametrize("why", ["same", "account"])
def test_who_can_not_be_merged_is_left_as_they_are(guest, anna, why):
    pairs = {"same": (guest, guest), "account": (anna, guest)}
    with pytest.raises(MergeRefused) as refusal:
        merge(*pairs[why])
    assert refusal.value.reasons == [why]
    assert Order.objects.get().customer == guest
    assert Customer.objects.filter(erased_at=None).count() == 2

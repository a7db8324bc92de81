"""A wish list: one wish a variant, with the page it was seen on, kept through sign-in."""

from datetime import timedelta

import pytest

from commerce.cart.models import CartLine
from commerce.cart.signed import Source
from commerce.errors import CartClosed, WishListFull
from commerce.wishes import operations
from commerce.wishes.models import Wish, WishList
from commerce.wishes.operations import merge_wish_lists, put_wish_back, remove_wish, save_for_later
from commerce.wishes.queries import guest_wish_list, wish_list_of_user
from commerce.wishes.signed import read_removal, sign_removal
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from tests.factories.cart import make_cart, put, quantities_in
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.wishes import make_wish_list, wish, wished_on

pytestmark = pytest.mark.django_db

STORY = Source(7, 11, "b-1")


@pytest.fixture
def desk():
    return make_product("DESK")


@pytest.fixture
def customer():
    return make_customer()


def source_of(wish):
    return Source(wish.source_page_id, wish.source_revision_id, wish.source_block)


def merge(guest, customer):
    return merge_wish_lists(guest=guest, customer=customer, by=GUEST)


def test_a_wish_remembers_where_it_was_seen(desk):
    wish(desk, source=STORY)
    assert source_of(Wish.objects.get()) == STORY


def test_wishing_twice_is_wishing_once_and_the_first_source_stands(desk):
    found = wish(desk, source=STORY)
    assert wish(desk, guest_list=found, source=Source(8)) == found
    assert wished_on(found) == ["DESK"]
    assert source_of(Wish.objects.get()) == STORY


def test_a_wish_learns_a_source_that_it_had_not(desk):
    wish(desk, guest_list=wish(desk), source=STORY)
    assert source_of(Wish.objects.get()) == STORY


def test_a_full_list_takes_no_more_and_keeps_what_it_has(desk, monkeypatch):
    monkeypatch.setattr(operations, "MOST_WISHES", 2)
    full = make_wish_list(desk, make_product("LAMP"))
    with pytest.raises(WishListFull):
        wish(make_product("CHAIR"), guest_list=full)
    wish(desk, guest_list=full)
    assert wished_on(full) == ["LAMP", "DESK"]


def test_an_undo_puts_the_wish_where_it_stood(desk):
    now = clock.now()
    with clock.travel(now - timedelta(days=1)):
        found = wish(desk, source=STORY)
    wish(make_product("LAMP"), guest_list=found)
    removed = Wish.objects.get(variant=desk)
    signed = sign_removal(removed, title="Desk")
    remove_wish(wish=removed, by=GUEST)
    put_wish_back(removal=read_removal(signed), guest_list=found, by=GUEST)
    assert wished_on(found) == ["LAMP", "DESK"]
    assert source_of(Wish.objects.get(variant=desk)) == STORY


@pytest.mark.parametrize("text", ["", "x", "a:b:c", "é" * 5000])
def test_a_forged_undo_is_not_read(text):
    assert read_removal(text) is None


def test_a_line_saved_for_later_leaves_the_cart_with_its_source(desk):
    cart = make_cart()
    line = put(cart, desk, 2, source=STORY)
    wished = save_for_later(line=line, by=GUEST)
    assert (quantities_in(cart), wished.is_new) == ({}, True)
    assert source_of(Wish.objects.get()) == STORY


def test_a_line_of_an_ordered_cart_is_not_saved_and_nothing_is_wished(desk):
    line = put(make_cart(), desk)
    line.cart.status = "ordered"
    line.cart.save()
    with pytest.raises(CartClosed):
        save_for_later(line=line, by=GUEST)
    assert not Wish.objects.exists() and CartLine.objects.exists()


# Signing in


def test_without_a_list_of_their_own_the_guests_becomes_the_customers(desk, customer):
    guest = make_wish_list(desk)
    assert merge(guest, customer) == 1
    assert wish_list_of_user(customer.user) == guest


def test_wishes_join_those_of_the_customer_and_none_stands_twice(desk, customer):
    own = make_wish_list(desk, customer=customer)
    guest = make_wish_list(desk, make_product("LAMP"))
    assert merge(guest, customer) == 1
    assert wished_on(own) == ["LAMP", "DESK"]
    assert list(WishList.objects.all()) == [own]


@pytest.mark.parametrize("has_own", [False, True])
def test_the_token_from_before_finds_nothing_any_more(desk, customer, has_own):
    guest = make_wish_list(desk)
    if has_own:
        make_wish_list(desk, customer=customer)
    merge(guest, customer)
    assert guest_wish_list(guest.token) is None
    assert not WishList.objects.filter(token=guest.token).exists()


def test_a_customers_list_is_never_merged_into_anothers(desk, customer):
    other = make_wish_list(desk, customer=make_customer())
    assert merge(other, customer) == 0
    assert wished_on(other) == ["DESK"]
    assert wish_list_of_user(customer.user) is None


def test_a_guest_writes_no_more_to_a_list_that_became_a_customers(desk, customer):
    guest = make_wish_list(desk)
    merge(guest, customer)
    fresh = wish(make_product("LAMP"), guest_list=guest)
    assert wished_on(wish_list_of_user(customer.user)) == ["DESK"]
    assert (wished_on(fresh), fresh.customer) == (["LAMP"], None)


def test_what_finds_no_room_at_sign_in_is_the_oldest_of_the_guests(desk, customer, monkeypatch):
    own = make_wish_list(make_product("OWN"), customer=customer)
    guest = make_wish_list(desk, make_product("LAMP"))
    monkeypatch.setattr(operations, "MOST_WISHES", 2)
    assert merge(guest, customer) == 1
    assert wished_on(own) == ["LAMP", "OWN"]

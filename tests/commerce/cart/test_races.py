"""Two tabs, two devices: they take turns, and nothing is lost. Real threads on real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import (
    add_to_cart,
    change_quantity,
    close_cart,
    merge_carts,
    open_cart,
    remove_line,
)
from commerce.cart.signed import Source
from commerce.errors import CartClosed, Refused
from kinsite.foundation.actors import GUEST
from tests.factories.cart import make_cart, quantities_in
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.markets import make_market

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

THREADS = 8


def all_at_once(*jobs):
    """Run jobs in threads that start together; returns what each gave back, or its refusal."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return job()
        except (Refused, CartLine.DoesNotExist) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def adding(cart, variant, quantity=1):
    return lambda: add_to_cart(cart=cart, variant=variant, quantity=quantity, source=Source(), by=GUEST)


def test_adding_the_same_variant_at_once_sums_up():
    desk, cart = make_product("DESK", stock=50, order_limit=50), make_cart()
    all_at_once(*[adding(cart, desk)] * THREADS)
    assert quantities_in(cart) == {"DESK": THREADS}


def test_adding_different_variants_at_once_loses_no_line():
    variants, cart = [make_product(f"V{n}") for n in range(THREADS)], make_cart()
    all_at_once(*[adding(cart, variant) for variant in variants])
    assert quantities_in(cart) == {f"V{n}": 1 for n in range(THREADS)}


def test_the_limit_holds_when_variants_of_a_product_are_added_at_once():
    oak = make_product("OAK", stock=50, order_limit=3, options={"colour": "oak"})
    ash = make_product("ASH", stock=50, product=oak.product, options={"colour": "ash"})
    cart = make_cart()
    answers = all_at_once(*[adding(cart, variant) for variant in (oak, ash) * (THREADS // 2)])
    assert sum(quantities_in(cart).values()) == 3
    assert len([answer for answer in answers if isinstance(answer, Refused)]) == THREADS - 3


def test_a_customers_first_adds_on_two_devices_meet_in_one_cart():
    customer, desk = make_customer(), make_product("DESK", stock=50)

    def first_add():
        return adding(open_cart(market=make_market(), customer=customer, by=GUEST), desk)()

    all_at_once(*[first_add] * THREADS)
    assert quantities_in(Cart.objects.get()) == {"DESK": THREADS}


def test_changing_and_removing_at_once_leaves_one_of_both():
    cart = make_cart(make_product("DESK", stock=50))
    line = CartLine.objects.get()
    change = lambda: change_quantity(line=line, quantity=4, by=GUEST)  # noqa: E731
    remove = lambda: remove_line(line=line, by=GUEST)  # noqa: E731
    all_at_once(*[change, remove] * (THREADS // 2))
    assert quantities_in(cart) == {}


def test_signing_in_twice_at_once_brings_the_cart_along_once():
    customer, desk = make_customer(), make_product("DESK", stock=50)
    guest = make_cart(desk, quantity=2)
    make_cart(desk, customer=customer)
    all_at_once(*[lambda: merge_carts(guest=guest, customer=customer, by=GUEST)] * 4)
    assert quantities_in(Cart.objects.get(status="open")) == {"DESK": 3}


def test_two_guest_carts_merging_at_once_both_arrive():
    customer, desk = make_customer(), make_product("DESK", stock=50)
    guests = [make_cart(desk) for _ in range(4)]
    all_at_once(*[lambda g=guest: merge_carts(guest=g, customer=customer, by=GUEST) for guest in guests])
    assert quantities_in(Cart.objects.get(status="open")) == {"DESK": 4}


def test_what_is_added_while_the_cart_is_ordered_is_refused_or_kept():
    desk, lamp = make_product("DESK"), make_product("LAMP", stock=50)
    cart = make_cart(desk)
    close = lambda: close_cart(cart=cart, ordered={desk.pk: 1})  # noqa: E731
    answers = all_at_once(close, *[adding(cart, lamp)] * 4)
    added = len([answer for answer in answers if isinstance(answer, CartLine)])
    assert all(isinstance(answer, CartClosed | CartLine | None) for answer in answers)
    rest = Cart.objects.filter(status="open").first()
    assert (quantities_in(rest) if rest else {}) == ({"LAMP": added} if added else {})

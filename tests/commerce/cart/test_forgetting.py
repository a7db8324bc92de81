"""Open carts of guests whose browsers lost the way to them are forgotten, so many at a time, and once."""

from datetime import timedelta

import pytest

from commerce.cart.cookies import KEPT_FOR
from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import close_cart, forget_guest_carts, remember_checkout
from commerce.drafts.models import Draft
from commerce.tasks import forget_guest_carts as forgetting_task
from kinsite.foundation import clock
from tests.commerce.cart.test_races import all_at_once
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, put_in
from tests.factories.customers import make_customer
from tests.factories.drafts import make_draft
from tests.factories.markets import make_market
from tests.factories.orders import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=12900, stock=50)


def later(**more):
    return clock.travel(clock.now() + KEPT_FOR + timedelta(**more))


def test_ninety_days_after_the_last_touch_and_not_before(desk):
    assert timedelta(days=90) == KEPT_FOR
    cart = cart_with((desk, 1))
    remember_checkout(cart=cart, details={"name": "Anna Meyer"})
    with later(minutes=-1):
        assert forget_guest_carts() == 0
    with later(minutes=1):
        assert forgetting_task() == 1
    assert not Cart.objects.exists() and not CartLine.objects.exists()


def test_who_touched_it_lately_and_who_has_an_account_keep_theirs(desk):
    touched = cart_with((desk, 1))
    cart_with((desk, 1), customer=make_customer())
    with later(days=-1):
        put_in(touched, desk, 1)
    with later(days=1):
        assert forget_guest_carts() == 0
    assert Cart.objects.count() == 2


def test_one_that_has_an_order_stays_with_it(desk):
    waiting, paid = place(cart_with((desk, 1))).order, place(cart_with((desk, 2))).order
    close_cart(cart=paid.cart)
    with later(days=1):
        assert forget_guest_carts() == 0
    for order in (waiting, paid):
        order.refresh_from_db()
        assert order.cart.lines.exists()


@pytest.mark.parametrize(
    ("until", "taken", "ended", "goes"),
    [(91, None, None, False), (89, None, None, True), (91, None, 10, True), (20, 10, 10, False)],
)
def test_what_was_prepared_stays_while_its_link_or_a_browser_leads_there(desk, until, taken, ended, goes):
    draft = make_draft(("DESK-OAK", 1))
    names = {"until": until, "taken_at": taken, "ended_at": ended}
    now = clock.now()
    Draft.objects.update(**{name: days and now + timedelta(days=days) for name, days in names.items()})
    with later(minutes=1):
        assert forget_guest_carts() == goes
    draft.refresh_from_db()
    assert (draft.cart is None) == goes


def test_so_many_at_a_time():
    Cart.objects.bulk_create([Cart(market=make_market()) for _ in range(3)])
    with later(days=1):
        assert [forget_guest_carts(limit=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_forget_each_cart_once():
    market = make_market()
    Cart.objects.bulk_create([Cart(market=market) for _ in range(40)])
    Cart.objects.update(changed_at=clock.now() - KEPT_FOR * 2)
    fresh = Cart.objects.create(market=market)
    counts = all_at_once(*[lambda: forget_guest_carts(limit=20)] * 4)
    assert sum(counts) + Cart.objects.count() == 41
    while forget_guest_carts(limit=20):
        pass
    assert Cart.objects.get() == fresh

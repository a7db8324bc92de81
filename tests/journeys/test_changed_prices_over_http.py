"""A price that changes while somebody shops is said with both numbers, wherever the cart is shown."""

from datetime import timedelta

import pytest

from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.orders.models import Order
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.conftest import HTMX, Browser
from tests.factories.catalogue import make_product
from tests.journeys.test_checkout_over_http import typed

pytestmark = pytest.mark.django_db
SALE = timedelta(hours=1)
BOTH = "it was $129.00, now it is $119.00"


@pytest.fixture
def desk(shop, stripe):
    """A desk with a sale that begins in an hour, planned before anybody looked."""
    desk = make_product("DESK-OAK", price=12900, stock=5, path="/shop/desks/oak/")
    set_price(
        variant=desk,
        price_list=shop.market.price_list,
        money=Money(11900, "USD"),
        is_reduction=True,
        from_=clock.now() + SALE,
        until=clock.now() + 3 * SALE,
        by=SYSTEM,
    )
    return desk


@pytest.fixture
def browser(desk):
    browser = Browser()
    browser.add(desk, 2)
    return browser


def said(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("path", "headers"), [("/cart/", {}), ("/cart/drawer/", HTMX), ("/checkout/", {})])
def test_cart_drawer_and_checkout_say_both_numbers_from_the_moment_it_begins(browser, path, headers):
    assert "now it is" not in said(browser.get(path, headers=headers))
    with clock.travel(clock.now() + SALE + timedelta(seconds=1)):
        page = said(browser.get(path, headers=headers))
    assert BOTH in page
    assert "$238.00" in page


def test_f19_a_sale_that_begins_while_checkout_is_open_asks_for_consent_anew(browser, stripe):
    form = typed()
    with clock.travel(clock.now() + SALE + timedelta(seconds=1)):
        refused = browser.post("/checkout/place/", form)
        assert refused.status_code == 409
        assert BOTH in said(refused) and "check the new total" in said(refused)
        assert not Order.objects.exists() and stripe.intents() == []
        agreed = browser.post("/checkout/place/", typed())
    assert agreed.status_code == 200
    line = Order.objects.get().lines.get()
    assert (line.unit_price, line.quantity) == (Money(11900, "USD"), 2)
    assert stripe.intents()[0]["amount"] == Order.objects.get().total_minor


def test_f19_a_sale_that_ends_while_checkout_is_open_asks_for_consent_anew(desk, stripe):
    browser = Browser()
    with clock.travel(clock.now() + SALE + timedelta(seconds=1)):
        browser.add(desk, 1)
        form = typed()
    with clock.travel(clock.now() + 3 * SALE + timedelta(seconds=1)):
        refused = browser.post("/checkout/place/", form)
    assert refused.status_code == 409
    assert "it was $119.00, now it is $129.00" in said(refused)
    assert not Order.objects.exists() and stripe.intents() == []

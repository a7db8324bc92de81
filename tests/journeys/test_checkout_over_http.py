"""From the cart to the payment over HTTP, as the checkout page's script asks for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import Cart
from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.orders.models import Order, OrderStatus
from commerce.pricing.queries import quote_cart
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, confirm, details_for

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def desk(shop, stripe):
    return make_product("DESK-OAK", price=12900, stock=5, path="/shop/desks/oak/")


@pytest.fixture
def browser(desk):
    browser = Browser()
    browser.add(desk, 2)
    return browser


def typed(**changes):
    """The fields of a form that agrees to what the cart costs now."""
    details = details_for(Cart.objects.select_related("market__price_list").get())
    facts = {"email": "anna@example.com", "delivery": "standard", "agreed": details.agreed}
    return {**ADDRESS, **facts, **changes}


@pytest.fixture
def placed(browser):
    answer = browser.post("/checkout/place/", typed())
    assert answer.status_code == 200
    return answer.json()


def test_a_form_with_a_mistake_comes_back_as_it_was_typed(browser, stripe):
    answer = browser.post("/checkout/place/", typed(email="no address"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="12 Quiet Street"' in page
    assert 'value="no address"' in page
    assert not Order.objects.exists()
    assert stripe.intents() == []


def test_a_total_that_changed_is_shown_before_anything_is_placed(browser, desk, stripe):
    form = typed()
    usd = desk.prices.get().price_list
    set_price(variant=desk, price_list=usd, money=Money(13900, "USD"), by=SYSTEM)
    answer = browser.post("/checkout/place/", form)
    cart = Cart.objects.select_related("market__price_list").get()
    quote, _choices = quote_cart(cart, place=details_for(cart).place, delivery_code="standard")
    assert answer.status_code == 409
    assert f"{quote.total.minor / 100:,.2f}" in answer.content.decode()
    assert not Order.objects.exists()
    assert stripe.intents() == []


def test_an_order_that_is_placed_gives_the_browser_what_it_confirms_by(placed, stripe):
    [intent] = stripe.intents()
    assert placed["clientSecret"] == intent["client_secret"]
    assert placed["returnUrl"].endswith("/checkout/return/")


def test_the_return_page_writes_nothing_and_believes_no_address(placed, browser, stripe):
    [intent] = stripe.intents()
    address = f"/checkout/return/?payment_intent={intent['id']}&redirect_status=succeeded"
    confirm(stripe, placed["clientSecret"])
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert Order.objects.get().status == OrderStatus.PLACED


def test_another_browser_sees_nothing_of_the_order(placed, stripe):
    order, stranger = Order.objects.get(), Browser()
    [intent] = stripe.intents()
    answer = stranger.get(f"/checkout/return/?payment_intent={intent['id']}&redirect_status=succeeded")
    page = answer.content.decode()
    assert order.number not in page and order.link_token not in page
    assert "anna@example.com" not in page and "Quiet Street" not in page
    assert stranger.get("/checkout/return/status/").status_code == 404

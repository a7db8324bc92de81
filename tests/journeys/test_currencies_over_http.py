"""Yen without decimals, dinars with three: quoted, ordered, paid, refunded in part, and written right."""

import html
from decimal import Decimal

import pytest

from commerce.cart.models import Cart
from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order
from commerce.pricing.models import TaxRate
from commerce.shipping.models import ShippingZone
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, confirm, details_for, make_delivery
from tests.factories.markets import make_market
from tests.factories.refunds import give_back
from tests.factories.stock import make_location
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db

CASES = {
    # Two for 1,499 yen each, delivery 800, ten percent in the price of the goods.
    "JPY": {
        "address": {"country": "JP", "region": "東京都", "postcode": "154-0023"},
        "included": True,
        "price": 1499,
        "delivery": 800,
        "rate": "0.10",
        "total": 3798,
    },
    # Two for 12.400 dinars each, delivery 1.500, five percent on the goods; Stripe takes whole tens of fils.
    "KWD": {
        "address": {"country": "KW", "region": "", "postcode": "54541"},
        "included": False,
        "price": 12400,
        "delivery": 1500,
        "rate": "0.05",
        "total": 27540,
    },
}
WRITTEN = {
    "JPY": {"unit": "¥1,499", "total": "¥3,798", "refund": "¥1,499"},
    "KWD": {"unit": "KWD12.400", "total": "KWD27.540", "refund": "KWD13.020"},
}


@pytest.fixture(params=CASES)
def currency(request, stripe):
    """A shop whose first market has this currency."""
    case = CASES[request.param]
    country = case["address"]["country"]
    make_market(currency=request.param, countries=(country,), prices_include_tax=case["included"])
    make_location()
    zone = ShippingZone.objects.create(code="home", name="Home", countries=[country])
    make_delivery(zone, "standard", [(None, case["delivery"])], currency=request.param)
    TaxRate.objects.create(country=country, name="VAT", rate=Decimal(case["rate"]), taxes_delivery=False)
    make_product("TRAY", price=case["price"], stock=5, path="/shop/tray/")
    return request.param


def said(answer):
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", "").split())


def test_a_purchase_has_the_right_minor_units_and_is_written_right_everywhere(currency, stripe):
    case, written, browser = CASES[currency], WRITTEN[currency], Browser()
    browser.post("/cart/add/", {"variant": "TRAY", "quantity": 2})
    assert f"{written['unit']} each" in said(browser.get("/cart/"))
    cart = Cart.objects.select_related("market__price_list").get()
    address = {**ADDRESS, **case["address"]}
    details = details_for(cart, **address)
    form = {**address, "email": "anna@example.com", "delivery": "standard", "agreed": details.agreed}
    assert f"Pay {written['total']}" in said(browser.post("/checkout/", form))
    placed = browser.post("/checkout/place/", form)
    assert placed.status_code == 200
    order = Order.objects.get()
    assert (order.total_minor, order.currency) == (case["total"], currency)
    [intent] = stripe.intents()
    assert (intent["amount"], intent["currency"]) == (case["total"], currency.lower())

    confirm(stripe, placed.json()["clientSecret"])
    assert [intent["amount_received"] for intent in stripe.intents()] == [case["total"]]
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    order.refresh_from_db()
    page = said(browser.get(f"/orders/{order.link_token}/"))
    assert written["unit"] in page and written["total"] in page

    refund = give_back(order, units={order.lines.get().pk: 1})
    assert refund.status == "succeeded"
    assert refund.amount.written("en-US").replace("\xa0", "") == written["refund"]
    assert [made["amount"] for made in stripe.refunds()] == [refund.amount.minor]
    rest = give_back(order, units={order.lines.get().pk: 1}, delivery=case["delivery"])
    assert refund.amount.minor + rest.amount.minor == case["total"]
    assert_ledger_ok(stripe)

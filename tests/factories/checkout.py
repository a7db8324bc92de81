"""Shops that can deliver and tax, carts ready to be placed, and cards that pay."""

import contextlib
import json
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal
from types import SimpleNamespace

from commerce.cart.operations import add_to_cart, open_cart
from commerce.cart.signed import Source
from commerce.catalogue.models import Variant
from commerce.checkout.operations import start_checkout
from commerce.checkout.rules import CheckoutDetails
from commerce.orders.models import Order
from commerce.pricing.models import TaxRate
from commerce.pricing.queries import quote_cart
from commerce.shipping.models import ShippingMethod, ShippingRate, ShippingZone
from kinsite.foundation.actors import GUEST
from tests.factories.markets import make_market
from tests.factories.stock import make_location
from tests.sandbox import PUBLISHABLE_KEY

ADDRESS = {
    "name": "Anna Meyer",
    "line1": "12 Quiet Street",
    "line2": "",
    "city": "New York",
    "region": "NY",
    "postcode": "10001",
    "phone": "",
    "country": "US",
}


def make_shop():
    """A market in USD that delivers to the US and Canada and adds 8.875 % in New York."""
    market = make_market()
    make_location()
    zone, _ = ShippingZone.objects.get_or_create(
        code="north-america", defaults={"name": "North America", "countries": ["US", "CA"]}
    )
    standard = make_delivery(zone, "standard", [(None, 900)])
    express = make_delivery(zone, "express", [(5000, 1900), (None, 4900)])
    TaxRate.objects.get_or_create(
        country="US",
        region="NY",
        category=None,
        defaults={"name": "NY sales tax", "rate": Decimal("0.08875")},
    )
    return SimpleNamespace(market=market, zone=zone, standard=standard, express=express)


def make_delivery(zone, code, rates, currency="USD"):
    """A delivery method; `rates` are (up to grams or None, minor units)."""
    method, is_new = ShippingMethod.objects.get_or_create(
        zone=zone, code=code, defaults={"name": code.title(), "min_days": 3, "max_days": 5}
    )
    if is_new:
        for grams, minor in rates:
            ShippingRate.objects.create(method=method, currency=currency, up_to_grams=grams, minor=minor)
    return method


def cart_with(*wishes, market=None, customer=None):
    """A cart with (variant or SKU, quantity) in it."""
    cart = open_cart(market=market or make_market(), customer=customer, by=GUEST)
    for variant, quantity in wishes:
        put_in(cart, variant, quantity)
    return cart


def put_in(cart, variant, quantity):
    """Add units of a variant, given as such or by SKU."""
    found = variant if isinstance(variant, Variant) else Variant.objects.get(sku=variant)
    add_to_cart(cart=cart, variant=found, quantity=quantity, source=Source(), by=GUEST)


def details_for(cart, *, email="anna@example.com", delivery="standard", agreed=None, **address):
    """What a shopper types, having agreed to what the cart costs now."""
    facts = ADDRESS | address
    details = CheckoutDetails(email=email, delivery=delivery, wants_news=False, agreed="", **facts)
    quote, _choices = quote_cart(
        cart, place=details.place, delivery_code=delivery, email=email, vat_id=details.vat_id
    )
    return CheckoutDetails(
        email=email, delivery=delivery, wants_news=False, agreed=agreed or quote.digest, **facts
    )


def start(cart, **details):
    """Place the order of a cart and begin its payment, as the checkout page does."""
    return start_checkout(cart=cart, details=details_for(cart, **details), by=GUEST)


def order_of(cart):
    return Order.objects.get(cart=cart)


def confirm(sandbox, client_secret, card="4242424242424242", **extra):
    """What the payment field in the browser does; returns the intent, or the error that Stripe gives."""
    fields = {
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": card,
        "payment_method_data[card][exp_month]": "12",
        "payment_method_data[card][exp_year]": "2034",
        "payment_method_data[card][cvc]": "123",
        **extra,
    }
    return _confirm(sandbox, client_secret, fields)


def confirm_saved(sandbox, client_secret, card_id):
    """As confirm(), with a saved card by its id."""
    return _confirm(sandbox, client_secret, {"payment_method": card_id})


def confirm_by(sandbox, client_secret, method):
    """As confirm(), by a method of which nothing but its type is told."""
    return _confirm(sandbox, client_secret, {"payment_method_data[type]": method})


def pay_later(sandbox, client_secret, answer="process"):
    """Pay over another's page, as with Klarna: it authorizes, fails, or takes days to `process`."""
    asked = confirm_by(sandbox, client_secret, "klarna")
    page = urllib.request.Request(
        asked["next_action"]["redirect_to_url"]["url"], f"answer={answer}".encode(), method="POST"
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), StaysHere)
    with contextlib.suppress(urllib.error.HTTPError):
        opener.open(page, timeout=30)


class StaysHere(urllib.request.HTTPRedirectHandler):
    """The way back leads to a shop that is not served."""

    def redirect_request(self, *arguments):
        return None


def _confirm(sandbox, client_secret, fields):
    intent_id = client_secret.split("_secret_")[0]
    way_back = {"client_secret": client_secret, "return_url": "http://testserver/checkout/return/"}
    request = urllib.request.Request(
        f"{sandbox.url}/v1/payment_intents/{intent_id}/confirm",
        urllib.parse.urlencode({"key": PUBLISHABLE_KEY, **way_back, **fields}).encode(),
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)

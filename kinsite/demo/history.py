"""Sixty orders over sixty days, made by the shop's own operations at other moments of its clock.

Each is paid at the payment provider, so that it can be refunded there. Names and streets are invented.
"""

import base64
import json
import logging
import random
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from commerce.cart.operations import add_to_cart, open_cart
from commerce.cart.signed import Source
from commerce.catalogue.models import Variant
from commerce.checkout.operations import finish_checkout, give_up_order, start_checkout
from commerce.checkout.rules import CheckoutDetails
from commerce.customers.operations import customer_for_user
from commerce.fulfilment.operations import deliver_shipment, ship_order
from commerce.markets.models import Market
from commerce.orders.models import Order
from commerce.payments import inbox
from commerce.payments.protocols import Notice
from commerce.pricing.queries import quote_cart
from commerce.stock.models import AVAILABLE, StockItem
from kinsite.accounts.models import User
from kinsite.demo.people import CUSTOMER
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM, shopper

logger = logging.getLogger(__name__)

ORDERS = 60
DAYS = 60
# Old sales never make a product look scarce: only what lies there in numbers is sold.
PLENTY = 15
CARD, DECLINED_CARD = "pm_card_visa", "pm_card_visa_chargeDeclined"

FIRST_NAMES = [
    *("Ada", "Ben", "Clara", "Dev", "Elif", "Finn", "Grace", "Hugo", "Ines", "Jonas"),
    *("Kaya", "Leo", "Mira", "Noah", "Olga", "Priya", "Quinn", "Rosa", "Sami", "Tess"),
]
LAST_NAMES = [
    *("Adler", "Brandt", "Chen", "Duarte", "Ellis", "Fischer", "Garcia", "Hansen"),
    *("Ito", "Jensen", "Kaplan", "Lindqvist", "Moreau", "Novak", "Okafor", "Patel"),
]
STREETS = ["Linden Street", "Harbour Lane", "Mill Road", "Orchard Avenue", "Quiet Street", "Station Road"]
TOWNS = [
    ("New York", "NY", "10001"),
    ("Brooklyn", "NY", "11201"),
    ("San Francisco", "CA", "94103"),
    ("Austin", "TX", "78701"),
    ("Seattle", "WA", "98101"),
    ("Chicago", "IL", "60601"),
    ("Boston", "MA", "02108"),
    ("Portland", "OR", "97201"),
]


def lay_in_history(progress=lambda done, of: None):
    """Make the orders, oldest first; nothing where there are orders already. Returns how many."""
    if Order.objects.exists():
        return 0
    dice = random.Random(20260901)
    market = Market.objects.select_related("price_list").get(is_default=True)
    plenty = StockItem.objects.annotate(left=AVAILABLE).filter(left__gte=PLENTY).values("variant")
    variants = list(
        Variant.objects.filter(pk__in=plenty, retired_at=None, product__presences__state="live").order_by(
            "sku"
        )
    )
    customer = User.objects.get(email=CUSTOMER)
    moments = sorted(dice.uniform(0.02, DAYS) for _ in range(ORDERS))[::-1]
    with _quiet_provider():
        for number, days_ago in enumerate(moments):
            at = clock.now() - timedelta(days=days_ago)
            is_customers = number % 12 == 5
            _live_through(dice, market, variants, at, days_ago, user=customer if is_customers else None)
            progress(number + 1, ORDERS)
    return ORDERS


def _live_through(dice, market, variants, at, days_ago, user):
    fate = dice.random()
    with _at(at):
        cart = open_cart(market=market, customer=customer_for_user(user=user) if user else None, by=GUEST)
        for variant in dice.sample(variants, dice.choice([1, 1, 1, 2, 3])):
            add_to_cart(
                cart=cart, variant=variant, quantity=dice.choice([1, 1, 2]), source=Source(), by=GUEST
            )
        started = start_checkout(cart=cart, details=_details(dice, cart, user), by=shopper(user), user=user)
        payment = started.order.payments.get()
        if fate < 0.06 and days_ago > 1:
            _confirm(payment.intent_id, DECLINED_CARD)
            _tell_of(payment, "payment_failed")
            give_up_order(order=started.order, by=SYSTEM, reason="Not paid in time.")
            return
        _confirm(payment.intent_id, CARD)
        _tell_of(payment, "succeeded")
    if days_ago < 2:
        return
    order = Order.objects.get(pk=started.order.pk)
    with _at(at + timedelta(hours=dice.uniform(4, 30))):
        shipment = ship_order(
            order=order,
            by=SYSTEM,
            carrier="UPS",
            tracking_number=f"1Z{dice.randrange(10**15, 10**16)}",
            notifies=False,
        )
    if days_ago > 5:
        with _at(at + timedelta(days=dice.uniform(2.5, 4.5))):
            deliver_shipment(shipment=shipment, by=SYSTEM)


def _tell_of(payment, what):
    """Take a notice as if it had come, and work it: a shop that heard of no payment would be warned."""
    told = Notice(f"evt_history_{payment.pk}", f"payment_intent.{what}", payment.intent_id)
    row = inbox.claim(inbox.receive(told))
    finish_checkout(payment=payment, by=SYSTEM)
    inbox.settle(row)


def _details(dice, cart, user):
    first, last = dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)
    city, region, postcode = dice.choice(TOWNS)
    details = CheckoutDetails(
        email=user.email if user else f"{first}.{last}@example.com".lower(),
        name=f"{first} {last}",
        line1=f"{dice.randrange(1, 200)} {dice.choice(STREETS)}",
        line2="",
        city=city,
        region=region,
        postcode=postcode,
        phone="",
        country="US",
        delivery=dice.choice(["standard", "standard", "express"]),
        wants_news=False,
        agreed="",
    )
    quote, _choices = quote_cart(
        cart, place=details.place, delivery_code=details.delivery, email=details.email
    )
    return replace(details, agreed=quote.digest)


@contextmanager
def _at(moment):
    """Live at another moment, here and, where it is our sandbox, at the provider."""
    _tell_sandbox("clock", at=int(moment.timestamp()))
    try:
        with clock.travel(moment):
            yield
    finally:
        _tell_sandbox("clock", at=None)


@contextmanager
def _quiet_provider():
    """No webhook for what is history: the shop takes its notices itself, at the moment of each."""
    _tell_sandbox("options", deliveries="drop")
    try:
        yield
    finally:
        _tell_sandbox("options", deliveries="on")


def _confirm(intent_id, card):
    """Confirm a payment with one of Stripe's test cards; a decline is part of the story."""
    fields = {"payment_method": card, "return_url": f"{settings.SITE_URL}/checkout/return/"}
    key = base64.b64encode(f"{settings.STRIPE_SECRET_KEY}:".encode()).decode()
    try:
        _post(
            f"{_provider()}/v1/payment_intents/{intent_id}/confirm",
            urllib.parse.urlencode(fields).encode(),
            {"Authorization": f"Basic {key}", "Stripe-Version": settings.STRIPE_API_VERSION},
        )
    except urllib.error.HTTPError as refusal:
        if refusal.code != 402:
            raise


def _tell_sandbox(hook, **facts):
    """Another stand-in, or Stripe itself, has no such hooks; its own clock and webhooks do as well."""
    try:
        _post(
            f"{_provider()}/_sandbox/{hook}", json.dumps(facts).encode(), {"Content-Type": "application/json"}
        )
    except urllib.error.URLError:
        logger.info("the provider has no hook", extra={"hook": hook})


def _provider():
    return getattr(settings, "STRIPE_API_HOST", "https://api.stripe.com")


def _post(url, body, headers):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, body, headers), timeout=20) as answer:  # noqa: S310 - our setting
        return answer.read()

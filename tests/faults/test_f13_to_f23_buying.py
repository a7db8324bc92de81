"""Buying under strain: answers that get lost, many clicks, other tabs, changed prices, the last unit."""

import pytest

from commerce.catalogue.operations import set_price
from commerce.errors import GatewayError, QuoteChanged
from commerce.money import Money
from commerce.orders.models import Order
from commerce.payments import gateway as gateways
from commerce.pricing.models import TaxRate
from commerce.shipping.models import ShippingRate
from kinsite.foundation.actors import SYSTEM
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, details_for, put_in, start
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
ACTORS = "tests.faults.actors_at_once"


@pytest.mark.parametrize("way", ["close", "hang"])
def test_f13_an_answer_lost_after_the_payment_was_begun(shop, stripe, settings, way):
    settings.STRIPE_TIMEOUT = 1
    gateways._build.cache_clear()
    make_product("DESK-OAK", stock=5)
    cart = cart_with(("DESK-OAK", 1))
    stripe.post_hook(
        "fault", path="/v1/payment_intents", do=way, when="after", seconds=0 if way == "close" else 3
    )

    with pytest.raises(GatewayError):
        start(cart)
    started = start(cart)

    [intent] = stripe.intents()
    assert started.client_secret == intent["client_secret"]
    assert Order.objects.count() == 1
    assert_ledger_ok(stripe)


def test_f17_twenty_clicks_at_once_begin_one_payment(shop, stripe):
    make_product("DESK-OAK", stock=5)
    cart = cart_with(("DESK-OAK", 1))

    outcomes = crowd(f"{ACTORS}:place", [[cart.pk]] * 20)

    assert outcomes == {"placed": 20}
    assert Order.objects.count() == len(stripe.intents()) == 1
    assert stock_of("DESK-OAK").held == 1


def test_f18_a_cart_changed_in_another_tab_is_not_charged_as_it_was(shop, stripe):
    make_product("DESK-OAK", stock=5, price=10000)
    make_product("LAMP", stock=5, price=5000)
    cart = cart_with(("DESK-OAK", 1))
    shown = details_for(cart)
    started = start(cart)
    put_in(cart, "LAMP", 1)

    with pytest.raises(QuoteChanged):
        start(cart, agreed=shown.agreed)
    again = start(cart)

    assert confirm(stripe, started.client_secret)["error"]["code"] == "payment_intent_unexpected_state"
    assert confirm(stripe, again.client_secret)["amount"] == again.order.total_minor
    assert again.order.lines.count() == 2


@pytest.mark.parametrize("what", ["price", "tax", "delivery"])
def test_f19_what_changed_since_it_was_shown_is_never_charged_silently(shop, stripe, what):
    desk = make_product("DESK-OAK", stock=5, price=10000)
    cart = cart_with((desk, 1))
    shown = details_for(cart)
    if what == "price":
        set_price(variant=desk, price_list=shop.market.price_list, money=Money(11000, "USD"), by=SYSTEM)
    elif what == "tax":
        TaxRate.objects.update(rate="0.10")
    else:
        ShippingRate.objects.update(minor=2000)

    with pytest.raises(QuoteChanged):
        start(cart, agreed=shown.agreed)

    assert not Order.objects.exists()
    assert stripe.intents() == []


def test_f23_the_last_unit_is_asked_payment_for_once(shop, stripe):
    desk = make_product("DESK-OAK", stock=1)
    carts = [cart_with((desk, 1)) for _ in range(24)]

    outcomes = crowd(f"{ACTORS}:place", [[cart.pk] for cart in carts])

    assert outcomes["placed"] == 1
    assert set(outcomes) <= {"placed", "OutOfStock", "EmptyCart", "NoDelivery"}
    assert Order.objects.count() == len(stripe.intents()) == 1
    assert (stock_of("DESK-OAK").held, stock_of("DESK-OAK").available) == (1, 0)

"""One gift card and many checkouts at once: it pays what it has, once."""

import pytest

from commerce.credit.models import CreditUse
from commerce.orders.models import Order
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.checkout import details_for
from tests.factories.credit import balance_of, cart_with_card, make_card
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
PLACE = "tests.faults.actors_at_once:place_agreed"


def test_f49_of_twenty_checkouts_with_one_card_one_is_paid_by_it(shop, stripe):
    desk = make_product("DESK-OAK", price=10_000, stock=50)
    card = make_card(10_000)
    carts = [cart_with_card((desk, 1)) for _ in range(20)]
    emails = [f"buyer{number}@example.com" for number in range(20)]
    shown = [details_for(cart, email=email).agreed for cart, email in zip(carts, emails, strict=True)]

    outcomes = crowd(PLACE, [[cart.pk, *rest] for cart, *rest in zip(carts, shown, emails, strict=True)])

    assert outcomes["placed"] == 1
    assert outcomes["CreditMoved"] + outcomes["CardUsedUp"] == 19, outcomes
    assert Order.objects.get().credit_minor == CreditUse.objects.get().amount_minor == 10_000
    assert [intent["amount"] for intent in stripe.intents()] == [Order.objects.get().to_pay.minor]
    assert (balance_of(card), stock_of("DESK-OAK").held) == (0, 1)
    assert_ledger_ok(stripe)


def test_f49_orders_that_a_card_pays_in_full_are_as_many_as_it_covers(shop, stripe):
    lamp = make_product("LAMP", price=1_000, stock=50)
    card = make_card(5_000)
    carts = [cart_with_card((lamp, 1)) for _ in range(8)]
    emails = [f"buyer{number}@example.com" for number in range(8)]
    shown = [details_for(cart, email=email).agreed for cart, email in zip(carts, emails, strict=True)]

    outcomes = crowd(PLACE, [[cart.pk, *rest] for cart, *rest in zip(carts, shown, emails, strict=True)])

    # $10 and $9 delivery, both taxed: $20.69 each, of $50.
    assert outcomes["placed"] == 2, outcomes
    assert outcomes["CreditMoved"] + outcomes["QuoteChanged"] == 6, outcomes
    assert (balance_of(card), stripe.intents()) == (5_000 - 2 * 2_069, [])
    assert_ledger_ok(stripe)

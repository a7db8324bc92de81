"""Coupons under strain: many buyers for one, and one buyer for many."""

import pytest

from commerce.cart.models import CartCode
from commerce.discounts.models import DiscountUse
from commerce.orders.models import Order
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.checkout import details_for
from tests.factories.discounts import cart_with_code, make_discount, uses_of
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
PLACE = "tests.faults.actors_at_once:place_agreed"


def test_f21_of_fifty_buyers_one_gets_the_coupon(shop, stripe):
    desk = make_product("DESK-OAK", price=10000, stock=50)
    make_discount("ONCE", limit_in_all=1)
    carts = [cart_with_code("ONCE", (desk, 1)) for _ in range(50)]
    emails = [f"buyer{number}@example.com" for number in range(50)]
    shown = [details_for(cart, email=email).agreed for cart, email in zip(carts, emails, strict=True)]

    outcomes = crowd(PLACE, [[cart.pk, *rest] for cart, *rest in zip(carts, shown, emails, strict=True)])

    assert outcomes == {"placed": 1, "CodeUsedUp": 49}
    assert Order.objects.get().discount_minor == 1000
    assert uses_of("ONCE") == DiscountUse.objects.count() == len(stripe.intents()) == 1
    assert stock_of("DESK-OAK").held == 1
    assert CartCode.objects.filter(cart__in=carts, cart__status="open", cart__lines__quantity=1).count() == 50
    assert_ledger_ok(stripe)


def test_f21_one_customer_in_many_browsers_uses_a_code_once(shop, stripe):
    desk = make_product("DESK-OAK", price=10000, stock=50)
    make_discount("FIRST", first_order_only=True)
    carts = [cart_with_code("FIRST", (desk, 1)) for _ in range(6)]
    spelt = ["anna@example.com", "Anna@Example.com", "ANNA+x@example.com"] * 2
    shown = [details_for(cart, email=email).agreed for cart, email in zip(carts, spelt, strict=True)]

    outcomes = crowd(PLACE, [[cart.pk, *rest] for cart, *rest in zip(carts, shown, spelt, strict=True)])

    assert outcomes == {"placed": 1, "CodeNotForBuyer": 5}
    assert uses_of("FIRST") == Order.objects.count() == 1

"""Discounts, made as staff make them, and carts with codes in them."""

from decimal import Decimal
from itertools import count

from commerce.discounts.models import Discount, Kind
from commerce.discounts.operations import Plan, create_discount
from commerce.money import Money
from commerce.pricing.operations import enter_code
from commerce.pricing.queries import quote_cart
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.checkout import cart_with

numbers = count(1)


def make_discount(code="WELCOME10", *, percent=10, **plan) -> Discount:
    """10 % off for a code, unless the plan says otherwise."""
    plan.setdefault("kind", Kind.PERCENTAGE)
    plan.setdefault("name", f"{plan['kind'].label} {next(numbers)}")
    if plan["kind"] in (Kind.PERCENTAGE, Kind.BUY_GET):
        plan["percent"] = Decimal(str(percent))
    return create_discount(plan=Plan(code=code, **plan), by=SYSTEM)


def make_amount_off(code, minor, currency="USD", **plan):
    return make_discount(code, kind=Kind.AMOUNT, off=(Money(minor, currency),), **plan)


def make_free_delivery(code="", **plan):
    """Free delivery for everybody, or for a code."""
    return make_discount(code, kind=Kind.FREE_DELIVERY, **plan)


def enter(cart, code, **facts):
    return enter_code(cart=cart, text=code, by=GUEST, **facts)


def cart_with_code(code, *wishes, **fields):
    """A cart with (variant or SKU, quantity) in it, and a code that was entered."""
    cart = cart_with(*wishes, **fields)
    enter(cart, code)
    return cart


def quoted(cart, **facts):
    quote, _choices = quote_cart(cart, **facts)
    return quote


def uses_of(code) -> int:
    return Discount.objects.get(code=code).used

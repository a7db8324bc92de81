"""Gift cards and store credit, and carts that are paid with them."""

from commerce.credit.models import CreditAccount
from commerce.credit.operations import give_store_credit, issue_gift_card
from commerce.money import Money
from commerce.pricing.operations import enter_card
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.checkout import cart_with

CODE = "GIFT-DEM0-DESK-2026-WARM"


def make_card(minor=10_000, currency="USD", code=CODE, **facts) -> CreditAccount:
    """A gift card of $100 with a code that is known."""
    return issue_gift_card(money=Money(minor, currency), code=code, by=SYSTEM, **facts).account


def make_store_credit(customer, minor=2_500, currency="USD") -> CreditAccount:
    return give_store_credit(customer=customer, money=Money(minor, currency), by=SYSTEM)


def pay_with(cart, code=CODE) -> CreditAccount:
    return enter_card(cart=cart, text=code, by=GUEST)


def cart_with_card(*wishes, code=CODE, **fields):
    """A cart with (variant or SKU, quantity) in it that is to be paid with a gift card."""
    cart = cart_with(*wishes, **fields)
    pay_with(cart, code)
    return cart


def balance_of(account) -> int:
    return CreditAccount.objects.get(pk=account.pk).balance_minor

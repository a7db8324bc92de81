"""A gift card with a code that everybody knows, and credit of the demo's customer."""

from commerce.credit.operations import give_store_credit, issue_gift_card
from commerce.credit.queries import card_with_code, store_credit_of
from commerce.customers.operations import customer_for_user
from commerce.money import Money
from kinsite.accounts.models import User
from kinsite.demo.people import CUSTOMER
from kinsite.foundation.actors import SYSTEM

CODE = "GIFT-DEM0-DESK-2026-WARM"


def lay_in_credit():
    """$100 on a card and $25 of credit; what is there, or was spent, stays as it is."""
    if card_with_code(CODE) is None:
        issue_gift_card(money=Money(10_000, "USD"), code=CODE, by=SYSTEM, reason="For the demo.")
    customer = customer_for_user(user=User.objects.get(email=CUSTOMER))
    if store_credit_of(customer.pk, "USD") is None:
        give_store_credit(customer=customer, money=Money(2_500, "USD"), by=SYSTEM, reason="For the demo.")

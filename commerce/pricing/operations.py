"""What shoppers do about prices: enter a discount code or a gift card, pay with their credit."""

from django.db import transaction

from commerce.cart.models import Cart
from commerce.cart.operations import keep_code, lock_open_cart
from commerce.credit.models import CreditAccount
from commerce.credit.operations import drop_credit, keep_credit
from commerce.credit.queries import card_with_code, cards_of, store_credit_of
from commerce.credit.rules import refusal_of
from commerce.discounts.queries import is_code
from commerce.discounts.rules import code_from
from commerce.errors import CardUnknown, CardUsedUp, CodeUnknown
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor


@transaction.atomic
def enter_code(*, cart: Cart, text: str, by: Actor, place: Place | None = None) -> str:
    """Put a discount code into a cart; returns it as it is kept.

    Where it takes nothing off now the reason is raised, and the cart stays as it was.
    """
    code = code_from(text)
    if not code or not is_code(code):
        raise CodeUnknown
    keep_code(cart=cart, code=code, by=by)
    quote, _choices = quote_cart(cart, place=place)
    for missed in quote.missed_codes:
        if missed.terms.code == code:
            raise missed.why
    return code


@transaction.atomic
def enter_card(*, cart: Cart, text: str, by: Actor) -> CreditAccount:
    """Pay a cart with a gift card. Where it pays nothing the reason is raised, and the cart is as before."""
    account = card_with_code(text)
    if account is None:
        raise CardUnknown
    _keep(cart, account)
    return account


@transaction.atomic
def use_store_credit(*, cart: Cart, by: Actor) -> CreditAccount:
    """Pay a cart with the store credit of the customer whose cart it is."""
    account = store_credit_of(cart.customer_id, cart.market.currency)
    if account is None:
        raise CardUsedUp
    _keep(cart, account)
    return account


@transaction.atomic
def stop_using_card(*, cart: Cart, account_id: int, by: Actor) -> None:
    """Pay a cart without a card, or without the customer's credit."""
    lock_open_cart(cart.pk)
    drop_credit(cart=cart, account_id=account_id)


def _keep(cart, account):
    locked = lock_open_cart(cart.pk)
    keep_credit(cart=locked, account=account)
    card = next(card for card in cards_of(locked) if card.account_id == account.pk)
    if why := refusal_of(card, locked.market.currency, clock.now()):
        raise why

"""Discount codes and gift cards as shoppers enter them: so many tries a network, and fewer guesses."""

import re

from django.utils.translation import gettext as _

from commerce.cart.operations import drop_code
from commerce.credit.rules import card_code_from
from commerce.discounts.rules import code_from
from commerce.errors import CardUnknown, CodeUnknown, Refused
from commerce.pricing.operations import enter_card, enter_code, stop_using_card, use_store_credit
from commerce.storefront.carts import shopper
from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached, allow, seconds_until_free, spend

# How many in how many seconds: of all codes that one network enters, and of those that nobody knows.
TRIES = (30, 600)
GUESSES = (10, 600)
# So many orders that are not what was agreed to: each may tell what the typed address bought before.
JUDGED = (10, 3600)
LONGEST = 60
# What the button beside a card posts; no discount code is kept in small letters.
CARD = re.compile(r"credit-([0-9]{1,18})")


def enter(request, cart, *, place=None):
    """Put the code that was typed into the cart, a card's or a discount's; returns why not, or nothing.

    Who guessed too often is told the same of every code, good ones too.
    """
    text, network = request.POST.get("code", "")[:LONGEST], client_network(request)
    if not text.strip():
        return _("Please enter a code.")
    try:
        spend("discount-code", network, *TRIES)
        if seconds_until_free("discount-guess", network, *GUESSES):
            return LimitReached.shopper_message
        if card_code_from(text):
            enter_card(cart=cart, text=text, by=shopper(request))
        else:
            enter_code(cart=cart, text=text, by=shopper(request), place=place)
    except (CodeUnknown, CardUnknown) as problem:
        allow("discount-guess", network, *GUESSES)
        return problem.shopper_message
    except (Refused, LimitReached) as problem:
        return problem.shopper_message
    return ""


def may_be_judged(request):
    """Whether this network may learn once more that a discount is not for the address it typed."""
    return not seconds_until_free("discount-buyer", client_network(request), *JUDGED)


def count_judged(request):
    """An order with a discount was refused."""
    allow("discount-buyer", client_network(request), *JUDGED)


def take_back(request, cart):
    """Take the code or card out of the cart that the pressed button names."""
    named = request.POST["remove"][:LONGEST]
    if card := CARD.fullmatch(named):
        stop_using_card(cart=cart, account_id=int(card[1]), by=shopper(request))
    else:
        drop_code(cart=cart, code=code_from(named), by=shopper(request))


def pay_with_own(request, cart):
    """Pay with the customer's own credit; returns why not, or nothing."""
    try:
        use_store_credit(cart=cart, by=shopper(request))
    except Refused as problem:
        return problem.shopper_message
    return ""

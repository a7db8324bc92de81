"""How codes are spelt, and how much of a total is paid by which credit. Pure."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from commerce.errors import CardDisabled, CardExpired, CardForCurrency, CardRefused, CardUsedUp
from commerce.money import Money

PREFIX, LENGTH = "GIFT", 16
# Without I, L, O and U: 32 letters, so that 16 of them are 80 bits, and none is read as another.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Below it Stripe charges nothing, in minor units (docs.stripe.com/currencies: minimum charge amounts).
LEAST_CHARGE = {
    "USD": 50,
    "EUR": 50,
    "GBP": 30,
    "JPY": 50,
    "CHF": 50,
    "CAD": 50,
    "AUD": 50,
    "SEK": 300,
    "DKK": 250,
}
MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Card:
    """An account as a quote sees it; `balance` has what the cart's own waiting order set aside."""

    account_id: int
    kind: str
    last4: str
    currency: str
    balance: Money
    is_disabled: bool = False
    expires_at: datetime | None = None

    @property
    def name(self) -> str:
        return name_of(self.kind, self.last4)


@dataclass(frozen=True, slots=True)
class Paid:
    """A part of a total that a card pays."""

    card: Card
    amount: Money


@dataclass(frozen=True, slots=True)
class Unused:
    """A card that pays nothing, and why."""

    card: Card
    why: CardRefused


def name_of(kind: str, last4: str) -> str:
    """What a card is called where its code must not stand."""
    return _("Gift card •••• %(last4)s") % {"last4": last4} if kind == "gift_card" else _("Store credit")


def new_code() -> str:
    """A code of 80 random bits, in groups that people can read out."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
    return "-".join([PREFIX, *(letters[start : start + 4] for start in range(0, LENGTH, 4))])


def card_code_from(text: str) -> str:
    """A gift card's code as it is looked for: without prefix, case, hyphens and misread letters.

    Empty where no card's code is spelt like that.
    """
    letters = re.sub(r"[\W_]", "", text).upper()
    code = letters.removeprefix(PREFIX).translate(MISREAD)
    return code if letters.startswith(PREFIX) and len(code) == LENGTH and code.isascii() else ""


def refusal_of(card: Card, currency: str, now: datetime) -> CardRefused | None:
    """Why a card pays nothing in a currency at a moment, or None where it does."""
    if card.is_disabled:
        return CardDisabled()
    if card.expires_at is not None and card.expires_at <= now:
        return CardExpired()
    if card.currency != currency:
        return CardForCurrency(card.currency)
    return None if card.balance else CardUsedUp()


def pay_by(cards: Sequence[Card], due: Money, now: datetime) -> tuple[tuple[Paid, ...], tuple[Unused, ...]]:
    """What each card pays of an amount that is due, in the order they were entered, and which can't pay.

    A card that is good and not needed pays zero: it stands there to be seen and taken back. What is left is
    nothing, or enough to be charged: the last cards pay as much less.
    """
    paid, unused = [], []
    for card in cards:
        why = refusal_of(card, due.currency, now)
        if why:
            unused.append(Unused(card, why))
            continue
        share = min(card.balance, due)
        paid.append(Paid(card, share))
        due -= share
    return tuple(_leave_enough(paid, due)), tuple(unused)


def _leave_enough(paid: list[Paid], due: Money) -> list[Paid]:
    missing = LEAST_CHARGE.get(due.currency, 0) - due.minor
    if not due or missing <= 0 or sum(share.amount.minor for share in paid) < missing:
        return paid
    left = []
    for share in reversed(paid):
        less = min(Money(missing, due.currency), share.amount)
        left.append(Paid(share.card, share.amount - less))
        missing -= less.minor
    return left[::-1]


def shares_of(amount: Money, left: Sequence[Money]) -> list[Money]:
    """An amount given back to those who paid by credit: each what is left of theirs, the last first."""
    shares = []
    for rest in reversed(left):
        share = min(rest, amount)
        shares.append(share)
        amount -= share
    if amount:
        raise ValueError("more than was paid by credit")
    return shares[::-1]

"""The letters about a gift card, and about store credit that a colleague gave."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from commerce.credit.models import CreditAccount, CreditEntry
from commerce.money import Money
from emails.kinds import Kind
from emails.send import post
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def tell_of_credit(event):
    """CreditGiven: tell the customer what there is to spend, once; nobody who wanted to be forgotten."""
    entry = CreditEntry.objects.select_related("account__customer").get(pk=event.entry_id)
    customer = entry.account.customer
    if not customer.is_erased:
        post("credit_given", to=customer.email, about=entry, locale=customer.language, by=SYSTEM)


def send_gift_card(*, account, code, to, message, language, by):
    """Send a gift card to whom it is for: the letter alone knows the code, and only until it is sent."""
    secrets = {"code": code, "message": message}
    post("gift_card", to=to, about=account, locale=language, secrets=secrets, by=by)


def gift_card_words(letter):
    """The code, what it is worth, until when, and the shop."""
    account = CreditAccount.objects.get(pk=int(letter.about_id))
    return {
        "code": letter.secrets["code"],
        "amount": account.balance,
        "expires_at": account.expires_at,
        "message": letter.secrets["message"],
        "url": settings.SITE_URL,
    }


def sample_gift_card():
    """The same keys as gift_card_words(), for previews."""
    return {
        "code": "GIFT-DEM0-DESK-2026-WARM",
        "amount": Money(10_000, "USD"),
        "expires_at": clock.now() + timedelta(days=365),
        "message": "For your new room.",
        "url": "https://example.com/",
    }


def credit_words(letter):
    """What was given, what there is now, and how it is spent: a guest signs up with the address first."""
    entry = CreditEntry.objects.select_related("account__customer").get(pk=int(letter.about_id))
    return {
        "amount": entry.amount,
        "balance": entry.balance,
        "message": entry.message,
        "is_guest": entry.account.customer.user_id is None,
        "url": settings.SITE_URL + reverse("account"),
    }


def sample_credit():
    """The same keys as credit_words(), for previews."""
    return {
        "amount": Money(2500, "USD"),
        "balance": Money(4000, "USD"),
        "message": "Sorry that your lamp came late. This is for your next one.",
        "is_guest": False,
        "url": "https://example.com/account/",
    }


GIFT_CARD = Kind(
    name="gift_card",
    context=gift_card_words,
    sample=sample_gift_card,
    keeps_body=False,
    placeholders={
        "code": "The code that pays",
        "amount": "What it is worth",
        "expires_at": "Until when it can be spent",
        "message": "What was written to whom it is for",
        "url": "The shop",
    },
)
CREDIT_GIVEN = Kind(
    name="credit_given",
    context=credit_words,
    sample=sample_credit,
    placeholders={
        "amount": "What was given",
        "balance": "What there is to spend now",
        "message": "What the colleague wrote to the customer",
        "is_guest": "Whether the customer has no account yet",
        "url": "The customer's account",
    },
)

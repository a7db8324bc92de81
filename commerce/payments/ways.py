"""Which ways to pay there are, and which of them staff switched off. A card always is one.

What is off is left out when a payment is begun, so that the provider refuses it. To the provider Apple Pay,
Google Pay and Link are cards: those are left out of the payment field only.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

# Debits from a bank account, in each country that has them.
BANK_DEBITS = (
    "acss_debit",
    "au_becs_debit",
    "bacs_debit",
    "nz_bank_account",
    "sepa_debit",
    "us_bank_account",
)
# What each switch stands for: the methods of the provider, or the wallet of the payment field.
METHODS = {
    "takes_klarna": ("klarna",),
    "takes_afterpay": ("afterpay_clearpay",),
    "takes_affirm": ("affirm",),
    "takes_bank_debits": BANK_DEBITS,
}
_KLARNA = "AT AU BE CA CH CZ DE DK ES FI FR GB GR IE IT NL NO NZ PL PT SE US"
# Where a shopper may pay later or in parts: what it is called, and in which countries customers have it.
# https://docs.stripe.com/payments/klarna https://docs.stripe.com/payments/afterpay-clearpay (Clearpay in the
# United Kingdom) https://docs.stripe.com/payments/affirm
PAY_LATER = {
    "takes_klarna": ("Klarna", frozenset(_KLARNA.split())),
    "takes_afterpay": ("Afterpay", frozenset({"AU", "CA", "NZ", "US"})),
    "takes_affirm": ("Affirm", frozenset({"CA", "US"})),
}
WALLETS = {"takes_apple_pay": "applePay", "takes_google_pay": "googlePay", "takes_link": "link"}
WAYS = (*WALLETS, *METHODS)


class Switch(models.BooleanField):
    """A way to pay, on until somebody switches it off."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": True, "db_default": True} | kwargs)


class WaysToPay(models.Model):
    """The switches of the payment settings."""

    takes_apple_pay = Switch(_("Apple Pay"))
    takes_google_pay = Switch(_("Google Pay"))
    takes_link = Switch(_("Link"))
    takes_klarna = Switch(_("Klarna"))
    takes_afterpay = Switch(_("Afterpay, Clearpay"))
    takes_affirm = Switch(_("Affirm"))
    takes_bank_debits = Switch(_("SEPA and other bank debits"))

    class Meta:
        abstract = True

    @property
    def excluded_methods(self):
        """The methods that are off, by their names at the provider; in one order, whoever asks."""
        return sorted(
            method for name, methods in METHODS.items() if not getattr(self, name) for method in methods
        )

    def pay_later_in(self, country):
        """The names of those that are on and offered in a country, for words on pages."""
        return [
            name
            for field, (name, countries) in PAY_LATER.items()
            if getattr(self, field) and country in countries
        ]

    @property
    def hidden_wallets(self):
        """The wallets that are off, by their names in the payment field."""
        return [wallet for name, wallet in WALLETS.items() if not getattr(self, name)]


class MethodNames(ArrayField):
    """Methods of the provider by name; none of them where nothing is said."""

    def __init__(self, **kwargs):
        names = {"base_field": models.CharField(max_length=30), "default": list, "db_default": []}
        super().__init__(**names | {"blank": True} | kwargs)

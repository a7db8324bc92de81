"""Amounts as staff type them."""

import re

from django import forms
from django.utils.translation import gettext as _

from commerce.money import Money, zero

PLAIN = re.compile(r"[-+]?[0-9]*\.?[0-9]*")


class MoneyField(forms.DecimalField):
    """An amount of one currency in major units, in plain digits, no finer than it is charged."""

    def __init__(self, *, currency: str, **kwargs):
        self.currency = currency
        exponent = zero(currency).exponent
        super().__init__(min_value=0, max_digits=12, decimal_places=exponent, **kwargs)

    def to_python(self, value):
        if isinstance(value, str) and not PLAIN.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def clean(self, value):
        amount = super().clean(value)
        if amount is None:
            return None
        money = Money(int(amount.scaleb(self.decimal_places)), self.currency)
        if money.minor % money.step:
            words = _("%(currency)s is charged in steps of %(step)s: the last digit is 0.")
            facts = {"currency": self.currency, "step": Money(money.step, self.currency).major}
            raise forms.ValidationError(words % facts, code="step")
        return money

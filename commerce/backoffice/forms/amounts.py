"""Amounts as staff type them."""

import re

from django import forms

from commerce.money import Money, zero

PLAIN = re.compile(r"[-+]?[0-9]*\.?[0-9]*")


class MoneyField(forms.DecimalField):
    """An amount of one currency in major units, in plain digits, with no more decimals than it has."""

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
        return Money(int(amount.scaleb(self.decimal_places)), self.currency)

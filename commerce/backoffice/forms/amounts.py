"""Amounts as staff type them."""

from django import forms

from commerce.money import Money, zero


class MoneyField(forms.DecimalField):
    """An amount of one currency in major units, with no more decimals than it has."""

    def __init__(self, *, currency: str, **kwargs):
        self.currency = currency
        exponent = zero(currency).exponent
        super().__init__(min_value=0, max_digits=12, decimal_places=exponent, **kwargs)

    def clean(self, value):
        amount = super().clean(value)
        if amount is None:
            return None
        return Money(int(amount.scaleb(self.decimal_places)), self.currency)

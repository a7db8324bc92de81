"""What forms of actions have in common."""

import re

from django import forms

DIGITS = re.compile(r"[0-9]{1,9}")


class WholeField(forms.IntegerField):
    """A whole number in plain digits, as keyboards write them."""

    def to_python(self, value):
        if isinstance(value, str) and value.strip() and not DIGITS.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class ActionForm(forms.Form):
    """What an operation needs to be told."""

    @property
    def facts(self):
        """What the operation takes, by name."""
        return self.cleaned_data


class ConfirmForm(ActionForm):
    """A question that is answered by pressing the button."""


class LookedAtForm(ActionForm):
    """What is set of something, by whoever looked at it; `seen` is the version of its trail then."""

    seen = WholeField(widget=forms.HiddenInput)


class SeenForm(ActionForm):
    """What is decided of an order, as whoever decides saw it."""

    version = WholeField(widget=forms.HiddenInput)

"""A question that is answered by pressing the button."""

from django import forms


class ConfirmForm(forms.Form):
    facts = {}

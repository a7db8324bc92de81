"""What the shop's small forms take. Fields that are not named here are not read at all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.customers.newsletter import WORDING

# Beyond any order limit; the limit itself is the product's, and says so.
MOST = 999
WHOLE_NUMBER = {
    "invalid": _("Please enter the quantity as a whole number."),
    "required": _("Please enter the quantity as a whole number."),
    "min_value": _("Please enter a quantity of one or more."),
    "max_value": _("Please enter a smaller quantity."),
}


class AddForm(forms.Form):
    """Something to put into the cart: a SKU, how many, and the signed text of where it was seen."""

    variant = forms.CharField(max_length=64, error_messages={"required": _("Please choose a variant.")})
    quantity = forms.IntegerField(min_value=1, max_value=MOST, error_messages=WHOLE_NUMBER)
    source = forms.CharField(required=False)


class QuantityForm(forms.Form):
    """How many of a line are wanted; none removes it."""

    quantity = forms.IntegerField(min_value=0, max_value=MOST, error_messages=WHOLE_NUMBER)


class NotifyForm(forms.Form):
    """Where to write when something is back."""

    email = forms.EmailField(
        label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class WriteForm(forms.Form):
    """What a customer writes to the shop about an order."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Please write something first.")},
    )


class NewsForm(forms.Form):
    """Asking for the newsletter: an address, and a box that nobody ticks but the reader."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please enter your e-mail address.")},
    )
    agrees = forms.BooleanField(
        label=WORDING, error_messages={"required": _("Please tick the box: only then may we write to you.")}
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="newsletter_%s", **kwargs)
        # Two fields need no summary of what is wrong: the first wrong one takes the focus.
        for name in list(self.errors)[:1]:
            self.fields[name].widget.attrs["autofocus"] = True


def first_error(form):
    """One sentence of what is wrong with a form that shows one field."""
    return next(str(error) for errors in form.errors.values() for error in errors)

"""What staff set of markets: to which countries they sell."""

import re

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import LookedAtForm
from commerce.customers.rules import address_rules

APART = re.compile(r"[\s,;]+")


class MarketForm(LookedAtForm):
    """Its countries, as codes: all there are would be a list of 249."""

    countries = forms.CharField(
        label=_("Countries"),
        max_length=1_000,
        help_text=_("ISO codes, e.g. US, CA. The first is preselected at checkout."),
    )

    def clean_countries(self):
        typed = self.cleaned_data["countries"].upper()
        codes = list(dict.fromkeys(filter(None, APART.split(typed))))
        if not codes:
            raise forms.ValidationError(self.fields["countries"].error_messages["required"])
        if unknown := [code for code in codes if not _is_known(code)]:
            raise forms.ValidationError(_now("Not the code of a country: %s.") % ", ".join(unknown))
        return codes


def _is_known(code):
    try:
        return re.fullmatch("[A-Z]{2}", code) is not None and bool(address_rules(code))
    except ValueError:
        return False

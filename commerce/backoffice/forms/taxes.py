"""What staff set of taxes: of which place and goods, and how much."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import LookedAtForm
from commerce.catalogue.models import TaxCategory
from commerce.customers.rules import country_choices
from commerce.markets.models import Market

HUNDRED = Decimal(100)


class TaxRateForm(LookedAtForm):
    """A row of the table. Of one tax's rows the narrowest counts."""

    country = forms.ChoiceField(label=_("Country"))
    region = forms.RegexField(
        r"[A-Z0-9]{1,10}",
        label=_("Region"),
        required=False,
        help_text=_("A state or province by its code, e.g. NY. Empty: the whole country."),
    )
    category = forms.ModelChoiceField(
        TaxCategory.objects.order_by("name"),
        label=_("Goods"),
        required=False,
        empty_label=_("All goods, and delivery"),
    )
    tax = forms.SlugField(
        label=_("Which tax"),
        max_length=20,
        required=False,
        help_text=_("Where a place has several that add up, e.g. city. Empty for the only one."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As it stands on receipts, e.g. VAT 19 %")
    )
    percent = forms.DecimalField(
        label=_("Percent"), min_value=0, max_value=Decimal("99.999"), max_digits=5, decimal_places=3
    )
    taxes_delivery = forms.BooleanField(label=_("Delivery is taxed too"), required=False)

    def __init__(self, *args, rate, language, **kwargs):
        super().__init__(*args, **kwargs)
        if rate is None:
            del self.fields["seen"]
        sold_to = {country for market in Market.objects.all() for country in market.countries}
        sold_to |= {rate.country} if rate else set()
        self.fields["country"].choices = country_choices(sorted(sold_to), language)

    @property
    def facts(self):
        facts = {**self.cleaned_data}
        facts["rate"] = facts.pop("percent") / HUNDRED
        return facts

"""What staff set of deliveries: names, countries, days, and prices by weight."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.base import LookedAtForm, WholeField
from commerce.customers.rules import country_choices
from commerce.markets.models import Market, PriceList
from commerce.money import Money
from commerce.shipping.models import ShippingMethod, ShippingZone
from commerce.shipping.operations import Step

ROWS = 4
MOST_DAYS, MOST_GRAMS = 90, 2_000_000


def currencies():
    """Those that something is sold in."""
    return list(PriceList.objects.order_by("currency").values_list("currency", flat=True).distinct())


class DeliveryForm(LookedAtForm):
    """A delivery whole. Orders that were placed keep theirs."""

    code = forms.SlugField(
        label=_("Code"), max_length=50, help_text=_("Names it in addresses and exports; it stays for ever.")
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    zone = forms.ModelChoiceField(label=_("Zone"), queryset=ShippingZone.objects.order_by("name"))
    min_days = WholeField(label=_("Working days, at best"), min_value=0, max_value=MOST_DAYS)
    max_days = WholeField(label=_("Working days, at worst"), min_value=0, max_value=MOST_DAYS)
    position = WholeField(
        label=_("Position"),
        min_value=0,
        max_value=999,
        help_text=_("Of two at one price, the lower is first."),
    )
    is_active = forms.BooleanField(
        label=_("Offered"), required=False, help_text=_("Off, nobody can choose it from now on.")
    )

    def __init__(self, *args, method: ShippingMethod | None, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["code" if method else "seen"]
        self.languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        for language in self.languages:
            label = _("Name in %(language)s") % {"language": dict(settings.LANGUAGES)[language]}
            self.fields[f"label_{language}"] = forms.CharField(label=label, max_length=80, required=False)
        self.currencies = currencies()
        for currency in self.currencies:
            for row in range(ROWS):
                self.fields[f"price_{currency}_{row}"] = MoneyField(
                    currency=currency, label=_("Price"), required=False
                )
                self.fields[f"grams_{currency}_{row}"] = WholeField(
                    label=_("Up to grams"), min_value=1, max_value=MOST_GRAMS, required=False
                )
        if method and not self.is_bound:
            self._fill_in(method)

    @property
    def steps(self):
        """For the page: each currency with its rows of weight and price."""
        return [
            (
                currency,
                [(self[f"grams_{currency}_{row}"], self[f"price_{currency}_{row}"]) for row in range(ROWS)],
            )
            for currency in self.currencies
        ]

    @property
    def names(self):
        return [self[f"label_{language}"] for language in self.languages]

    def clean(self):
        facts = super().clean()
        if facts.get("min_days", 0) > facts.get("max_days", MOST_DAYS):
            self.add_error("max_days", _("At worst it takes at least as long as at best."))
        for currency in self.currencies:
            for row in range(ROWS):
                if facts.get(f"grams_{currency}_{row}") and facts.get(f"price_{currency}_{row}") is None:
                    self.add_error(f"price_{currency}_{row}", _("Say what it costs up to this weight."))
        return facts

    @property
    def facts(self):
        facts = self.cleaned_data
        fields = ("seen", "code", "name", "zone", "min_days", "max_days", "position", "is_active")
        return {
            **{name: facts[name] for name in fields if name in facts},
            "labels": {language: facts[f"label_{language}"] for language in self.languages},
            "steps": [
                Step(price, facts[f"grams_{currency}_{row}"])
                for currency in self.currencies
                for row in range(ROWS)
                if (price := facts[f"price_{currency}_{row}"]) is not None
            ],
        }

    def _fill_in(self, method):
        self.initial |= {f"label_{label.locale}": label.label for label in method.labels.all()}
        for currency in self.currencies:
            rates = [rate for rate in method.rates.all() if rate.currency == currency]
            rates.sort(key=lambda rate: (rate.up_to_grams is None, rate.up_to_grams))
            for row, rate in enumerate(rates[:ROWS]):
                self.initial[f"grams_{currency}_{row}"] = rate.up_to_grams
                self.initial[f"price_{currency}_{row}"] = f"{Money(rate.minor, currency).major:f}"


class ZoneForm(LookedAtForm):
    """Countries that share their deliveries: those of the markets can be chosen."""

    code = forms.SlugField(label=_("Code"), max_length=50)
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("For colleagues"))
    countries = forms.MultipleChoiceField(label=_("Countries"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, zone: ShippingZone | None, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["code" if zone else "seen"]
        sold_to = {country for market in Market.objects.all() for country in market.countries}
        sold_to |= set(zone.countries) if zone else set()
        self.fields["countries"].choices = country_choices(sorted(sold_to), language)

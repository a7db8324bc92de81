"""The checkout form: e-mail, an address with the fields of its country, delivery."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.checkout.rules import CheckoutDetails
from commerce.customers.newsletter import WORDING
from commerce.customers.rules import address_problems, address_rules, country_choices, region_code
from commerce.pricing.vat_ids import LONGEST, has_vat_ids, vat_id_of

PROBLEMS = {
    "required": _("Please fill this in."),
    "invalid": _("This does not fit the country. Please check it."),
}
INPUT_LENGTH = 200


class CheckoutForm(forms.Form):
    """Fields follow the country: `country` decides which others are asked for and demanded."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        help_text=_("For the confirmation and news of your parcel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), widget=forms.Select(attrs={"autocomplete": "shipping country"})
    )
    name = forms.CharField(label=_("Full name"), max_length=INPUT_LENGTH)
    line1 = forms.CharField(label=_("Address"), max_length=INPUT_LENGTH)
    line2 = forms.CharField(label=_("Apartment, suite (optional)"), max_length=INPUT_LENGTH, required=False)
    city = forms.CharField(label=_("City"), max_length=INPUT_LENGTH)
    region = forms.ChoiceField(label=_("State / province"))
    postcode = forms.CharField(label=_("Postal code"), max_length=20)
    phone = forms.CharField(
        label=_("Phone (optional)"),
        max_length=40,
        required=False,
        help_text=_("Only for the carrier, if there is a question about delivery."),
    )
    vat_id = forms.CharField(
        label=_("VAT id (optional, business)"),
        max_length=2 * LONGEST,
        required=False,
        help_text=_("With the id of a business in another country, tax is not charged."),
    )
    delivery = forms.ChoiceField(label=_("Delivery"), widget=forms.RadioSelect, required=False)
    wants_news = forms.BooleanField(label=WORDING, required=False)

    AUTOCOMPLETE = {
        "name": "shipping name",
        "line1": "shipping address-line1",
        "line2": "shipping address-line2",
        "city": "shipping address-level2",
        "region": "shipping address-level1",
        "postcode": "shipping postal-code",
        "phone": "shipping tel",
    }

    def __init__(self, data=None, *, market, **kwargs):
        super().__init__(data, auto_id="checkout_%s", **kwargs)
        self.market = market
        self.fields["country"].choices = country_choices(market.countries, market.language)
        self.rules = address_rules(self.chosen_country)
        self._fit_to_country()
        for name, words in self.AUTOCOMPLETE.items():
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = words
        self.fields["phone"].widget.input_type = "tel"

    @property
    def chosen_country(self):
        """The country chosen so far, else the market's first."""
        given = self.data.get("country") if self.is_bound else self.initial.get("country")
        return given if given in self.market.countries else self.market.countries[0]

    @property
    def chosen_region(self):
        """The region chosen so far, where the country has it."""
        given = (self.data if self.is_bound else self.initial).get("region", "")
        return given if given in dict(self.rules.regions) else ""

    @property
    def chosen_postcode(self):
        return (self.data if self.is_bound else self.initial).get("postcode", "")

    @property
    def chosen_vat_id(self):
        """The VAT id typed so far, where one is asked for."""
        given = (self.data if self.is_bound else self.initial).get("vat_id", "")
        return given if "vat_id" in self.fields else ""

    @property
    def chosen_email(self):
        """The e-mail typed so far, right or not yet: it tells who was here before."""
        given = (self.data if self.is_bound else self.initial).get("email") or ""
        return given.strip()[:254]

    @property
    def chosen_delivery(self):
        return (self.data if self.is_bound else self.initial).get("delivery", "")

    def offer(self, deliveries, chosen):
        """Let the shopper pick among deliveries; `chosen` is the one in the quote."""
        self.fields["delivery"].choices = [(choice.code, choice.name) for choice in deliveries]
        self.initial["delivery"] = chosen.code if chosen else ""

    def clean(self):
        cleaned = super().clean()
        if "country" in cleaned:
            for name, code in address_problems({**cleaned, "region": cleaned.get("region", "")}).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, PROBLEMS.get(code, PROBLEMS["invalid"]))
        return cleaned

    def clean_vat_id(self):
        typed = self.cleaned_data["vat_id"]
        if typed and not vat_id_of(typed, self.chosen_country):
            raise forms.ValidationError(_("This is no VAT id of the country. Please check it."))
        return typed

    def typed(self):
        """What was typed, valid or not, so that nothing is lost; a region that was named goes by its code."""
        typed = {name: self.data.get(name, "")[:254] for name in self.fields if name in self.data}
        if "region" in typed:
            typed["region"] = region_code(typed["region"], self.rules.regions)
        return typed

    def details(self, agreed):
        """The details of a valid form, and the digest of the quote that was shown beside it."""
        cleaned = self.cleaned_data
        texts = {name: cleaned.get(name, "") for name in CheckoutDetails.__dataclass_fields__}
        return CheckoutDetails(**texts | {"wants_news": cleaned.get("wants_news", False), "agreed": agreed})

    def _fit_to_country(self):
        if not (has_vat_ids(self.market.taxed_countries[0]) and has_vat_ids(self.chosen_country)):
            del self.fields["vat_id"]
        for name in ("city", "postcode"):
            if name not in self.rules.fields:
                del self.fields[name]
            else:
                self.fields[name].required = name in self.rules.required
        if self.rules.regions:
            self.fields["region"].choices = [("", _("Please choose")), *self.rules.regions]
        else:
            del self.fields["region"]
        if self.rules.postcode_example and "postcode" in self.fields:
            self.fields["postcode"].help_text = _("For example %(example)s") % {
                "example": self.rules.postcode_example
            }

"""What goes into a parcel, and who takes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import SeenForm, WholeField
from commerce.shipping.carriers.manual import KNOWN, carrier_of, known_name, plain_number


class HandOverForm(SeenForm):
    """Who takes a parcel."""

    carrier = forms.CharField(
        label=_("Carrier"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"list": "carriers", "autocomplete": "off"}),
        help_text=_("Empty: told from the number, where it can be."),
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    notifies = forms.BooleanField(
        label=_("Write to the customer"),
        required=False,
        initial=True,
        help_text=_("That it is on its way, with the number and what is in the parcel."),
    )
    carriers = [known.name for known in KNOWN]

    def clean_tracking_number(self):
        return plain_number(self.cleaned_data["tracking_number"])

    def clean(self):
        facts = super().clean()
        number = facts.get("tracking_number", "")
        facts["carrier"] = known_name(facts.get("carrier", "")) or carrier_of(number)
        return facts


class ShipForm(HandOverForm):
    """A parcel: units of each line that is left to pack, filled in with all of them."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.to_pack]
        for line in self.lines:
            self.fields[f"units_{line.pk}"] = WholeField(
                label=_("Units"), min_value=0, max_value=line.to_pack, required=False, initial=line.to_pack
            )

    @property
    def quantities(self):
        """How many units of each line go into the parcel."""
        facts = self.cleaned_data
        return {line.pk: facts[f"units_{line.pk}"] for line in self.lines if facts[f"units_{line.pk}"]}

    @property
    def facts(self):
        names = ("version", "carrier", "tracking_number", "notifies")
        return {name: self.cleaned_data[name] for name in names} | {"quantities": self.quantities}

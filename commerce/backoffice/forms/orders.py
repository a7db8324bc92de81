"""What colleagues enter at an order: where it goes, notes, messages, tags, and why it is held back."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import SeenForm
from commerce.backoffice.mentions import named_in
from commerce.customers.rules import address_problems, address_rules
from commerce.orders.models import OrderTag

LONGEST_TEXT = 4000
PROBLEMS = {
    "required": _("Please fill this in."),
    "invalid": _("This does not fit the country. Please check it."),
}


class AddressForm(SeenForm):
    """Where an order goes, with the fields of its country, as at checkout."""

    PARTS = ("name", "line1", "line2", "city", "region", "postcode", "phone")

    email = forms.EmailField(
        label=_("Email"), max_length=254, help_text=_("Letters about this order go there from now on.")
    )
    name = forms.CharField(label=_("Full name"), max_length=200)
    line1 = forms.CharField(label=_("Address"), max_length=200)
    line2 = forms.CharField(label=_("Apartment, suite (optional)"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=200)
    region = forms.ChoiceField(label=_("State / province"))
    postcode = forms.CharField(label=_("Postal code"), max_length=20)
    phone = forms.CharField(
        label=_("Phone (optional)"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )

    def __init__(self, *args, country, **kwargs):
        super().__init__(*args, **kwargs)
        self.country, rules = country, address_rules(country)
        for name in ("city", "postcode"):
            if name not in rules.fields:
                del self.fields[name]
            else:
                self.fields[name].required = name in rules.required
        if rules.regions:
            self.fields["region"].choices = [("", _("Please choose")), *rules.regions]
        else:
            del self.fields["region"]

    def clean(self):
        cleaned = super().clean()
        typed = {name: cleaned.get(name, "") for name in self.PARTS}
        for name, code in address_problems({**typed, "country": self.country}).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, PROBLEMS.get(code, PROBLEMS["invalid"]))
        return cleaned

    @property
    def facts(self):
        address = {name: self.cleaned_data.get(name, "") for name in self.PARTS}
        facts = {name: self.cleaned_data[name] for name in ("version", "email")}
        return facts | {"address": address}


class NoteForm(SeenForm):
    """A note for colleagues. Who is named in it by @ is told."""

    text = forms.CharField(label=_("Note"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.named = people, []

    def clean_text(self):
        text = self.cleaned_data["text"]
        self.named, unknown = named_in(text, self.people)
        if unknown:
            words = _now("Nobody who sees orders is called %(handle)s.")
            raise forms.ValidationError(words % {"handle": f"@{unknown[0]}"})
        return text

    @property
    def facts(self):
        return {**self.cleaned_data, "mentioned": self.named}


class MessageForm(SeenForm):
    """A message to the customer, and the address it was written for."""

    to = forms.CharField(max_length=254, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Message to the customer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("The letter names the order and leads to its page; answers come to the shop."),
    )


class HoldForm(SeenForm):
    """Why an order is kept back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("For colleagues. The customer does not read it.")
    )


class TagForm(SeenForm):
    """A word on an order."""

    label = forms.CharField(label=_("Tag"), max_length=OrderTag.LONGEST)

    def clean_label(self):
        return " ".join(self.cleaned_data["label"].split())

"""What staff say of gift cards and store credit that they issue."""

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.base import ActionForm
from commerce.backoffice.forms.prices import ShopMoment
from commerce.credit.rules import new_code
from commerce.markets.models import PriceList
from kinsite.foundation import clock

SALT = "commerce.backoffice.gift-card"
LASTS = 24 * 60 * 60


def sign_code() -> str:
    """A new gift card's code for a form, which only this shop can have made."""
    return signing.dumps(new_code(), salt=SALT)


class AmountForm(ActionForm):
    """An amount in one of the shop's currencies, and why."""

    first = ()

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For colleagues; it stands in the history")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        currencies = sorted(set(PriceList.objects.values_list("currency", flat=True)))
        self.amounts = [f"amount_{currency}" for currency in currencies]
        for name, currency in zip(self.amounts, currencies, strict=True):
            self.fields[name] = MoneyField(
                currency=currency, label=_("Amount in %s") % currency, required=False
            )
        self.order_fields([*self.first, *self.amounts])

    def clean(self):
        facts = super().clean()
        typed = [facts[name] for name in self.amounts if facts.get(name)]
        if len(typed) == 1:
            facts["money"] = typed[0]
        elif not any(name in self.errors for name in self.amounts):
            self.add_error(self.amounts[0], _("Give one amount, in one currency."))
        return facts


class GiftCardForm(AmountForm):
    """A gift card. Its code is made with the form: sent twice, it is one card."""

    expires_at = ShopMoment(
        required=False,
        label=_("Valid until"),
        help_text=_("Empty where it does not expire. Times are the shop's."),
    )
    send_to = forms.EmailField(
        label=_("Send it to"),
        max_length=254,
        required=False,
        help_text=_("An e-mail address. Empty where you hand it over yourself."),
    )
    message = forms.CharField(
        label=_("Message to them"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    code = forms.CharField(widget=forms.HiddenInput)

    def clean_expires_at(self):
        moment = self.cleaned_data["expires_at"]
        if moment and moment <= clock.now():
            raise forms.ValidationError(_("This moment is over."))
        return moment

    def clean(self):
        facts = super().clean()
        try:
            facts["code"] = signing.loads(facts.get("code", ""), salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            self.data = self.data.copy()
            self.data["code"] = sign_code()
            self.add_error(None, _("This form was too old and is made anew. Please send it once more."))
        return facts

    @property
    def facts(self):
        names = ("money", "reason", "expires_at", "code", "send_to", "message", "language")
        return {name: self.cleaned_data[name] for name in names}


class StoreCreditForm(AmountForm):
    """Store credit for whoever an e-mail address belongs to."""

    first = ("email",)

    email = forms.EmailField(label=_("Customer's e-mail address"), max_length=254)
    message = forms.CharField(
        label=_("Message to the customer"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter about the credit"),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    @property
    def facts(self):
        names = ("email", "money", "reason", "message", "key")
        return {name: self.cleaned_data[name] for name in names}


class EndCreditForm(ActionForm):
    """Why nothing may be paid with it any more."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For colleagues, e.g. lost, stolen")
    )

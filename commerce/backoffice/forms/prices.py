"""What staff decide of prices: one, many at once, or a change that is planned."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.base import ActionForm
from kinsite.foundation import clock


class ShopMoment(forms.DateTimeField):
    """A day and an hour of the shop, wherever in the world the colleague is at work."""

    widget = AdminDateTimeInput
    default_validators = [clock.refuse_far]

    def to_python(self, value):
        with timezone.override(timezone.get_default_timezone()):
            return super().to_python(value)

    def prepare_value(self, value):
        with timezone.override(timezone.get_default_timezone()):
            return super().prepare_value(value)


class PeriodForm(ActionForm):
    """From when until when, and whether it is announced as a reduction."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = timezone.get_default_timezone_name()
        self.fields["from_"] = ShopMoment(
            required=False,
            label=_("From"),
            help_text=_("Empty for at once. Times are the shop's, in %(zone)s.") % {"zone": zone},
        )
        self.fields["until"] = ShopMoment(
            required=False,
            label=_("Until"),
            help_text=_(
                "Empty where it lasts; else the price of before runs again by itself. All of Monday ends on"
                " Tuesday, 00:00."
            ),
        )
        self.fields["is_reduction"] = forms.BooleanField(
            required=False,
            label=_("Announce it as a reduction"),
            help_text=_(
                "The lowest price of the 30 days before it is struck through, where that was higher."
            ),
        )

    def clean(self):
        facts = super().clean()
        now = clock.now()
        start = facts.get("from_") or now
        if start < now:
            self.add_error("from_", _("What it cost in the past is history; choose a time to come."))
        if facts.get("until") and facts["until"] <= start:
            self.add_error("until", _("A price ends after it began."))
        return facts


class PriceForm(PeriodForm):
    """What a variant costs in one price list."""

    field_order = ["money"]

    def __init__(self, *args, price_list, **kwargs):
        super().__init__(*args, **kwargs)
        currency = price_list.currency
        self.fields["money"] = MoneyField(currency=currency, label=_("Price in %s") % currency)
        self.order_fields(self.field_order)

"""What a colleague says of many orders: which, what is to be done, and what that needs to know."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.backoffice.forms.base import ActionForm
from commerce.bulk.models import BulkJob
from commerce.bulk.pasted import Parcels, read_parcels
from commerce.errors import AllThereAre, FilterUnread, NothingChosen
from commerce.exports.models import OrderExport
from commerce.orders.listing import A_PAGE, OrderFilter
from commerce.orders.models import Order, OrderTag

TICKED, ALL = "ticked", "all"


class ChosenForm(ActionForm):
    """Orders of the list: those that are ticked, or all that its filter lets through.

    All are meant only where the filter says so itself: an address that says nothing chooses nothing.
    """

    # As long as it is: OrderFilter limits each part of it.
    query = forms.CharField(required=False)
    place = forms.CharField(max_length=40, required=False)
    scope = forms.ChoiceField(choices=[(TICKED, ""), (ALL, "")])

    @property
    def chosen(self):
        return OrderFilter.parse(self.cleaned_data["query"])

    @property
    def ticked(self):
        """The ids that are ticked: of one page, no more are there."""
        texts = self.data.getlist("order")[:A_PAGE]
        return [int(text) for text in texts if text.isdecimal() and text.isascii() and len(text) < 19]

    @property
    def is_ticked(self):
        return self.cleaned_data["scope"] == TICKED

    @property
    def orders(self):
        """Raises NothingChosen where nobody said which, FilterUnread where a part of the filter is lost."""
        if self.is_ticked and self.ticked:
            return Order.objects.filter(pk__in=self.ticked)
        if self.is_ticked or not (self.chosen.tab or self.chosen.is_narrowed):
            raise NothingChosen
        if self.chosen.unread:
            raise FilterUnread
        return self.chosen.orders

    @property
    def kept(self):
        """What it says, as name and text, for the next form."""
        facts = self.cleaned_data
        pairs = [("query", facts["query"]), ("scope", facts["scope"])]
        pairs += [("place", facts["place"])] if facts["place"] else []
        return [*pairs, *(("order", pk) for pk in self.ticked)]


class JobForm(ChosenForm):
    """What is to be done to them."""

    action = forms.ChoiceField(label=_("Do with them"), choices=BulkJob.Action.choices)

    @property
    def orders(self):
        """As ChosenForm; AllThereAre where nothing narrows them. To export them all is another matter."""
        found = super().orders
        if not self.is_ticked and self.chosen.is_everything:
            raise AllThereAre
        return found

    @property
    def kept(self):
        return [*super().kept, ("action", self.cleaned_data["action"])]


class ExportForm(ChosenForm):
    """As which table."""

    kind = forms.ChoiceField(label=_("Rows"), choices=OrderExport.Kind.choices)
    form = forms.ChoiceField(label=_("File"), choices=OrderExport.Form.choices)


class PlainForm(ActionForm):
    """Nothing more needs to be known."""


class TagManyForm(ActionForm):
    """Which tag."""

    text = forms.CharField(label=_("Tag"), max_length=OrderTag.LONGEST)

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())


class HoldManyForm(ActionForm):
    """Why they are kept back."""

    text = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("For colleagues. The customers do not read it.")
    )


class ShipManyForm(ActionForm):
    """Who takes which parcel, one row each."""

    parcels = forms.CharField(
        label=_("Tracking numbers"),
        max_length=1_000_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_("One row each: order, carrier, tracking number; with commas, semicolons or tabs."),
    )
    notifies = forms.BooleanField(label=_("Write to the customers"), required=False, initial=True)

    def __init__(self, *args, orders=None, leaves_out=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.orders, self.leaves_out, self.read = orders, leaves_out, Parcels()

    def clean_parcels(self):
        text = self.cleaned_data["parcels"]
        parcels = read_parcels(text)
        known = self.orders.filter(number__in=sorted(parcels.by_number)).values_list("number", flat=True)
        self.read = parcels.among({*known})
        if self.read.wrong and not self.leaves_out:
            count = len(self.read.wrong)
            raise forms.ValidationError(
                ngettext("%(count)s row is wrong.", "%(count)s rows are wrong.", count) % {"count": count}
            )
        return text

    @property
    def facts(self):
        return {
            "parcels": self.read.by_number,
            "left_out": len(self.read.wrong),
            "notifies": self.cleaned_data["notifies"],
        }


FORMS = {
    BulkJob.Action.SHIP: ShipManyForm,
    BulkJob.Action.TAG: TagManyForm,
    BulkJob.Action.UNTAG: TagManyForm,
    BulkJob.Action.HOLD: HoldManyForm,
}

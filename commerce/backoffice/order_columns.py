"""The columns of the order list. Its number is always there; each colleague chooses the others."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commerce.backoffice.columns import PlainColumn, TagsColumn, customer_name, number_column
from commerce.customers.rules import country_choices
from commerce.orders.facets import method_words, shop_zone
from commerce.orders.models import FulfilmentState, PaymentState, ReturnState
from kinsite.foundation import clock


class MomentColumn(PlainColumn):
    """When it was: how long ago, and below it the day and hour by the shop's clock."""

    def written(self, value):
        moment = localtime(value, shop_zone())
        return format_html(
            '<time datetime="{}">{}<br><small class="kin-quiet">{}</small></time>',
            moment.isoformat(timespec="seconds"),
            _since(value),
            date_format(moment, "j M Y, H:i"),
        )


def _since(moment):
    now = clock.now()
    if now - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


def _total(order):
    return order.total.written(order.market.locale)


def _country(order):
    return order.ship_country and country_choices([order.ship_country], get_language())[0][1]


def _customer(order):
    return order.customer and customer_name(order.customer)


# A state's own label: Django's get_…_display() translates every choice of the field to find one.
def _payment(order):
    return [(PaymentState(order.payment_state).label, order.payment_state == PaymentState.PAID)]


def _fulfilment(order):
    return [(FulfilmentState(order.fulfilment_state).label, False)]


def _returned(order):
    if order.return_state == ReturnState.NONE:
        return []
    return [(ReturnState(order.return_state).label, order.return_state == ReturnState.OPEN)]


def _tags(order):
    return [(tag.label, False) for tag in order.tags.all()]


# Attributes of an order with what a colleague should notice; what hinders it stands out.
FLAGS = [
    ("is_on_hold", gettext_lazy("On hold"), True),
    ("is_late", gettext_lazy("Late"), True),
    ("is_disputed", gettext_lazy("Dispute"), True),
    ("is_risky", gettext_lazy("Risk"), True),
    ("awaits_answer", gettext_lazy("To answer"), True),
    ("has_note", gettext_lazy("Note"), False),
    ("is_archived", gettext_lazy("Archived"), False),
]


def _flags(order):
    return [(words, stands_out) for name, words, stands_out in FLAGS if getattr(order, name)]


CHOOSABLE = [
    ("placed", gettext_lazy("Placed")),
    ("customer", gettext_lazy("Customer")),
    ("total", gettext_lazy("Total")),
    ("flags", gettext_lazy("Flags")),
    ("payment", gettext_lazy("Payment")),
    ("fulfilment", gettext_lazy("Fulfilment")),
    ("returned", gettext_lazy("Return")),
    ("units", gettext_lazy("Items")),
    ("country", gettext_lazy("Ships to")),
    ("delivery", gettext_lazy("Delivery")),
    ("method", gettext_lazy("Paid with")),
    ("tags", gettext_lazy("Tags")),
]
USUAL = [name for name, _label in CHOOSABLE if name != "method"]


class TickColumn(PlainColumn):
    """A box to choose an order by, for the form of what is done to many."""

    header_template_name = "commerce/backoffice/columns/tick_head.html"

    def __init__(self):
        super().__init__("tick", label="", classname="kin-tick", accessor=lambda order: order)

    def written(self, order):
        label = _("Tick %(number)s") % {"number": order.number}
        box = '<input type="checkbox" name="order" value="{}" form="chosen" aria-label="{}">'
        return format_html(box, order.pk, label)


class NumberColumn(PlainColumn):
    """Its number leads to the order, and takes along what the list was narrowed by."""

    def __init__(self, url_name, query):
        super().__init__("number", label=_("Order"), classname="kin-moment")
        self.url_name, self.query = url_name, query

    def render_cell_html(self, instance, parent_context):
        return format_html(
            '<td class="{} title"><div class="title-wrapper"><a href="{}?{}">{}</a></div></td>',
            self.classname,
            reverse(self.url_name, args=[instance.pk]),
            self.query,
            instance.number,
        )


def placed_column():
    return MomentColumn("placed", label=_("Placed"), accessor="placed_at", classname="kin-moment")


def columns_named(names):
    """Columns by name, in the order in which they always stand."""
    columns = {
        "placed": placed_column(),
        "customer": PlainColumn("customer", label=_("Customer"), accessor=_customer),
        "total": number_column("total", _("Total"), accessor=_total),
        "flags": TagsColumn("flags", label=_("Flags"), accessor=_flags),
        "payment": TagsColumn("payment", label=_("Payment"), accessor=_payment),
        "fulfilment": TagsColumn("fulfilment", label=_("Fulfilment"), accessor=_fulfilment),
        "returned": TagsColumn(
            "returned", label=_("Return"), accessor=_returned, classname="kin-wide kin-roomy"
        ),
        "units": number_column("units", _("Items"), only_wide=True),
        "country": PlainColumn("country", label=_("Ships to"), accessor=_country, classname="kin-wide"),
        "delivery": PlainColumn(
            "delivery", label=_("Delivery"), accessor="delivery_name", classname="kin-wide kin-roomy"
        ),
        "method": PlainColumn(
            "method",
            label=_("Paid with"),
            accessor=lambda order: order.payment_method and method_words(order.payment_method),
            classname="kin-wide kin-roomy",
        ),
        "tags": TagsColumn("tags", label=_("Tags"), accessor=_tags, classname="kin-wide kin-roomy"),
    }
    return [column for name, column in columns.items() if name in names]

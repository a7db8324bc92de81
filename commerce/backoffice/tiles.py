"""What waits for somebody, on the admin's first screen: a count each, which opens the list it counts.

Every count stops where its list stops counting, and is read from what is open, not from all there ever was.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from commerce.backoffice.permissions import (
    APPROVE_PRICES,
    APPROVE_REFUNDS,
    CHANGE_PAYMENTS,
    VIEW_DIFFERENCES,
    VIEW_LETTERS,
    VIEW_ORDERS,
    VIEW_STOCK,
)
from commerce.backoffice.price_queries import proposals_listed
from commerce.backoffice.queries import LEVELS, stock_listed
from commerce.orders.listing import COUNTED_TO, OrderFilter
from commerce.payments import inbox
from commerce.payments.models import Dispute, DisputeStatus
from commerce.reconciliation.queries import differences_listed
from commerce.refunds.queries import refunds_to_approve
from emails.queries import letters_in_trouble


@dataclass(frozen=True)
class Tile:
    """What is counted, for whom, where it leads, and whether one is already too many.

    `count` gives how many there are and what else there is to say of them.
    """

    label: str
    right: str
    count: Callable[[], tuple[int, str]]
    url_name: str
    query: str = ""
    is_trouble: bool = False

    def shown(self):
        """Its facts for the template."""
        count, note = self.count()
        return {
            "label": self.label,
            "count": f"{COUNTED_TO:,}+" if count > COUNTED_TO else f"{count:,}",
            "note": note,
            "url": f"{reverse(self.url_name)}{self.query}",
            "is_alert": self.is_trouble and count > 0,
        }


def _counted(rows):
    return rows.order_by()[: COUNTED_TO + 1].aggregate(count=Count("pk"))["count"]


def _orders(query):
    return lambda: (_counted(OrderFilter.parse(query).orders), "")


def _disputes():
    """How many a bank has not decided, and until when the next one must be answered."""
    wanted = Q(status=DisputeStatus.NEEDS_RESPONSE)
    facts = Dispute.objects.filter(status__in=Dispute.OPEN).aggregate(
        orders=Count("payment__order", distinct=True), next=Min("respond_by", filter=wanted)
    )
    if facts["next"] is None:
        return facts["orders"], ""
    until = date_format(localtime(facts["next"]), "j M, H:i")
    return facts["orders"], now_in_words("answer by %(time)s") % {"time": until}


def _stock():
    facts = stock_listed().aggregate(
        low=Count("pk", filter=LEVELS["low"]), out=Count("pk", filter=LEVELS["out"])
    )
    note = now_in_words("%(count)d out of stock") % {"count": facts["out"]} if facts["out"] else ""
    return facts["low"], note


def _order_tile(label, query, *, is_trouble=False):
    return Tile(label, VIEW_ORDERS, _orders(query), "orders:index", f"?{query}", is_trouble)


TILES = [
    _order_tile(_("To pack"), "view=to-pack"),
    _order_tile(_("Late"), "view=late", is_trouble=True),
    _order_tile(_("To capture"), "view=to-capture"),
    _order_tile(_("Payment problems"), "view=payment-problems", is_trouble=True),
    _order_tile(_("To answer"), "view=all&to_answer=1"),
    Tile(_("Disputes"), VIEW_ORDERS, _disputes, "orders:index", "?view=all&disputed=1", is_trouble=True),
    Tile(
        _("Differences with Stripe"),
        VIEW_DIFFERENCES,
        lambda: (_counted(differences_listed().filter(settled_at=None)), ""),
        "reconciliation:index",
        "?state=open",
        is_trouble=True,
    ),
    Tile(
        _("Prices to approve"),
        APPROVE_PRICES,
        lambda: (_counted(proposals_listed()), ""),
        "price_proposals:index",
    ),
    Tile(
        _("Refunds to approve"),
        APPROVE_REFUNDS,
        lambda: (_counted(refunds_to_approve()), ""),
        "refunds:index",
    ),
    Tile(_("Low stock"), VIEW_STOCK, _stock, "stock:index", "?level=low"),
    Tile(
        _("Failed mails"),
        VIEW_LETTERS,
        lambda: (_counted(letters_in_trouble()), ""),
        "failed_letters:index",
        is_trouble=True,
    ),
    Tile(
        _("Failed Stripe events"),
        CHANGE_PAYMENTS,
        lambda: (inbox.failed_count(), ""),
        "notices:index",
        is_trouble=True,
    ),
]


class TilesPanel(Component):
    """The tiles that somebody has the right to; nothing for those who have none."""

    name = "waiting"
    template_name = "commerce/backoffice/home/tiles.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"tiles": [tile.shown() for tile in TILES if user.has_perm(tile.right)]}

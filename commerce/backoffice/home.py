"""The shop on the admin's first screen: takings and what happened last, each for those who may see it.

Nothing of Wagtail's is replaced. Counts are of what is open, and takings of closed days are read as they were
closed, so that a million orders make it no slower.
"""

from django.utils.translation import get_language
from wagtail.admin.ui.components import Component

from commerce.backoffice.permissions import VIEW_FIGURES, VIEW_ORDERS
from commerce.backoffice.timeline_page import actor_words, step_of
from commerce.figures.queries import shop_zone, takings
from commerce.orders.models import OrderEvent
from commerce.orders.queries import latest_events
from kinsite.accounts.queries import names_of
from kinsite.foundation import clock


class TakingsPanel(Component):
    """What today, a week and a month brought, by currency, beside the time before."""

    name = "takings"
    template_name = "commerce/backoffice/home/takings.html"
    order = 20

    def get_context_data(self, parent_context):
        if not parent_context["request"].user.has_perm(VIEW_FIGURES):
            return {}
        return {"rows": _rows(), "zone": str(shop_zone()), "now": clock.now()}


class ActivityPanel(Component):
    """The last things that happened to orders."""

    name = "order_activity"
    template_name = "commerce/backoffice/home/activity.html"
    order = 60

    def get_context_data(self, parent_context):
        if not parent_context["request"].user.has_perm(VIEW_ORDERS):
            return {}
        events = list(latest_events())
        people = names_of(event.actor_id for event in events if event.actor_kind == "staff")
        return {"events": [_row(event, people) for event in events]}


def _rows():
    """The takings of each currency, written for whoever reads."""
    language = get_language()
    return [
        {
            "currency": currency,
            "periods": [
                {
                    "days": found.days,
                    "net": found.now.net.written(language),
                    "before": found.before.net.written(language),
                    "change": found.change,
                    "orders": found.now.orders,
                }
                for found in periods
            ],
        }
        for currency, periods in takings().items()
    ]


def _row(event, people):
    return {
        "order_id": event.order_id,
        "number": event.order.number,
        "kind": event.get_kind_display(),
        "is_alert": event.kind == OrderEvent.Kind.ALERT,
        "step": step_of(event),
        "summary": event.summary,
        "actor": actor_words(event, people),
        "at": event.at,
    }

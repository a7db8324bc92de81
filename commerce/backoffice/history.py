"""What Wagtail's log says of what is changed in the shop's screens."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from commerce.bulk.models import BulkJob


class ChangedLimit(LogFormatter):
    label = gettext_lazy("Change a refund limit")

    def format_message(self, log_entry):
        data = log_entry.data
        no_limit = _("no limit")
        return _("Refund limit in %(currency)s: %(before)s → %(after)s") % {
            "currency": data.get("currency", ""),
            "before": data.get("before") or no_limit,
            "after": data.get("after") or no_limit,
        }


class BegunJob(LogFormatter):
    label = gettext_lazy("Do something to many orders")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("%(action)s: %(count)s of the orders of %(query)s") % {
            "action": dict(BulkJob.Action.choices).get(data.get("action"), ""),
            "count": data.get("waiting", 0),
            "query": data.get("query", ""),
        }


class TestedLetter(LogFormatter):
    label = gettext_lazy("Send a test of a letter")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("Sent themselves a test of %(kind)s in %(language)s") % {
            "kind": data.get("kind", ""),
            "language": data.get("language", ""),
        }


class BegunExport(LogFormatter):
    label = gettext_lazy("Export orders")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("Exported %(count)s orders of %(query)s") % {
            "count": data.get("orders", 0),
            "query": data.get("query", ""),
        }

"""Pages that are to go live by the clock, and those that were refused when they were due."""

from django.db.models import CharField, Exists, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, Revision

from content.notifications import REFUSED
from content.previews import moment_in_words

MOST = 20
# After any of these a refusal is no longer anybody's task.
_SETTLED = ["wagtail.publish", "wagtail.publish.scheduled", "wagtail.publish.schedule"]


def refused_plans(pages) -> list[dict]:
    """Those of the pages whose plan was refused and that were not published or planned again since."""
    later = PageLogEntry.objects.filter(page=OuterRef("page"), timestamp__gt=OuterRef("timestamp"))
    entries = PageLogEntry.objects.filter(action=REFUSED, page__in=pages.values("pk"))
    entries = entries.exclude(Exists(later.filter(action__in=[*_SETTLED, REFUSED])))
    found = list(entries.order_by("-timestamp").values("page_id", "label", "data", "timestamp")[:MOST])
    return [
        {
            "page_id": entry["page_id"],
            "title": entry["label"],
            "reasons": entry["data"]["reasons"],
            "when": moment_in_words(entry["timestamp"]),
        }
        for entry in found
    ]


def planned_pages(pages) -> list[dict]:
    """Those of the pages that go live by the clock, the next first, in the time zone of whoever reads."""
    plans = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    plan = plans.filter(object_id=Cast(OuterRef("pk"), CharField()))
    planned = Page.objects.filter(pk__in=pages.values("pk")).annotate(
        goes_live_at=Subquery(plan.values("approved_go_live_at")[:1])
    )
    shown = planned.exclude(goes_live_at=None).order_by("goes_live_at").only("pk", "draft_title")
    return [
        {"page_id": page.pk, "title": page.draft_title, "when": moment_in_words(page.goes_live_at)}
        for page in shown[:MOST]
    ]

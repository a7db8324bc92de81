"""Pages that are to go live by the clock, and those that were refused when they were due."""

from django.db.models import CharField, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, Revision

from content.notifications import REFUSED
from content.previews import moment_in_words

MOST, MOST_IN_A_MONTH = 20, 500
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


def moments_between(pages, begin, end) -> list[dict]:
    """When pages go live or end by the clock in a span of time, in its order.

    Each has when, page_id, title and whether the page ends; at most MOST_IN_A_MONTH of each are given.
    """
    plans = Revision.page_revisions.filter(approved_go_live_at__range=(begin, end))
    titles = {str(page.pk): page for page in pages.filter(pk__in=_ids_of(plans)).only("pk", "draft_title")}
    starting = [
        {"when": plan.approved_go_live_at, "page_id": page.pk, "title": page.draft_title, "ends": False}
        for plan in plans.order_by("approved_go_live_at").only("object_id", "approved_go_live_at")
        if (page := titles.get(plan.object_id))
    ]
    over = pages.filter(live=True, expire_at__range=(begin, end)).order_by("expire_at")
    ending = [
        {"when": page.expire_at, "page_id": page.pk, "title": page.draft_title, "ends": True}
        for page in over.only("pk", "draft_title", "expire_at")[:MOST_IN_A_MONTH]
    ]
    return sorted([*starting[:MOST_IN_A_MONTH], *ending], key=lambda moment: moment["when"])


def _ids_of(plans):
    return plans.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")

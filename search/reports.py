"""Reports for those who mend what people look for in vain."""

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView

from search.models import SearchQuery
from search.permissions import VIEW_QUERIES


class SearchesInVainView(ReportView):
    """What was looked for in the last ninety days and not found, the most frequent first."""

    model = SearchQuery
    page_title = _("Searches without results")
    header_icon = "search"
    any_permission_required = ["view"]
    index_url_name = "searches_in_vain"
    index_results_url_name = "searches_in_vain_results"
    default_ordering = "-times"
    columns = [
        Column("text", label=_("Search"), sort_key="text"),
        Column("locale", label=_("Language"), sort_key="locale"),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        DateColumn("last", label=_("Last"), sort_key="last"),
    ]
    list_export = ["text", "locale", "times", "last"]
    export_headings = {
        "text": _("Search"),
        "locale": _("Language"),
        "times": _("Times"),
        "last": _("Last"),
    }
    export_filename = "searches-without-results"

    def get_base_queryset(self):
        in_vain = SearchQuery.objects.filter(hits=0).values("text", "locale")
        return in_vain.annotate(times=Count("pk"), last=Max("searched_at")).order_by("-times", "text")


class SearchesInVainItem(MenuItem):
    """In the menu of those who may read it."""

    def is_shown(self, request):
        return request.user.has_perm(VIEW_QUERIES)

"""What search adds to Wagtail's admin."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.permissions import rights_for_groups
from search.reports import SearchesInVainItem, SearchesInVainView
from search.viewsets import SearchGroup

register_snippet(SearchGroup)
hooks.register("register_permissions", rights_for_groups)


@hooks.register("register_reports_menu_item")
def list_searches_in_vain():
    return SearchesInVainItem(
        _("Searches without results"), reverse_lazy("searches_in_vain"), icon_name="search", order=1200
    )


@hooks.register("register_admin_urls")
def serve_searches_in_vain():
    return [
        path("reports/searches-without-results/", SearchesInVainView.as_view(), name="searches_in_vain"),
        path(
            "reports/searches-without-results/results/",
            SearchesInVainView.as_view(results_only=True),
            name="searches_in_vain_results",
        ),
    ]

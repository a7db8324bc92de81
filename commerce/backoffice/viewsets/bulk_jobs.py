"""The jobs that colleagues ran on many orders, the newest first."""

import django_filters
from django import forms
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import policy_registry

from commerce.backoffice.columns import TagsColumn, number_column
from commerce.backoffice.viewsets.base import ShopListView
from commerce.bulk.models import BulkJob
from commerce.bulk.queries import jobs_listed
from commerce.orders.models import Order
from kinsite.accounts.models import User


class JobFilters(WagtailFilterSet):
    whose = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[("mine", _("Mine"))],
        method="by_colleague",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    def by_colleague(self, jobs, name, value):
        return jobs.filter(asked_by_id=self.request.user.pk)

    class Meta:
        model = BulkJob
        fields = ["action"]


class JobListView(ShopListView):
    """What was done to many orders, by whom, and how it went."""

    model = BulkJob
    any_permission_required = ["change"]
    page_title = _("Bulk actions")
    header_icon = "doc-full-inverse"
    default_ordering = "-confirmed_at"
    is_searchable = False
    is_export = False
    filterset_class = JobFilters

    @cached_property
    def permission_policy(self):
        """Whoever may change orders may look at what colleagues did to many."""
        return policy_registry.get_by_type(Order)

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "action", label=_("Action"), accessor="get_action_display", url_name="orders:bulk_job"
            ),
            Column("colleague", label=_("Who"), accessor="colleague"),
            DateColumn("confirmed_at", label=_("When"), sort_key="confirmed_at"),
            number_column("done", _("Done"), accessor="done"),
            number_column("skipped", _("Skipped"), accessor="skipped"),
            number_column("failed", _("Failed"), accessor="failed"),
            TagsColumn("state", label=_("State"), accessor=_state),
        ]

    def get_base_queryset(self):
        name = User.objects.filter(pk=OuterRef("asked_by_id")).values(
            name=Concat("first_name", Value(" "), "last_name")
        )
        return jobs_listed().annotate(colleague=Subquery(name))


def _state(job):
    if job.is_at_work:
        return [(_("%(count)s left") % {"count": job.waiting}, True)]
    return [(_("Ended"), False)]

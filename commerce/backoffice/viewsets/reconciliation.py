"""The provider's books beside ours: what differs, and what was paid out."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from commerce.backoffice.actions import reconciliation as actions
from commerce.backoffice.columns import TagsColumn, number_column
from commerce.backoffice.permissions import SETTLE_DIFFERENCES
from commerce.backoffice.reconciliation_page import written
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.reconciliation.models import Difference, Payout
from commerce.reconciliation.queries import differences_listed, payouts_listed, with_figures


class DifferenceFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Open")), ("settled", _("Settled"))],
        method="by_state",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    def by_state(self, differences, name, value):
        return differences.filter(settled_at__isnull=value == "open")

    class Meta:
        model = Difference
        fields = ["kind"]


class DifferenceListView(ShopListView):
    """Newest first; found by the provider's id or the number of the order."""

    model = Difference
    page_title = _("Reconciliation")
    default_ordering = "-first_seen_at"
    is_searchable = True
    search_fields = ["provider_id", "payment__order__number"]
    filterset_class = DifferenceFilters

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "kind", label=_("Difference"), accessor="get_kind_display", url_name="reconciliation:page"
            ),
            Column("order", label=_("Order"), accessor="payment.order.number", classname="kin-wide"),
            number_column("theirs", _("There"), accessor=lambda found: written(found.theirs)),
            number_column("ours", _("Here"), accessor=lambda found: written(found.ours)),
            DateColumn("first_seen_at", label=_("First seen"), sort_key="first_seen_at"),
            TagsColumn(
                "state",
                label=_("State"),
                accessor=lambda found: [(found.get_how_display() or _("Open"), found.is_open)],
            ),
        ]

    @cached_property
    def header_buttons(self):
        buttons = [HeaderButton(_("Payouts"), url=reverse("reconciliation:payouts"), icon_name="download")]
        if self.request.user.has_perm(SETTLE_DIFFERENCES):
            url = reverse("reconciliation:compare")
            buttons.append(HeaderButton(_("Compare the books"), url=url, icon_name="rotate"))
        return buttons

    def get_base_queryset(self):
        return differences_listed()


class PayoutListView(ShopListView):
    """Newest first: what each is made of, and what went to the bank."""

    model = Payout
    page_title = _("Payouts")
    default_ordering = "-made_at"
    paginate_by = 30

    @cached_property
    def permission_policy(self):
        """Whoever may look at differences may look at what they are about."""
        return policy_registry.get_by_type(Difference)

    @cached_property
    def columns(self):
        def figure(name):
            return lambda payout: written(getattr(payout.figures, name))

        return [
            TitleColumn("made_at", label=_("Paid out"), accessor=_day, url_name="reconciliation:payout"),
            number_column("gross", _("Gross"), accessor=figure("gross"), only_wide=True),
            number_column("refunds", _("Refunds"), accessor=figure("refunds"), only_wide=True),
            number_column("disputes", _("Disputes"), accessor=figure("disputes"), only_wide=True),
            number_column("other", _("Other"), accessor=figure("other"), only_wide=True),
            number_column(
                "fees", _("Fees"), accessor=lambda payout: written(-payout.figures.fees), only_wide=True
            ),
            number_column("expected", _("Expected"), accessor=figure("net")),
            number_column("found", _("Found"), accessor=lambda payout: written(payout.amount)),
            TagsColumn("state", label=_("State"), accessor=_adds_up),
        ]

    def get_base_queryset(self):
        return payouts_listed()

    def paginate_queryset(self, queryset, page_size):
        paginator, page, payouts, is_paged = super().paginate_queryset(queryset, page_size)
        page.object_list = with_figures(payouts)
        return paginator, page, page.object_list, is_paged


def _day(payout):
    return payout.made_at.strftime("%Y-%m-%d")


def _adds_up(payout):
    fits = payout.figures.net == payout.amount
    return [(_("Adds up") if fits else _("Does not add up"), not fits)]


class ReconciliationViewSet(ShopViewSet):
    """The menu's Reconciliation."""

    name = "reconciliation"
    icon = "list-ol"
    menu_label = _("Reconciliation")
    model = Difference

    def get_urlpatterns(self):
        payouts = {"index_url_name": "reconciliation:payouts", "model": Payout}
        results = {**payouts, "index_results_url_name": "reconciliation:payout_results"}
        view = self.construct_view
        return [
            path("", view(DifferenceListView), name="index"),
            path("results/", view(DifferenceListView, results_only=True), name="index_results"),
            path("compare/", actions.Compare.as_view(), name="compare"),
            path("payouts/", view(PayoutListView, **results), name="payouts"),
            path(
                "payouts/results/",
                view(PayoutListView, **results, results_only=True),
                name="payout_results",
            ),
            path("payouts/<int:pk>/", actions.PayoutPage.as_view(), name="payout"),
            path("<int:pk>/", actions.DifferencePage.as_view(), name="page"),
            path("<int:pk>/repair/", actions.Repair.as_view(), name="repair"),
            path("<int:pk>/understand/", actions.Understand.as_view(), name="understand"),
        ]

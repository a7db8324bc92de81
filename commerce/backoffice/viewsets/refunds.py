"""Refunds in the admin: those that wait for a second colleague, and the limits above which they do."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from commerce.backoffice.actions import refunds as actions
from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.columns import customer_name, number_column
from commerce.backoffice.forms.refunds import LimitsForm
from commerce.backoffice.trail_links import history_of
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.markets.models import PriceList
from commerce.refunds.limits import limit_refunds
from commerce.refunds.models import Refund, RefundLimit
from commerce.refunds.queries import limits_of, refunds_to_approve


class RefundListView(ShopListView):
    """The oldest first; each leads to its order, where it is decided."""

    model = Refund
    page_title = _("Refunds to approve")
    any_permission_required = ["approve"]
    results_template_name = "commerce/backoffice/refunds/list.html"
    default_ordering = "asked_at"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "order",
                label=_("Order"),
                accessor="order.number",
                get_url=lambda refund: reverse("orders:page", args=[refund.order_id]),
            ),
            Column(
                "customer",
                label=_("Customer"),
                accessor=lambda refund: customer_name(refund.order.customer),
                classname="kin-wide",
            ),
            number_column(
                "amount",
                _("Amount"),
                accessor=lambda refund: refund.amount.written(refund.order.market.locale),
            ),
            Column("reason", label=_("Reason"), classname="kin-wide"),
            DateColumn("asked_at", label=_("Asked"), sort_key="asked_at"),
        ]

    def get_base_queryset(self):
        return refunds_to_approve()


class RefundViewSet(ShopViewSet):
    """The menu's Refunds to approve."""

    name = "refunds"
    icon = "resubmit"
    menu_label = _("Refunds to approve")
    model = Refund
    right = "approve"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(RefundListView), name="index"),
            path("results/", self.construct_view(RefundListView, results_only=True), name="index_results"),
            path("<int:pk>/approve/", actions.Approve.as_view(), name="approve"),
            path("<int:pk>/refuse/", actions.Refuse.as_view(), name="refuse"),
            path("<int:pk>/try-again/", actions.TryAgain.as_view(), name="try_again"),
        ]


class LimitRefunds(ActionView):
    """Up to which amount one colleague refunds alone, in each currency the shop sells in."""

    model = RefundLimit
    form_class = LimitsForm
    page_title = _("Refund limits")
    header_icon = "lock"
    done = _("Saved.")

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject="setting/commerce.refundlimit")

    def get_form_kwargs(self):
        currencies = sorted(set(PriceList.objects.values_list("currency", flat=True)))
        return {**super().get_form_kwargs(), "limits": limits_of(currencies)}

    def perform(self, facts, by):
        limit_refunds(**facts, by=by)

    def get_back_url(self):
        return reverse("refund_limits:index")


class RefundLimitViewSet(ShopViewSet):
    """Refund limits, in the menu of the settings."""

    name = "refund_limits"
    icon = "lock"
    menu_label = _("Refund limits")
    add_to_settings_menu = True
    model = RefundLimit
    right = "change"

    def get_urlpatterns(self):
        return [path("", LimitRefunds.as_view(), name="index")]

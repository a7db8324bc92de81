"""Prepared orders in the admin: the list, and the page of one."""

from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry

from commerce.backoffice.actions import drafts as actions
from commerce.backoffice.columns import TagsColumn, number_column
from commerce.backoffice.permissions import CHANGE_ORDERS
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.cart.queries import lines_of, subtotal_of
from commerce.drafts.models import Draft
from commerce.drafts.queries import drafts_listed, is_for_blocked, order_of, orders_of
from commerce.orders.models import Order
from emails.wording import link
from kinsite.accounts.queries import names_of

ICON = "edit"


def state_of(draft, order):
    """How far it is, in words, and whether it stands out."""
    if order is not None and order.is_secured:
        return _now("Ordered"), True
    if draft.is_ended:
        return _now("Ended"), False
    if draft.taken_at:
        return _now("At the customer's"), False
    return (_now("Sent"), False) if draft.sent_at else (_now("Being prepared"), False)


class DraftListView(ShopListView):
    """The latest first."""

    model = Draft
    page_title = _("Prepared orders")
    default_ordering = "-pk"
    is_searchable = False

    @cached_property
    def permission_policy(self):
        """Whoever may look at orders may look at what becomes one."""
        return policy_registry.get_by_type(Order)

    @cached_property
    def columns(self):
        return [
            TitleColumn("draft", label=_("Draft"), accessor=str, url_name="drafts:page"),
            Column("email", label=_("Customer"), accessor="email"),
            number_column("units", _("Items"), accessor=lambda draft: draft.units or 0),
            TagsColumn("state", label=_("State"), accessor=lambda draft: [draft.state]),
            Column("who", label=_("Prepared by"), accessor="who", classname="kin-wide"),
            DateColumn("made_at", label=_("Prepared"), sort_key="made_at", classname="kin-wide"),
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(CHANGE_ORDERS):
            return []
        return [HeaderButton(_("Prepare an order"), url=reverse("drafts:add"), icon_name="plus")]

    def get_base_queryset(self):
        return drafts_listed()

    def paginate_queryset(self, queryset, page_size):
        paginator, page, drafts, is_paged = super().paginate_queryset(queryset, page_size)
        page.object_list = drafts = list(drafts)
        orders, people = orders_of(drafts), names_of(draft.made_by_id for draft in drafts)
        for draft in drafts:
            draft.state = state_of(draft, orders.get(draft.cart_id))
            draft.who = people.get(draft.made_by_id, draft.made_by_label)
        return paginator, page, drafts, is_paged


class DraftPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One prepared order: its goods and what they cost, its link, and what became of it."""

    model = Order
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/drafts/page.html"
    _show_breadcrumbs = True

    @cached_property
    def draft(self):
        return get_object_or_404(drafts_listed(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return str(self.draft)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("drafts:index"), "label": _("Prepared orders")},
            {"url": "", "label": str(self.draft)},
        ]

    @cached_property
    def order(self):
        return order_of(self.draft)

    @property
    def is_ordered(self):
        return self.order is not None and self.order.is_secured

    @property
    def may_change(self):
        return self.draft.is_changeable and self.request.user.has_perm(CHANGE_ORDERS)

    @cached_property
    def header_buttons(self):
        offered = [(_("Add goods"), "add_goods", "plus")] if self.may_change else []
        if self.request.user.has_perm(CHANGE_ORDERS) and not (self.draft.is_ended or self.is_ordered):
            offered.append((_("Send the link"), "send", "mail"))
        return [HeaderButton(label, url=self._to(name), icon_name=icon) for label, name, icon in offered]

    @cached_property
    def header_more_buttons(self):
        if self.draft.ended_at or not self.request.user.has_perm(CHANGE_ORDERS):
            return []
        return [Button(_("End"), url=self._to("end"), icon_name="cross")]

    def _to(self, name):
        return reverse(f"drafts:{name}", args=[self.draft.pk])

    def get_context_data(self, **kwargs):
        draft = self.draft
        views = lines_of(draft.cart) if draft.cart_id else []
        counted = [view for view in views if not view.problem]
        people = names_of([draft.made_by_id])
        return super().get_context_data(**kwargs) | {
            "draft": draft,
            "lines": views,
            "subtotal": subtotal_of(counted, draft.cart.market) if draft.cart_id else None,
            "state": state_of(draft, self.order)[0],
            "order": self.order if self.is_ordered else None,
            "who": people.get(draft.made_by_id, draft.made_by_label),
            "link": link(self._public()) if views and not draft.is_ended else "",
            "may_change": self.may_change,
            "is_blocked": is_for_blocked(draft),
        }

    def _public(self):
        with override(self.draft.cart.market.language):
            return reverse("draft", args=[self.draft.link_token])


class DraftViewSet(ShopViewSet):
    """The menu's Prepared orders."""

    name = "drafts"
    icon = ICON
    menu_label = _("Prepared orders")
    model = Order

    def get_urlpatterns(self):
        draft, of_drafts = "<int:pk>", {"model": Draft}
        view = self.construct_view
        return [
            path("", view(DraftListView, **of_drafts), name="index"),
            path("results/", view(DraftListView, **of_drafts, results_only=True), name="index_results"),
            path("new/", actions.StartDraft.as_view(), name="add"),
            path("of-order/<int:pk>/", actions.DuplicateOrder.as_view(), name="duplicate"),
            path(f"{draft}/", DraftPageView.as_view(), name="page"),
            path(f"{draft}/goods/", actions.AddGoods.as_view(), name="add_goods"),
            path(f"{draft}/goods/<int:draft_line_pk>/", actions.ChangeLine.as_view(), name="line"),
            path(f"{draft}/send/", actions.SendDraft.as_view(), name="send"),
            path(f"{draft}/end/", actions.EndDraft.as_view(), name="end"),
        ]

"""Groups of customers in the admin: the list, and the page of one."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from commerce.backoffice.actions import customer_groups as actions
from commerce.backoffice.columns import number_column
from commerce.backoffice.permissions import CHANGE_GROUPS, VIEW_DISCOUNTS
from commerce.backoffice.queries import with_names
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.customers.models import CustomerGroup
from commerce.customers.queries import groups_listed, members_of

ICON = "group"
LATEST = 20
MEMBERS = 50


class GroupListView(ShopListView):
    """By name; found by it."""

    model = CustomerGroup
    page_title = _("Customer groups")
    default_ordering = "name"
    is_searchable = True
    search_fields = ["name"]
    results_template_name = "commerce/backoffice/customer_groups/list.html"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name", label=_("Name"), accessor="name", url_name="customer_groups:page", sort_key="name"
            ),
            number_column("members", _("Members"), accessor="size", sort_key="size"),
            Column("discounts", label=_("Discounts for it"), accessor=_discounts),
            DateColumn("created_at", label=_("Created"), sort_key="created_at", classname="kin-wide"),
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(CHANGE_GROUPS):
            return []
        return [HeaderButton(_("New group"), url=reverse("customer_groups:add"), icon_name="plus")]

    def get_base_queryset(self):
        return groups_listed()


class GroupPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One group: who is in it, which discounts are for them, and what became of it."""

    model = CustomerGroup
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/customer_groups/page.html"

    @cached_property
    def group(self):
        return get_object_or_404(groups_listed(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.group.name

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("customer_groups:index"), "label": _("Customer groups")},
            {"url": "", "label": self.group.name},
        ]

    @cached_property
    def header_buttons(self):
        if not self.may_change:
            return []
        url = reverse("customer_groups:add_member", args=[self.group.pk])
        return [HeaderButton(_("Add a member"), url=url, icon_name="plus")]

    @cached_property
    def header_more_buttons(self):
        if not self.may_change:
            return []
        offered = [
            (_("Rename"), "customer_groups:rename", "edit"),
            (_("Delete"), "customer_groups:delete", "bin"),
        ]
        return [
            Button(label, url=reverse(name, args=[self.group.pk]), icon_name=icon, priority=place)
            for place, (label, name, icon) in enumerate(offered)
        ]

    @property
    def may_change(self):
        return self.request.user.has_perm(CHANGE_GROUPS)

    def get_context_data(self, **kwargs):
        group = self.group
        members = Paginator(members_of(group), MEMBERS).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "group": group,
            "members": members,
            "discounts": [row.discount for row in group.conditions.all()],
            "steps": with_names(list(group.steps.select_related("customer")[:LATEST])),
            "may_change": self.may_change,
            "can_see_discounts": self.request.user.has_perm(VIEW_DISCOUNTS),
        }


class CustomerGroupViewSet(ShopViewSet):
    """The menu's Customer groups."""

    name = "customer_groups"
    icon = ICON
    menu_label = _("Customer groups")
    model = CustomerGroup

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(GroupListView), name="index"),
            path("results/", self.construct_view(GroupListView, results_only=True), name="index_results"),
            path("new/", actions.CreateGroup.as_view(), name="add"),
            path("<int:pk>/", GroupPageView.as_view(), name="page"),
            path("<int:pk>/rename/", actions.RenameGroup.as_view(), name="rename"),
            path("<int:pk>/delete/", actions.DeleteGroup.as_view(), name="delete"),
            path("<int:pk>/members/new/", actions.AddMember.as_view(), name="add_member"),
            path(
                "<int:pk>/members/<int:member_pk>/remove/",
                actions.RemoveMember.as_view(),
                name="remove_member",
            ),
        ]


def _discounts(group):
    return ", ".join(str(row.discount) for row in group.conditions.all()) or "–"

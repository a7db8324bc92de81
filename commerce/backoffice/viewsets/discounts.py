"""Discounts in the admin: the list, and the page of one."""

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from commerce.backoffice.actions import discounts as actions
from commerce.backoffice.columns import TagsColumn, number_column
from commerce.backoffice.discount_page import (
    dates_of,
    discounts_listed,
    in_short,
    page_facts,
    standing_tags,
    used_of,
)
from commerce.backoffice.permissions import CHANGE_DISCOUNTS, VIEW_ORDERS
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.discounts.models import Discount, Standing

ICON = "cut"


class DiscountFilters(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("State"), choices=Standing.choices, widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = Discount
        fields = []


class DiscountListView(ShopListView):
    """The newest first; found by code or name."""

    model = Discount
    page_title = _("Discounts")
    default_ordering = "-created_at"
    is_searchable = True
    search_fields = ["code", "name"]
    filterset_class = DiscountFilters

    @cached_property
    def columns(self):
        return [
            TitleColumn("discount", label=_("Code or name"), accessor=str, url_name="discounts:page"),
            Column("does", label=_("What it does"), accessor=in_short, classname="kin-wide"),
            TagsColumn("standing", label=_("State"), accessor=standing_tags),
            number_column("used", _("Used"), accessor=used_of, sort_key="used"),
            Column("dates", label=_("When"), accessor=dates_of, sort_key="ends_at", classname="kin-wide"),
        ]

    def get_base_queryset(self):
        return discounts_listed()


class DiscountPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One discount: what it does, how often it was used, and who changed it."""

    model = Discount
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/discounts/page.html"

    @cached_property
    def discount(self):
        return get_object_or_404(discounts_listed(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return str(self.discount)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("discounts:index"), "label": _("Discounts")},
            {"url": "", "label": str(self.discount)},
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(CHANGE_DISCOUNTS):
            return []
        offered = [(_("Change"), "discounts:edit", "edit")]
        if self.discount.standing != Standing.ENDED:
            offered.append((_("End now"), "discounts:end", "cross"))
        return [
            HeaderButton(label, url=reverse(name, args=[self.discount.pk]), icon_name=icon, priority=place)
            for place, (label, name, icon) in enumerate(offered)
        ]

    @cached_property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "discount": self.discount,
            **page_facts(self.discount),
            "can_see_orders": self.request.user.has_perm(VIEW_ORDERS),
        }


class DiscountViewSet(ShopViewSet):
    """The menu's Discounts."""

    name = "discounts"
    icon = ICON
    menu_label = _("Discounts")
    model = Discount

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(add_url_name=self.get_url_name("add"), **kwargs)

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(DiscountListView), name="index"),
            path("results/", self.construct_view(DiscountListView, results_only=True), name="index_results"),
            path("new/", actions.CreateDiscount.as_view(), name="add"),
            path("<int:pk>/", DiscountPageView.as_view(), name="page"),
            path("<int:pk>/edit/", actions.ChangeDiscount.as_view(), name="edit"),
            path("<int:pk>/end/", actions.EndDiscount.as_view(), name="end"),
        ]

"""Stock in the admin: the list, and the page of one item with its ledger."""

import django_filters
from django import forms
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from commerce.backoffice.actions import stock as actions
from commerce.backoffice.columns import TagsColumn, number_column, stock_tags
from commerce.backoffice.queries import LEVELS, stock_listed
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.stock.models import StockItem


class StockFilters(WagtailFilterSet):
    level = django_filters.ChoiceFilter(
        label=_("Level"),
        choices=[("low", _("Low")), ("out", _("Out of stock")), ("short", _("Short"))],
        method="by_level",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    def by_level(self, items, name, value):
        return items.filter(LEVELS[value])

    class Meta:
        model = StockItem
        fields = []


class StockListView(ShopListView):
    """By SKU; found by SKU or product."""

    model = StockItem
    page_title = _("Stock")
    default_ordering = "variant__sku"
    is_searchable = True
    search_fields = ["variant__sku", "variant__product__title"]
    filterset_class = StockFilters

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "sku", label=_("SKU"), accessor="variant.sku", sort_key="variant__sku", url_name="stock:page"
            ),
            Column("product", label=_("Product"), accessor="variant.product.title"),
            number_column("on_hand", _("On hand"), sort_key="on_hand", only_wide=True),
            number_column("allocated", _("Allocated"), sort_key="allocated", only_wide=True),
            number_column("held", _("Held"), sort_key="held", only_wide=True),
            number_column("available", _("Available"), sort_key="free"),
            number_column("threshold", _("Low at"), only_wide=True),
            number_column("waiting", _("Waiting"), sort_key="waiting", only_wide=True),
            TagsColumn("level", label=_("Level"), accessor=stock_tags),
        ]

    def get_base_queryset(self):
        return stock_listed()


class StockViewSet(ShopViewSet):
    """The menu's Stock."""

    name = "stock"
    icon = "table"
    menu_label = _("Stock")
    model = StockItem

    def get_urlpatterns(self):
        item = "<int:pk>"
        return [
            path("", self.construct_view(StockListView), name="index"),
            path("results/", self.construct_view(StockListView, results_only=True), name="index_results"),
            path(f"{item}/", actions.StockItemView.as_view(), name="page"),
            path(f"{item}/receive/", actions.Receive.as_view(), name="receive"),
            path(f"{item}/correct/", actions.Correct.as_view(), name="correct"),
            path(f"{item}/threshold/", actions.SetThreshold.as_view(), name="threshold"),
        ]

"""What the list of products is narrowed by; its screen, what is done with many, and the export read it."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from commerce.backoffice.queries import presences_told, products_found_by, products_listed
from commerce.catalogue.models import Collection, Price, Product, ProductPresence, Variant
from commerce.markets.models import PriceList
from kinsite.foundation import clock

State = ProductPresence.State


class ProductFilters(WagtailFilterSet):
    collections = django_filters.ModelChoiceFilter(
        queryset=Collection.objects.all(), label=_("Collection"), widget=forms.RadioSelect
    )
    page = django_filters.ChoiceFilter(
        label=_("Page"),
        choices=[
            (State.LIVE, _("Live")),
            ("planned", _("Planned")),
            (State.DRAFT, _("Draft")),
            (State.ENDED, _("Ended")),
            ("none", _("No page")),
        ],
        method="by_page",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    life = django_filters.ChoiceFilter(
        label=_("Sale"),
        choices=[("sold", _("Not retired")), ("retired", _("Retired"))],
        method="by_life",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    stock = django_filters.ChoiceFilter(
        label=_("Stock"),
        choices=[("some", _("In stock")), ("out", _("Out of stock"))],
        method="by_stock",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    unpriced = django_filters.ModelChoiceFilter(
        queryset=PriceList.objects.order_by("pk"),
        label=_("No price in"),
        method="by_lack_of_price",
        widget=forms.RadioSelect,
    )

    def by_page(self, products, name, value):
        told = presences_told().filter(product=OuterRef("pk"))
        if value == "none":
            return products.exclude(Exists(told))
        standing = Q(goes_live_at__isnull=False) if value == "planned" else Q(state=value)
        return products.filter(Exists(told.filter(standing)))

    def by_life(self, products, name, value):
        return products.filter(retired_at__isnull=value == "sold")

    def by_stock(self, products, name, value):
        return products.filter(available__gt=0) if value == "some" else products.filter(available=0)

    def by_lack_of_price(self, products, name, value):
        now = clock.now()
        prices = Price.objects.filter(Q(valid_until=None) | Q(valid_until__gt=now), valid_from__lte=now)
        priced = prices.filter(variant=OuterRef("pk"), price_list=value)
        variants = Variant.objects.filter(~Exists(priced), product=OuterRef("pk"), retired_at=None)
        return products.filter(Exists(variants), retired_at=None)

    class Meta:
        model = Product
        fields = []


def narrows(query) -> bool:
    """Whether a query of the list leaves anything out."""
    return any(query.get(name) for name in ["q", *ProductFilters.base_filters])


def products_shown(query):
    """The products that the list shows with a query; none where the query has something it does not know."""
    filters = ProductFilters(query, queryset=products_listed())
    if not filters.is_valid():
        return Product.objects.none()
    text = query.get("q", "").strip()
    return products_found_by(filters.qs, text) if text else filters.qs

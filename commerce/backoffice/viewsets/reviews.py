"""Reviews in the admin: what waits to be read first, and the page of one with what is decided there."""

import django_filters
from django import forms
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from commerce.backoffice.actions import reviews as actions
from commerce.backoffice.columns import TagsColumn, number_column, review_tags
from commerce.backoffice.queries import reviews_listed
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.reviews.models import BEST, Review, ReviewStatus

# Of what its author withdrew there is nothing left to read.
STANDING = [(value, label) for value, label in ReviewStatus.choices if value != ReviewStatus.WITHDRAWN]


class ReviewFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=STANDING, widget=forms.RadioSelect, empty_label=_("All")
    )
    proof = django_filters.ChoiceFilter(
        label=_("Purchase"),
        choices=[("verified", _("Verified")), ("none", _("Not verified"))],
        method="by_proof",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    rating = django_filters.ChoiceFilter(
        label=_("Stars"),
        choices=[(stars, str(stars)) for stars in range(BEST, 0, -1)],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    def by_proof(self, reviews, name, value):
        return reviews.filter(order_line__isnull=value == "none")

    class Meta:
        model = Review
        fields = []


class ReviewListView(ShopListView):
    """What waits comes first; found by words, author and product."""

    model = Review
    page_title = _("Reviews")
    default_ordering = "place"
    is_searchable = True
    search_fields = ["title", "text", "author", "product__title"]
    filterset_class = ReviewFilters

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Review"), url_name="reviews:page"),
            Column("product", label=_("Product"), accessor="product.title", classname="kin-wide"),
            number_column("rating", _("Stars"), sort_key="rating"),
            Column("author", label=_("Author"), classname="kin-wide"),
            TagsColumn("status", label=_("Status"), accessor=review_tags),
            DateColumn("created_at", label=_("Written"), sort_key="created_at", classname="kin-wide"),
        ]

    def get_base_queryset(self):
        return reviews_listed()

    def order_queryset(self, queryset):
        if self.ordering == self.default_ordering:
            return queryset.order_by("place", "-created_at", "-pk")
        return super().order_queryset(queryset)


class ReviewViewSet(ShopViewSet):
    """The menu's Reviews."""

    name = "reviews"
    icon = "comment"
    menu_label = _("Reviews")
    model = Review

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(ReviewListView), name="index"),
            path("results/", self.construct_view(ReviewListView, results_only=True), name="index_results"),
            path("<int:pk>/", actions.ReviewPageView.as_view(), name="page"),
            path("<int:pk>/publish/", actions.Publish.as_view(), name="publish"),
            path("<int:pk>/refuse/", actions.Refuse.as_view(), name="refuse"),
        ]

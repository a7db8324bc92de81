"""Mails that did not arrive."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from commerce.backoffice.columns import TagsColumn
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.orders.queries import orders_behind
from emails.models import Letter, LetterStatus
from emails.queries import letters_in_trouble


class LetterFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        field_name="status",
        choices=[(state.value, state.label) for state in Letter.IN_TROUBLE],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = Letter
        fields = []


class AboutColumn(Column):
    """What the letter is about; one of an order, or of what belongs to it, leads there to be sent again."""

    cell_template_name = "commerce/backoffice/columns/about.html"

    def get_value(self, instance):
        if instance.order is None:
            return {"words": f"{instance.about_kind} {instance.about_id}"[:40], "url": ""}
        pk, number = instance.order
        return {
            "words": gettext("Order %(number)s") % {"number": number},
            "url": reverse("orders:page", args=[pk]),
        }


class FailedLetterListView(ShopListView):
    """Those of the last 30 days, the latest first."""

    model = Letter
    page_title = _("Failed mails")
    default_ordering = "-posted_at"
    is_searchable = False
    filterset_class = LetterFilters

    @cached_property
    def columns(self):
        return [
            Column(
                "kind", label=_("Mail"), accessor=lambda letter: letter.kind.replace("_", " ").capitalize()
            ),
            AboutColumn("about", label=_("About")),
            Column("recipient", label=_("To")),
            TagsColumn(
                "state",
                label=_("State"),
                accessor=lambda letter: [(letter.get_status_display(), letter.status == LetterStatus.DEAD)],
            ),
            Column("last_error", label=_("Why")),
            Column("attempts", label=_("Tries"), classname="kin-number kin-wide"),
            DateColumn("posted_at", label=_("Written"), sort_key="posted_at"),
        ]

    def get_base_queryset(self):
        return letters_in_trouble()

    def get_table(self, object_list):
        letters = list(object_list)
        orders = orders_behind((letter.about_kind, letter.about_id) for letter in letters)
        for letter in letters:
            letter.order = orders.get((letter.about_kind, letter.about_id))
        return super().get_table(letters)


class FailedLetterViewSet(ShopViewSet):
    """The menu's Failed mails."""

    name = "failed_letters"
    icon = "mail"
    menu_label = _("Failed mails")
    model = Letter

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(FailedLetterListView), name="index"),
            path(
                "results/", self.construct_view(FailedLetterListView, results_only=True), name="index_results"
            ),
        ]

"""Customers in the admin: a list to find them by, and the page of one with what is done there."""

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from commerce.backoffice.actions import customers as actions
from commerce.backoffice.columns import TagsColumn, customer_name, customer_tags, number_column
from commerce.backoffice.customer_page import actions_for, customer_facts
from commerce.backoffice.customer_queries import (
    customers_found_by,
    customers_listed,
    figures_of,
    with_orders,
)
from commerce.backoffice.forms.customers import NoteForm
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.customers.models import Customer, CustomerGroup

ICON = "user"
# Nobody leafs further than this, and a whole table is not counted for it.
MOST_COUNTED = 10_000


class BoundedPaginator(WagtailPaginator):
    """Counts no further than people leaf, so that a long table costs what a short one does."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:MOST_COUNTED].count()

    @cached_property
    def items_count_label(self):
        label = super().items_count_label
        return _("%(label)s or more") % {"label": label} if self.count == MOST_COUNTED else label


class CustomerFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=[("account", gettext_lazy("With an account")), ("guest", gettext_lazy("Guests"))],
        method="by_kind",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    standing = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[("blocked", gettext_lazy("Blocked")), ("erased", gettext_lazy("Erased or merged"))],
        method="by_standing",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    orders = django_filters.ChoiceFilter(
        label=gettext_lazy("Orders"),
        choices=[("some", gettext_lazy("Has orders")), ("none", gettext_lazy("None yet"))],
        method="by_orders",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    group = django_filters.ModelChoiceFilter(
        queryset=CustomerGroup.objects.all(),
        field_name="memberships__group",
        label=gettext_lazy("Group"),
        widget=forms.RadioSelect,
    )

    def by_kind(self, customers, name, value):
        return customers.filter(user__isnull=value == "guest")

    def by_standing(self, customers, name, value):
        return customers.filter(**{f"{value}_at__isnull": False})

    def by_orders(self, customers, name, value):
        return with_orders(customers, has=value == "some")

    class Meta:
        model = Customer
        fields = []


class CustomerListView(ShopListView):
    """Newest first; found by e-mail, name, phone or the number of an order."""

    model = Customer
    page_title = gettext_lazy("Customers")
    default_ordering = "-pk"
    is_searchable = True
    filterset_class = CustomerFilters
    paginator_class = BoundedPaginator
    results_template_name = "commerce/backoffice/customers/list.html"

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Customer"), accessor=customer_name, url_name="customers:page"),
            Column("email", label=_("E-mail"), accessor="email"),
            number_column("orders", _("Orders"), accessor=lambda row: row.figures["orders"]),
            number_column("spent", _("Spent"), accessor=_spent, only_wide=True),
            DateColumn("last_at", label=_("Last order"), accessor=_last_at, classname="kin-wide"),
            TagsColumn("tags", label=_("State"), accessor=customer_tags, classname="kin-wide"),
        ]

    def get_base_queryset(self):
        """Those who are gone are left out, unless they are asked for."""
        customers = customers_listed()
        return customers if self.request.GET.get("standing") == "erased" else customers.filter(erased_at=None)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=customers_found_by(self.search_query))

    def paginate_queryset(self, queryset, page_size):
        """The figures of the customers of this page, and of no others, come along with them."""
        paginator, page, _rows, has_others = super().paginate_queryset(queryset, page_size)
        rows = list(page.object_list)
        figures = figures_of(rows)
        for row in rows:
            row.figures = figures[row.pk]
        page.object_list = rows
        return paginator, page, rows, has_others


class CustomerPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One customer: what they bought, what was written to them, what colleagues know and decided."""

    model = Customer
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/customers/page.html"

    @cached_property
    def customer(self):
        return get_object_or_404(customers_listed(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return customer_name(self.customer)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("customers:index"), "label": _("Customers")},
            {"url": "", "label": customer_name(self.customer)},
        ]

    @cached_property
    def header_buttons(self):
        return []

    @cached_property
    def header_more_buttons(self):
        return [
            Button(label, url=reverse(name, args=[self.customer.pk]), icon_name=icon, priority=place)
            for place, (label, name, icon) in enumerate(actions_for(self.customer, self.request.user))
        ]

    def get_context_data(self, **kwargs):
        facts = customer_facts(self.customer, self.request.user)
        return super().get_context_data(**kwargs) | facts | {"note_form": NoteForm()}


class CustomerViewSet(ShopViewSet):
    """The menu's Customers."""

    name = "customers"
    icon = ICON
    menu_label = gettext_lazy("Customers")
    model = Customer

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(CustomerListView), name="index"),
            path("results/", self.construct_view(CustomerListView, results_only=True), name="index_results"),
            path("<int:pk>/", CustomerPageView.as_view(), name="page"),
            path("<int:pk>/notes/new/", actions.AddNote.as_view(), name="note"),
            path("<int:pk>/block/", actions.BlockCustomer.as_view(), name="block"),
            path("<int:pk>/unblock/", actions.UnblockCustomer.as_view(), name="unblock"),
            path("<int:pk>/exempt/", actions.ExemptCustomer.as_view(), name="exempt"),
            path("<int:pk>/duplicates/", actions.FindDuplicate.as_view(), name="duplicates"),
            path("<int:pk>/duplicates/<int:duplicate_pk>/", actions.MergeDuplicate.as_view(), name="merge"),
            path("<int:pk>/impersonate/", actions.ImpersonateCustomer.as_view(), name="impersonate"),
            path("<int:pk>/erase/", actions.EraseCustomer.as_view(), name="erase"),
            path("<int:pk>/tax/", actions.TaxCustomer.as_view(), name="tax"),
        ]


def _spent(customer):
    sums = [amount.written(get_language()) for amount in customer.figures["spent"]]
    return " · ".join(sums) or "–"


def _last_at(customer):
    return customer.figures["last_at"]

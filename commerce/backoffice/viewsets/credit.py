"""Gift cards and store credit in the admin: what the shop owes, and the page of one."""

import django_filters
from django import forms
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from commerce.backoffice.actions import credit as actions
from commerce.backoffice.columns import TagsColumn, number_column
from commerce.backoffice.permissions import ISSUE_CREDIT, VIEW_ORDERS
from commerce.backoffice.queries import with_names
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.credit.models import CreditAccount, CreditUse, Standing
from commerce.credit.queries import credit_found_by, credit_listed, owed
from commerce.money import Money

ICON = "tag"
LATEST = 50


class CreditFilters(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("State"), choices=Standing.choices, widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = CreditAccount
        fields = ["kind"]


class CreditListView(ShopListView):
    """The newest first; found by a card's code or its end, or by the owner's e-mail address."""

    model = CreditAccount
    page_title = _("Gift cards and credit")
    default_ordering = "-created_at"
    is_searchable = True
    filterset_class = CreditFilters
    results_template_name = "commerce/backoffice/credit/list.html"

    @cached_property
    def columns(self):
        return [
            TitleColumn("account", label=_("Credit"), accessor=str, url_name="credit:page"),
            Column("owner", label=_("Owner"), accessor=_owner, classname="kin-wide"),
            number_column("balance", _("Balance"), accessor=_balance, sort_key="balance_minor"),
            TagsColumn("standing", label=_("State"), accessor=standing_tags),
            DateColumn("created_at", label=_("Issued"), sort_key="created_at"),
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(ISSUE_CREDIT):
            return []
        return [
            HeaderButton(_("New gift card"), url=reverse("credit:issue"), icon_name="plus", priority=0),
            HeaderButton(_("Give store credit"), url=reverse("credit:give"), icon_name="user", priority=1),
        ]

    def get_base_queryset(self):
        return credit_listed()

    def search_queryset(self, queryset):
        return queryset.filter(credit_found_by(self.search_query)) if self.is_searching else queryset

    def get_context_data(self, *args, **kwargs):
        sums = [amount.written(get_language()) for amount in owed()]
        return super().get_context_data(*args, **kwargs) | {"owed": sums}


class CreditPageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One gift card or store credit: what is on it, each step of its balance, the orders it paid."""

    model = CreditAccount
    permission_required = "view"
    header_icon = ICON
    template_name = "commerce/backoffice/credit/page.html"

    @cached_property
    def account(self):
        uses = Prefetch("uses", CreditUse.objects.select_related("order").order_by("-pk"))
        return get_object_or_404(credit_listed().prefetch_related(uses), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.account.name

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("credit:index"), "label": _("Gift cards and credit")},
            {"url": "", "label": self.account.name},
        ]

    @cached_property
    def header_buttons(self):
        if self.account.is_disabled or not self.request.user.has_perm(ISSUE_CREDIT):
            return []
        url = reverse("credit:end", args=[self.account.pk])
        return [HeaderButton(_("Disable"), url=url, icon_name="cross")]

    @cached_property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        account, language = self.account, get_language()
        entries = with_names(list(account.entries.all()[:LATEST]))
        for entry in entries:
            entry.account = account
            entry.written, entry.after = entry.amount.written(language), entry.balance.written(language)
        return super().get_context_data(**kwargs) | {
            "account": account,
            "balance": _balance(account),
            "tags": standing_tags(account),
            "entries": entries,
            "orders": [
                {"use": use, "amount": Money(use.amount_minor, account.currency).written(language)}
                for use in account.uses.all()[:LATEST]
            ],
            "can_see_orders": self.request.user.has_perm(VIEW_ORDERS),
        }


class CreditViewSet(ShopViewSet):
    """The menu's Gift cards and credit."""

    name = "credit"
    icon = ICON
    menu_label = _("Gift cards and credit")
    model = CreditAccount

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(CreditListView), name="index"),
            path("results/", self.construct_view(CreditListView, results_only=True), name="index_results"),
            path("new/", actions.IssueGiftCard.as_view(), name="issue"),
            path("give/", actions.GiveStoreCredit.as_view(), name="give"),
            path("<int:pk>/", CreditPageView.as_view(), name="page"),
            path("<int:pk>/disable/", actions.EndCredit.as_view(), name="end"),
        ]


def standing_tags(account):
    """How it stands; what can be spent stands out."""
    standing = Standing(account.standing)
    return [(standing.label, standing == Standing.USABLE)]


def _owner(account):
    return (account.customer.name or account.customer.email) if account.customer else "–"


def _balance(account):
    return account.balance.written(get_language())

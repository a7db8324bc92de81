"""The tax table, in the menu of the settings."""

from django.conf import settings
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from commerce.backoffice.actions import taxes as actions
from commerce.backoffice.columns import PlainColumn, number_column
from commerce.backoffice.forms.taxes import HUNDRED
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.customers.rules import country_choices
from commerce.pricing.calculators import TABLE
from commerce.pricing.models import TaxRate


class TaxListView(ShopListView):
    """By place, the wider before the narrower."""

    any_permission_required = ["change"]
    model = TaxRate
    page_title = _("Taxes")
    default_ordering = ("country", "region", "tax", "pk")
    results_template_name = "commerce/backoffice/taxes/list.html"

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Name"), get_url=lambda rate: reverse("taxes:page", args=[rate.pk])),
            PlainColumn("place", label=_("Place"), accessor=_place),
            PlainColumn("goods", label=_("Goods"), accessor=_goods),
            PlainColumn("tax", label=_("Which tax"), accessor="tax"),
            number_column("rate", _("Percent"), accessor=_percent),
            PlainColumn("delivery", label=_("Delivery"), accessor=_delivery),
        ]

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("New tax"), url=reverse("taxes:add"), icon_name="plus")]

    def get_base_queryset(self):
        return TaxRate.objects.select_related("category")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_in_use": settings.TAX_CALCULATOR == TABLE}


class TaxViewSet(ShopViewSet):
    """Taxes, in the menu of the settings."""

    name = "taxes"
    icon = "site"
    menu_label = _("Taxes")
    add_to_settings_menu = True
    model = TaxRate
    right = "change"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(TaxListView), name="index"),
            path("results/", self.construct_view(TaxListView, results_only=True), name="index_results"),
            path("new/", actions.AddTaxRate.as_view(), name="add"),
            path("<int:rate_pk>/", actions.EditTaxRate.as_view(), name="page"),
            path("<int:rate_pk>/remove/", actions.RemoveTaxRate.as_view(), name="remove"),
        ]


def _place(rate):
    [(_code, name)] = country_choices([rate.country], get_language())
    return ", ".join(filter(None, [name, rate.region]))


def _goods(rate):
    return rate.category.name if rate.category else _now("All")


def _percent(rate):
    return f"{(rate.rate * HUNDRED).normalize():f} %"


def _delivery(rate):
    return _now("Taxed") if rate.taxes_delivery else _now("Not taxed")

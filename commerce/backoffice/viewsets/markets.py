"""Markets, in the menu of the settings: what each sells in, and to which countries."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from commerce.backoffice.actions import markets as actions
from commerce.backoffice.columns import PlainColumn
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.customers.rules import country_choices
from commerce.markets.models import Market
from commerce.shipping.models import ShippingZone


class MarketListView(ShopListView):
    """The default one first."""

    any_permission_required = ["change"]
    model = Market
    page_title = _("Markets")
    default_ordering = ("-is_default", "code")

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name", label=_("Name"), get_url=lambda market: reverse("markets:page", args=[market.pk])
            ),
            PlainColumn("language", label=_("Language"), accessor="language"),
            PlainColumn("currency", label=_("Currency"), accessor="currency"),
            PlainColumn("prices", label=_("Prices"), accessor=_prices),
            PlainColumn("countries", label=_("Countries"), accessor=self._countries),
            PlainColumn("missing", label=_("Without delivery"), accessor=self._without_delivery),
        ]

    def get_base_queryset(self):
        return Market.objects.select_related("price_list")

    def _countries(self, market):
        return _names(market.countries)

    def _without_delivery(self, market):
        return _names(code for code in market.countries if code not in self._reached)

    @cached_property
    def _reached(self):
        zones = ShippingZone.objects.filter(methods__is_active=True)
        return {code for codes in zones.values_list("countries", flat=True) for code in codes}


class MarketViewSet(ShopViewSet):
    """Markets, in the menu of the settings."""

    name = "markets"
    icon = "globe"
    menu_label = _("Markets")
    add_to_settings_menu = True
    model = Market
    right = "change"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(MarketListView), name="index"),
            path("results/", self.construct_view(MarketListView, results_only=True), name="index_results"),
            path("<int:market_pk>/", actions.EditMarket.as_view(), name="page"),
        ]


def _names(codes):
    return ", ".join(name for _code, name in country_choices(codes, get_language())) or "–"


def _prices(market):
    return _now("Tax within") if market.prices_include_tax else _now("Tax at checkout")

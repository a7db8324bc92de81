"""Deliveries and their zones, in the menu of the settings."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from commerce.backoffice.actions import deliveries as actions
from commerce.backoffice.columns import PlainColumn, TagsColumn
from commerce.backoffice.viewsets.base import ShopListView, ShopViewSet
from commerce.money import Money
from commerce.shipping.models import ShippingMethod, ShippingZone


class DeliveryListView(ShopListView):
    """In the order in which they are offered, with what each costs at least."""

    any_permission_required = ["change"]
    model = ShippingMethod
    page_title = _("Deliveries")
    default_ordering = "position"
    results_template_name = "commerce/backoffice/deliveries/list.html"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                get_url=lambda method: reverse("deliveries:page", args=[method.pk]),
            ),
            PlainColumn("zone", label=_("Zone"), accessor="zone.name"),
            PlainColumn("days", label=_("Working days"), accessor=_days),
            PlainColumn("prices", label=_("Costs"), accessor=_prices),
            TagsColumn("offered", label=_("Offered"), accessor=_offered),
        ]

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("New delivery"), url=reverse("deliveries:add"), icon_name="plus")]

    def get_base_queryset(self):
        return ShippingMethod.objects.select_related("zone").prefetch_related("rates")

    def get_context_data(self, **kwargs):
        zones = ShippingZone.objects.order_by("name")
        return super().get_context_data(**kwargs) | {"zones": zones}


class DeliveryViewSet(ShopViewSet):
    """Deliveries, in the menu of the settings."""

    name = "deliveries"
    icon = "site"
    menu_label = _("Deliveries")
    add_to_settings_menu = True
    model = ShippingMethod
    right = "change"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(DeliveryListView), name="index"),
            path("results/", self.construct_view(DeliveryListView, results_only=True), name="index_results"),
            path("new/", actions.AddDelivery.as_view(), name="add"),
            path("<int:delivery_pk>/", actions.EditDelivery.as_view(), name="page"),
            path("zones/new/", actions.AddZone.as_view(), name="add_zone"),
            path("zones/<int:zone_pk>/", actions.EditZone.as_view(), name="zone"),
        ]


def _days(method):
    return f"{method.min_days}–{method.max_days}"


def _prices(method):
    """The lowest and the highest price of each currency."""
    by_currency = {}
    for rate in method.rates.all():
        by_currency.setdefault(rate.currency, []).append(Money(rate.minor, rate.currency))
    words = []
    for _currency, found in sorted(by_currency.items()):
        least, most = min(found).written("en_US"), max(found).written("en_US")
        words.append(least if least == most else f"{least}–{most}")
    return ", ".join(words) or "–"


def _offered(method):
    return [(_now("Offered"), True)] if method.is_active else [(_now("Off"), False)]

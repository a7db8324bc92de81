"""The screens of deliveries and zones."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_DELIVERIES, CHANGE_ORDERS
from commerce.shipping.models import ShippingMethod, ShippingZone
from commerce.shipping.queries import deliveries_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def method(shop):
    return ShippingMethod.objects.select_related("zone").get(code="standard")


def offered(grams=1000):
    return {
        each.code: each.price.minor
        for each in deliveries_to("US", grams=grams, currency="USD", language="en")
    }


@pytest.fixture
def manager(sign_in):
    return sign_in(CHANGE_DELIVERIES)


def form(method, **typed):
    return {
        "name": method.name,
        "zone": method.zone_id,
        "min_days": "2",
        "max_days": "5",
        "position": "0",
        "is_active": "on",
        "price_USD_0": "9.00",
        "seen": 0,
        **typed,
    }


def test_the_list_says_what_each_costs_and_where_it_goes(method, manager):
    page = manager.get(reverse("deliveries:index")).text
    for words in (method.name, "$9.00", method.zone.name, "New zone"):
        assert words in page


def test_a_form_is_filled_in_and_saves_what_was_typed(method, manager):
    address = reverse("deliveries:page", args=[method.pk])
    assert manager.get(address).context["form"]["price_USD_0"].value() == "9.00"
    typed = form(method, price_USD_0="4.50", grams_USD_0="3000", price_USD_1="12", label_de="Normal")
    assert manager.post(address, typed).status_code == 302
    assert (offered(3000)["standard"], offered(3001)["standard"]) == (450, 1200)
    assert method.labels.get(locale="de").label == "Normal"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"min_days": "6"}, "max_days"),
        ({"price_USD_0": "", "grams_USD_0": "3000"}, "price_USD_0"),
        ({"price_USD_0": "1,50"}, "price_USD_0"),
        ({"grams_USD_0": "3000"}, "__all__"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_lost(method, manager, typed, field):
    answer = manager.post(reverse("deliveries:page", args=[method.pk]), form(method, **typed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert method.name in answer.text
    assert offered()["standard"] == 900


def test_a_zone_keeps_its_countries_that_no_market_sells_to(method, manager):
    ShippingZone.objects.filter(pk=method.zone_id).update(countries=["US", "MX"])
    address = reverse("deliveries:zone", args=[method.zone_id])
    assert "Mexico" in manager.get(address).text
    assert manager.post(address, {"name": "All", "countries": ["US", "MX"], "seen": 0}).status_code == 302
    assert sorted(ShippingZone.objects.get(pk=method.zone_id).countries) == ["MX", "US"]


def test_without_its_right_it_is_closed(method, sign_in):
    clerk = sign_in(CHANGE_ORDERS)
    assert clerk.get(reverse("deliveries:page", args=[method.pk])).status_code == 302

"""Deliveries and zones as staff set them: validated, written down, and true from the next quote on."""

import pytest

from commerce.errors import DeliveryCodeTaken, NoLastStep
from commerce.money import Money
from commerce.orders.models import Order
from commerce.shipping.models import ShippingMethod, ShippingZone
from commerce.shipping.operations import Step, save_delivery, save_zone
from commerce.shipping.queries import deliveries_to
from commerce.trail.models import TrailEntry
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.refunds import CLERK

pytestmark = pytest.mark.django_db


@pytest.fixture
def method(shop):
    return ShippingMethod.objects.select_related("zone").get(code="standard")


def usd(minor, grams=None):
    return Step(Money(minor, "USD"), grams)


def facts(method, **changes):
    return {
        "zone": method.zone,
        "name": method.name,
        "min_days": method.min_days,
        "max_days": method.max_days,
        "position": method.position,
        "is_active": method.is_active,
        "labels": {},
        "steps": [usd(900)],
        "by": CLERK,
        **changes,
    }


def offered(grams=1000):
    return {
        each.code: each.price.minor
        for each in deliveries_to("US", grams=grams, currency="USD", language="en")
    }


def told():
    return {entry.what: (entry.before, entry.after) for entry in TrailEntry.objects.order_by("pk")}


def test_prices_count_from_the_next_quote_on_and_stand_in_the_trail(method):
    save_delivery(method=method, **facts(method, steps=[usd(500, 2000), usd(1500)]))
    assert (offered(2000)["standard"], offered(2001)["standard"]) == (500, 1500)
    assert told() == {"price USD": ("$9.00", "$5.00 up to 2000 g, $15.00")}
    entry = TrailEntry.objects.get()
    assert (entry.subject, entry.actor_label) == ("setting/delivery/standard", CLERK.label)


def test_an_order_keeps_what_it_was_placed_with(method):
    order = make_order(make_product("TRAY", price=1000, stock=5))
    save_delivery(method=method, **facts(method, name="Slow", is_active=False, steps=[usd(5000)]))
    assert (Order.objects.get().delivery_minor, order.delivery_name) == (900, "Standard")
    assert "standard" not in offered()


@pytest.mark.parametrize(
    "steps", [[usd(500, 2000)], [usd(500), usd(600)], [usd(500, 2000), usd(600, 2000), usd(700)]]
)
def test_what_weighs_more_has_one_price(method, steps):
    with pytest.raises(NoLastStep):
        save_delivery(method=method, **facts(method, steps=steps))
    assert offered()["standard"] == 900
    assert not TrailEntry.objects.exists()


def test_a_code_means_one_delivery(method):
    with pytest.raises(DeliveryCodeTaken):
        save_delivery(method=None, code="standard", **facts(method))
    made = save_delivery(method=None, code="bike", **facts(method, name="Bike", steps=[usd(300)]))
    assert offered()["bike"] == 300
    assert made.zone == method.zone


def test_a_zone_says_where_its_deliveries_go(method):
    save_zone(zone=method.zone, name="Canada", countries=["CA"], by=CLERK)
    assert offered() == {}
    assert told()["countries"][1] == "CA"
    save_zone(zone=None, code="home", name="Home", countries=["US"], by=CLERK)
    assert ShippingZone.objects.filter(code="home").exists()

"""The tax table in the admin: what is set counts from the next quote on, and is written down."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_TAXES
from commerce.pricing.models import TaxRate
from commerce.trail.models import TrailEntry
from commerce.trail.versions import version_of
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(shop):
    """8.875 % of New York."""
    return TaxRate.objects.get()


@pytest.fixture
def manager(sign_in):
    return sign_in(CHANGE_TAXES)


def typed(rate, **changes):
    facts = {"country": rate.country, "region": rate.region, "name": rate.name, "percent": "8.875"}
    return {**facts, "taxes_delivery": "on", "seen": version_of(f"setting/tax/{rate.pk}"), **changes}


def page(rate, name="taxes:page"):
    return reverse(name, args=[rate.pk])


def test_the_list_names_each_with_place_goods_and_percent(manager, rate):
    text = manager.get(reverse("taxes:index")).text
    for words in (rate.name, "United States, NY", "8.875 %", "Taxed", "New tax"):
        assert words in text


def test_where_stripe_tax_is_asked_first_the_list_says_so(manager, rate, settings):
    settings.TAX_CALCULATOR = "stripe"
    assert "Stripe Tax is asked first" in manager.get(reverse("taxes:index")).text


def test_what_is_set_counts_from_the_next_quote_on(manager, rate):
    tray = make_product("TRAY", price=10_000, stock=9)
    before = make_order(tray)
    assert manager.get(page(rate)).context["form"]["percent"].value() == "8.875"
    assert manager.post(page(rate), typed(rate, percent="10", taxes_delivery="")).status_code == 302
    assert make_order(tray).tax_minor == 1000
    before.refresh_from_db()
    assert before.tax_minor > 887
    steps = TrailEntry.objects.filter(subject=f"setting/tax/{rate.pk}").values_list("what", "before", "after")
    assert set(steps) == {("rate", "0.08875", "0.1"), ("taxes_delivery", "yes", "no")}


def test_a_row_is_added_and_removed(manager, rate):
    facts = typed(rate, region="CA", name="CA sales tax", percent="7.25")
    assert manager.post(reverse("taxes:add"), facts).status_code == 302
    added = TaxRate.objects.get(region="CA")
    assert added.rate == Decimal("0.0725")
    assert manager.get(page(added, "taxes:remove")).status_code == 200
    assert TaxRate.objects.count() == 2
    manager.post(page(added, "taxes:remove"))
    assert list(TaxRate.objects.all()) == [rate]
    told = TrailEntry.objects.filter(subject=f"setting/tax/{added.pk}", what="rate").order_by("pk")
    assert [(row.before, row.after) for row in told] == [("", "0.0725"), ("0.0725", "")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": "100"}, "percent"),
        ({"percent": "-1"}, "percent"),
        ({"percent": "8.8755"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"country": "XX"}, "country"),
        ({"region": "new york"}, "region"),
        ({"name": ""}, "name"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changed(manager, rate, changes, field):
    answer = manager.post(page(rate), typed(rate, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    rate.refresh_from_db()
    assert rate.rate == Decimal("0.08875")


def test_a_place_has_a_tax_once(manager, rate):
    answer = manager.post(reverse("taxes:add"), typed(rate))
    assert answer.status_code == 422
    assert "There is a row for this place" in answer.text
    assert TaxRate.objects.count() == 1


def test_a_row_that_is_gone_is_not_found(manager, rate):
    address = page(rate, "taxes:remove")
    manager.post(address)
    assert manager.post(address).status_code == 404

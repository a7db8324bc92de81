"""Markets in the admin: to which countries each sells, from the next quote on, and written down."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_MARKETS
from commerce.markets.models import Market
from commerce.storefront.checkout_form import CheckoutForm
from commerce.trail.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(shop):
    """It sells to the United States and Canada."""
    return Market.objects.get(is_default=True)


@pytest.fixture
def manager(sign_in):
    return sign_in(CHANGE_MARKETS)


def page(market):
    return reverse("markets:page", args=[market.pk])


def offered(market):
    form = CheckoutForm(market=Market.objects.get(pk=market.pk))
    return [code for code, _name in form.fields["country"].choices]


def test_the_list_says_where_each_sells_and_where_nothing_is_delivered(manager, market):
    Market.objects.filter(pk=market.pk).update(countries=["US", "CA", "NZ"])
    text = manager.get(reverse("markets:index")).text
    for words in (market.name, "United States, Canada, New Zealand", "Tax at checkout", "USD"):
        assert words in text
    [row] = [line for line in text.splitlines() if "New Zealand" in line and "United States" not in line]
    assert "Canada" not in row


def test_what_is_set_is_offered_at_checkout_and_is_in_the_trail(manager, market):
    before = market.countries
    assert manager.get(page(market)).context["form"]["countries"].value() == ", ".join(before)
    assert manager.post(page(market), {"countries": "ca; us NZ,ca", "seen": 0}).status_code == 302
    assert offered(market) == ["CA", "US", "NZ"]
    [entry] = TrailEntry.objects.filter(subject=f"setting/market/{market.code}")
    assert (entry.what, entry.before, entry.after) == ("countries", ", ".join(before), "CA, US, NZ")
    assert entry.actor_kind == "staff"


@pytest.mark.parametrize(("typed", "named"), [("", ""), (" , ", ""), ("US, XX", "XX"), ("US, USA", "USA")])
def test_what_is_no_country_is_named_and_nothing_changed(manager, market, typed, named):
    answer = manager.post(page(market), {"countries": typed, "seen": 0})
    assert answer.status_code == 422
    [problem] = answer.context["form"].errors["countries"]
    assert named in problem
    assert Market.objects.get(pk=market.pk).countries == market.countries


def test_what_stays_writes_nothing(manager, market):
    manager.post(page(market), {"countries": ", ".join(market.countries), "seen": 0})
    assert not TrailEntry.objects.filter(subject__startswith="setting/market/").exists()

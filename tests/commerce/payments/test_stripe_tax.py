"""Stripe Tax over real HTTP: what is asked, how often, and what happens when it does not answer."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from commerce.catalogue.models import TaxCategory
from commerce.pricing import calculators
from commerce.pricing.models import TaxRate
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from tests.factories.catalogue import make_product, make_tax_category
from tests.factories.checkout import cart_with
from tests.factories.orders import place
from tests.factories.staff import make_colleague
from tests.factories.taxes import BERLIN, cart_in_euros, make_european_shop

CALCULATIONS = "/v1/tax/calculations"
NEW_YORK = Place("US", "NY", "10001")


@pytest.fixture
def stripe_tax(shop, stripe, settings):
    settings.TAX_CALCULATOR = "stripe"
    calculators._build.cache_clear()
    cache.clear()
    yield stripe
    calculators._build.cache_clear()


def asked(sandbox):
    return [call for call in sandbox.accepted() if call["path"] == CALCULATIONS]


def quote_of(cart, where=NEW_YORK):
    return quote_cart(cart, place=where, delivery_code="standard")[0]


def test_lines_and_delivery_are_taxed_as_stripe_says(stripe_tax):
    order = place(cart_with((make_product(price=12900, stock=9), 2), (make_product(price=333), 1))).order
    # 4 % and 4.5 %: of 258.00 10.32 and 11.61, of 3.33 0.13 and 0.15, of 9.00 0.36 and 0.41.
    assert (order.tax_minor, order.delivery_tax_minor) == (2193 + 28 + 77, 77)
    assert order.total_minor == 25800 + 333 + 900 + 2298
    assert order.taxed_by == "stripe"
    names = set(order.taxes.values_list("name", "jurisdiction", "rate"))
    assert {(name, where, str(rate)) for name, where, rate in names} == {
        ("New York Sales Tax", "US-NY", "0.04000"),
        ("New York City Sales Tax", "US-NY", "0.04500"),
    }


def test_included_tax_and_the_category_of_goods(stripe_tax):
    market = make_european_shop()
    make_tax_category()
    TaxCategory.objects.update(stripe_tax_code="txcd_35010000")
    order = place(cart_in_euros(market, price=10700, quantity=1), **BERLIN).order
    assert order.lines.get().tax_minor == 700
    assert order.delivery_tax_minor == 192
    assert order.total_minor == 10700 + 1200


def test_every_line_of_a_long_cart_is_taxed_as_stripe_says(stripe_tax):
    """Stripe tells ten lines with the calculation; the others are asked for."""
    quote = quote_of(cart_with(*[(make_product(price=1000 + number), 1) for number in range(23)]))
    assert quote.taxed_by == "stripe"
    # 4 % and 4.5 % of about ten dollars each.
    assert {line.tax.minor for line in quote.lines} <= {85, 86, 87}
    assert len(quote.lines) == 23


def test_the_same_question_is_asked_once(stripe_tax):
    cart = cart_with((make_product(price=12900), 2))
    first = quote_of(cart)
    assert quote_of(cart).digest == first.digest
    assert len(asked(stripe_tax)) == 1
    quote_of(cart, Place("US", "CA", "94016"))
    assert len(asked(stripe_tax)) == 2


def test_without_a_place_nothing_is_asked(stripe_tax, client):
    quote_cart(cart_in_euros(make_european_shop()))
    quote_cart(cart_with((make_product(), 1)))
    assert asked(stripe_tax) == []


@pytest.mark.fault
@pytest.mark.parametrize(
    "fault", [{"do": "status", "status": 500}, {"do": "close"}, {"do": "status", "status": 429}]
)
def test_f15_while_stripe_tax_is_away_the_table_decides_and_the_order_says_so(stripe_tax, fault):
    stripe_tax.post_hook("fault", path=CALCULATIONS, times=50, **fault)
    order = place(cart_with((make_product(price=12900, stock=9), 1))).order
    assert order.taxed_by == "fallback"
    assert (order.tax_minor, order.total_minor) == (1145 + 80, 12900 + 900 + 1225)


@pytest.mark.fault
def test_f15_a_mute_stripe_tax_is_waited_for_once_and_in_no_transaction(stripe_tax, settings, monkeypatch):
    settings.STRIPE_TIMEOUT = 1
    calculators._build.cache_clear()
    stripe_tax.post_hook("fault", path=CALCULATIONS, do="hang", seconds=5, times=50)
    cart, depth = cart_with((make_product(price=12900, stock=9), 1)), len(connection.savepoint_ids)
    begun = time.monotonic()
    assert [quote_of(cart).taxed_by for _ in range(5)] == ["fallback"] * 5
    assert time.monotonic() - begun < 4
    assert len(connection.savepoint_ids) == depth


def test_a_refusal_falls_back_and_is_remembered(stripe_tax):
    TaxRate.objects.create(country="US", region="WA", name="WA", rate="0.065")
    cart = cart_with((make_product(price=10000), 1))
    # Stripe taxes nobody in the United States without a postal code.
    quotes = [quote_of(cart, Place("US", "WA")) for _ in range(3)]
    assert {quote.taxed_by for quote in quotes} == {"fallback"}
    assert quotes[0].lines[0].tax.minor == 650


def test_goods_that_cost_nothing_are_not_asked_about(stripe_tax):
    cart = cart_with((make_product(price=0), 1), (make_product(price=10000), 1))
    quote = quote_of(cart)
    assert [line.tax.minor for line in quote.lines] == [0, 850]
    assert quote.taxed_by == "stripe"


def test_staff_see_who_computed_the_taxes(stripe_tax, client):
    stripe_tax.post_hook("fault", path=CALCULATIONS, do="close", times=50)
    order = place(cart_with((make_product(price=12900, stock=9), 1))).order
    client.force_login(make_colleague("commerce.view_order"))
    page = client.get(reverse("orders:page", args=[order.pk])).content.decode()
    assert "The table: Stripe Tax did not answer" in page

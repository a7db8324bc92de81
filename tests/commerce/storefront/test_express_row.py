"""What the checkout page tells the express row: which wallets, countries and deliveries at which price."""

import re

import pytest

from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.payments import set_payments

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(shop, browser):
    browser.add(make_product("DESK-OAK", price=12900, stock=5, path="/shop/desks/oak/"))
    return browser


def row_of(page):
    found = re.search(r'<section[^>]*id="checkout-express"[^>]*>', page)
    return found and found[0]


def test_the_row_is_hidden_until_a_script_shows_it_and_names_the_delivery_countries(shopper):
    row = row_of(shopper.get("/checkout/").content.decode())
    assert 'data-countries="US CA"' in row
    assert row.endswith(" hidden>")


def test_there_is_no_row_where_every_wallet_is_off(shopper):
    set_payments(takes_apple_pay=False, takes_google_pay=False)
    assert row_of(shopper.get("/checkout/").content.decode())
    set_payments(takes_link=False)
    assert row_of(shopper.get("/checkout/").content.decode()) is None


def test_a_wallets_partial_address_is_quoted_with_its_region_by_name(shopper):
    told = {"city": "New York", "region": "New York", "postcode": "10001", "country": "US"}
    page = shopper.post("/checkout/", told).content.decode()
    assert 'data-amount="15025"' in page
    assert '<option value="NY" selected>' in page
    standard = re.search(r'<input[^>]*value="standard"[^>]*>', page)[0]
    assert 'data-name="Standard" data-amount="900" data-arrives="Arrives ' in standard
    assert standard.endswith(" checked>")


def test_a_delivery_that_the_wallet_names_is_quoted_and_one_that_is_none_is_not(shopper):
    page = shopper.post("/checkout/", ADDRESS | {"delivery": "express"}).content.decode()
    assert re.search(r'<input[^>]*value="express"[^>]* checked>', page)
    page = shopper.post("/checkout/", ADDRESS | {"delivery": "later"}).content.decode()
    assert re.search(r'<input[^>]*value="standard"[^>]* checked>', page)

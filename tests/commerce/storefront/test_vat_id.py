"""The VAT id at checkout: where it is asked for, and what becomes of one that is none."""

import pytest

from commerce.cart.models import Cart
from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.orders.models import Order
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_page_of, make_product
from tests.factories.taxes import BERN, VIENNA, make_european_shop

pytestmark = pytest.mark.django_db
FIELD = 'name="vat_id"'
TYPED = {"email": "anna@example.com", "name": "Anna Meyer", "line2": "", "phone": ""}


@pytest.fixture
def german(browser):
    market, variant = make_european_shop(), make_product(stock=9)
    make_page_of(variant.product, locale="de", path="/de/shop/oak/", page_id=variant.pk)
    set_price(variant=variant, price_list=market.price_list, money=Money(12000, "EUR"), by=SYSTEM)
    browser.post("/de/cart/add/", {"variant": variant.sku, "quantity": 1})
    return browser


def test_it_is_asked_for_only_where_the_country_has_one(german, shop, browser):
    assert FIELD in german.post("/de/checkout/", TYPED | VIENNA).content.decode()
    assert FIELD not in german.post("/de/checkout/", TYPED | BERN).content.decode()
    german.add(make_product())
    assert FIELD not in german.get("/checkout/").content.decode()


def test_one_that_is_none_is_said_so_and_nothing_is_placed(german):
    cart = Cart.objects.select_related("market__price_list").get()
    quote, _choices = quote_cart(cart, place=Place("AT", "", "1010"), delivery_code="eu-standard")
    form = TYPED | VIENNA | {"vat_id": "ATU1", "agreed": quote.digest}
    answer = german.post("/de/checkout/place/", form)
    assert answer.status_code == 422
    assert "Das ist keine USt-IdNr. dieses Landes" in answer.content.decode()
    assert not Order.objects.exists()


def test_the_summary_says_why_no_tax_is_charged(german):
    page = german.post("/de/checkout/", TYPED | VIENNA | {"vat_id": "atu 12345678"}).content.decode()
    assert "Reverse Charge" in page
    assert "-22,00" in page.replace("−", "-")
    assert 'data-amount="11000"' in page


def test_one_typed_for_a_country_without_counts_nothing(german):
    page = german.post("/de/checkout/", TYPED | BERN | {"vat_id": "ATU12345678"}).content.decode()
    assert "Ausfuhr" in page
    assert "Reverse Charge" not in page

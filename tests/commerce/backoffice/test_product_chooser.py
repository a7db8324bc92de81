"""Choosing a product for a page: seen, found, or made on the spot."""

from django.urls import reverse

from commerce.backoffice.permissions import ADD_PRODUCTS, VIEW_PRODUCTS
from commerce.catalogue.models import Product
from commerce.catalogue.operations import retire_product
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product, make_tax_category


def choose(client, **query):
    return client.get(reverse("product_chooser:choose"), query).json()["html"]


def test_one_sees_what_tells_products_apart(manager):
    make_product("DESK-OAK", title="Oak desk", price=12900, stock=7, path="/a/")
    html = choose(manager)
    for part in ("Oak desk", "DESK-OAK", "$129.00", "EN live"):
        assert part in html


def test_it_is_found_by_sku_and_what_is_retired_is_not_offered(manager):
    make_product("DESK-OAK", title="Oak desk")
    retire_product(product=make_product("DESK-OLD", title="Old desk").product, by=SYSTEM)
    text = manager.get(reverse("product_chooser:choose_results"), {"q": "desk-o"}).text
    assert "Oak desk" in text
    assert "Old desk" not in text


def test_a_product_is_made_on_the_spot_and_chosen(sign_in):
    client = sign_in(VIEW_PRODUCTS, ADD_PRODUCTS)
    facts = {"title": "Window seat", "tax_category": make_tax_category().pk, "order_limit": 4}
    answer = client.post(reverse("product_chooser:create"), facts).json()
    product = Product.objects.get()
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(product.pk)


def test_a_code_that_is_taken_is_said_in_the_form(manager):
    make_product("DESK")
    facts = {"title": "Another", "code": "desk", "tax_category": make_tax_category().pk, "order_limit": 4}
    answer = manager.post(reverse("product_chooser:create"), facts).json()
    assert answer["step"] == "reshow_creation_form"
    assert "Another product has this code" in answer["htmlFragment"]
    assert Product.objects.count() == 1


def test_without_the_right_nothing_is_made(sign_in):
    client = sign_in(VIEW_PRODUCTS)
    facts = {"title": "Window seat", "tax_category": make_tax_category().pk, "order_limit": 4}
    assert client.post(reverse("product_chooser:create"), facts).status_code == 302
    assert not Product.objects.exists()
    assert "Create the product" not in choose(client)

"""A product's life in the admin: copied, retired with a way on, sold again."""

import pytest
from django.urls import reverse

from commerce.catalogue.models import Product, Variant
from tests.factories.catalogue import make_collection, make_product


@pytest.fixture
def desk():
    return make_product("DESK", title="Desk", price=10000)


def copy(client, desk, **facts):
    data = {"title": "Desk two", "code": "", f"sku-{desk.pk}": "TWO", **facts}
    return client.post(reverse("products:duplicate", args=[desk.product_id]), data)


def test_a_product_is_copied_with_new_skus(manager, desk):
    assert "New SKU for DESK" in manager.get(reverse("products:duplicate", args=[desk.product_id])).text
    answer = copy(manager, desk)
    made = Product.objects.get(code="desk-two")
    assert (answer.status_code, answer.url) == (302, reverse("products:page", args=[made.pk]))
    assert made.variants.get().sku == "TWO"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sku": "desk"}, "Another variant has this SKU."),
        ({"sku": ""}, "This field is required."),
        ({"sku": "no spaces"}, "Enter a valid value."),
        ({"code": "desk"}, "Another product has this code."),
    ],
)
def test_a_copy_that_cannot_be_says_why_and_makes_nothing(manager, desk, facts, said):
    if "sku" in facts:
        facts = {f"sku-{desk.pk}": facts["sku"]}
    answer = copy(manager, desk, **facts)
    assert answer.status_code == 422
    assert said in answer.text and 'value="Desk two"' in answer.text
    assert (Product.objects.count(), Variant.objects.count()) == (1, 1)


def retire(client, product, **facts):
    return client.post(reverse("products:retire", args=[product.pk]), facts)


def test_retiring_asks_where_visitors_go(manager, desk):
    new = make_product("NEW", title="New desk").product
    assert retire(manager, desk.product, way="product").status_code == 422
    assert retire(manager, desk.product, way="collection").status_code == 422
    assert retire(manager, desk.product, way="product", successor="no id").status_code in (400, 422)
    assert retire(manager, desk.product, way="product", successor=desk.product_id).status_code == 422
    assert Product.objects.get(pk=desk.product_id).retired_at is None
    assert retire(manager, desk.product, way="product", successor=new.pk).status_code == 302
    old = Product.objects.get(pk=desk.product_id)
    assert old.successor == new and old.retired_at
    assert "New desk" in manager.get(reverse("products:page", args=[old.pk])).text
    retire(manager, old, way="collection", successor=new.pk, collection=make_collection().pk)
    old.refresh_from_db()
    assert (old.successor, old.successor_collection) == (None, make_collection())
    manager.post(reverse("products:restore", args=[old.pk]))
    old.refresh_from_db()
    assert (old.retired_at, old.successor_collection) == (None, None)

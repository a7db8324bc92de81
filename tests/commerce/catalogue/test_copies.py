"""Duplicating a product: what is copied, what is not, and which SKUs are refused."""

from datetime import timedelta

import pytest

from commerce.catalogue.models import Product, Variant
from commerce.catalogue.operations import duplicate_product, retire_variant, set_price
from commerce.catalogue.queries import current_prices
from commerce.errors import CodeTaken, SkusTaken
from commerce.money import Money
from commerce.stock.models import StockItem
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_attribute_value, make_picture, make_product
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    oak = make_product(
        "DESK-OAK", title="Desk", price=10000, options={"colour": "oak"}, collections=["desks"]
    )
    make_product("DESK-ASH", product=oak.product, price=11000, options={"colour": "ash"}, grams=800)
    oak.product.attribute_values.add(make_attribute_value())
    oak.product.warranty_years = 10
    make_picture(oak.product)
    return oak


def copy_of(variant, **skus):
    old = {found.sku: found.pk for found in variant.product.variants.all()}
    new = {old[sku.replace("_", "-")]: name for sku, name in skus.items()}
    return duplicate_product(product=variant.product, title="Desk two", code="desk-two", skus=new, by=SYSTEM)


def test_a_copy_is_as_its_original_but_has_no_stock_and_no_page(desk):
    copy = copy_of(desk, DESK_OAK="TWO-OAK", DESK_ASH="TWO-ASH")
    assert [variant.sku for variant in copy.variants.all()] == ["TWO-OAK", "TWO-ASH"]
    assert copy.variants.get(sku="TWO-ASH").grams == 800
    assert copy.warranty_years == 10
    assert [c.value.code for v in copy.variants.all() for c in v.choices.all()] == ["oak", "ash"]
    assert list(copy.collections.all()) == list(desk.product.collections.all())
    assert list(copy.attribute_values.all()) == list(desk.product.attribute_values.all())
    assert copy.pictures.get().image_id == desk.product.pictures.get().image_id
    assert {item.on_hand for item in StockItem.objects.filter(variant__product=copy)} == {0}
    assert not copy.presences.exists()
    assert not copy.listing_rows.get().is_listed


def test_prices_that_last_are_copied_in_every_list_and_a_running_sale_is_not(desk):
    usd, eur = make_market().price_list, make_german_market().price_list
    set_price(variant=desk, price_list=eur, money=Money(9900, "EUR"), by=SYSTEM)
    end = clock.now() + timedelta(days=3)
    set_price(variant=desk, price_list=usd, money=Money(8000, "USD"), is_reduction=True, until=end, by=SYSTEM)
    copy = copy_of(desk, DESK_OAK="TWO-OAK").variants.get()
    price = current_prices([copy.pk], usd)[copy.pk]
    assert (price.minor, price.prior_minor, price.valid_until) == (10000, None, None)
    assert current_prices([copy.pk], eur)[copy.pk].minor == 9900


@pytest.mark.parametrize("taken", [{"DESK_OAK": "desk-ash"}, {"DESK_OAK": "NEW", "DESK_ASH": "new"}])
def test_a_taken_sku_refuses_the_whole_copy(desk, taken):
    with pytest.raises(SkusTaken):
        copy_of(desk, **taken)
    assert (Product.objects.count(), Variant.objects.count()) == (1, 2)


def test_a_taken_code_refuses_the_copy(desk):
    with pytest.raises(CodeTaken):
        duplicate_product(product=desk.product, title="x", code=desk.product.code, skus={}, by=SYSTEM)


def test_retired_variants_are_not_copied(desk):
    retire_variant(variant=desk, by=SYSTEM)
    copy = copy_of(desk, DESK_OAK="TWO-OAK", DESK_ASH="TWO-ASH")
    assert [variant.sku for variant in copy.variants.all()] == ["TWO-ASH"]


@pytest.mark.parametrize("size", [1, 20])
def test_a_copy_asks_as_often_for_many_variants_as_for_one(size, django_assert_max_num_queries):
    first = make_product("V-0", options={"colour": "c0"}, path=None)
    for number in range(1, size):
        make_product(f"V-{number}", product=first.product, options={"colour": f"c{number}"})
    skus = {variant.pk: f"NEW-{variant.pk}" for variant in first.product.variants.all()}
    with django_assert_max_num_queries(120):
        duplicate_product(product=first.product, title="New", code="new", skus=skus, by=SYSTEM)

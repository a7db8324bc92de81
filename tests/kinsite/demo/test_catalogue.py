"""The demo's catalogue is the one that the brand asks for."""

import re
from collections import Counter
from itertools import product as pairs

import pytest

from kinsite.demo.catalogue import (
    ATTRIBUTES,
    COLLECTIONS,
    DELIVERY_CLASSES,
    LOW_STOCK,
    OPTIONS,
    PRODUCTS,
    PRODUCTS_BY_HANDLE,
    TAX_CATEGORIES,
    in_collection,
)
from kinsite.demo.catalogue_shape import Size, cross

VARIANTS = [variant for product in PRODUCTS for variant in product.variants]
EACH = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.handle)
VALUES = {option.key: {value.key for value in option.values} for option in OPTIONS}


def test_there_are_thirty_two_products_eight_in_each_collection():
    assert len(PRODUCTS) == len(PRODUCTS_BY_HANDLE) == 32
    assert Counter(product.collection for product in PRODUCTS) == {c.handle: 8 for c in COLLECTIONS}
    assert [c.handle for c in COLLECTIONS] == ["desks", "seating", "lighting", "accessories"]
    assert all(len(in_collection(collection.handle)) == 8 for collection in COLLECTIONS)


def test_the_named_desks_are_among_them():
    titles = {product.title for product in PRODUCTS}
    assert {"Minimal Oak Desk", "Standing Desk Converter", "Executive L-Shaped Desk"} <= titles


def test_prices_lie_between_19_and_899_dollars_and_touch_both():
    prices = [variant.usd for variant in VARIANTS]
    assert (min(prices), max(prices)) == (1900, 89900)
    assert all(variant.was_usd is None or variant.was_usd <= 89900 for variant in VARIANTS)


def test_euro_prices_are_a_little_higher_because_tax_is_in_them():
    assert all(1.02 < variant.eur / variant.usd < 1.18 for variant in VARIANTS)


def test_three_products_are_on_sale_in_both_currencies():
    assert sum(product.on_sale for product in PRODUCTS) == 3
    for variant in (v for product in PRODUCTS if product.on_sale for v in product.variants):
        assert variant.was_usd > variant.usd
        assert variant.was_eur > variant.eur


def test_two_or_three_products_are_sold_out_and_four_have_few_left():
    assert 2 <= sum(product.stock == 0 for product in PRODUCTS) <= 3
    few = [product for product in PRODUCTS if 0 < product.stock < LOW_STOCK]
    assert len(few) == 4
    plenty = [product for product in PRODUCTS if product.stock and product not in few]
    assert all(8 <= variant.stock <= 60 for product in plenty for variant in product.variants)


def test_one_product_is_a_draft_until_next_week():
    drafts = [product for product in PRODUCTS if product.launches_in_days]
    assert [product.launches_in_days for product in drafts] == [7]
    assert drafts[0].stock > 0


def test_skus_are_unique_and_safe_to_print():
    skus = [variant.sku for variant in VARIANTS]
    assert len(set(skus)) == len(skus)
    assert all(re.fullmatch(r"[A-Z]+(-[A-Z0-9]+)+", sku) for sku in skus)
    stripped = [sku.replace("-", "") for sku in skus]
    assert len(set(stripped)) == len(stripped)


def test_some_combinations_are_impossible():
    missing = 0
    for product in PRODUCTS:
        offered = {(variant.colour, variant.size) for variant in product.variants}
        missing += len(set(pairs(product.colours, product.sizes or [None])) - offered)
    assert missing >= 5


def test_a_combination_left_out_has_no_variant_and_needs_no_stock():
    sizes = [Size("120", 1, (1, 1, 1), 1900, 2000), Size("140", 1, (1, 1, 1), 1900, 2000)]
    made = cross("X", ("ash", "walnut"), sizes, (8, 9, 10), without=[("walnut", "120")])
    assert [variant.sku for variant in made] == ["X-ASH-120", "X-ASH-140", "X-WAL-140"]
    with pytest.raises(ValueError, match="zip"):
        cross("X", ("ash", "walnut"), sizes, (8, 9), without=[("walnut", "120")])


@EACH
def test_a_product_names_only_what_exists(product):
    attributes = {attribute.key: {value.key for value in attribute.values} for attribute in ATTRIBUTES}
    assert product.collection in {collection.handle for collection in COLLECTIONS}
    assert product.materials
    assert set(product.materials) <= attributes["material"]
    assert product.assembly in attributes["assembly"]
    assert product.tax_category in TAX_CATEGORIES
    assert product.delivery_class in DELIVERY_CLASSES
    assert "colour" in product.options
    for variant in product.variants:
        assert tuple(key for key, _ in variant.choices) == product.options
        assert all(value in VALUES[option] for option, value in variant.choices)


@EACH
def test_a_product_goes_with_others_that_can_be_bought(product):
    assert len(set(product.goes_with)) == 3
    assert product.handle not in product.goes_with
    assert not any(PRODUCTS_BY_HANDLE[other].launches_in_days for other in product.goes_with)


@EACH
def test_a_product_can_be_shipped(product):
    assert 1 <= product.order_limit <= 40
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", product.handle)
    for variant in product.variants:
        assert min(variant.grams, variant.width, variant.depth, variant.height) > 0


@EACH
def test_a_product_tells_a_story(product):
    kinds = Counter(kind for kind, _ in product.story_blocks)
    assert kinds["heading"] >= 2
    assert kinds["paragraph"] + kinds["steps"] >= 2
    assert kinds["specifications"] >= 1
    assert product.title_de
    assert 2 <= len(re.findall(r"[.](\s|$)", product.description)) <= 4


def test_every_colour_has_a_swatch_and_every_value_two_languages():
    colour = next(option for option in OPTIONS if option.key == "colour")
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value.swatch) for value in colour.values)
    assert len({value.swatch for value in colour.values}) == len(colour.values)
    for option in OPTIONS:
        assert all(value.label and value.label_de and value.code for value in option.values)

"""Who changes a product or a variant writes to the trail: who, what, old and new; nothing if nothing is."""

import inspect

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue import operations
from commerce.catalogue.models import Product
from commerce.catalogue.operations import (
    add_picture,
    add_variant,
    create_product,
    describe_by,
    describe_product,
    duplicate_product,
    edit_products,
    measure_variant,
    measure_variants,
    offer_options,
    put_in_collections,
    remove_picture,
    restore_product,
    retire_product,
    retire_variant,
)
from commerce.catalogue.together import Edit, What
from commerce.trail.models import TrailEntry
from commerce.trail.queries import breaks
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import (
    make_attribute_value,
    make_collection,
    make_image,
    make_option,
    make_product,
    make_tax_category,
)
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
# Their rows are of prices and settings; test_written.py and the tests of proposals look at them.
OF_PRICES = {
    "approve_prices",
    "decline_prices",
    "end_price",
    "limit_prices",
    "plan_prices",
    "set_price",
    "set_prices",
    "withdraw_proposals",
}
# It foresees what setting prices would do, for whoever sets them, and writes nothing.
ONLY_ASKS = {"prices_for_two"}


@pytest.fixture
def colleague():
    return make_colleague(first_name="Mona", last_name="Manager")


@pytest.fixture
def desk():
    """A variant of a product titled Desk, as the shop began it."""
    return make_product("DESK", title="Desk", collections=["desks"])


def described(product, **facts):
    told = ("title", "teaser", "tax_category", "order_limit", "warranty_years")
    return {name: getattr(product, name) for name in told} | facts


def _describe(desk, by):
    describe_product(product=desk.product, **described(desk.product, title="Desk of oak"), by=by)


def _create(desk, by):
    create_product(code="lamp", title="Lamp", by=by)


def _offer_options(desk, by):
    retire_variant(variant=desk, by=SYSTEM)
    offer_options(product=desk.product, options=[make_option("colour")[0]], by=by)


def _collect(desk, by):
    put_in_collections(product=desk.product, collections=[make_collection("new")], by=by)


def _describe_by(desk, by):
    describe_by(product=desk.product, values=[make_attribute_value()], by=by)


def _add_picture(desk, by):
    add_picture(product=desk.product, image=make_image(), alt="From above", by=by)


def _remove_picture(desk, by):
    _add_picture(desk, SYSTEM)
    remove_picture(picture=desk.product.pictures.get(), by=by)


def _retire(desk, by):
    retire_product(product=desk.product, by=by)


def _lead_on(desk, by):
    retire_product(product=desk.product, by=SYSTEM)
    retire_product(product=desk.product, collection=make_collection("new"), by=by)


def _restore(desk, by):
    retire_product(product=desk.product, by=SYSTEM)
    restore_product(product=desk.product, by=by)


def _add_variant(desk, by):
    retire_variant(variant=desk, by=SYSTEM)
    add_variant(product=desk.product, sku="DESK-2", values=[], grams=900, by=by)


def _measure(desk, by):
    measure_variant(variant=desk, grams=1200, width_mm=None, depth_mm=None, height_mm=None, by=by)


def _measure_many(desk, by):
    sides = {"width_mm": None, "depth_mm": 600, "height_mm": None}
    measure_variants(measures={desk.pk: {"grams": 1000, **sides}}, by=by)


def _retire_variant(desk, by):
    retire_variant(variant=desk, by=by)


def _duplicate(desk, by):
    duplicate_product(product=desk.product, title="Desk, wide", code="wide", skus={desk.pk: "WIDE"}, by=by)


def together(what, value=None):
    def act(desk, by):
        edit = Edit(what, value() if callable(value) else value)
        edit_products(edit=edit, product_ids=[desk.product_id], by=by)

    return act


# What is done: the operation, and a row that it leaves: name, what, before, after.
ACTS = {
    "begin": (create_product, _create, ("Lamp", "code", "", "lamp")),
    "describe": (describe_product, _describe, ("Desk of oak", "title", "Desk", "Desk of oak")),
    "options": (offer_options, _offer_options, ("Desk", "options", "", "Colour")),
    "collections": (put_in_collections, _collect, ("Desk", "collections", "Desks", "New")),
    "attributes": (describe_by, _describe_by, ("Desk", "attributes", "", "Material Wood")),
    "picture": (add_picture, _add_picture, ("Desk", "pictures", "", "From above")),
    "no picture": (remove_picture, _remove_picture, ("Desk", "pictures", "From above", "")),
    "retire": (retire_product, _retire, ("Desk", "retired", "", "yes")),
    "lead on": (retire_product, _lead_on, ("Desk", "leads_to", "", "New")),
    "restore": (restore_product, _restore, ("Desk", "retired", "yes", "")),
    "variant": (add_variant, _add_variant, ("DESK-2", "grams", "", "900")),
    "measure": (measure_variant, _measure, ("DESK", "grams", "1000", "1200")),
    "measures": (measure_variants, _measure_many, ("DESK", "depth_mm", "", "600")),
    "no variant": (retire_variant, _retire_variant, ("DESK", "retired", "", "yes")),
    "duplicate": (duplicate_product, _duplicate, ("WIDE", "grams", "", "1000")),
    "retire many": (edit_products, together(What.RETIRE), ("Desk", "retired", "", "yes")),
    "tax of many": (
        edit_products,
        together(What.TAX, lambda: make_tax_category("food", "Food")),
        ("Desk", "tax_category", "Goods", "Food"),
    ),
    "limit of many": (edit_products, together(What.LIMIT, 3), ("Desk", "order_limit", "10", "3")),
    "warranty of many": (edit_products, together(What.WARRANTY, 5), ("Desk", "warranty_years", "", "5")),
    "weight of many": (edit_products, together(What.GRAMS, 700), ("DESK", "grams", "1000", "700")),
    "collect many": (
        edit_products,
        together(What.COLLECT, lambda: make_collection("new")),
        ("Desk", "collections", "Desks", "Desks, New"),
    ),
    "uncollect many": (
        edit_products,
        together(What.UNCOLLECT, lambda: make_collection("desks")),
        ("Desk", "collections", "Desks", ""),
    ),
}


def rows_by(colleague):
    return TrailEntry.objects.filter(area="product", actor_kind="staff", actor_id=colleague.pk)


def said(entry):
    return entry.name, entry.what, entry.before, entry.after


def test_no_operation_of_somebody_is_forgotten():
    by_somebody = {
        name for name in operations.__all__ if "by" in inspect.signature(getattr(operations, name)).parameters
    }
    tried = {operation.__name__ for operation, _act, _row in ACTS.values()}
    assert by_somebody == tried | OF_PRICES | ONLY_ASKS


@pytest.mark.parametrize(("_operation", "act", "row"), ACTS.values(), ids=ACTS)
def test_an_operation_writes_who_what_old_and_new(_operation, act, row, desk, colleague):
    act(desk, staff(colleague))
    written = rows_by(colleague)
    assert row in [said(entry) for entry in written]
    product = Product.objects.filter(code__in=["lamp", "wide"]).first() or desk.product
    assert {entry.subject for entry in written} == {f"product/{product.pk}"}
    assert list(breaks()) == []


def test_what_stays_as_it_is_is_not_written(desk, colleague):
    by, product = staff(colleague), desk.product
    describe_product(product=product, **described(product), by=by)
    put_in_collections(product=product, collections=[make_collection("desks")], by=by)
    measure_variant(variant=desk, grams=1000, width_mm=None, depth_mm=None, height_mm=None, by=by)
    restore_product(product=product, by=by)
    assert not rows_by(colleague).exists()


def test_asked_again_it_is_written_once(desk, colleague):
    for _time in range(2):
        retire_variant(variant=desk, by=staff(colleague))
        retire_product(product=desk.product, by=staff(colleague))
    assert sorted(said(entry) for entry in rows_by(colleague)) == [
        ("DESK", "retired", "", "yes"),
        ("Desk", "retired", "", "yes"),
    ]


def test_many_products_are_noted_in_as_many_queries_as_few(colleague):
    counts = []
    for size in (2, 20):
        ids = [make_product(f"MANY-{size}-{number}").product_id for number in range(size)]
        edit_products(edit=Edit(What.LIMIT, 5), product_ids=ids, by=SYSTEM)
        with CaptureQueriesContext(connection) as queries:
            edit_products(edit=Edit(What.LIMIT, 4), product_ids=ids, by=staff(colleague))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert rows_by(colleague).count() == 22

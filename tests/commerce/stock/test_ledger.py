"""The ledger: every change of goods is written once, by whom and why, and never altered."""

import pytest
from django.db import IntegrityError, transaction

from commerce.errors import StockMoved
from commerce.stock.models import Location, StockItem, StockMovement
from commerce.stock.operations import correct_stock, receive_stock, set_threshold
from kinsite.foundation.actors import SYSTEM, Actor
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
CLERK = Actor("staff", 3, "Staff 3")


@pytest.fixture
def item():
    return stock_of(make_product("DESK", stock=5))


def last_line(item):
    return item.movements.first()


def test_goods_that_arrive_are_counted_in_with_who_and_why(item):
    receive_stock(stock_item=item, quantity=7, reason="Delivery", document="PO-12", by=CLERK)
    line = last_line(item)
    assert (line.kind, line.on_hand_change, line.on_hand_after) == ("received", 7, 12)
    assert (line.reason, line.document) == ("Delivery", "PO-12")
    assert (line.actor_kind, line.actor_id, line.actor_label) == ("staff", 3, "Staff 3")
    assert stock_of("DESK").on_hand == 12


@pytest.mark.parametrize("quantity", [0, -1])
def test_only_a_correction_takes_units_away(item, quantity):
    with pytest.raises(ValueError):
        receive_stock(stock_item=item, quantity=quantity, reason="", by=CLERK)
    assert stock_of("DESK").on_hand == 5


@pytest.mark.parametrize("counted", [0, 3, 8])
def test_a_correction_sets_what_was_counted(item, counted):
    correct_stock(stock_item=item, on_hand=counted, expected=5, reason="Count", by=CLERK)
    line = last_line(item)
    assert (line.kind, line.on_hand_change, line.on_hand_after) == ("corrected", counted - 5, counted)
    assert stock_of("DESK").on_hand == counted


def test_a_count_of_another_day_is_refused_and_told_what_is_there(item):
    receive_stock(stock_item=item, quantity=1, reason="Delivery", by=CLERK)
    lines = item.movements.count()
    with pytest.raises(StockMoved) as refusal:
        correct_stock(stock_item=item, on_hand=4, expected=5, reason="Count", by=CLERK)
    assert (refusal.value.expected, refusal.value.actual) == (5, 6)
    assert stock_of("DESK").on_hand == 6
    assert item.movements.count() == lines


def test_a_count_that_was_right_writes_nothing(item):
    lines = item.movements.count()
    correct_stock(stock_item=item, on_hand=5, expected=5, reason="Count", by=CLERK)
    assert item.movements.count() == lines


@pytest.mark.parametrize(("on_hand", "reason"), [(-1, "Count"), (3, " ")])
def test_a_correction_has_a_reason_and_a_number_that_can_be_counted(item, on_hand, reason):
    with pytest.raises(ValueError):
        correct_stock(stock_item=item, on_hand=on_hand, expected=5, reason=reason, by=CLERK)
    assert stock_of("DESK").on_hand == 5


def test_a_threshold_changes_what_is_said_not_what_is_there(item):
    set_threshold(stock_item=item, threshold=5, by=CLERK)
    assert stock_of("DESK").threshold == 5
    assert item.variant.product.listing_rows.get().availability == "few_left"


def test_the_ledger_is_append_only(item):
    line = last_line(item)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMovement.objects.filter(pk=line.pk).update(reason="Something else")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMovement.objects.filter(pk=line.pk).delete()
    assert last_line(item).reason == "Opening"


@pytest.mark.parametrize("counter", ["on_hand", "allocated", "held"])
def test_no_counter_becomes_negative_whoever_writes_it(item, counter):
    with pytest.raises(IntegrityError, match="never_negative"), transaction.atomic():
        StockItem.objects.filter(pk=item.pk).update(**{counter: -1})


def test_a_new_variant_is_counted_from_the_start():
    assert stock_of(make_product("NEW", stock=None)).on_hand == 0


def test_two_places_are_never_both_the_default_one(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.create(code="second", name="Second", is_default=True)
    assert SYSTEM.kind == "system"

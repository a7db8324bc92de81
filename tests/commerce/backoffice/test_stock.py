"""Stock in the admin: found by level, received, corrected, and its ledger read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.stock.models import StockMovement
from commerce.stock.operations import allocate_holds, correct_stock, hold_stock, receive_stock
from commerce.wishes.models import RestockRequest
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.crypto import blind
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of
from tests.factories.wishes import wait_for


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", stock=5, threshold=2)


def page(variant, name="page"):
    return reverse(f"stock:{name}", args=[stock_of(variant).pk])


def listed(client, **query):
    response = client.get(reverse("stock:index"), query)
    assert response.status_code == 200
    return [item.variant.sku for item in response.context["object_list"]]


def correction(number, *, way="set", reason="Count", expected=5):
    return {
        "correct-way": way,
        "correct-number": number,
        "correct-reason": reason,
        "correct-expected": expected,
    }


def test_the_list_shows_every_counter(manager, desk):
    order = bare_order()
    hold_stock(order=order, quantities={desk.pk: 1}, until=clock.now() + timedelta(hours=1), by=SYSTEM)
    allocate_holds(order=bare_order(), quantities={desk.pk: 3}, by=SYSTEM)
    item = manager.get(reverse("stock:index")).context["object_list"][0]
    assert (item.on_hand, item.allocated, item.held, item.free, item.threshold) == (5, 3, 1, 1, 2)


def test_the_list_shows_how_many_wait_for_what_is_sold_out(manager, desk):
    rug = make_product("RUG", stock=0)
    for email in ("anna@example.com", "bert@example.com", "told@example.com"):
        wait_for(rug, email)
    RestockRequest.objects.filter(email_digest=blind("email", "told@example.com")).update(told_at=clock.now())
    items = manager.get(reverse("stock:index"), {"ordering": "-waiting"}).context["object_list"]
    assert [(item.variant.sku, item.waiting) for item in items] == [("RUG", 2), ("DESK", 0)]


def test_items_are_found_by_level_sku_and_product(manager, desk):
    make_product("LAMP", title="Lamp", stock=2, threshold=2)
    make_product("RUG", title="Rug", stock=0)
    short = make_product("STOOL", title="Stool", stock=1)
    allocate_holds(order=bare_order(), quantities={short.pk: 4}, by=SYSTEM)
    assert listed(manager) == ["DESK", "LAMP", "RUG", "STOOL"]
    assert listed(manager, level="low") == ["LAMP"]
    assert listed(manager, level="out") == ["RUG", "STOOL"]
    assert listed(manager, level="short") == ["STOOL"]
    assert listed(manager, q="oak") == ["DESK"]
    assert listed(manager, q="lam") == ["LAMP"]


@pytest.mark.parametrize("size", [1, 30])
def test_the_list_costs_the_same_however_many(manager, size, django_assert_max_num_queries):
    for _ in range(size):
        make_product()
    with django_assert_max_num_queries(15):
        assert len(listed(manager)) == size


def test_received_units_are_on_hand_with_the_colleagues_name_in_the_ledger(manager, desk):
    facts = {"receive-quantity": 7, "receive-document": "PO-12", "receive-reason": "Delivery"}
    response = manager.post(page(desk, "receive"), facts)
    assert response.url == page(desk)
    assert stock_of(desk).on_hand == 12
    text = manager.get(page(desk)).text
    for part in ("5 → 12", "PO-12", "Delivery", "Clara Packer"):
        assert part in text


@pytest.mark.parametrize(("way", "number", "left"), [("set", 3, 3), ("change", -2, 3), ("change", 4, 9)])
def test_a_correction_sets_or_changes(manager, desk, way, number, left):
    assert manager.post(page(desk, "correct"), correction(number, way=way)).status_code == 302
    assert stock_of(desk).on_hand == left


@pytest.mark.parametrize(
    "facts",
    [
        correction(-1),
        correction(-6, way="change"),
        correction(3, reason=""),
        correction(""),
        correction(3, way="sideways"),
        correction(3, expected=""),
    ],
)
def test_a_correction_without_reason_or_sense_changes_nothing(manager, desk, facts):
    assert manager.post(page(desk, "correct"), facts).status_code == 422
    assert stock_of(desk).on_hand == 5


def test_a_count_of_before_is_refused_says_what_changed_and_counts_from_there(manager, desk):
    receive_stock(stock_item=stock_of(desk), quantity=1, reason="Delivery", by=SYSTEM)
    lines = StockMovement.objects.count()
    response = manager.post(page(desk, "correct"), correction(4, reason="Stocktaking"))
    assert response.status_code == 422
    assert "5 were on hand when you opened this page, now there are 6" in response.text
    assert 'value="Stocktaking"' in response.text
    assert (stock_of(desk).on_hand, StockMovement.objects.count()) == (6, lines)
    form = response.context["forms"]["correct"]
    assert form["expected"].value() == 6
    again = correction(4, reason="Stocktaking", expected=form["expected"].value())
    assert manager.post(page(desk, "correct"), again).status_code == 302
    assert stock_of(desk).on_hand == 4


def test_a_threshold_is_set(manager, desk):
    manager.post(page(desk, "threshold"), {"threshold-threshold": 9})
    assert stock_of(desk).threshold == 9


@pytest.mark.parametrize("name", ["receive", "correct", "threshold"])
def test_stock_moves_by_post_only(manager, desk, name):
    assert manager.get(page(desk, name)).url == reverse("stock:page", args=[stock_of(desk).pk])
    assert stock_of(desk).on_hand == 5


def test_who_has_a_claim_is_shown(manager, desk):
    waiting, paid = bare_order(), bare_order()
    hold_stock(order=waiting, quantities={desk.pk: 1}, until=clock.now() + timedelta(hours=1), by=SYSTEM)
    allocate_holds(order=paid, quantities={desk.pk: 2}, by=SYSTEM)
    claims = manager.get(page(desk)).context["claims"]
    assert [(claim.order.number, claim.left) for claim in claims] == [(waiting.number, 1), (paid.number, 2)]


def test_a_long_ledger_is_read_page_by_page(manager, desk):
    for number in range(55):
        correct_stock(stock_item=stock_of(desk), on_hand=number, expected=stock_of(desk).on_hand or 0,
                      reason=f"Count {number}", by=SYSTEM)  # fmt: skip
    assert len(manager.get(page(desk)).context["ledger"]) == 50
    assert "Opening" in manager.get(page(desk), {"p": 2}).text

"""How much of what was wanted counts."""

import pytest

from commerce.cart.rules import Bound, Problem, Room, Wish, judge, room_for


def wish(wanted=1, *, product=1, available=10, limit=10, is_sold=True):
    return Wish(product_id=product, wanted=wanted, is_sold=is_sold, available=available, limit=limit)


@pytest.mark.parametrize(
    ("available", "limit", "others", "room"),
    [
        (5, 10, 0, Room(5, Bound.STOCK)),
        (10, 10, 0, Room(10, Bound.LIMIT)),
        (20, 10, 4, Room(6, Bound.LIMIT)),
        (3, 10, 7, Room(3, Bound.LIMIT)),
        (2, 10, 7, Room(2, Bound.STOCK)),
        (0, 10, 0, Room(0, Bound.STOCK)),
        (5, 10, 12, Room(0, Bound.LIMIT)),
        (-3, 10, 0, Room(0, Bound.STOCK)),
    ],
)
def test_room_ends_at_stock_or_at_the_limit_of_the_product(available, limit, others, room):
    assert room_for(available=available, limit=limit, others=others) == room


def test_what_can_be_had_counts_in_full():
    [verdict] = judge([wish(3)])
    assert (verdict.counted, verdict.problem) == (3, None)


def test_only_what_is_left_counts():
    [verdict] = judge([wish(5, available=2)])
    assert (verdict.counted, verdict.problem, verdict.room) == (2, None, Room(2, Bound.STOCK))


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (wish(2, available=0), Problem.SOLD_OUT),
        (wish(2, is_sold=False), Problem.NOT_SOLD),
        (wish(2, limit=0), Problem.OVER_LIMIT),
    ],
)
def test_a_line_with_a_problem_counts_nothing_and_leaves_the_others_alone(wanted, problem):
    bad, good = judge([wanted, wish(3, product=2)])
    assert (bad.counted, bad.problem) == (0, problem)
    assert (good.counted, good.problem) == (3, None)


def test_variants_of_a_product_share_its_limit_and_the_earlier_line_goes_first():
    first, second, third = judge([wish(4, limit=5), wish(4, limit=5), wish(1, limit=5)])
    assert [first.counted, second.counted, third.counted] == [4, 1, 0]
    assert third.problem is Problem.OVER_LIMIT


def test_room_to_grow_is_what_the_other_variants_leave_of_the_limit():
    first, second = judge([wish(2, limit=5), wish(1, limit=5)])
    assert (first.room.units, second.room.units) == (4, 3)


def test_a_sold_out_variant_takes_nothing_of_the_limit():
    _, other = judge([wish(5, limit=5, available=0), wish(5, limit=5)])
    assert other.counted == 5

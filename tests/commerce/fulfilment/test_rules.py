"""How far an order is, from any lines; and until when a parcel can be called back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commerce.fulfilment.rules import can_be_undone, fulfilment_state
from commerce.orders.models import FulfilmentState, OrderLine


@st.composite
def lines(draw):
    sold = draw(st.integers(1, 5))
    cancelled = draw(st.integers(0, sold))
    packed = draw(st.integers(0, sold - cancelled))
    return OrderLine(
        quantity=sold,
        cancelled_quantity=cancelled,
        packed_quantity=packed,
        shipped_quantity=draw(st.integers(0, packed)),
    )


@given(st.lists(lines(), min_size=1, max_size=5), st.booleans())
def test_the_state_tells_what_left_and_what_is_left(order, has_arrived):
    state = fulfilment_state(order, has_arrived=has_arrived)
    left_the_house = sum(line.shipped_quantity for line in order)
    to_ship = sum(line.quantity - line.cancelled_quantity - line.shipped_quantity for line in order)
    expected = {
        (False, False): FulfilmentState.NONE,
        (False, True): FulfilmentState.UNFULFILLED,
        (True, True): FulfilmentState.PARTLY,
        (True, False): FulfilmentState.DELIVERED if has_arrived else FulfilmentState.SHIPPED,
    }
    assert state == expected[bool(left_the_house), bool(to_ship)]


def test_a_parcel_can_be_called_back_while_its_time_runs():
    handed_over = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    within = timedelta(minutes=15)
    assert can_be_undone(handed_over, handed_over + timedelta(minutes=14, seconds=59), within)
    assert not can_be_undone(handed_over, handed_over + timedelta(minutes=15), within)
    assert not can_be_undone(handed_over, handed_over, timedelta())

"""What a payout is made of: the figures keep every minor unit, in any order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.money import Money
from commerce.payments.protocols import ENTRY_CATEGORIES
from commerce.reconciliation.rules import figures

AMOUNTS = st.integers(-(10**9), 10**9)
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
PARTS = st.lists(st.tuples(st.sampled_from(ENTRY_CATEGORIES), AMOUNTS, st.integers(0, 10**6)), max_size=20)


@PATIENT
@given(PARTS)
def test_the_net_is_the_sum_of_all_but_the_payout_itself(parts):
    expected = sum(amount - fee for category, amount, fee in parts if category != "payout")
    assert figures(parts, "EUR").net == Money(expected, "EUR")


@PATIENT
@given(PARTS, st.randoms())
def test_the_order_of_entries_does_not_matter(parts, random):
    mixed = list(parts)
    random.shuffle(mixed)
    assert figures(mixed, "EUR") == figures(parts, "EUR")


def test_a_fee_that_is_an_entry_of_its_own_counts_as_a_fee():
    made_of = figures([("charge", 1000, 59), ("fee", -200, 0)], "EUR")
    assert (made_of.gross.minor, made_of.fees.minor, made_of.net.minor) == (1000, 259, 741)

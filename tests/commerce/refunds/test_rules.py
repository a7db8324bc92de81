"""Any order, split into any sequence of partial refunds, gives back exactly what was paid for it."""

from hypothesis import given
from hypothesis import strategies as st

from commerce.money import Money, total
from commerce.refunds.rules import GivenBack, LineLeft, Refundable, Sold, Wish, everything, worth_of


def cents(minor, currency="USD"):
    return Money(minor, currency)


def line(quantity, paid, tax=0, *, before=(0, 0, 0), currency="USD"):
    units, amount, taxed = before
    return LineLeft(
        Sold(1, quantity, cents(paid, currency), cents(tax, currency)),
        GivenBack(units, cents(amount, currency), cents(taxed, currency)),
    )


def goods(*lines, delivery=0, captured=10_000, refunded=0, refunding=0):
    return Refundable("USD", lines, cents(delivery), cents(captured), cents(refunded), cents(refunding))


def test_what_does_not_divide_goes_to_the_earlier_units():
    assert [line(3, 100).amount_of(n).minor for n in (1, 2, 3)] == [34, 67, 100]


def test_the_last_units_end_at_what_was_paid_though_an_earlier_refund_failed():
    # 34 and 33 were given, the 34 came back: one unit counts, worth 33.
    rest = line(3, 100, before=(1, 33, 0))
    assert rest.amount_of(2).minor == 67


@given(
    st.integers(1, 12),
    st.integers(0, 10**9),
    st.sampled_from(["JPY", "USD", "KWD"]),
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=30),
    st.data(),
)
def test_any_sequence_of_partial_refunds_failed_ones_too_ends_at_what_was_paid(
    quantity, paid, currency, steps, data
):
    step = Money(0, currency).step
    tax = data.draw(st.integers(0, paid)) * step
    paid *= step
    counted = []

    def left():
        sums = [sum(column) for column in zip(*counted, strict=True)] or (0, 0, 0)
        return line(quantity, paid, tax, before=sums, currency=currency)

    for units, fails in steps:
        if fails and counted:
            counted.pop(data.draw(st.integers(0, len(counted) - 1)))
        rest = left()
        take = min(units, rest.quantity)
        if take:
            amount, taxed = rest.amount_of(take).minor, rest.tax_of(take).minor
            assert amount >= 0 and taxed >= 0
            assert not (amount % step or taxed % step)
            counted.append((take, amount, taxed))
        assert sum(row[1] for row in counted) <= paid
    if rest := left().quantity:
        counted.append((rest, left().amount_of(rest).minor, left().tax_of(rest).minor))
    assert [sum(column) for column in zip(*counted, strict=True)] == [quantity, paid, tax]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(0, 10**5), st.integers(1, 10**7))
def test_everything_leaves_nothing_captured(paid, delivery, captured):
    lines = [
        LineLeft(Sold(pk, 2, cents(minor), cents(0)), GivenBack(0, cents(0), cents(0)))
        for pk, minor in enumerate(paid, 1)
    ]
    refundable = goods(*lines, delivery=delivery, captured=captured)
    wish = everything(refundable, reason="", restocks=False)
    worth = worth_of(wish, refundable)
    assert worth.amount == refundable.left
    assert worth.computed - worth.deduction == worth.amount


@given(
    st.integers(0, 10**6),
    st.lists(st.integers(1, 10**6), max_size=4),
    st.lists(st.integers(1, 10**6), max_size=20),
)
def test_payment_and_credits_together_give_back_exactly_what_they_paid(captured, credits, steps):
    refunded, left = 0, [cents(minor) for minor in credits]
    whole = captured + sum(credits)
    for step in [*steps, whole]:
        refundable = Refundable(
            "USD", (), cents(0), cents(captured), cents(refunded), cents(0), credits=tuple(left)
        )
        amount = min(cents(step), refundable.left)
        shares = refundable.by_credit(amount)
        of_payment = amount.minor - sum(share.minor for share in shares)
        assert of_payment == min(amount.minor, captured - refunded)
        refunded += of_payment
        left = [rest - share for rest, share in zip(left, shares, strict=True)]
        assert all(rest.minor >= 0 for rest in left)
    assert (refunded, [rest.minor for rest in left]) == (captured, [0] * len(left))


def test_an_amount_edited_down_keeps_the_rest_back():
    refundable = goods(line(2, 2000), delivery=500)
    worth = worth_of(Wish(units={1: 1}, delivery=500, goodwill=100, amount=1200), refundable)
    assert (worth.computed.minor, worth.deduction.minor, worth.amount.minor) == (1600, 400, 1200)
    assert total((n.amount_of(1) for n, _ in worth.lines), "USD").minor == 1000


def test_more_than_is_left_is_no_wish():
    wishes = [
        Wish(units={1: 3}),
        Wish(units={1: -1}, goodwill=100),
        Wish(units={2: 1}),
        Wish(delivery=501),
        Wish(delivery=-1, goodwill=100),
        Wish(units={1: 1}, goodwill=-1),
        Wish(units={1: 1}, amount=1001),
        Wish(units={1: 1}, amount=-1),
    ]
    for wish in wishes:
        try:
            worth_of(wish, goods(line(2, 2000), delivery=500))
        except ValueError:
            continue
        raise AssertionError(wish)

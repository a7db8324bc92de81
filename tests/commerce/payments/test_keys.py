"""Of a key nobody is shown more than its kind and its last four characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commerce.payments.keys import TOLD, Mode, mode_of, moves_money, outline

RESTS = some.text("abcXYZ0189", min_size=1, max_size=60)


@given(kind=some.sampled_from(["sk", "rk", "pk"]), mode=some.sampled_from(["test", "live"]), rest=RESTS)
def test_an_outline_tells_four_characters_at_most_and_the_mode(kind, mode, rest):
    shown = outline(f"{kind}_{mode}_{rest}")
    told = shown.removeprefix(f"{kind}_{mode}_…")
    assert len(told) <= TOLD < max(len(rest), TOLD + 1)
    assert rest.endswith(told)
    assert mode_of(f"{kind}_{mode}_{rest}") == Mode(mode)


@given(some.text(max_size=60))
def test_of_what_is_no_key_nothing_is_shown(text):
    if mode_of(text) == Mode.UNKNOWN:
        assert outline(text) == ""


@pytest.mark.parametrize(
    ("key", "host", "is_real"),
    [
        ("sk_live_" + "a" * 24, "", True),
        ("rk_live_" + "a" * 24, "", True),
        ("sk_live_" + "a" * 24, "http://127.0.0.1:8001", False),
        ("sk_test_" + "a" * 24, "", False),
        ("whatever", "", False),
    ],
)
def test_money_is_real_with_a_live_key_at_stripe_itself(key, host, is_real):
    assert moves_money(secret_key=key, host=host) is is_real

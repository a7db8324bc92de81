"""Nobody pays at Stripe by accident: only who names the marker, and only with test keys."""

import pytest

from tests import targets
from tests.stripe_live import is_named, missing

SECRET, PUBLISHABLE = "sk_test_51AbcDef", "pk_test_51AbcDef"


@pytest.mark.parametrize("expression", ["", "not bench", "browser", "not bench and not stripe_live", "fault"])
def test_other_expressions_leave_stripe_alone(expression):
    assert not is_named(expression)


@pytest.mark.parametrize("expression", ["stripe_live", "stripe_live and browser", "not slow and stripe_live"])
def test_whoever_names_stripe_means_it(expression):
    assert is_named(expression)


def test_the_keys_that_lack_are_named():
    assert missing({}) == ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"]
    assert missing({"STRIPE_SECRET_KEY": SECRET, "STRIPE_PUBLISHABLE_KEY": " "}) == ["STRIPE_PUBLISHABLE_KEY"]
    assert missing({"STRIPE_SECRET_KEY": SECRET, "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE}) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("STRIPE_SECRET_KEY", "sk_live_51AbcDef"),
        ("STRIPE_SECRET_KEY", "rk_live_51AbcDef"),
        ("STRIPE_SECRET_KEY", PUBLISHABLE),
        ("STRIPE_PUBLISHABLE_KEY", "pk_live_51AbcDef"),
        ("STRIPE_PUBLISHABLE_KEY", SECRET),
    ],
)
def test_a_key_that_is_not_of_test_mode_stops_the_run_and_is_not_shown(name, key):
    keys = {"STRIPE_SECRET_KEY": SECRET, "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE}
    with pytest.raises(pytest.UsageError, match=name) as refusal:
        missing(keys | {name: key})
    assert key not in str(refusal.value)


def test_a_run_at_stripe_is_bounded_and_every_journey_runs_at_the_sandbox_too(request):
    marks = targets.site._fixture_function_marker.params
    assert [getattr(param, "id", param) or param.values[0] for param in marks] == ["sandbox", "stripe"]
    assert targets.MOST_INTENTS <= 15

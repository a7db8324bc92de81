"""The limit of one colleague: set in major units, by those who may, and every change is in the log."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from commerce.backoffice.permissions import CHANGE_LIMITS
from commerce.refunds.models import LIMITED, RefundLimit
from commerce.refunds.queries import limit_of
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def limits():
    return reverse("refund_limits:index")


def entries():
    return [entry.message for entry in ModelLogEntry.objects.filter(action=LIMITED).order_by("pk")]


def test_each_change_is_in_the_log_with_old_and_new(sign_in, limits):
    client = sign_in(CHANGE_LIMITS)
    assert client.post(limits, {"USD": "500"}).status_code == 302
    client.post(limits, {"USD": "500.00"})
    client.post(limits, {"USD": "250.50"})
    assert limit_of("USD").minor == 25050
    client.post(limits, {"USD": ""})
    assert limit_of("USD") is None
    assert entries() == [
        "Refund limit in USD: no limit → $500.00",
        "Refund limit in USD: $500.00 → $250.50",
        "Refund limit in USD: $250.50 → no limit",
    ]
    assert {str(entry.user_id) for entry in ModelLogEntry.objects.filter(action=LIMITED)} == {
        client.session["_auth_user_id"]
    }


def test_zero_is_a_limit_too(sign_in, limits):
    sign_in(CHANGE_LIMITS).post(limits, {"USD": "0"})
    assert limit_of("USD").minor == 0


@pytest.mark.parametrize("typed", ["-1", "1.234", "NaN", "1e3", "٥", "x"])
def test_what_is_no_amount_changes_nothing(sign_in, limits, typed):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=100)
    assert sign_in(CHANGE_LIMITS).post(limits, {"USD": typed}).status_code == 422
    assert limit_of("USD").minor == 100
    assert entries() == []


def test_without_the_right_it_is_closed(client, limits):
    client.force_login(make_colleague("commerce.refund_order"))
    assert client.post(limits, {"USD": "1"}).url == reverse("wagtailadmin_home")
    assert not RefundLimit.objects.exists()

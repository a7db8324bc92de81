"""The orders of the demo's past: told of by the provider as those of a real shop were."""

from datetime import timedelta

import pytest

from commerce.payments import inbox
from commerce.payments.models import Payment, StripeInbox
from kinsite.accounts.models import User
from kinsite.demo import history
from kinsite.demo.people import CUSTOMER
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def past(shop, stripe, monkeypatch):
    """A short one, with one order of today."""
    with clock.travel(clock.now() - timedelta(days=30)):
        for number in range(4):
            make_product(f"TRAY-{number}", price=5000, stock=50)
    User.objects.create_user(email=CUSTOMER, password="x")
    monkeypatch.setattr(history, "ORDERS", 4)
    monkeypatch.setattr(history, "DAYS", 5)
    return history.lay_in_history()


def test_a_fresh_demo_does_not_worry_about_its_endpoint(past):
    assert past == 4
    assert inbox.worries() == {"failed": 0, "is_silent": False}


def test_each_payment_of_the_past_was_told_of_when_it_was_paid(past):
    for payment in Payment.objects.all():
        told = StripeInbox.objects.get(object_id=payment.intent_id)
        assert told.done_at and told.received_at >= payment.created_at
        assert told.received_at - payment.created_at < timedelta(minutes=5)


def test_a_payment_after_it_that_nobody_tells_of_is_worried_about(past):
    start(cart_with(("TRAY-0", 1)))
    latest = Payment.objects.latest("pk")
    Payment.objects.exclude(pk=latest.pk).update(created_at=clock.now() - timedelta(days=1))
    StripeInbox.objects.update(received_at=clock.now() - timedelta(days=1))
    Payment.objects.filter(pk=latest.pk).update(created_at=clock.now() - timedelta(hours=2))
    assert inbox.worries()["is_silent"]

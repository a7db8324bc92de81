"""Two clicks on a letter's link, two forms with the same address. Real threads on real PostgreSQL."""

import pytest

from commerce.customers.models import Consent, Subscription
from commerce.customers.operations import confirm_news, withdraw_news
from commerce.errors import LinkTooOld
from emails.models import Letter
from kinsite.foundation.actors import GUEST
from tests.commerce.cart.test_races import THREADS, all_at_once
from tests.factories.newsletter import latest_ask, log_of, make_asked, make_reader

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def test_an_address_entered_many_times_at_once_is_one_with_one_letter():
    all_at_once(*[make_asked] * THREADS)
    subscription = Subscription.objects.get()
    assert log_of(subscription) == [("asked", "newsletter")] * THREADS
    assert Letter.objects.get().kind == "newsletter_confirm"


def test_confirming_many_times_at_once_confirms_once():
    consent = latest_ask(make_asked())
    answers = all_at_once(*[lambda: confirm_news(consent=consent, language="en", by=GUEST)] * THREADS)
    assert all(answer.is_confirmed for answer in answers)
    assert Consent.objects.filter(step=Consent.Step.CONFIRMED).count() == 1
    assert Letter.objects.filter(kind="newsletter_welcome").count() == 1


def test_leaving_many_times_at_once_is_written_down_once():
    subscription = make_reader()
    leave = lambda: withdraw_news(subscription=subscription, source="letter", by=GUEST)  # noqa: E731
    all_at_once(*[leave] * THREADS)
    assert Consent.objects.filter(step=Consent.Step.WITHDRAWN).count() == 1


def test_leaving_holds_against_a_click_on_an_old_letter_at_the_same_moment():
    subscription = make_reader()
    consent = latest_ask(subscription)

    def confirm():
        try:
            return confirm_news(consent=consent, language="en", by=GUEST)
        except LinkTooOld:
            return None

    leave = lambda: withdraw_news(subscription=subscription, source="letter", by=GUEST)  # noqa: E731
    all_at_once(leave, *[confirm] * 4)
    assert Subscription.objects.get().is_withdrawn

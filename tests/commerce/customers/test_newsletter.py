"""Asking for the newsletter, confirming, leaving: what is written down, and what is not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.customers.models import Consent, Subscription
from commerce.customers.newsletter import LINK_LASTS, WAITS_FOR, WORDING, read_step, sign_step
from commerce.customers.operations import ask_for_news, confirm_news, forget_unconfirmed, withdraw_news
from commerce.customers.queries import consent_for_link
from commerce.errors import LinkTooOld
from commerce.tasks import forget_unconfirmed as forgetting_task
from emails.models import Letter
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from tests.factories.checkout import cart_with, details_for, make_shop
from tests.factories.newsletter import (
    latest_ask,
    log_of,
    make_asked,
    make_former_reader,
    make_reader,
)

pytestmark = pytest.mark.django_db


def confirm(consent, language="en"):
    return confirm_news(consent=consent, language=language, by=GUEST)


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


class TestAsking:
    def test_the_words_the_place_and_the_time_are_kept(self):
        before = clock.now()
        consent = latest_ask(make_asked())
        assert consent.wording == str(WORDING)
        assert (consent.purpose, consent.step, consent.source) == ("newsletter", "asked", "newsletter")
        assert before <= consent.at <= clock.now()

    def test_nobody_is_a_reader_by_asking(self):
        assert not make_asked().is_confirmed
        [letter] = Letter.objects.all()
        assert (letter.kind, letter.recipient, letter.locale) == (
            "newsletter_confirm",
            "anna@example.com",
            "en",
        )

    def test_an_address_is_one_however_it_is_spelt(self):
        assert make_asked("Anna@Example.com ").pk == make_asked("anna@example.COM").pk
        assert Subscription.objects.get().email == "anna@example.com"

    def test_the_address_is_not_to_be_read_in_the_database(self):
        make_asked()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM commerce_subscription")
            assert "anna" not in str(cursor.fetchall())

    def test_asking_again_changes_nothing_of_a_reader_who_is_told_so(self):
        reader = make_reader()
        token, language = reader.link_token, reader.language
        make_asked(language="de")
        reader.refresh_from_db()
        assert reader.is_confirmed
        assert (reader.link_token, reader.language) == (token, language)
        assert [letter.recipient for letter in letters("newsletter_known")] == ["anna@example.com"]

    def test_an_hour_brings_one_letter_however_often_it_is_asked(self):
        for _ in range(5):
            subscription = make_asked()
        assert len(letters("newsletter_confirm")) == 1
        assert len(log_of(subscription)) == 5

    def test_who_left_and_asks_again_within_the_hour_gets_a_new_letter(self):
        make_former_reader()
        make_asked()
        assert len(letters("newsletter_confirm")) == 2

    def test_as_many_statements_for_a_known_address_as_for_a_new_one(self):
        make_reader("anna@example.com")
        make_asked("ben@example.com")  # content types are known from here on
        counts = set()
        for email in ("new@example.com", "anna@example.com"):
            with CaptureQueriesContext(connection) as queries:
                make_asked(email)
            counts.add(len(queries))
        assert len(counts) == 1


class TestConfirming:
    def test_the_owner_of_the_address_becomes_a_reader_and_is_welcomed(self):
        subscription = make_reader(language="de")
        assert subscription.is_confirmed
        assert log_of(subscription) == [("asked", "newsletter"), ("confirmed", "letter")]
        [letter] = letters("newsletter_welcome")
        assert (letter.recipient, letter.locale) == ("anna@example.com", "de")

    def test_a_second_time_changes_nothing(self):
        subscription = make_reader()
        confirm(latest_ask(subscription))
        assert len(log_of(subscription)) == 2
        assert len(letters("newsletter_welcome")) == 1

    def test_a_link_grows_old(self):
        subscription = make_asked()
        with clock.travel(clock.now() + LINK_LASTS - timedelta(minutes=1)):
            assert confirm(latest_ask(subscription)).is_confirmed
        other = make_asked("ben@example.com")
        with clock.travel(clock.now() + LINK_LASTS + timedelta(minutes=1)), pytest.raises(LinkTooOld):
            confirm(latest_ask(other))
        assert log_of(other) == [("asked", "newsletter")]
        assert len(letters("newsletter_welcome")) == 1

    def test_an_old_letter_does_not_bring_back_who_left_and_a_new_one_does(self):
        subscription = make_former_reader()
        with pytest.raises(LinkTooOld):
            confirm(latest_ask(subscription))
        assert log_of(subscription)[-1] == ("withdrawn", "letter")
        make_asked()
        assert confirm(latest_ask(subscription)).is_confirmed

    def test_links_are_ours_or_nothing(self):
        consent = latest_ask(make_asked())
        good = sign_step(consent)
        assert read_step(good) == consent.pk
        for bad in ("", "1", good[:-1], f"{consent.pk + 1}:{good.partition(':')[2]}", "x" * 100_000):
            assert consent_for_link(bad) is None, bad

    def test_only_a_step_that_asked_can_be_confirmed(self):
        subscription = make_reader()
        confirmed = subscription.consents.get(step=Consent.Step.CONFIRMED)
        assert consent_for_link(sign_step(confirmed)) is None


class TestLeaving:
    def test_it_is_ended_at_once_and_once(self):
        subscription = make_former_reader()
        assert not subscription.is_confirmed
        withdraw_news(subscription=subscription, source="letter", by=GUEST)
        assert log_of(subscription)[2:] == [("withdrawn", "letter")]

    def test_who_never_confirmed_can_end_it_too(self):
        subscription = withdraw_news(subscription=make_asked(), source="letter", by=GUEST)
        with pytest.raises(LinkTooOld):
            confirm(latest_ask(subscription))


class TestForgetting:
    def test_who_never_confirmed_is_forgotten_and_nobody_else(self):
        make_asked("never@example.com")
        make_reader("reader@example.com")
        make_former_reader("left@example.com")
        assert forget_unconfirmed() == 0
        with clock.travel(clock.now() + WAITS_FOR + timedelta(hours=1)):
            make_asked("late@example.com")
            assert forgetting_task() == 1
        left = {subscription.email for subscription in Subscription.objects.all()}
        assert left == {"reader@example.com", "left@example.com", "late@example.com"}
        assert not Consent.objects.filter(subscription=None).exists()

    def test_who_was_asked_for_again_lately_stays(self):
        make_asked()
        with clock.travel(clock.now() + WAITS_FOR - timedelta(days=1)):
            make_asked()
        with clock.travel(clock.now() + WAITS_FOR + timedelta(hours=1)):
            assert forget_unconfirmed() == 0

    def test_it_takes_so_many_at_a_time(self):
        for number in range(3):
            make_asked(f"never{number}@example.com")
        with clock.travel(clock.now() + WAITS_FOR + timedelta(hours=1)):
            assert [forget_unconfirmed(limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_consent_is_of_somebody():
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(purpose="newsletter", source="nowhere")


def test_a_tick_at_checkout_asks_and_no_tick_does_not(db):
    from dataclasses import replace

    from commerce.checkout.placing import place_order
    from commerce.pricing.queries import quote_cart
    from tests.factories.catalogue import make_product

    make_shop()
    for wants_news in (False, True):
        cart = cart_with((make_product(stock=5), 1))
        details = replace(details_for(cart), wants_news=wants_news)
        quote, _choices = quote_cart(cart, place=details.place, delivery_code=details.delivery)
        order = place_order(cart=cart, quote=quote, details=details, by=GUEST).order
        assert Subscription.objects.count() == wants_news
    subscription = Subscription.objects.get()
    assert not subscription.is_confirmed
    assert log_of(subscription) == [("asked", "checkout")]
    assert latest_ask(subscription).customer == order.customer
    assert [letter.recipient for letter in letters("newsletter_confirm")] == ["anna@example.com"]


def test_asking_is_undone_with_what_it_belongs_to():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask_for_news(email="anna@example.com", language="en", source="newsletter")
        1 / 0  # noqa: B018
    assert not Subscription.objects.exists()
    assert not Letter.objects.exists()

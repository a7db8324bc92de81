"""A letter is posted once, sent once, and survives whatever the mail server does."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from emails import delivery
from emails.delivery import ATTEMPTS, CLAIM_LASTS, deliver, letters_due
from emails.kinds import Kind, UnknownKind, register
from emails.models import Letter, LetterStatus
from emails.send import NoRecipient, post
from emails.tasks import sweep_outbox
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.models import find

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=31)


def write(number=1, to="anna@example.com", kind="probe", **extra):
    return post(kind, to=to, about=("order", number), locale="en", by=SYSTEM, **extra)


def again(letter):
    return Letter.objects.get(pk=letter.pk)


def test_posted_twice_is_one_letter_and_one_mail(mailbox):
    mailbox.open()
    first, second = write(), write(to="somebody.else@example.com")
    assert first.pk == second.pk
    assert deliver(letter_id=first.pk)
    assert not deliver(letter_id=first.pk)
    assert len(mailbox.messages) == 1
    assert mailbox.messages[0].recipients == ["anna@example.com"]


def test_another_occasion_is_another_letter():
    assert write().pk != write(occurrence="2").pk != write(2).pk


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_lost_with_the_transaction_that_posted_it():
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError("rolled back")
    assert not Letter.objects.exists()


@pytest.mark.parametrize("nobody", ["", "  "])
def test_a_letter_to_nobody_is_refused_before_anything_is_written(nobody):
    with pytest.raises(NoRecipient):
        write(to=nobody)
    assert not Letter.objects.exists()


def test_a_kind_nobody_registered_is_refused_before_anything_is_written():
    with pytest.raises(UnknownKind):
        write(kind="nonsense")
    assert not Letter.objects.exists()


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_ten_deliverers_at_once_send_one_mail(mailbox):
    """Case F01: the same cause ten times over is one mail."""
    mailbox.open()
    mailbox.pause = 0.2
    letter = write()
    start = threading.Barrier(10)

    def attempt(_):
        try:
            start.wait()
            return deliver(letter_id=letter.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(attempt, range(10))) == 1
    assert len(mailbox.messages) == 1
    assert again(letter).attempts == 1


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_ten_posters_at_once_post_one_letter():
    start = threading.Barrier(10)

    def attempt(_):
        try:
            start.wait()
            return write().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(attempt, range(10)))) == 1
    assert Letter.objects.count() == 1


def test_a_sent_letter_is_remembered_as_it_was_and_readable_by_us_alone(mailbox):
    mailbox.open()
    letter = write()
    deliver(letter_id=letter.pk)
    letter = again(letter)
    assert (letter.status, letter.posted_by) == (LetterStatus.SENT, "System")
    assert letter.sent_at is not None
    assert letter.body_text in mailbox.texts()[0].replace("\r\n", "\n")
    assert list(find(Letter, "email", "ANNA@example.com")) == [letter.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT emails_letter::text FROM emails_letter")
        row = cursor.fetchone()[0]
    assert "anna" not in row
    assert "chairs" not in row


def test_the_mail_has_both_bodies_and_only_html_is_escaped(mailbox):
    mailbox.open()
    deliver(letter_id=write().pk)
    [message] = mailbox.messages
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "Tables & <chairs>" in text
    assert "http://testserver/x?a=1&b=2" in text
    assert "Tables &amp; &lt;chairs&gt;" in html
    assert message["Message-ID"].endswith("@kinworkspace.example>")
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.fault
def test_a_mail_server_that_is_down_for_an_hour_costs_nobody_a_letter(mailbox):
    """Case F36: every try in that hour fails, the next one after it arrives, once."""
    letter = write()
    start = clock.now()
    for minutes in range(0, 61, 5):
        with clock.travel(to=start + timedelta(minutes=minutes)):
            deliver(letter_id=letter.pk)
    letter = again(letter)
    assert letter.status == LetterStatus.FAILED
    assert letter.last_error == "ConnectionRefusedError"
    mailbox.open()
    with clock.travel(to=letter.next_try_at):
        assert deliver(letter_id=letter.pk)
        assert not deliver(letter_id=letter.pk)
    assert len(mailbox.messages) == 1
    assert again(letter).last_error == ""


def test_a_pause_lies_between_tries_and_grows(mailbox):
    letter = write()
    pauses = []
    now = clock.now()
    for _ in range(8):
        with clock.travel(to=now):
            deliver(letter_id=letter.pk)
            assert not deliver(letter_id=letter.pk), "not before its time"
        letter = again(letter)
        pauses.append(round((letter.next_try_at - now).total_seconds()))
        now = letter.next_try_at + timedelta(seconds=1)
    assert pauses == [30, 60, 120, 240, 480, 960, 1800, 1800]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("421 busy, anna@example.com", LetterStatus.FAILED),
        ("451 greylisted", LetterStatus.FAILED),
        ("554 never, anna@example.com", LetterStatus.DEAD),
    ],
)
def test_not_now_is_tried_again_and_never_is_given_up_without_quoting_the_server(mailbox, answer, status):
    mailbox.open()
    mailbox.answer = answer
    letter = write()
    deliver(letter_id=letter.pk)
    letter = again(letter)
    assert letter.status == status
    assert "anna" not in letter.last_error
    assert answer[:3] in letter.last_error


def test_after_the_last_try_a_letter_is_given_up_with_an_alarm_that_names_nobody(mailbox, caplog):
    letter = write(secrets={"url": "s3cret"})
    Letter.objects.filter(pk=letter.pk).update(attempts=ATTEMPTS - 1)
    with caplog.at_level(logging.INFO):
        deliver(letter_id=letter.pk)
    letter = again(letter)
    assert (letter.status, letter.secrets) == (LetterStatus.DEAD, {})
    [alarm] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert alarm.letter == letter.pk
    assert "anna" not in repr(vars(alarm))
    with clock.travel(to=clock.now() + timedelta(days=1)):
        assert not deliver(letter_id=letter.pk)


@pytest.mark.fault
def test_a_server_that_hangs_up_after_taking_the_mail_gets_it_once(mailbox, monkeypatch):
    import smtplib

    mailbox.open()

    def hang_up(self):
        raise smtplib.SMTPResponseException(421, b"bye")

    monkeypatch.setattr(smtplib.SMTP, "quit", hang_up)
    letter = write()
    assert deliver(letter_id=letter.pk)
    assert again(letter).status == LetterStatus.SENT
    assert len(mailbox.messages) == 1


@pytest.mark.fault
def test_a_server_that_thinks_long_gets_the_letter_once(mailbox, settings):
    settings.EMAIL_TIMEOUT = 0.3
    mailbox.open()
    mailbox.pause = 1
    letter = write()
    assert deliver(letter_id=letter.pk)
    assert len(mailbox.messages) == 1


@pytest.mark.fault
def test_a_server_that_never_answers_is_left_and_the_letter_waits(mailbox, monkeypatch):
    monkeypatch.setattr(delivery, "PATIENCE", 0.3)
    mailbox.open()
    mailbox.pause = 1
    letter = write()
    assert not deliver(letter_id=letter.pk)
    assert again(letter).status == LetterStatus.FAILED


@pytest.mark.fault
def test_while_the_server_is_away_one_letter_asks_for_all_and_the_others_lose_no_try(mailbox, monkeypatch):
    monkeypatch.setattr(delivery, "COOL_DOWN", 20)
    letters = [write(number) for number in range(10)]
    for letter in letters:
        assert not deliver(letter_id=letter.pk)
    assert sorted(again(letter).attempts for letter in letters) == [0] * 9 + [1]
    mailbox.open()
    [breaker] = [b for address, b in delivery._servers.items() if address[1] == mailbox.port]
    breaker.succeeded()
    assert all(deliver(letter_id=letter.pk) for letter in letters[1:])


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_thinks(mailbox, monkeypatch):
    mailbox.open()
    letter = write()
    seen = []
    hand_over = delivery._hand_over

    def look(*args):
        seen.append(connection.in_atomic_block)
        hand_over(*args)

    monkeypatch.setattr(delivery, "_hand_over", look)
    assert deliver(letter_id=letter.pk)
    assert seen == [False]


def test_a_letter_whose_sender_died_is_sent_under_the_same_message_id(mailbox):
    mailbox.open()
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(
        status=LetterStatus.SENDING, claimed_at=clock.now(), attempts=1
    )
    assert not deliver(letter_id=letter.pk), "somebody may still be at it"
    with clock.travel(to=clock.now() + CLAIM_LASTS):
        assert deliver(letter_id=letter.pk)
    [message] = mailbox.messages
    assert letter.message_id.hex in message["Message-ID"]


def test_who_lost_the_claim_does_not_write_over_who_has_it(mailbox):
    letter = write()
    stale = delivery._claim(letter.pk)
    with clock.travel(to=clock.now() + CLAIM_LASTS):
        current = delivery._claim(letter.pk)
    delivery._note_failure(stale, OSError())
    assert again(letter).status == LetterStatus.SENDING
    delivery._give_up(current, "gone")
    assert again(letter).status == LetterStatus.DEAD


def test_a_fault_in_the_words_is_noted_and_nothing_is_sent(mailbox):
    mailbox.open()
    register(Kind(name="faulty", template="account_notice", context=lambda letter: 1 / 0, sample=dict))
    letter = write(kind="faulty")
    assert not deliver(letter_id=letter.pk)
    assert again(letter).last_error == "ZeroDivisionError"
    assert again(letter).status == LetterStatus.FAILED
    assert mailbox.messages == []


def test_the_sweeper_starts_what_is_due_and_nothing_else(mailbox, monkeypatch):
    started = []
    monkeypatch.setattr("emails.tasks.send_letter.hint", started.append)
    lost, waiting, sent, dying = (write(number) for number in range(4))
    Letter.objects.filter(pk=waiting.pk).update(
        status=LetterStatus.FAILED, next_try_at=clock.now() + timedelta(minutes=1)
    )
    Letter.objects.filter(pk=sent.pk).update(status=LetterStatus.SENT, sent_at=clock.now())
    Letter.objects.filter(pk=dying.pk).update(
        status=LetterStatus.SENDING, claimed_at=clock.now() - CLAIM_LASTS
    )
    assert sweep_outbox() == 2
    assert started == [lost.pk, dying.pk]
    with clock.travel(to=clock.now() + timedelta(minutes=2)):
        assert letters_due().filter(pk=waiting.pk).exists()


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_letter_waits_for_the_sweeper(monkeypatch):
    """Case F33: posting works, the hint is lost, the row is there."""

    def refused(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr("emails.tasks.send_letter.delay", refused)
    with transaction.atomic():
        letter = write()
    assert list(letters_due()) == [letter]

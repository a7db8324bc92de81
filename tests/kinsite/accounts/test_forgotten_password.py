"""A forgotten password: one link, once, for an hour, for the owner of the address alone."""

from datetime import timedelta

import pytest

from emails.delivery import deliver
from emails.models import Letter, LetterStatus
from kinsite.foundation import clock

from .test_sign_in import PASSWORD, is_signed_in, sign_in, visible

pytestmark = pytest.mark.django_db

FRESH = "linen-and-quiet-oak"


def ask(client, email="owner@example.com", **extra):
    return client.post("/accounts/password/reset/", {"email": email}, **extra)


def link_of(letter):
    return letter.secrets["url"].removeprefix("http://testserver")


def use(client, path, password=FRESH):
    form = client.get(path, follow=True)
    return client.post(
        form.redirect_chain[-1][0] if form.redirect_chain else path,
        {"password1": password, "password2": password},
    )


def test_the_link_sets_a_new_password_once(client, person):
    ask(client)
    [letter] = Letter.objects.filter(kind="reset_password")
    path = link_of(letter)
    answer = use(client, path)
    assert answer.status_code == 302
    assert not is_signed_in(client), "a second factor is still to be asked for"
    assert sign_in(client, password=PASSWORD).status_code == 200
    assert sign_in(client, password=FRESH).status_code == 302
    assert "no longer good" in client.get(path, follow=True).content.decode()
    assert Letter.objects.filter(kind="account_notice").exists(), "the owner hears of it"


def test_the_link_is_dead_after_an_hour(client, person):
    ask(client)
    path = link_of(Letter.objects.get(kind="reset_password"))
    from unittest import mock

    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    later = PasswordResetTokenGenerator()._now() + timedelta(hours=1, seconds=5)
    with mock.patch.object(PasswordResetTokenGenerator, "_now", return_value=later):
        assert "no longer good" in client.get(path, follow=True).content.decode()


def test_the_link_is_dead_once_the_address_changed(client, person):
    ask(client)
    path = link_of(Letter.objects.get(kind="reset_password"))
    person.email = "new@example.com"
    person.save()
    assert "no longer good" in client.get(path, follow=True).content.decode()


def test_the_link_follows_no_host_header(client, person, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    assert Letter.objects.get(kind="reset_password").secrets["url"].startswith("http://testserver/accounts/")


def test_an_unknown_address_reads_the_same_and_gets_a_letter_that_says_so(client, person):
    known, unknown = ask(client), ask(client, email="nobody@example.com")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert visible(client.get(known.headers["Location"])) == visible(client.get(unknown.headers["Location"]))
    assert Letter.objects.get(kind="unknown_account").recipient == "nobody@example.com"


def test_an_address_is_not_flooded_with_letters_and_the_page_does_not_tell(client, person):
    answers = {ask(client).headers["Location"] for _ in range(6)}
    assert len(answers) == 1
    assert Letter.objects.filter(kind="reset_password").count() == 3


def test_the_letter_forgets_link_and_body_once_sent(client, person, mailbox):
    mailbox.open()
    ask(client)
    letter = Letter.objects.get(kind="reset_password")
    path = link_of(letter)
    assert deliver(letter_id=letter.pk)
    letter.refresh_from_db()
    assert path in mailbox.texts()[0]
    assert letter.status == LetterStatus.SENT
    assert (letter.secrets, letter.subject, letter.body_text, letter.body_html) == ({}, "", "", "")


def test_a_letter_whose_link_is_dead_already_is_not_sent(client, person, mailbox):
    mailbox.open()
    ask(client)
    letter = Letter.objects.get(kind="reset_password")
    with clock.travel(to=clock.now() + timedelta(hours=2)):
        assert not deliver(letter_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.secrets, mailbox.messages) == (LetterStatus.DEAD, {}, [])

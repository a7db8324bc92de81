"""From whom letters come, where answers go, and what stands below them: as it is set when they are sent."""

from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from emails.delivery import deliver
from emails.kinds import registered
from emails.models import MailSettings
from emails.send import post
from emails.wording import word_sample
from tests.factories.shop import set_seller

pytestmark = pytest.mark.django_db


def set_mails(**choices):
    settings = MailSettings.load()
    for name, choice in choices.items():
        setattr(settings, name, choice)
    settings.full_clean()
    settings.save()


@pytest.fixture
def sent(probe):
    """The mail that one letter became."""

    def send(occurrence="once"):
        letter = post("probe", to="anna@example.com", about=("probe", 1), locale="en", occurrence=occurrence)
        assert deliver(letter_id=letter.pk)
        return mail.outbox[-1]

    return send


def header(message, name):
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)[name]


def test_the_sender_is_named_as_it_is_set_and_the_address_stays(sent, settings):
    settings.DEFAULT_FROM_EMAIL = "Kin Workspace <hello@kinworkspace.example>"
    assert header(sent(), "From") == "Kin Workspace <hello@kinworkspace.example>"
    set_mails(sender_name="Möbel, & mehr")
    [sender] = header(sent("twice"), "From").addresses
    assert (sender.display_name, sender.addr_spec) == ("Möbel, & mehr", "hello@kinworkspace.example")


def test_answers_go_where_it_is_set(sent):
    assert header(sent(), "Reply-To") is None
    set_mails(reply_to="desk@kin.example")
    assert header(sent("twice"), "Reply-To") == "desk@kin.example"


@pytest.mark.parametrize("wrong", ["Kin\nBcc: all@example.com", "Kin <x@example.com>", "a\rb", "a\x00b"])
def test_a_name_that_a_mail_program_would_misread_is_refused(wrong):
    with pytest.raises(ValidationError):
        set_mails(sender_name=wrong)


@pytest.mark.parametrize("language", ["en", "de"])
def test_below_every_letter_stands_who_sells(language):
    set_seller(
        name="Kin GmbH", address="Stiller Weg 4\n10115 Berlin", email="hello@kin.example", phone="+49 30 123"
    )
    set_mails(footer="HRB 12345 & Co")
    for kind in registered():
        words = word_sample(kind, language)
        for said in ("Kin GmbH · Stiller Weg 4 · 10115 Berlin", "hello@kin.example", "+49 30 123"):
            assert said in words.text and said in words.html, kind.name
        assert "HRB 12345 & Co" in words.text and "HRB 12345 &amp; Co" in words.html

"""The kinds of letters in the admin: looked at in each language, and tested with a letter to oneself."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from commerce.backoffice.permissions import CHANGE_MAILS
from emails.delivery import deliver
from emails.kinds import registered
from emails.models import Letter
from kinsite.accounts.models import User
from kinsite.foundation import clock
from tests.factories.shop import set_seller

pytestmark = pytest.mark.django_db
EACH = [(kind.name, code) for kind in registered() for code, _name in settings.LANGUAGES]


@pytest.fixture
def colleague(sign_in):
    return sign_in(CHANGE_MAILS)


def address(name, kind="order_confirmed", language="en"):
    return reverse(f"mails:{name}", args=[kind, language])


def test_every_kind_is_listed_with_every_language(colleague):
    page = colleague.get(reverse("mails:index")).text
    assert [each for each in EACH if address("page", *each) not in page] == []


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_every_kind_is_shown_in_every_language(colleague, kind, language):
    page = colleague.get(address("page", kind, language))
    assert page.status_code == 200
    assert page.context["words"].subject
    framed = colleague.get(address("html", kind, language))
    assert f'lang="{language}"' in framed.text


def test_a_letter_in_a_frame_may_style_itself_and_do_nothing_else(colleague):
    answer = colleague.get(address("html"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_what_is_set_is_seen_in_the_preview(colleague):
    set_seller(name="Kin & Sons")
    page = colleague.get(address("page")).text
    assert "Kin &amp; Sons" in page


def test_a_test_goes_through_the_outbox_to_the_colleague_alone_and_is_logged(colleague):
    answer = colleague.post(
        address("test", language="de"), {"to": "ben@example.com", "email": "ben@example.com"}
    )
    assert answer.status_code == 302
    person = User.objects.get(pk=colleague.session["_auth_user_id"])
    letter = Letter.objects.get()
    assert (letter.recipient, letter.locale, letter.kind) == (person.email, "de", "order_confirmed")
    deliver(letter_id=letter.pk)
    [sent] = mail.outbox
    assert sent.to == [person.email] and sent.subject.startswith("Test: ")
    entry = ModelLogEntry.objects.get(action="commerce.test_letter")
    assert entry.user == person and entry.data == {"kind": "order_confirmed", "language": "de"}


def test_a_test_of_news_has_no_way_out_that_ends_real_ones(colleague):
    kind = next(kind.name for kind in registered() if not kind.transactional)
    colleague.post(address("test", kind))
    deliver(letter_id=Letter.objects.get().pk)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_pressed_twice_it_is_one_letter_and_later_it_is_another(colleague):
    now = clock.now()
    for seconds in (0, 0, 2):
        with clock.travel(now.replace(microsecond=0) + timedelta(seconds=seconds)):
            colleague.post(address("test"))
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(("kind", "language"), [("nothing", "en"), ("order_confirmed", "fr")])
def test_what_there_is_not_is_not_found(colleague, kind, language):
    for name in ("page", "html"):
        assert colleague.get(address(name, kind, language)).status_code == 404
    assert colleague.post(address("test", kind, language)).status_code == 404
    assert not Letter.objects.exists()


def test_looking_sends_nothing(colleague):
    assert colleague.get(address("test")).url == address("page")
    assert not Letter.objects.exists()


def test_the_list_asks_nothing_of_the_letters(colleague, django_assert_max_num_queries):
    colleague.get(reverse("mails:index"))
    with django_assert_max_num_queries(12):
        colleague.get(reverse("mails:index"))

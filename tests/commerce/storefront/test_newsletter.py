"""The newsletter over HTTP: the form, a letter's link, one click out. Looking writes nothing."""

import re
from statistics import median
from time import perf_counter

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from commerce.customers.models import Subscription
from commerce.customers.newsletter import LINK_LASTS
from commerce.storefront.views.newsletter import LETTERS, POSTS
from content.blocks import BodyBlock
from emails.delivery import deliver
from emails.models import Letter
from emails.wording import word
from kinsite.foundation import clock
from tests.commerce.storefront.conftest import HTMX
from tests.emails.fixtures import mailbox  # noqa: F401
from tests.factories.content import make_standard_page
from tests.factories.customers import make_account
from tests.factories.newsletter import (
    confirm_path,
    log_of,
    make_asked,
    make_former_reader,
    make_reader,
    unsubscribe_path,
)

pytestmark = pytest.mark.django_db
FORM = {"email": "anna@example.com", "agrees": "on"}


@pytest.fixture(autouse=True)
def unspent():
    """Each test begins with every limit unspent."""
    cache.clear()


def ask(browser, *, htmx=False, path="/newsletter/", **fields):
    return browser.post(path, {**FORM, **fields}, headers=HTMX if htmx else None)


def path_in(letter):
    return re.search(r"http://testserver(/\S+)", word(letter).text)[1]


class TestTheForm:
    def test_it_is_a_fragment_for_a_page_and_a_page_by_itself(self, browser):
        fragment = browser.get("/newsletter/", headers=HTMX).content.decode()
        page = browser.get("/newsletter/").content.decode()
        for text in (fragment, page):
            assert "csrfmiddlewaretoken" in text
            assert "checked" not in text
        assert "<html" not in fragment
        assert "<html" in page

    def test_nobody_keeps_it(self, browser):
        assert "no-store" in browser.get("/newsletter/", headers=HTMX).headers["Cache-Control"]

    def test_who_is_signed_in_finds_the_address_filled_in(self, browser):
        browser.force_login(make_account("anna@example.com"))
        assert 'value="anna@example.com"' in browser.get("/newsletter/").content.decode()

    @pytest.mark.parametrize("htmx", [True, False])
    @pytest.mark.parametrize("wrong", [{"agrees": ""}, {"email": "no address"}])
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, browser, htmx, wrong):
        answer = ask(browser, htmx=htmx, **wrong)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert ("<html" in text) is not htmx
        assert text.count("field--wrong") == text.count("autofocus") == 1
        assert f'value="{wrong.get("email", FORM["email"])}"' in text
        assert not Subscription.objects.exists()
        assert not Letter.objects.exists()

    def test_from_the_form_to_the_welcome(self, browser):
        assert ask(browser).headers["Location"] == "/newsletter/asked/"
        assert "mailbox" in browser.get("/newsletter/asked/").content.decode()
        path = path_in(Letter.objects.get())
        assert "May we write to you?" in browser.get(path).content.decode()
        assert not Subscription.objects.get().is_confirmed
        answer = browser.post(path, follow=True)
        assert answer.redirect_chain == [(path, 302)]
        assert "Good to have you here" in answer.content.decode()
        assert Subscription.objects.get().is_confirmed
        out = path_in(Letter.objects.get(kind="newsletter_welcome"))
        assert browser.post(out).status_code == 200
        assert Subscription.objects.get().is_withdrawn

    def test_in_german_all_of_it_is_german(self, browser):
        assert ask(browser, path="/de/newsletter/").headers["Location"] == "/de/newsletter/asked/"
        letter = Letter.objects.get()
        assert letter.locale == "de"
        path = path_in(letter)
        assert path.startswith("/de/newsletter/confirm/")
        browser.post(path)
        assert Subscription.objects.get().language == "de"
        assert path_in(Letter.objects.get(kind="newsletter_welcome")).startswith("/de/unsubscribe/")

    def test_one_network_is_told_when_to_try_again(self, browser):
        for number in range(POSTS[0]):
            assert ask(browser, htmx=True, email=f"a{number}@example.com").status_code == 200
        answer = ask(browser, htmx=True, email="last@example.com")
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert 'value="last@example.com"' in answer.content.decode()
        assert Subscription.objects.count() == POSTS[0]

    def test_one_address_is_written_to_so_often_and_the_answer_does_not_tell(self, browser):
        answers = {ask(browser, htmx=True).content for _ in range(LETTERS[0] + 2)}
        assert len(answers) == 1
        assert log_of(Subscription.objects.get()) == [("asked", "newsletter")] * LETTERS[0]


class TestTheLinks:
    def test_a_link_that_is_not_ours_or_too_old_says_how_to_go_on(self, browser):
        subscription = make_asked()
        path = confirm_path(subscription)
        with clock.travel(clock.now() + LINK_LASTS * 2):
            answers = [browser.get(path), browser.post(path), browser.get("/newsletter/confirm/1:x/")]
        for answer in answers:
            assert answer.status_code == 404
            assert 'href="/newsletter/"' in answer.content.decode()
        assert log_of(subscription) == [("asked", "newsletter")]

    def test_an_old_link_of_who_left_is_no_longer_good(self, browser):
        subscription = make_former_reader()
        assert browser.get(confirm_path(subscription)).status_code == 404
        assert browser.post(confirm_path(subscription)).status_code == 404
        assert Subscription.objects.get().is_withdrawn

    def test_a_guessed_way_out_leads_nowhere(self, browser):
        make_reader()
        assert browser.get("/unsubscribe/guessed/").status_code == 404
        assert browser.post("/unsubscribe/guessed/").status_code == 404
        assert Subscription.objects.get().is_confirmed

    def test_pages_of_links_are_kept_by_nobody_and_told_to_nobody(self, browser):
        subscription = make_reader()
        for path in (confirm_path(subscription), unsubscribe_path(subscription)):
            answer = browser.get(path)
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert "anna" not in answer.content.decode()

    def test_logs_do_not_tell_the_links(self):
        assert {"/newsletter/confirm/", "/unsubscribe/"} <= set(settings.SECRET_PATHS)


class TestOneClickOut:
    def test_a_mail_program_ends_it_without_cookie_token_or_page(self):
        reader = make_reader()
        program = Client(enforce_csrf_checks=True)
        answer = program.post(unsubscribe_path(reader), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert log_of(reader)[-1] == ("withdrawn", "letter")
        assert program.post(unsubscribe_path(reader), {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert len(log_of(reader)) == 3

    def test_letters_of_readers_carry_the_way_out_and_others_do_not(self, mailbox):  # noqa: F811
        mailbox.open()
        reader = make_reader()
        make_asked()
        for letter in Letter.objects.order_by("pk"):
            assert deliver(letter_id=letter.pk)
        asked, welcome, known = mailbox.messages
        assert asked["List-Unsubscribe"] is None
        for message in (welcome, known):
            assert message["List-Unsubscribe"] == f"<http://testserver{unsubscribe_path(reader)}>"
            assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_s12_the_newsletter_does_not_tell_who_reads_it(browser, monkeypatch):
    monkeypatch.setattr("commerce.storefront.views.newsletter.POSTS", (10_000, 60))
    tries, spent, answers = 200, {"known": [], "new": []}, {"known": set(), "new": set()}
    for number in range(tries):
        make_reader(f"known{number}@example.com")
    for number in range(-10, tries):  # the first ones warm up
        for kind in ("new", "known"):
            begun = perf_counter()
            answer = ask(browser, htmx=True, email=f"{kind}{number % tries}@example.com")
            if number >= 0:
                spent[kind].append(perf_counter() - begun)
                answers[kind].add((answer.status_code, answer.content, answer.headers["HX-Trigger"]))
    assert answers["known"] == answers["new"] and len(answers["new"]) == 1
    known, new = median(spent["known"]), median(spent["new"])
    assert abs(known - new) / max(known, new) < 0.1, (known, new)


def test_a_page_with_the_block_is_the_same_for_everyone(browser, second_browser):
    page = make_standard_page(
        "Letters", story='[{"type": "newsletter", "value": {"title": "Write", "text": ""}}]'
    )
    second_browser.force_login(make_account())
    seen = {someone.get(page.url).content for someone in (browser, second_browser)}
    text = seen.pop().decode()
    assert seen == set()
    assert 'href="/newsletter/"' in text and 'hx-get="/newsletter/"' in text
    assert "csrfmiddlewaretoken" not in text


def test_a_story_takes_one_newsletter():
    block = BodyBlock()
    two = block.to_python([{"type": "newsletter", "value": {"title": "Write", "text": ""}}] * 2)
    with pytest.raises(ValidationError):
        block.clean(two)

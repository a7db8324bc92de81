"""From an address to an account: letter, confirmation, welcome."""

import re

import pytest
from allauth.account.models import EmailAddress

from emails.models import Letter
from emails.wording import word
from kinsite.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-oak-and-linen"


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def sign_up(client, email="anna@example.com"):
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD})


def test_somebody_signs_up_confirms_and_is_welcomed_once(client):
    answer = sign_up(client, "Anna@Example.com")
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert client.get("/accounts/confirm-email/").status_code == 200
    [letter] = letters("confirm_email")
    assert letter.recipient == "anna@example.com"
    url = letter.secrets["url"]
    assert url.startswith("http://testserver/accounts/confirm-email/")
    assert url in word(letter).text
    assert letters("welcome") == []

    path = url.removeprefix("http://testserver")
    page = client.get(path)
    assert "anna@example.com" in page.content.decode()
    assert not EmailAddress.objects.get().verified, "a GET confirms nothing: mail scanners follow links"
    client.post(path)

    assert EmailAddress.objects.get().verified
    [welcome] = letters("welcome")
    assert welcome.recipient == "anna@example.com"
    client.post(path)
    assert len(letters("welcome")) == 1


def test_nobody_signs_in_before_confirming(client):
    sign_up(client)
    client.logout()
    client.post("/accounts/login/", {"login": "anna@example.com", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert len(letters("confirm_email")) == 2, "the letter goes out again"


def test_sign_up_for_an_address_that_has_an_account_looks_the_same_and_tells_its_owner(client, person):
    fresh = sign_up(client, "new@example.com")
    client.logout()
    taken = sign_up(client, person.email)
    assert (fresh.status_code, fresh.headers["Location"]) == (taken.status_code, taken.headers["Location"])
    assert letters("account_already_exists")[0].recipient == person.email
    assert User.objects.filter(email=person.email).count() == 1


def test_a_weak_password_is_refused_with_the_reason(client):
    answer = client.post("/accounts/signup/", {"email": "anna@example.com", "password1": "short"})
    assert answer.status_code == 200
    assert "at least 10 characters" in answer.content.decode()
    assert not User.objects.exists()


def test_a_book_for_a_password_is_refused(client):
    answer = client.post("/accounts/signup/", {"email": "a@example.com", "password1": "a-b" * 10_000})
    assert "too long" in answer.content.decode()
    assert not User.objects.exists()


def test_pages_are_in_the_shops_look_and_say_no_exclamation_marks(client):
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        body = client.get(path).content.decode()
        assert "css/site.css" in body
        main = body.partition("<main")[2].partition("</main>")[0]
        assert main
        assert "!" not in re.sub(r"<[^>]+>", "", main)


def test_the_address_is_one_in_every_case():
    User.objects.create_user("Some.One@Example.COM", PASSWORD)
    assert User.objects.get(email="SOME.one@example.com").email == "some.one@example.com"
    assert str(User.objects.get()).startswith("User ")

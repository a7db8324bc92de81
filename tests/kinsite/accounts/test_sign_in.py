"""Signing in: by address, within limits that need no cache, telling nobody who has an account."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.limiter import allow

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-oak-and-linen"


def sign_in(client, email="owner@example.com", password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def visible(answer):
    """The page without what differs at every request."""
    body = answer.content.decode()
    return body.replace(body.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0], "")


def test_a_person_signs_in_in_any_case_and_goes_on_to_where_they_came_from(client, person):
    answer = client.post(
        "/accounts/login/?next=/checkout/",
        {"login": "OWNER@Example.com", "password": PASSWORD, "next": "/checkout/"},
    )
    assert answer.headers["Location"] == "/checkout/"
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "http:///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        " //evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "http://localhost/",
        "https://testserver@evil.example/",
    ],
)
def test_nobody_is_led_off_the_shop_after_signing_in(client, person, target):
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, "next": target})
    location = answer.headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\", "/\t"))
    assert "evil" not in location or location.startswith("/%")


def test_the_session_gets_a_new_key_at_sign_in(client, person):
    session = client.session
    session["cart"] = "kept"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_session_row_shows_no_address(client, person):
    sign_in(client)
    [row] = Session.objects.all()
    import base64

    assert "owner@example.com" not in row.session_data
    assert row.session_data.startswith("k1:")
    assert b"owner@example.com" not in base64.urlsafe_b64decode(row.session_data.partition(":")[2])
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, person):
    wrong = sign_in(client, password="not-the-password")
    unknown = sign_in(client, email="nobody@example.com", password="not-the-password")
    assert wrong.status_code == unknown.status_code == 200
    assert visible(wrong).replace(person.email, "") == visible(unknown).replace("nobody@example.com", "")


def test_after_eight_failures_one_network_waits_and_is_told_how_long(client, person):
    for _ in range(8):
        answer = sign_in(client, password="wrong")
    assert answer.status_code == 429
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "15 minutes" in answer.content.decode()
    assert answer.headers["Retry-After"] == "900"
    assert not is_signed_in(client)

    assert sign_in(client, REMOTE_ADDR="203.0.113.9").status_code == 302, (
        "the owner elsewhere is not locked out"
    )


def test_an_unknown_address_is_locked_out_just_the_same(client):
    for _ in range(8):
        answer = sign_in(client, email="nobody@example.com", password="wrong")
    assert answer.status_code == 429


def test_guessing_from_many_networks_ends_too_and_says_when_to_try_again(client, person):
    for number in range(50):
        sign_in(client, password="wrong", REMOTE_ADDR=f"198.51.100.{number}")
    answer = sign_in(client, REMOTE_ADDR="192.0.2.1")
    assert not is_signed_in(client)
    assert "Too many failed tries" in answer.content.decode()
    with clock.travel(to=clock.now() + timedelta(hours=1, minutes=1)):
        assert sign_in(client, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_one_network_posts_no_more_than_the_limit(client, person):
    # Within one minute of the clock: at its end the count begins anew.
    with clock.travel(clock.now().replace(second=1)):
        tries = [sign_in(client, email=f"p{n}@example.com", password="wrong") for n in range(62)]
    answers = [answer.status_code for answer in tries]
    assert answers.count(429) in (1, 2, 62), answers
    assert answers[-1] == 429
    assert sign_in(client, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_limits_hold_while_the_cache_is_away(client, person, no_cache):
    for number in range(50):
        sign_in(client, password="wrong", REMOTE_ADDR=f"198.51.100.{number}")
    assert "Too many failed tries" in sign_in(client, REMOTE_ADDR="192.0.2.1").content.decode()
    assert [allow("door", "me", 2, 60) for _ in range(3)] == [True, True, False]


def test_people_sign_in_while_the_cache_is_away(client, person, no_cache):
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)


def test_axes_keeps_no_address(client, person):
    sign_in(client, password="wrong", QUERY_STRING="next=/x/owner@example.com")
    [attempt] = AccessAttempt.objects.all()
    assert "owner" not in repr(vars(attempt))
    assert attempt.username
    sign_in(client)
    assert not AccessAttempt.objects.exists()


def test_signing_out_ends_the_session_on_the_server(client, person):
    sign_in(client)
    key = client.session.session_key
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client), "a GET signs nobody out"
    client.post("/accounts/logout/")
    assert not Session.objects.filter(pk=key).exists()


def test_a_new_password_ends_every_other_session(client, person):
    from django.test import Client

    other = Client()
    sign_in(other)
    sign_in(client)
    answer = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "linen-and-quiet-oak", "password2": "linen-and-quiet-oak"},
    )
    assert answer.status_code == 302
    assert client.get("/accounts/password/change/").status_code == 200
    assert other.get("/accounts/password/change/").status_code == 302


def test_a_person_who_was_disabled_is_out_at_once(client, person):
    sign_in(client)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/accounts/password/change/").status_code == 302

"""S43: nobody is sent elsewhere by an address of ours. S55: pages of errors tell nothing of the house."""

import itertools
from pathlib import Path
from urllib.parse import urlsplit

import django
import pytest
import wagtail
from django.test import Client

from tests.factories.customers import PASSWORD, make_account

pytestmark = pytest.mark.django_db

HOSTS = ["evil.example", "evil.example/%2e%2e", "testserver@evil.example", "evil.example\\@testserver"]
STARTS = ["//", "https://", "http://", "///", "\\\\", "/\\", "\\/", "https:", "https:///", "\t//", "/\t/"]
OTHERS = ["javascript:alert(1)", "data:text/html,x", "https://testserver.evil.example", "//evil。example"]
PAYLOADS = [*(start + host for start, host in itertools.product(STARTS, HOSTS)), *OTHERS]
# All that anybody is led on by.
LED_BY_NEXT = ["/accounts/login/", "/admin/login/", "/accounts/signup/", "/accounts/reauthenticate/"]
NAMES = ["next", "return_url", "success_url", "redirect_to"]


def leads_elsewhere(location):
    """Whether a browser that reads \\ as / and leaves out tabs would go to another host."""
    read = location.replace("\\", "/").replace("\t", "").strip()
    parts = urlsplit(read)
    return read.startswith("//") or bool(parts.scheme and parts.netloc != "testserver")


@pytest.fixture
def user(shop):
    return make_account("anna@example.com")


def test_s43_whoever_is_signed_in_is_led_on_among_us_only(user):
    assert len(PAYLOADS) > 40
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in LED_BY_NEXT:
        for payload in PAYLOADS:
            answer = browser.get(address, dict.fromkeys(NAMES, payload))
            assert not leads_elsewhere(answer.headers.get("Location", "")), (address, payload)
    assert browser.get("/accounts/login/", {"next": "/cart/"}).url == "/cart/"


@pytest.mark.parametrize("payload", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_s43_signing_in_and_out_leads_home_instead(user, payload):
    browser = Client()
    form = {"login": user.email, "password": PASSWORD, "next": payload}
    into, out = browser.post("/accounts/login/", form), browser.post("/accounts/logout/", {"next": payload})
    assert (into.status_code, out.status_code) == (302, 302)
    assert not leads_elsewhere(into.url) and not leads_elsewhere(out.url)


def test_s55_errors_tell_no_trace_statement_path_or_version(shop, django_user_model):
    owner = Client(raise_request_exception=False, enforce_csrf_checks=True)
    owner.force_login(django_user_model.objects.create_superuser("owner@example.com"))
    answers = {
        400: owner.get("/search/?q=%00"),
        403: owner.post("/cart/add/"),
        404: owner.get("/nothing-here/"),
        405: owner.get("/cart/add/"),
        500: owner.get("/admin/failwhale/"),
    }
    told = ["Traceback", "SELECT ", 'File "', "site-packages", str(Path(__file__).parents[2]), "SECRET_KEY"]
    told += [f"Django/{django.__version__}", django.__version__, wagtail.__version__, "Exception"]
    for code, answer in answers.items():
        assert answer.status_code == code
        text = answer.content.decode() + str(answer.headers)
        assert [word for word in told if word in text] == [], code

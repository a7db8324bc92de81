"""S40: a form that another site sends in somebody's name is refused by every route, and writes nothing.

Routes are read from the URLconf. What needs no token stands here by name, and proves itself otherwise.
"""

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.security.routes import walk
from tests.security.things import House
from tests.security.writes import written

pytestmark = pytest.mark.django_db

TOKEN = "x" * 32
FOREIGN = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
# They prove themselves by a signature, by the link of a letter; browsers' reports only say something.
OURS = {"stripe/webhook/", "unsubscribe/<slug:token>/", "csp-report/"}
# Wagtail's API asks for the token itself, where it is a session that says who calls.
API = "admin/api/main/"
WAGTAILS = {
    f"{API}^{kind}/{rest}"
    for kind in ("pages", "documents", "images")
    for rest in ("", "<int:pk>/", "find/", "<int:pk>/action/<str:action_name>/")
    if kind == "pages" or "action" not in rest
}
# Asked after another route that takes every such address.
NEVER_REACHED = {
    "admin/login/ wagtail.admin.views.account",
    "admin/logout/ wagtail.admin.views.account",
    "_util/login/ django.contrib.auth.views",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/ wagtail.views",
    r"^((?:[\w\-]+/)*)$ wagtail.views",
}


def refuse(request, reason=""):
    """The refusal without its page, which needs no drawing for each route."""
    return HttpResponse("refused", status=403)


@pytest.fixture
def house(shop):
    return House()


@pytest.fixture
def client(house, settings):
    """The owner of the shop, whose browser is led astray."""
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refuse"
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(house.owner)
    client.cookies[django_settings.CSRF_COOKIE_NAME] = TOKEN
    return client


def forged(client, address):
    """What a form without token and one from elsewhere are told, and what they wrote."""
    with written() as tables:
        without = client.post(address)
        foreign = client.post(address, {"csrfmiddlewaretoken": TOKEN}, headers=FOREIGN)
    return [without.status_code, foreign.status_code, *sorted(tables)]


def reaches(address, route):
    try:
        return resolve(address).func is route.view
    except Resolver404:
        return False


def test_s40_what_needs_no_token_is_known_by_name():
    assert {route.text for route in walk() if route.is_exempt} == OURS | WAGTAILS


def test_s40_every_route_refuses_forms_without_token_and_from_elsewhere(house, client):
    answers, unreached = {}, set()
    for route in walk():
        address = house.address(route.address)
        if not reaches(address, route):
            unreached.add(f"{route.text} {route.view.__module__}")
        elif not route.is_exempt:
            answers[address] = forged(client, address)
    assert {address: said for address, said in answers.items() if said != [403, 403]} == {}
    assert unreached == NEVER_REACHED
    assert len(answers) > 400


def test_s40_wagtails_api_refuses_what_a_session_alone_asks(house, client):
    answers = {}
    for address in {house.address(route.address) for route in walk() if route.text in WAGTAILS}:
        for ask in (client.post, client.put, client.patch, client.delete):
            with written() as tables:
                code = ask(address, content_type="application/json").status_code
            answers[ask.__name__, address] = (code, *tables)
    assert set(answers.values()) <= {(403,), (404,), (405,)}
    actions = [said for (verb, address), said in answers.items() if verb == "post" and "/action/" in address]
    assert actions == [(403,)]


def test_s40_callers_that_need_no_token_prove_themselves(house, client):
    answers = {
        address: forged(client, address)
        for address in ("/stripe/webhook/", "/unsubscribe/guessed/", "/csp-report/")
    }
    assert answers == {
        "/stripe/webhook/": [400, 400],
        "/unsubscribe/guessed/": [404, 404],
        "/csp-report/": [400, 400],
    }


def test_s40_who_is_refused_is_told_how_to_go_on(house, client, settings):
    settings.CSRF_FAILURE_VIEW = "kinsite.views.csrf_failure"
    answer = client.post("/cart/add/", {"variant": house.desk.sku})
    assert answer.status_code == 403
    assert "403_csrf.html" in [template.name for template in answer.templates]

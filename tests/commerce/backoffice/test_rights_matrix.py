"""Which screen, menu and button is whose: every route of ours in the admin, for each role of the demo.

What holds stands in rights.golden; a change of it is to be seen in review. `--record` writes it anew:
python -m pytest -n0 tests/commerce/backoffice/test_rights_matrix.py --record
"""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve, reverse

from kinsite.accounts.models import User
from kinsite.demo.people import STAFF
from tests.commerce.storefront.conftest import Browser
from tests.security.desk import our_routes

pytestmark = pytest.mark.slow(seconds=120)
GOLDEN = Path(__file__).with_name("rights.golden")
# Pages whose links and forms are compared, too: a button leads where one may go, and nowhere else.
PAGES = ("orders:page", "customers:page", "products:page", "stock:page", "reviews:page", "credit:page")
HOME = "/admin/"


def is_open(browser, address):
    """Whether a look is let in: who is not is led to the admin's first page, or told so."""
    answer = browser.get(address)
    return not (answer.status_code == 403 or (answer.status_code == 302 and answer.url == HOME))


def names_in(html):
    """The routes of our screens that links and forms of a page lead to."""
    names = set()
    for path in re.findall(r'(?:href|action)="(/admin/[^"?#]*)', html):
        try:
            name = resolve(path).view_name
        except Resolver404:
            continue
        if ":" in name and not name.startswith("wagtail"):
            names.add(name)
    return names


def menu_of(html):
    """The routes that the menu leads to, which stands in the page as data."""
    names = set()
    for path in re.findall(r'"url": ?"(/admin/[^"?]*)"', html.replace("&quot;", '"')):
        try:
            names.add(resolve(path).view_name)
        except Resolver404:
            continue
    return names


def test_every_screen_menu_and_button_is_whose_the_golden_file_says(house, request):
    roles = [email.partition("@")[0] for email, *_names in STAFF]
    browsers = {}
    for role in roles:
        browsers[role] = Browser(raise_request_exception=False)
        browsers[role].force_login(User.objects.get(email=f"{role}@example.com"))
    lines = [f"{'':70} {' '.join(roles)}".rstrip()]
    for route in our_routes():
        address = house.address(route.address)
        open_to = {role: is_open(browser, address) for role, browser in browsers.items()}
        lines.append(_row(route.text, open_to))
    for place, page in [("menu", HOME), *((name, _address(house, name)) for name in PAGES)]:
        seen = {}
        for role, browser in browsers.items():
            html = browser.get(page).text
            main = html.split("<main", 1)[-1]
            seen[role] = menu_of(html) if place == "menu" else names_in(main)
        for name in sorted(set().union(*seen.values())):
            lines.append(_row(f"{place} → {name}", {role: name in names for role, names in seen.items()}))
    found = "\n".join(lines) + "\n"
    if request.config.getoption("--record"):
        GOLDEN.write_text(found)
        pytest.fail("rights.golden is written anew: look at its changes.")
    known = GOLDEN.read_text().splitlines()
    assert [line for line in found.splitlines() if line not in known] == []
    assert [line for line in known if line not in found.splitlines()] == []


def test_the_golden_file_is_no_open_door():
    """What it must never say, whoever records it."""
    roles, *lines = [line.split() for line in GOLDEN.read_text().splitlines()]
    rights = {
        " ".join(words[: -len(roles)]): dict(zip(roles, words[-len(roles) :], strict=True)) for words in lines
    }
    assert len(rights) > 100
    closed = {text for text, by_role in rights.items() if by_role["owner"] != "yes"}
    # It leads to the first page, since each kind of snippet has its own place in the menu.
    assert closed <= {"admin/snippets/"}
    for text in ("refund", "erase", "impersonate", "exempt"):
        row = next(by_role for route, by_role in rights.items() if route.endswith(f"/{text}/"))
        assert (row["editor"], row["publisher"], row["clerk"], row["manager"]) == ("–", "–", "–", "yes")
    for text, by_role in rights.items():
        if text.startswith(("admin/customers/", "admin/orders/")):
            assert (by_role["editor"], by_role["publisher"]) == ("–", "–"), text


def _address(house, name):
    start = f"admin/{name.partition(':')[0]}/"
    return reverse(name, args=[house.own_of(start)])


def _row(text, open_to):
    marks = " ".join(f"{'yes' if is_open else '–':{len(role)}}" for role, is_open in open_to.items())
    return f"{text:70} {marks}".rstrip()

"""S52: text that no database keeps, or nobody expected, in every parameter, header and cookie of the shop.

Routes are read from the URLconf and filled with things that exist, so that views get as far as the text.
"""

import re
from urllib.parse import quote_from_bytes

import pytest
from django.conf import settings
from django.urls import reverse

from commerce.cart.models import CartLine
from tests.commerce.storefront.conftest import Browser
from tests.factories.checkout import ADDRESS
from tests.factories.content import make_home
from tests.security.routes import walk
from tests.security.things import Things

pytestmark = pytest.mark.django_db
# Wagtail's own screens, files, and callers that sign their bodies (F07).
NOT_THE_SHOPS = ("admin/", "documents/", "^media", "stripe/", "__")
LISTS = ("orders", "products", "stock", "reviews", "discounts", "credit", "customers", "customer_groups")
SCREENS = tuple(f"admin/{name}/" for name in LISTS)
HOSTILE = {
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "right to left": "\u202eedoc\u200f",
    "emoji": "🪑👩‍💻",
    "long": "x" * 100_000,
}
# Every name that a view or form of the shop reads.
NAMES = """
    email delivery wants_news agrees agreed sku quantity source seen next page p q option undo removed saved
    update remove login password password1 password2 code key token variant locale sort currency return_url
    rating text author photos photos_alt removes_photos refuse-reason refuse-edition proof
    name kind percent buys gets products collections countries customer_groups version seen preview
    sample-sku_1 sample-quantity_1 sample-market sample-country sample-cart sample-group
    view goods country method payment fulfilment returned placed_from placed_to least most held late noted
    disputed to_answer tag draft_line_pk to market after before since query columns is_shared scope
    order action text parcels notifies entered outcome whose form
    title reason note orders group units status standing placed_at_from placed_at_to colour material ordering
    tax_category what scope picked ids confirmed value way successor collection page life stock
    region category tax percent taxes_delivery refunds restocks
    zone min_days max_days position is_active label_de price_USD_0 grams_USD_0 price_USD_1 grams_USD_1
    sku_1 quantity_1 sku_2 quantity_2 sku_3 quantity_3 named work_out without back
    unpriced show area by until product subject proposals month warranty_years
"""
HEADERS = """
    user-agent referer accept-language x-forwarded-for x-real-ip x-request-id accept origin
    hx-request hx-target hx-current-url hx-trigger x-requested-with if-none-match
"""


def shops_own():
    """Each route of the storefront and of the shop's screens in the admin."""
    for route in walk():
        text = route.text
        if "(" not in text and (text.startswith(SCREENS) or not text.startswith(NOT_THE_SHOPS)):
            yield re.sub(r"[\^$\\]", "", text)


ROUTES = sorted({*shops_own()})


@pytest.fixture
def things(shop):
    return Things()


@pytest.fixture
def browsers(things):
    """A guest and the owner, each with a desk in the cart."""
    guest, owner = Browser(raise_request_exception=False), Browser(raise_request_exception=False)
    owner.force_login(things.owner)
    for browser in (guest, owner):
        assert browser.add(things.desk, 1).status_code == 302
    things.line = CartLine.objects.last()
    return guest, owner


def addresses_of(things):
    pages = [make_home().url, things.collection.url, things.page.url]
    return [*pages, *(things.address(route) for route in ROUTES if route != "accounts/logout/")]


def encoded(text):
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def broken(answers):
    """Which of the answers, by what was asked, are the server's fault."""
    return [asked for asked, answer in answers if answer.status_code >= 500 and "readyz" not in asked]


def test_the_routes_are_those_of_the_shop():
    assert {"checkout/place/", "cart/add/", "offers/<slug:code>/", "orders/<slug:token>/"} <= {*ROUTES}
    assert {"reviews/<slug:code>/write/", "reviews/<int:pk>/helpful/", "admin/reviews/<int:pk>/"} <= {*ROUTES}
    assert {"accounts/login/", "admin/stock/<int:pk>/receive/"} <= {*ROUTES}


def test_addresses_reach_what_they_name(things, browsers):
    _guest, owner = browsers
    asked = [route for route in ROUTES if re.search(r"<\w+:(?!page|code|line)", route)]
    answers = {route: owner.get(things.address(route)) for route in asked if not route.startswith("_util")}
    assert {answer.status_code for answer in answers.values()} <= {200, 302, 405}
    # What is only sent to leads to its page; who is refused is led to the first screen or to sign in.
    led = {route: answer["Location"] for route, answer in answers.items() if answer.status_code == 302}
    sent_away = {"/admin/", reverse("account_login")}
    assert {route for route, to in led.items() if to.partition("?")[0] in sent_away} == set()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_s52_no_parameter_breaks_a_route(things, browsers, text):
    # A form of all names stays below what a body may be: beyond it nothing of the form is read.
    value, wrong = encoded(text[:10_000]), []
    body = "&".join(f"{name}={value}" for name in [*ADDRESS, *NAMES.split(), value])
    queries = [body] if len(text) < 100 else [f"{name}={value}" for name in ("q", "variant")]
    for address in addresses_of(things):
        for browser in browsers:
            asked = [(f"query of {address}", browser.get(f"{address}?{query}")) for query in queries]
            form = browser.post(address, body, content_type="application/x-www-form-urlencoded")
            wrong += broken([*asked, (f"form of {address}", form)])
    assert wrong == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_s52_no_part_of_an_address_breaks_a_route(things, browsers, text):
    value = encoded(text)
    addresses = [re.sub(r"<[^>]+>", lambda _: value, route) for route in ROUTES if "<" in route]
    addresses += [value, f"shop/{value}/", f"shop/desks/{value}/", f"documents/1/{value}", f"media/{value}"]
    answers = [(f"/{address}", browser.get(f"/{address}")) for address in addresses for browser in browsers]
    assert broken(answers) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_s52_no_header_and_no_cookie_breaks_a_route(things, browsers, text):
    # WSGI hands bytes on as latin-1.
    sent, wrong = text.encode("utf-8", "surrogatepass").decode("latin-1"), []
    names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"]
    names += [settings.CART_COOKIE_NAME, settings.WISHES_COOKIE_NAME]
    cookie = "; ".join(f"{name}={sent}" for name in names)
    guest, owner = browsers
    for address in addresses_of(things):
        headers = owner.get(address, headers=dict.fromkeys(HEADERS.split(), sent))
        cookies = guest.get(address, headers={"cookie": cookie})
        wrong += broken([(f"headers of {address}", headers), (f"cookies of {address}", cookies)])
    assert wrong == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_s52_no_field_of_a_good_order_breaks_its_placing(browsers, text):
    guest, _owner = browsers
    good = {**ADDRESS, "email": "anna@example.com", "delivery": "standard", "agreed": "0" * 64}
    for field in good:
        body = "&".join(f"{name}={encoded(text if name == field else value)}" for name, value in good.items())
        answer = guest.post("/checkout/place/", body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (400, 409, 422), field


@pytest.mark.parametrize("body", [b"\x00", b"\xed\xa0\x80", b"[" * 16_000, b'{"csp-report": 1}', b"null"])
def test_s52_no_report_of_a_browser_breaks_its_route(browsers, body):
    guest, _owner = browsers
    assert guest.post("/csp-report/", body, content_type="application/csp-report").status_code == 400

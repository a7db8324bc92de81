"""S52: text that no database keeps, or nobody expected, in every parameter, header and cookie of the shop.

Routes are read from the URLconf and filled with things that exist, so that views get as far as the text.
"""

import re
from urllib.parse import quote_from_bytes

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from commerce.cart.models import CartLine
from commerce.customers.newsletter import sign_step
from commerce.stock.models import StockItem
from content.sharing import share_path
from kinsite.accounts.models import User
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.content import make_collection_page, make_home, make_product_page
from tests.factories.newsletter import latest_ask, make_asked, make_reader
from tests.factories.reviews import make_paid_order, make_review

pytestmark = pytest.mark.django_db
# Wagtail's own screens, files, and callers that sign their bodies (F07).
NOT_THE_SHOPS = ("admin/", "documents/", "^media", "stripe/", "__")
SCREENS = ("admin/orders/", "admin/products/", "admin/stock/", "admin/reviews/")
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
    login password password1 password2 code key token variant locale sort currency return_url
    rating text author photos photos_alt refuse-reason proof
    title reason note units status placed_at_from placed_at_to colour material ordering tax_category
"""
HEADERS = """
    user-agent referer accept-language x-forwarded-for x-real-ip x-request-id accept origin
    hx-request hx-target hx-current-url hx-trigger x-requested-with if-none-match
"""


def routes(patterns=None, prefix=""):
    """Each route of the storefront and of the shop's screens in the admin."""
    for entry in patterns or get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from routes(entry.url_patterns, route)
        elif "(" not in route and (route.startswith(SCREENS) or not route.startswith(NOT_THE_SHOPS)):
            yield re.sub(r"[\^$\\]", "", route)


ROUTES = sorted({*routes()})


class Things:
    """What addresses name: a desk on its page, in a cart and in an order."""

    def __init__(self):
        self.desk = make_product("DESK-OAK", stock=50)
        self.collection = make_collection_page()
        self.page = make_product_page(self.desk, parent=self.collection)
        self.order = make_paid_order(self.desk)
        self.picture = self.desk.product.pictures.get()
        self.stock = StockItem.objects.get(variant=self.desk)
        self.reader = make_reader()
        self.asked = latest_ask(make_asked("ben@example.com"))
        self.review = make_review(self.desk.product)
        path, _until = share_path(revision=self.page.latest_revision, mode="")
        self.shared = path.strip("/").rpartition("/")[2]
        self.line = None

    def address(self, route):
        """The address of a route, with something that exists for each part that varies."""
        return "/" + re.sub(r"<\w+:(\w+)>", lambda part: str(self._named(part[1], route)), route)

    def _named(self, part, route):
        return {
            "pk": self._screens_own(route),
            "variant_pk": self.desk.pk,
            "picture_pk": self.picture.pk,
            "line_id": self.order.lines.get().pk if "orders" in route else self.line.pk,
            "token": self._link(route),
            "code": self.desk.product.code if any(word in route for word in ("offers", "reviews")) else "usd",
        }.get(part, 1)

    def _link(self, route):
        links = {
            "newsletter/": sign_step(self.asked),
            "unsubscribe/": self.reader.link_token,
            "preview/": self.shared,
        }
        bare = route.removeprefix("de/")
        return next((link for start, link in links.items() if bare.startswith(start)), self.order.link_token)

    def _screens_own(self, route):
        kinds = {
            "admin/orders/": self.order,
            "admin/stock/": self.stock,
            "admin/products/": self.desk.product,
            "admin/reviews/": self.review,
            "reviews/": self.review,
        }
        return next((thing.pk for start, thing in kinds.items() if route.startswith(start)), 1)

    def addresses(self):
        pages = [make_home().url, self.collection.url, self.page.url]
        return [*pages, *(self.address(route) for route in ROUTES if route != "accounts/logout/")]


@pytest.fixture
def things(shop):
    return Things()


@pytest.fixture
def browsers(things):
    """A guest and the owner, each with a desk in the cart."""
    guest, owner = Browser(raise_request_exception=False), Browser(raise_request_exception=False)
    owner.force_login(User.objects.create_superuser("owner@example.com"))
    for browser in (guest, owner):
        assert browser.add(things.desk, 1).status_code == 302
    things.line = CartLine.objects.last()
    return guest, owner


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
    answers = {route: owner.get(things.address(route)).status_code for route in asked}
    assert {code for route, code in answers.items() if not route.startswith("_util")} <= {200, 405}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_s52_no_parameter_breaks_a_route(things, browsers, text):
    value, wrong = encoded(text), []
    body = "&".join(f"{name}={value}" for name in [*ADDRESS, *NAMES.split(), value])
    queries = [body] if len(text) < 100 else [f"{name}={value}" for name in ("q", "variant")]
    for address in things.addresses():
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
    for address in things.addresses():
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

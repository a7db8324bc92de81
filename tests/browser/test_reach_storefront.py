"""Nobody is kept out of the storefront: axe-core finds nothing on any of its pages, wide or narrow."""

import random
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, PageViewRestriction

from commerce.orders.models import Order
from commerce.orders.operations import mark_order_paid
from commerce.storefront.views.account import ORDERS_A_PAGE
from content.models import ProductPage
from kinsite.foundation.actors import SYSTEM
from tests.browser.steps import PATIENCE, put_in_cart, until
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.customers import PASSWORD, make_account, make_customer
from tests.factories.orders import make_order

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 390)
FRESH = "linen-and-quiet-oak"
OPEN_TO_ALL = (
    "/shop/?sort=price",
    "/shop/?price_to=1",
    "/shop/desks/?colour=walnut",
    "/shop/seating/kneeling-chair/",
    "/reviews/minimal-oak-desk/",
    "/reviews/minimal-oak-desk/write/",
    "/search/?q=chiar",
    "/search/?q=zzzz",
    "/account/wishlist/",
    "/cart/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/of-nobody/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-of-nobody/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
    "/checkout/return/",
    "/offers/linen-notebook/",
    "/newsletter/",
    "/newsletter/asked/",
    "/newsletter/confirm/of-nobody/",
    "/no-such-page/",
)
OF_AN_ACCOUNT = (
    "/account/",
    "/account/orders/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
)


class Walk:
    """A walk through pages; what hinders anybody is noted with its address and width."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        self.found, self.walked = {}, []

    def visit(self, *paths):
        for path in paths:
            answer = self.page.goto(self.site.url + path, wait_until="networkidle")
            assert answer.status < 500, path
            self.look(path)

    def look(self, name):
        """Examine the page as it stands, at every width."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            problems = [*hindrances(self.page), *([f"{wide} px too wide"] if wide > 0 else [])]
            if problems:
                self.found[f"{name} at {width}"] = problems
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.walked.append(name)


@pytest.fixture
def walk(connected, page):
    walk = Walk(page, connected)
    yield walk
    assert page.complaints == []


def path_of(page):
    return urlsplit(page.get_url()).path


def pages_to_walk(products):
    """The address of every live page but products' pages, of which so many, drawn by lot, speak for all."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
    some = random.Random(7).sample(list(pages.type(ProductPage)), products)
    return [
        path_of(page) for page in [*pages.not_type(ProductPage).specific(), *(one.specific for one in some)]
    ]


@pytest.mark.proof
@pytest.mark.slow(seconds=150)
def test_no_page_of_the_storefront_hinders_anybody(walk, demo, page, so_many):
    live = pages_to_walk(so_many(6, of=ProductPage.objects.live().count()))
    assert {"/", "/shop/", "/support/returns/"} <= set(live)
    walk.visit(*live, *OPEN_TO_ALL)
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="shipping", locale__language_code="en"),
        restriction_type="password",
        password="calm",
    )
    Page.objects.get(slug="about", locale__language_code="en").specific.unpublish()
    walk.visit("/support/shipping/", "/about/")

    notebook = path_of(ProductPage.objects.live().get(slug="linen-notebook", locale__language_code="en"))
    put_in_cart(page, demo.url + notebook)
    walk.look("the drawer")
    walk.visit("/cart/", "/checkout/", "/de/cart/", "/de/checkout/")

    assert walk.found == {}, f"{len(walk.walked)} pages"


def link_in_mail(sandbox, to):
    """The path that the one mail to an address leads to."""
    [mail] = until(lambda: sandbox.mails(to=to))
    return urlsplit(re.search(r"http://testserver/accounts/\S+", mail["text"])[0]).path


def sign_in(page, site, password=PASSWORD):
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_no_page_of_an_account_hinders_anybody(walk, served, page):
    customer = make_customer(make_account("anna@example.com"))
    desk = make_product(stock=50)
    for _ in range(ORDERS_A_PAGE + 1):
        order = make_order(desk)
    Order.objects.update(customer=customer)
    mark_order_paid(order=order, by=SYSTEM)

    sign_in(page, served, "not this one")
    expect(page.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
    walk.look("a refused sign-in")
    sign_in(page, served)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible(timeout=PATIENCE)
    walk.visit(*OF_AN_ACCOUNT, f"/orders/{order.link_token}/")
    waiting = Order.objects.exclude(pk=order.pk).first()
    walk.visit(f"/orders/{waiting.link_token}/")

    assert walk.found == {}, f"{len(walk.walked)} pages"


def test_no_page_on_the_way_to_an_account_hinders_anybody(walk, served, page, sandbox):
    page.goto(f"{served.url}/accounts/signup/")
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_label("Password", exact=True).fill("1")
    page.get_by_role("button", name="Open an account").click()
    expect(page.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
    walk.look("a refused sign-up")
    page.get_by_label("Password", exact=True).fill(FRESH)
    page.get_by_role("button", name="Open an account").click()
    expect(page).to_have_url(f"{served.url}/accounts/confirm-email/", timeout=PATIENCE)
    walk.look("a sign-up that waits for its letter")
    walk.visit(link_in_mail(sandbox, "anna@example.com"))

    make_account("ben@example.com")
    page.goto(f"{served.url}/accounts/password/reset/")
    page.get_by_label("Email").fill("ben@example.com")
    page.locator("main form").get_by_role("button").click()
    expect(page).to_have_url(f"{served.url}/accounts/password/reset/done/", timeout=PATIENCE)
    walk.look("a reset that waits for its letter")
    walk.visit(link_in_mail(sandbox, "ben@example.com"))
    for field in ("New Password", "New Password (again)"):
        page.get_by_label(field, exact=True).fill(FRESH)
    page.locator("main form").get_by_role("button").click()
    expect(page).to_have_url(f"{served.url}/accounts/password/reset/key/done/", timeout=PATIENCE)
    walk.look("a new password")

    assert walk.found == {}, f"{len(walk.walked)} pages"

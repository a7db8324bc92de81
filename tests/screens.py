"""Photograph each page of the running demo at 390, 768 and 1440 px into docs/screens (`make screens`).

Every picture is made anew, so that a change in how a page looks can be seen in the change that made it.
Prints the size of each; ends with 1 where no demo answers. ARGS="admin- cart" takes those alone whose names
begin so.
"""

import io
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import django
from PIL import Image

django.setup()

from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import expect  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from commerce.bulk.models import BulkJob  # noqa: E402
from commerce.catalogue.models import Variant  # noqa: E402
from commerce.customers.models import Customer  # noqa: E402
from commerce.orders.models import Order  # noqa: E402
from commerce.payments.models import Dispute  # noqa: E402
from content.models import ProductPage, StandardPage, StoryPage  # noqa: E402
from kinsite.demo.credit import CODE as GIFT_CARD  # noqa: E402
from kinsite.demo.people import PASSWORD  # noqa: E402
from tests.browser import steps  # noqa: E402
from tests.chromium import open_browser  # noqa: E402
from tests.desk_steps import photograph_steps  # noqa: E402
from tests.factories.amendments import amend  # noqa: E402
from tests.shown import Shown  # noqa: E402

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
WIDTHS = {390: 844, 768: 1024, 1440: 900}
DESK = "/shop/desks/minimal-oak-desk/"
FOR_ALL = {
    "home": "/",
    "shop": "/shop/",
    "collection": "/shop/desks/",
    "collection-filtered": "/shop/desks/?colour=walnut",
    "shop-nothing-left": "/shop/?price_to=1",
    "product": DESK,
    "product-sold-out": "/shop/seating/kneeling-chair/",
    "offer": "/offers/minimal-oak-desk/",
    "journal": "/journal/",
    "story": "/journal/one-room-two-jobs/",
    "story-before-after": "/journal/an-afternoon-of-clearing/",
    "story-comparison": "/journal/sit-stand-walk-away/",
    "inspiration": "/inspiration/",
    "reviews": "/reviews/minimal-oak-desk/",
    "review-write": "/reviews/minimal-oak-desk/write/",
    "search": "/search/?q=oak",
    "search-near": "/search/?q=chiar",
    "search-nothing": "/search/?q=zzzz",
    "wishlist-empty": "/account/wishlist/",
    "newsletter": "/newsletter/",
    "about": "/about/",
    "support": "/support/",
    "standard": "/support/shipping/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "not-found": "/nothing-here/",
    "cart-empty": "/cart/",
}
IN_GERMAN = {
    "de-home": "/de/",
    "de-shop": "/de/shop/",
    "de-collection": "/de/shop/desks/",
    "de-product": f"/de{DESK}",
    "de-story": "/de/journal/one-room-two-jobs/",
    "de-journal": "/de/journal/",
    "de-inspiration": "/de/inspiration/",
    "de-offer": "/de/offers/minimal-oak-desk/",
    "de-reviews": "/de/reviews/minimal-oak-desk/",
    "de-review-write": "/de/reviews/minimal-oak-desk/write/",
    "de-search": "/de/search/?q=eiche",
    "de-search-nothing": "/de/search/?q=zzzz",
    "de-support": "/de/support/",
    "de-newsletter": "/de/newsletter/",
    "de-sign-in": "/de/accounts/login/",
    "de-not-found": "/de/nothing-here/",
    "de-mirrored": "/de/about/",
    "de-cart-empty": "/de/cart/",
}
FOR_CUSTOMERS = {
    "account": "/account/",
    "account-orders": "/account/orders/",
    "account-payment-methods": "/account/payment-methods/",
    "account-reviews": "/account/reviews/",
    "wishlist": "/account/wishlist/",
    "de-account": "/de/account/",
    "de-account-orders": "/de/account/orders/",
}
OF_THE_DESK = {
    "admin-home": "/admin/",
    "admin-orders-filtered": "/admin/orders/?view=all&country=US&fulfilment=unfulfilled&q=meyer",
    "admin-products-filtered": "/admin/products/?q=desk",
}
TO_DISPUTE = "4000000000000259"
# Taller pages say nothing more, and weigh.
TALLEST = 4000
# Colours a picture keeps: the shop's palette is calm.
COLOURS = 128


# Addresses with a German prefix or without one: a page behind a password, and one that was taken down.
LOCKED, GONE = "/support/shipping/", "/about/"
OUT_OF_REACH = {"locked": LOCKED, "gone": GONE, "de-locked": f"/de{LOCKED}", "de-gone": f"/de{GONE}"}


def is_wanted(name):
    return name.startswith(tuple(sys.argv[1:]) or "")


class Camera:
    """Pictures of one width, taken by one visitor."""

    def __init__(self, browser, width):
        self.width = width
        self.window = {"width": width, "height": WIDTHS[width]}
        self.page = browser.new_context(viewport=self.window, reduced_motion="reduce").new_page()

    def take_all(self, addresses):
        for name, address in addresses.items():
            if is_wanted(name):
                self.page.goto(settings.SITE_URL + address)
                self.take(name)

    def take_screens(self, addresses):
        """Those of the addresses that show a whole page."""
        for name, address in addresses.items():
            if not is_wanted(name):
                continue
            # What is only sent to leads a look elsewhere, and is no screen.
            answer = self.page.request.get(settings.SITE_URL + address, max_redirects=0)
            is_framed = "sandbox" in answer.headers.get("content-security-policy", "")
            if answer.status == 200 and not is_framed and b"<html" in answer.body()[:2000]:
                self.take_all({name: address})

    def take(self, name, *, whole=True):
        if not is_wanted(name):
            return
        self.page.wait_for_load_state("load")
        self._see_all_of_it()
        if whole:
            # Frames of other origins are painted in the window only, so the window grows; the admin's page
            # scrolls within its main part.
            height = self.page.evaluate(
                """() => Math.ceil(Math.max(
                    document.documentElement.scrollHeight,
                    ...[...document.querySelectorAll("main")].map(
                        (main) => scrollY + main.getBoundingClientRect().top + main.scrollHeight,
                    ),
                ))"""
            )
            self.page.set_viewport_size({"width": self.width, "height": min(height, TALLEST)})
        shot = Image.open(io.BytesIO(self.page.screenshot()))
        self.page.set_viewport_size(self.window)
        file = FOLDER / f"{name}-{self.width}.png"
        shot.convert("RGB").quantize(COLOURS).save(file, optimize=True)
        sys.stdout.write(f"{file.name:32} {file.stat().st_size // 1024:5} kB\n")
        sys.stdout.flush()

    def _see_all_of_it(self):
        """Scroll to the end and back, for pictures that load late, and wait for what is on its way."""
        self.page.evaluate(
            """async () => {
                const frame = () => new Promise(requestAnimationFrame);
                const waits = () =>
                    document.querySelector(".htmx-request") ||
                    [...document.images].some((image) => image.offsetParent && !image.complete);
                for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
                    scrollTo(0, y);
                    await frame();
                }
                scrollTo(0, 0);
                for (let frames = 0; frames < 300 && waits(); frames++) await frame();
            }"""
        )

    def choose_in_place(self):
        """The drawer over a story, opened from a spot on a picture."""
        self.page.goto(f"{settings.SITE_URL}/inspiration/")
        self.page.locator(".look__spot").first.click()
        expect(self.page.get_by_role("dialog", name="Choose and buy")).to_be_visible()
        self.take("choose-in-place", whole=False)

    def sign_in(self, email):
        self.page.goto(f"{settings.SITE_URL}/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def buy(self):
        """A purchase by a guest, with a picture of each screen on the way."""
        steps.put_in_cart(self.page, settings.SITE_URL + DESK)
        self.take("drawer", whole=False)
        self.page.goto(f"{settings.SITE_URL}/cart/")
        self.take("cart")
        self.page.goto(f"{settings.SITE_URL}/checkout/")
        steps.fill_address(self.page)
        steps.enter_card(self.page)
        self.take("checkout")
        steps.pay(self.page)
        expect(self.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=steps.PATIENCE)
        self.take("thanks")
        self.page.get_by_role("link", name="See your order").click()
        self.take("order")
        self.look_at_change(self.page.url.rstrip("/").rpartition("/")[2])

    def look_at_change(self, token):
        """What a colleague put into the order, and what is left to pay of it."""
        lamp = Variant.objects.filter(sku__startswith="LIGHT", retired_at=None).first()
        amend(Order.objects.get(link_token=token), added={lamp or Variant.objects.first(): 1})
        self.take_all({"order-change": reverse("order_change", args=[token])})

    def buy_to_dispute(self):
        """A purchase that the bank asks about a moment later."""
        steps.put_in_cart(self.page, settings.SITE_URL + DESK)
        self.page.goto(f"{settings.SITE_URL}/checkout/")
        steps.fill_address(self.page)
        steps.enter_card(self.page, TO_DISPUTE)
        steps.pay(self.page)
        steps.until(Dispute.objects.exists, 60)

    def visit(self, customer):
        """The shop as a customer sees it, for support."""
        self.page.goto(f"{settings.SITE_URL}/admin/customers/{customer.pk}/impersonate/")
        self.page.get_by_label("Reason").fill("Asked by phone where the order is")
        self.page.locator("main form button[type=submit]").first.click()
        self.take("support-visit")

    def pay_by_credit(self):
        """A discount and a gift card in one cart, up to the button that places the order."""
        steps.put_in_cart(self.page, settings.SITE_URL + DESK)
        self.page.goto(f"{settings.SITE_URL}/cart/")
        for code in ("WELCOME10", GIFT_CARD):
            entry = self.page.get_by_label("Discount code or gift card")
            if not entry.is_visible():
                self.page.get_by_text("Discount code or gift card").first.click()
            entry.fill(code)
            entry.press("Enter")
            name = "•••• WARM" if code == GIFT_CARD else code
            expect(self.page.get_by_role("main").get_by_text(name).first).to_be_visible()
        self.take("cart-credit")
        self.page.goto(f"{settings.SITE_URL}/checkout/")
        steps.fill_address(self.page)
        self.take("checkout-credit")

    def buy_in_german(self):
        """The same in euros."""
        self.page.goto(f"{settings.SITE_URL}/de{DESK}")
        self.page.get_by_role("button", name="In den Warenkorb").first.click()
        expect(self.page.get_by_role("dialog").get_by_role("link", name="Zur Kasse")).to_be_visible()
        self.take("de-drawer", whole=False)
        self.page.goto(f"{settings.SITE_URL}/de/cart/")
        self.take("de-cart")
        self.page.goto(f"{settings.SITE_URL}/de/checkout/")
        steps.fill_german_address(self.page)
        steps.enter_card(self.page)
        self.take("de-checkout")
        self.page.get_by_role("button", name="Zahlungspflichtig bestellen").click()
        expect(self.page.get_by_role("heading", name="Vielen Dank")).to_be_visible(timeout=steps.PATIENCE)
        self.take("de-thanks")
        self.page.get_by_role("link", name="Bestellung ansehen").click()
        self.take("de-order")

    def wish(self):
        """Remember the desk, so that the wish list has something to show."""
        self.page.goto(settings.SITE_URL + DESK)
        # The page is the same for all; whether this visitor has wished comes after it.
        wish = self.page.get_by_role("button", name="wish list").first
        expect(wish).to_be_visible(timeout=steps.PATIENCE)
        if wish.inner_text().startswith("Add"):
            wish.click()
            expect(self.page.get_by_role("link", name="View wish list").first).to_be_visible()


def screens_of_the_editors():
    story, product = StoryPage.objects.first(), ProductPage.objects.first()
    return {
        "editor-home": "/admin/",
        "editor-story": f"/admin/pages/{story.pk}/edit/",
        "editor-product": f"/admin/pages/{product.pk}/edit/",
        "editor-shared-preview": f"/admin/pages/{story.pk}/share-preview/",
        "editor-announcements": "/admin/snippets/content/announcement/",
        "editor-style-guide": "/admin/style-guide/",
        "editor-take-down": f"/admin/take-down/{story.pk}/",
        "editor-approvals": "/admin/reports/workflow_tasks/",
        "editor-searches": "/admin/reports/searches-without-results/",
        "editor-calendar": "/admin/reports/calendar/",
    }


@contextmanager
def out_of_reach():
    """The pages at LOCKED and GONE are so as long as they are looked at."""
    locked, gone = (
        StandardPage.objects.get(url_path__endswith=path, alias_of=None) for path in (LOCKED, GONE)
    )
    restriction = PageViewRestriction.objects.create(
        page=locked, restriction_type="password", password="calm"
    )
    gone.unpublish()
    try:
        yield
    finally:
        restriction.delete()
        gone.get_latest_revision().publish()


def is_running():
    try:
        return urllib.request.urlopen(f"{settings.SITE_URL}/livez", timeout=10).status == 200
    except urllib.error.URLError:
        return False


def main():
    if not is_running():
        sys.stderr.write(f"No demo answers at {settings.SITE_URL}. Start `make demo` in another terminal.\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with open_browser() as browser:
        if not Dispute.objects.exists():
            Camera(browser, 1440).buy_to_dispute()
        shown = Shown()
        ended = steps.until(BulkJob.objects.exclude(ended_at=None).first, 60)
        for width in WIDTHS:
            guest, customer, manager, publisher = (Camera(browser, width) for _ in range(4))
            guest.take_all({**FOR_ALL, **IN_GERMAN})
            with out_of_reach():
                guest.take_all(OUT_OF_REACH)
            guest.choose_in_place()
            guest.buy()
            guest.buy_in_german()
            # Its cart is left as it is: whoever ordered it would spend the gift card.
            Camera(browser, width).pay_by_credit()
            Camera(browser, width).take_all({"prepared": f"/orders/prepared/{shown.draft.link_token}/"})
            customer.sign_in("customer@example.com")
            customer.wish()
            customer.take_all(FOR_CUSTOMERS)
            manager.sign_in("owner@example.com")
            manager.take_screens({**OF_THE_DESK, **shown.screens()})
            photograph_steps(manager, shown, ended)
            manager.visit(Customer.objects.get(user__email="customer@example.com"))
            publisher.sign_in("publisher@example.com")
            publisher.take_all(screens_of_the_editors())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a list asks the database does not grow with its rows: each list of ours, as the URLconf knows it."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from commerce.backoffice.actions.base import ActionView
from commerce.catalogue.proposals import PriceProposal
from commerce.orders.models import Order
from commerce.payments.models import Payment, StripeInbox
from commerce.pricing.models import TaxRate
from commerce.trail.models import TrailEntry
from emails.models import Letter, LetterStatus
from kinsite.accounts.models import User
from search.models import SearchQuery
from tests.commerce.storefront.conftest import Browser
from tests.factories.bulk import make_job, make_paid_orders
from tests.factories.catalogue import make_picture, make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_journal
from tests.factories.credit import make_card
from tests.factories.customers import make_customer
from tests.factories.deliveries import make_method
from tests.factories.desk import make_letter
from tests.factories.discounts import make_discount
from tests.factories.drafts import make_draft
from tests.factories.groups import make_group
from tests.factories.orders import copy_order, make_order
from tests.factories.reconciliation import make_difference, make_payout
from tests.factories.refunds import make_proposed_refund
from tests.factories.reviews import make_review
from tests.factories.rows import copies
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of
from tests.security.desk import our_routes, screens
from tests.security.things import House

pytestmark = [pytest.mark.slow(seconds=60)]
SIZES, MOST = (1, 50, 500), 25
# No list, or one that grows with the code alone: the elements of the shop, the kinds of letters, what is
# looked for by words.
NO_LIST = {"style_guide", "planned_calendar", "find_page_to_take_down", "mails:index"}
WORDS = count()


def next_word(_place):
    """A word that nothing has yet."""
    return f"WORD-{next(WORDS)}"


def reserve(order):
    Payment.objects.filter(order=order).update(status="authorised")
    return order


def more_reserved(order, many):
    made = copy_order(order, many, payment_state="authorised")
    copies(order.payments.get(), many, order_id=lambda place: made[place].pk)


def paid_orders():
    make_paid_orders(1)
    return Order.objects.all()


def make_sold():
    variant = make_product("FIRST", title="First", price=12900, stock=5, path="/first/")
    make_picture(variant.product)
    return variant


def more_products(variant, many):
    """Each with a variant that has a price and stock, and with pages."""
    products = copies(variant.product, many)
    for kind in ("presences", "listing_rows"):
        for row in getattr(variant.product, kind).all():
            copies(row, many, product_id=lambda place: products[place].pk)
    variants = copies(variant, many, product_id=lambda place: products[place].pk)
    for row in (stock_of(variant), *variant.prices.all()):
        copies(row, many, variant_id=lambda place: variants[place].pk)


def make_drafted():
    make_product("DESK", price=12900, stock=5)
    return make_draft(("DESK", 1))


def more_drafts(draft, many):
    carts = copies(draft.cart, many)
    copies(draft, many, cart_id=lambda place: carts[place].pk)
    copies(draft.cart.lines.get(), many, cart_id=lambda place: carts[place].pk)


def make_failed_letter():
    letter = make_letter(make_order())
    Letter.objects.filter(pk=letter.pk).update(
        status=LetterStatus.DEAD, sent_at=None, last_error="Nobody is there"
    )
    letter.refresh_from_db()
    return letter


def make_failed_notice():
    return StripeInbox.objects.create(event_id="evt_1", type="charge.failed", object_id="ch_1", problem="x")


def more_payouts(payout, many):
    made = copies(payout, many)
    copies(payout.entries.get(), many, payout_id=lambda place: made[place].pk)


def make_proposal():
    variant = make_product("DESK", price=12900)
    price_list = variant.prices.get().price_list
    return PriceProposal.objects.create(
        variant=variant, price_list=price_list, minor=1, base_minor=2, actor_id=make_colleague().pk
    )


def make_entries():
    """One of each kind that a new product writes."""
    make_product("DESK", price=12900, stock=1)
    return list(TrailEntry.objects.order_by("pk"))


def more_entries(entries, many):
    for _round in range(many // len(entries)):
        for entry in entries:
            copies(entry, 1, sequence=1000 + next(WORDS))


def make_tax():
    make_shop()
    return TaxRate.objects.get()


def make_sold_to():
    return make_shop().market


def more_markets(market, many):
    def code(_place):
        return f"m-{next(WORDS)}"

    copies(market, many, code=code, language=code, is_default=lambda _place: False)


def next_tax(_place):
    return f"tax-{next(WORDS)}"


def more_deliveries(method, many):
    made = copies(method, many, code=lambda place: f"code-{next(WORDS)}")
    copies(method.rates.get(), many, method_id=lambda place: made[place].pk)


# Each list by its address: what makes its first row, and so many more.
LISTS = {
    "credit:index": (make_card, lambda row, many: copies(row, many, code_token=next_word)),
    "customer_groups:index": (make_group, lambda row, many: copies(row, many, name=next_word)),
    "customers:index": (make_customer, copies),
    "discounts:index": (lambda: make_discount("SPRING"), lambda row, many: copies(row, many, code=next_word)),
    "deliveries:index": (make_method, more_deliveries),
    "drafts:index": (make_drafted, more_drafts),
    "failed_letters:index": (make_failed_letter, lambda row, many: copies(row, many, occurrence=next_word)),
    "markets:index": (make_sold_to, more_markets),
    "notices:index": (make_failed_notice, copies),
    "orders:bulk_jobs": (lambda: make_job(orders=paid_orders()), copies),
    "orders:index": (make_order, copy_order),
    "orders:to_capture": (lambda: reserve(make_order()), more_reserved),
    "price_proposals:index": (make_proposal, lambda row, many: copies(row, many, minor=lambda n: n + 2)),
    "products:grid": (make_sold, more_products),
    "products:index": (make_sold, more_products),
    "products:prices": (make_sold, more_products),
    "reconciliation:index": (make_difference, lambda row, many: copies(row, many, provider_id=next_word)),
    "reconciliation:payouts": (lambda: make_payout(("charge", 100, 3)), more_payouts),
    "refunds:index": (make_proposed_refund, copies),
    "reviews:index": (lambda: make_review(make_product("DESK").product), copies),
    "searches_in_vain": (
        lambda: SearchQuery.objects.create(text="wardrobe", locale="en", hits=0),
        lambda row, many: copies(row, many, text=next_word),
    ),
    "stock:index": (make_sold, more_products),
    "taxes:index": (make_tax, lambda row, many: copies(row, many, tax=next_tax)),
    "trail:index": (make_entries, more_entries),
}


@pytest.fixture
def owner():
    person = make_colleague()
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    browser = Browser()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_500_rows_as_for_one(name, owner):
    first, more = LISTS[name]
    row, made, asked = first(), 1, {}
    for size in SIZES:
        if size > made:
            more(row, size - made)
            made = size
        owner.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(reverse(name)).status_code == 200
        asked[size] = len(queries)
    assert len({*asked.values()}) == 1, asked
    assert asked[1] <= MOST


def is_form(view):
    return isinstance(view, type) and issubclass(view, ActionView)


def test_each_list_of_ours_stands_here(shop):
    make_journal()
    house, browser = House(), Browser(raise_request_exception=False)
    browser.force_login(house.owner)
    shown, _led = screens(browser, house)
    views = {route.text: getattr(route.view, "view_class", route.view) for route in our_routes()}
    lists = {
        resolve(address).view_name
        for text, address in shown.items()
        if "<" not in text and not is_form(views[text])
    }
    assert lists == {*LISTS} | NO_LIST

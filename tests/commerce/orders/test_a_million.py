"""What the desk costs at a million orders (`--orders` of them): a benchmark, which proves nothing of time."""

from itertools import combinations

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from commerce.figures.operations import close_days
from commerce.orders.listing import OrderFilter, neighbours, page_of
from commerce.orders.models import Order
from kinsite.accounts.models import User
from kinsite.demo.many.seed import seed_orders
from tests.factories.staff import make_colleague

# A common value of each facet first, then rarer ones, down to none at all.
VALUES = {
    "status": ("delivered", "paid", "cancelled", "draft"),
    "payment": ("paid", "part_refunded", "authorised"),
    "fulfilment": ("delivered", "unfulfilled", "partly"),
    "returned": ("none", "closed", "open"),
    "goods": ("desk", "first SKU", "last SKU"),
    "country": ("US", "DE", "JP"),
    "delivery": ("standard", "express", "freight"),
    "method": ("card", "klarna", "sepa_debit"),
    "least": ("10", "20000"),
    "most": ("20000", "40"),
    "held": ("1",),
    "late": ("1",),
    "noted": ("1",),
    "staff": ("busiest", "next", "rarest"),
    "disputed": ("1",),
    "placed_from": ("2024-11-01", "2026-11-20"),
    "placed_to": ("2026-11-01", "2024-12-15"),
}
PAGE_5000 = 250_000
COLLEAGUES = 5


@pytest.fixture
def million(transactional_db, shop, request):
    """All that a shop of this size has, and its days closed."""
    count = request.config.getoption("orders")
    for _colleague in range(COLLEAGUES):
        make_colleague()
    seed_orders(count, say=lambda line: None)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    close_days()
    return count


def facets():
    """(name, text) of each facet and value, with SKUs that were sold, and those who sent most and least."""
    skus = list(Order.objects.order_by("pk").values_list("lines__sku", flat=True)[:2])
    colleagues = User.objects.filter(is_staff=True).order_by("pk")
    people = [str(pk) for pk in colleagues.values_list("pk", flat=True)]
    known = {"first SKU": skus[0], "last SKU": skus[1]}
    known |= {"busiest": people[0], "next": people[1], "rarest": people[COLLEAGUES - 1]}
    return [(name, known.get(text, text)) for name, texts in VALUES.items() for text in texts]


def spoken(order):
    """What somebody may say of one order: exact things, and names from rare to common."""
    address = order.addresses.get(kind="shipping")
    first, last = address.name.split()
    exact = [
        order.number,
        order.email,
        order.lines.first().sku,
        order.payments.get().intent_id,
        order.shipments.get().tracking_number,
        address.phone,
    ]
    return exact, [address.name, first, last, address.postcode]


def served(user):
    """What answers an address for somebody as a server does.

    A test client copies the context of each template it renders, and has the collector go through all
    copies in whichever request is under way: a fifth more in the middle, and twice as long at worst.
    """
    client = Client()
    client.force_login(user)
    requests, handler = RequestFactory(), ClientHandler()
    requests.cookies = client.cookies

    def get(path):
        response = handler(requests.get(path).environ)
        assert response.status_code == 200, (path, response.status_code)

    return get


@pytest.mark.bench
def test_the_desk(million, stopwatch):
    newest = OrderFilter("all")
    middle = Order.objects.filter(shipments__isnull=False).order_by("pk")[million // 2]
    far = Order.objects.order_by("-placed_at", "-pk")[min(PAGE_5000, million - 60)]
    stopwatch("order list, open work", lambda: page_of(OrderFilter()))
    stopwatch("order list, page 1 of all", lambda: page_of(newest))
    stopwatch("order list, page 2 of all", lambda: page_of(newest, after=page_of(newest).older))
    stopwatch("order list, page 5,000 of all", lambda: page_of(newest, after=far.pk))
    stopwatch("the orders beside one", lambda: neighbours(middle, newest))
    each = [(OrderFilter("all", "", (facet,)),) for facet in facets()]
    stopwatch("each filter alone", page_of, calls=each)
    pairs = [pair for pair in combinations(facets(), 2) if pair[0][0] != pair[1][0]]
    stopwatch("each pair of filters", page_of, calls=[(OrderFilter("all", "", pair),) for pair in pairs])
    exact, names = spoken(middle)
    stopwatch("search by what is exact", page_of, calls=[(OrderFilter("", text),) for text in exact * 10])
    stopwatch("search by name or postcode", page_of, calls=[(OrderFilter("", text),) for text in names * 10])
    get = served(make_colleague(*OFFERED_TO_GROUPS))
    for name in ("wagtailadmin_home", "orders:index", "customers:index", "products:index", "stock:index"):
        stopwatch(f"GET {reverse(name)}", get, calls=[(reverse(name),)] * 50)
    stopwatch("GET the page of an order", get, calls=[(reverse("orders:page", args=[middle.pk]),)] * 50)

"""What the way to the order may ask of the database (design.md, Budgets): the same for few lines and many."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.cart.cookies import write_token
from commerce.checkout.placing import place_order
from commerce.pricing.queries import quote_cart
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_picture, make_product
from tests.factories.checkout import cart_with, details_for
from tests.factories.discounts import make_amount_off

FEW, MANY = 2, 20
# Marks inside a transaction ask nothing of a table.
MARK = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE")


def filled(lines):
    variants = [make_product(stock=9) for _line in range(lines)]
    for variant in variants:
        make_picture(variant.product)
    return cart_with(*((variant, 1) for variant in variants))


def browser_of(cart):
    client, answer = Client(), HttpResponse()
    write_token(answer, cart)
    client.cookies.update(answer.cookies)
    return client


def queries_of(call):
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def cost_of(path, lines):
    client = browser_of(filled(lines))
    page = SimpleNamespace()

    def look():
        page.answer = client.get(path)

    look()
    cost = queries_of(look)
    assert page.answer.status_code == 200
    assert page.answer.content.count(b"SKU") or page.answer.content.count(b"Product SKU"), path
    return cost


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "most"), [("/cart/", 15), ("/checkout/", 22)])
def test_cart_and_checkout_stay_within_their_budget(shop, own_cache, path, most):
    assert cost_of(path, FEW) == cost_of(path, MANY) <= most


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("discounts", "most"), [(0, 30), (1, 35), (3, 35)])
def test_placing_an_order_stays_within_its_budget(shop, discounts, most):
    for number in range(discounts):
        make_amount_off("", 100 + number, limit_per_customer=None if number else 9)

    def placing(lines):
        cart = filled(lines)
        details = details_for(cart)
        quote, _choices = quote_cart(cart, place=details.place, delivery_code=details.delivery)
        assert len(quote.discounts) == discounts
        with CaptureQueriesContext(connection) as caught:
            place_order(cart=cart, quote=quote, details=details, by=GUEST)
        return len([query for query in caught if not MARK.match(query["sql"])])

    first, few, many = placing(FEW), placing(FEW), placing(MANY)
    assert first >= few == many <= most

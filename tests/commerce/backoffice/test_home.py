"""The admin's first screen: the shop's figures and news, each only for those who may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import VIEW_FIGURES, VIEW_ORDERS, VIEW_PRODUCTS
from commerce.catalogue.models import Variant
from commerce.orders.models import Order
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def home(client):
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.text


def sell(count=1):
    tray = Variant.objects.filter(sku="TRAY").first() or make_product("TRAY", price=5000, stock=500)
    for _ in range(count):
        order = make_order(tray)
        Order.objects.filter(pk=order.pk).update(paid_at=clock.now())
    return order


def test_figures_and_news_are_for_those_with_the_right(sign_in, shop):
    order = sell()
    total = order.total.written("en")
    boss, clerk, editor = sign_in(VIEW_FIGURES), sign_in(VIEW_ORDERS), sign_in(VIEW_PRODUCTS)
    assert "Takings" in home(boss) and total in home(boss)
    assert order.number not in home(boss)
    assert order.number in home(clerk)
    assert "Takings" not in home(clerk) and total not in home(clerk)
    assert "Takings" not in home(editor) and order.number not in home(editor)


def test_where_nothing_was_sold_it_says_so(sign_in, shop):
    assert "Nothing was sold" in home(sign_in(VIEW_FIGURES))


def test_the_figures_say_what_they_are(sign_in, shop, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    sell()
    text = home(sign_in(VIEW_FIGURES))
    assert "less what was given back" in text and "Europe/Berlin" in text


def test_many_orders_take_as_many_statements_as_one(sign_in, shop):
    colleague = sign_in(VIEW_FIGURES, VIEW_ORDERS)
    sell()
    home(colleague)
    with CaptureQueriesContext(connection) as few:
        home(colleague)
    sell(15)
    with CaptureQueriesContext(connection) as many:
        home(colleague)
    assert len(many) == len(few)

"""A clerk works down a list: whatever is done to an order, its page still knows the next one of that list."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from commerce.backoffice.actions.base import PostOnly
from commerce.orders.models import Order, OrderEvent
from commerce.orders.timeline import write_event
from kinsite.accounts.models import User
from kinsite.foundation import actors
from tests.factories.bulk import make_paid_orders
from tests.factories.order_actions import SITUATIONS

pytestmark = pytest.mark.django_db
LIST = "view=to-pack&country=US"
WAY = "from=view%3Dto-pack%26country%3DUS"
# What is about an order beside its actions.
BESIDE = {"orders:page", "orders:letter", "drafts:duplicate"}


@pytest.fixture
def owner():
    client = Client()
    client.force_login(User.objects.create_superuser("owner@example.com", "x"))
    return client


def order_page(order):
    return f"{reverse('orders:page', args=[order.pk])}?{WAY}"


def name_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def ways_of(html):
    """What each address about an order takes along, link by link and form by form, with its route's name."""
    main = BeautifulSoup(html, "html.parser").find("main")
    for link in main.find_all("a", href=True):
        yield name_of(link["href"]), parse_qs(urlsplit(link["href"]).query).get("from")
    for form in main.find_all("form", action=True):
        is_post = form.get("method") == "post"
        field = form.find("input", {"name": "from"})
        kept = parse_qs(urlsplit(form["action"]).query).get("from") if is_post else field and [field["value"]]
        yield name_of(form["action"]), kept


def lost_on(html):
    known = {*SITUATIONS, *BESIDE}
    return [name for name, kept in ways_of(html) if name in known and kept != [LIST]]


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_action_on_an_order_leads_back_within_the_list_that_led_there(name, shop, stripe, owner):
    situation = SITUATIONS[name](stripe)
    order = Order.objects.get(pk=situation.order.pk)
    address = f"{reverse(name, args=situation.args)}?{WAY}"

    page = owner.get(order_page(order)).text
    assert {found for found, _kept in ways_of(page)} & {*SITUATIONS}
    assert lost_on(page) == []
    form = owner.get(address)
    if issubclass(resolve(urlsplit(address).path).func.view_class, PostOnly):
        assert (form.status_code, form.url) == (302, order_page(order))
    else:
        assert f'href="{order_page(order)}"' in form.text
        assert lost_on(form.text) == []

    seen = order.version
    write_event(order=order, kind=OrderEvent.Kind.NOTE, by=actors.SYSTEM, summary="Customer called")
    refused = owner.post(address, {**situation.form, "version": seen})
    assert refused.status_code == 409
    assert f'href="{order_page(order)}"' in refused.text
    assert lost_on(refused.text) == []

    order.refresh_from_db()
    done = owner.post(address, {**situation.form, "version": order.version})
    assert (done.status_code, done.url) == (302, order_page(order))


def test_timeline_and_letters_keep_the_way(shop, stripe, owner):
    situation = SITUATIONS["orders:resend"](stripe)
    page = owner.get(f"{order_page(situation.order)}&show=mails").text
    assert f'href="{order_page(situation.order)}&amp;show=money#order-timeline"' in page
    assert lost_on(page) == []
    letter = owner.get(f"{reverse('orders:letter', args=situation.args)}?{WAY}").text
    assert f'href="{order_page(situation.order)}"' in letter
    assert lost_on(letter) == []


def test_who_came_by_no_list_takes_none_along(shop, stripe, owner):
    situation = SITUATIONS["orders:add_tag"](stripe)
    page = reverse("orders:page", args=situation.args)
    assert "from=" not in owner.get(page).text.split("<main", 1)[-1]
    form = {**situation.form, "version": Order.objects.get(pk=situation.order.pk).version}
    assert owner.post(reverse("orders:add_tag", args=situation.args), form).url == page


@pytest.mark.parametrize(
    "said", ["https://evil.example/", "//evil.example", "view=nowhere%26next=//e.example"]
)
def test_what_is_no_filter_leads_nowhere(said, shop, stripe, owner):
    situation = SITUATIONS["orders:add_tag"](stripe)
    address = reverse("orders:add_tag", args=situation.args)
    form = {**situation.form, "version": Order.objects.get(pk=situation.order.pk).version}
    answer = owner.post(f"{address}?from={said}", form)
    assert answer.url == reverse("orders:page", args=situation.args) + "?from=view%3Dopen"


def test_two_orders_in_a_row_are_done_by_next(shop, owner):
    newer, older = sorted(make_paid_orders(2), key=lambda order: order.placed_at, reverse=True)
    for order, beside in ((newer, older), (older, newer)):
        version = Order.objects.get(pk=order.pk).version
        tag = reverse("orders:add_tag", args=[order.pk])
        page = owner.post(f"{tag}?{WAY}", {"label": "Fragile", "version": version}, follow=True)
        assert f'href="{order_page(beside)}"' in page.text

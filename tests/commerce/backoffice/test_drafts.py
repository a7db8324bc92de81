"""Preparing an order in the admin: from the phone call to the letter, and from an earlier order."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.customers.deciding import block_customer
from commerce.drafts.models import Draft
from commerce.orders.operations import mark_order_paid
from emails.models import Letter
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.drafts import make_draft
from tests.factories.orders import make_order, place


@pytest.fixture
def clerk(sign_in, shop):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS)


@pytest.fixture
def desk():
    return make_product("DESK-OAK", title="Oak desk", price=12900, stock=5)


def address(name, *ids):
    return reverse(f"drafts:{name}", args=ids)


def test_a_clerk_prepares_an_order_and_sends_its_link(clerk, desk, begun):
    answer = clerk.post(address("add"), {"email": "anna@example.com", "market": begun.pk}, follow=True)
    draft = Draft.objects.get()
    assert answer.request["PATH_INFO"] == address("page", draft.pk)
    wrong = clerk.post(address("add_goods", draft.pk), {"sku": "DESK-ELM", "quantity": 1})
    assert wrong.status_code == 422 and "No variant has this SKU" in wrong.text and "DESK-ELM" in wrong.text
    many = clerk.post(address("add_goods", draft.pk), {"sku": "DESK-OAK", "quantity": 9})
    assert many.status_code == 422
    clerk.post(address("add_goods", draft.pk), {"sku": "DESK-OAK", "quantity": 2})
    page = clerk.get(address("page", draft.pk)).text
    assert "Oak desk" in page and "$258.00" in page and "Being prepared" in page
    assert reverse("draft", args=[draft.link_token]) in page
    clerk.post(address("send", draft.pk))
    assert Letter.objects.get().recipient == "anna@example.com"
    assert "Sent" in clerk.get(address("index")).text
    clerk.post(address("line", draft.pk, draft.cart.lines.get().pk), {"quantity": 0})
    assert not draft.cart.lines.exists()


def test_what_its_customer_began_with_is_not_changed_any_more(clerk, desk):
    draft = make_draft(("DESK-OAK", 1))
    clerk.post(reverse("draft", args=[draft.link_token]))
    page = clerk.get(address("page", draft.pk)).text
    assert "At the customer&#x27;s" in page and address("add_goods", draft.pk) not in page
    refused = clerk.post(address("add_goods", draft.pk), {"sku": "DESK-OAK", "quantity": 1})
    assert refused.status_code == 422 and "no longer open" in refused.text


def test_whoever_began_and_lost_the_letter_gets_another_until_it_is_ordered(clerk, desk):
    draft = make_draft(("DESK-OAK", 1))
    Client().post(reverse("draft", args=[draft.link_token]))
    send = address("send", draft.pk)
    assert send in clerk.get(address("page", draft.pk)).text
    assert clerk.post(send).url == address("page", draft.pk)
    assert Letter.objects.filter(kind="draft_ready").count() == 1
    mark_order_paid(order=place(draft.cart).order, by=SYSTEM)
    assert send not in clerk.get(address("page", draft.pk)).text
    assert "no longer open" in clerk.post(send).text
    assert Letter.objects.filter(kind="draft_ready").count() == 1


def test_an_order_is_duplicated_from_its_page(clerk, desk):
    order = make_order(desk)
    url = address("duplicate", order.pk)
    assert url in clerk.get(reverse("orders:page", args=[order.pk])).text
    assert clerk.get(url).status_code == 200 and not Draft.objects.exists()
    answer = clerk.post(url, follow=True)
    assert "Oak desk" in answer.text and order.number in answer.text
    assert "The goods are in it" in answer.text and "Add the goods" not in answer.text


def test_a_draft_says_that_its_customer_is_blocked_and_why_its_link_is_not_sent(clerk, desk):
    order = make_order(desk)
    assert "is blocked" not in clerk.get(address("page", make_draft(email=order.email).pk)).text
    block_customer(customer=order.customer, reason="Fraud", by=SYSTEM)
    page = clerk.post(address("duplicate", order.pk), follow=True).text
    assert "This customer is blocked." in page
    refused = clerk.post(address("send", Draft.objects.latest("pk").pk))
    assert refused.status_code == 422 and "This customer is blocked" in refused.text
    assert not Letter.objects.filter(kind="draft_ready").exists()


def test_who_may_only_look_changes_nothing(sign_in, desk):
    reader, draft = sign_in(VIEW_ORDERS), make_draft(("DESK-OAK", 1))
    page = reader.get(address("page", draft.pk)).text
    assert "Oak desk" in page and address("send", draft.pk) not in page
    assert "Prepare an order" not in reader.get(address("index")).text


@pytest.mark.parametrize("count", [1, 50])
def test_a_list_of_many_asks_no_more_than_one_of_few(clerk, desk, count):
    for _ in range(count):
        make_draft(("DESK-OAK", 1))
    clerk.get(address("index"))
    with CaptureQueriesContext(connection) as asked:
        clerk.get(address("index"))
    assert len(asked) <= 12

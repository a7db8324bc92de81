"""What colleagues decide of a customer: blocked and exempt, each with its reason, once, and undone."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import (
    CHANGE_CUSTOMERS,
    ERASE_CUSTOMERS,
    EXEMPT_CUSTOMERS,
    VIEW_CUSTOMERS,
)
from commerce.customers.desk import CustomerStep
from commerce.customers.models import Customer
from commerce.customers.operations import customer_for_guest, make_findable
from commerce.orders.desk import write_message
from commerce.privacy.duplicates import merge_customers
from emails.send import post
from kinsite.foundation.actors import SYSTEM
from tests.commerce.backoffice.test_discounts import said
from tests.factories.catalogue import make_product
from tests.factories.credit import make_store_credit
from tests.factories.customers import make_account, make_customer
from tests.factories.reviews import make_paid_order


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_CUSTOMERS, CHANGE_CUSTOMERS, EXEMPT_CUSTOMERS)


@pytest.fixture
def anna():
    return make_customer(make_account("anna@example.com"))


def act(browser, name, customer, reason="They asked for it."):
    return browser.post(reverse(f"customers:{name}", args=[customer.pk]), {"reason": reason}, follow=True)


@pytest.mark.parametrize(
    ("do", "undo", "tag"), [("block", "unblock", "Blocked"), ("exempt", "tax", "Exempt from tax")]
)
def test_it_is_decided_with_a_reason_once_and_undone(clerk, anna, do, undo, tag):
    assert act(clerk, do, anna, reason=" ").status_code == 422
    assert not CustomerStep.objects.exists()
    page = said(act(clerk, do, anna))
    for words in (tag, "They asked for it.", "Clara Packer"):
        assert words in page
    assert reverse(f"customers:{undo}", args=[anna.pk]) in page
    assert reverse(f"customers:{do}", args=[anna.pk]) not in page
    act(clerk, undo, anna, reason="It was a mistake.")
    again = act(clerk, undo, anna)
    assert (again.status_code, "A colleague changed this" in said(again)) == (422, True)
    anna.refresh_from_db()
    assert (anna.is_blocked, anna.tax_exemption) == (False, "")
    assert CustomerStep.objects.count() == 2


def test_who_is_blocked_already_is_not_blocked_twice(clerk, anna):
    act(clerk, "block", anna)
    assert act(clerk, "block", anna).status_code == 422
    assert CustomerStep.objects.count() == 1


def test_a_guest_is_not_exempt_since_anybody_types_their_address(clerk):
    guest = customer_for_guest(email="gil@example.com", name="Gil", phone="", language="en")
    answer = act(clerk, "exempt", guest)
    assert (answer.status_code, "Guests can't be exempt" in said(answer)) == (422, True)
    guest.refresh_from_db()
    assert guest.tax_exemption == ""


def test_a_duplicate_is_found_previewed_and_merged(clerk, anna, sign_in):
    twin = customer_for_guest(email="a@work.example", name="Anna Meyer", phone="212 555", language="en")
    customer_for_guest(email="ben@example.com", name="Ben Ito", phone="", language="en")
    anna.name = "Anna Meyer"
    anna.save()
    make_findable(anna)
    found = clerk.get(reverse("customers:duplicates", args=[anna.pk]))
    assert [row["guest"] for row in found.context["guests"]] == [twin]
    asked = clerk.get(reverse("customers:duplicates", args=[anna.pk]), {"q": "ben@example.com"})
    assert [row["guest"].name for row in asked.context["guests"]] == ["Ben Ito"]
    address = reverse("customers:merge", args=[anna.pk, twin.pk])
    preview = said(clerk.get(address))
    assert "Anna Meyer (a@work.example) is gone as a customer of their own." in preview
    assert "sees these orders" in preview
    assert Customer.objects.get(pk=twin.pk).email == "a@work.example"
    page = said(clerk.post(address, {"reason": "They said so."}, follow=True))
    assert "Merged: ← " in page
    assert clerk.post(address, {"reason": "Again."}).status_code == 404


def test_after_merging_the_letters_about_the_orders_are_on_the_page(clerk, anna, shop):
    order = make_paid_order(make_product("DESK", price=9000, stock=9), email="ben@work.example")
    write_message(order=order, text="It leaves us tomorrow.", to=order.email, by=SYSTEM)
    about = {"to": "ben@work.example", "locale": "en"}
    post("order_shipped", about=order.shipments.create(), **about)
    post("refund_failed", to="colleague@example.com", about=order, locale="en")
    merge_customers(duplicate=order.customer, into=anna, reason="They said so.", by=SYSTEM)
    page = clerk.get(reverse("customers:page", args=[anna.pk]))
    assert [letter.kind for letter in page.context["letters"]] == [
        "order_shipped",
        "order_message",
        "order_confirmed",
    ]
    assert {letter.recipient for letter in page.context["letters"]} == {"ben@work.example"}


def test_erasing_says_what_goes_asks_twice_and_refuses_with_the_reason(sign_in, anna):
    manager = sign_in(VIEW_CUSTOMERS, ERASE_CUSTOMERS)
    address = reverse("customers:erase", args=[anna.pk])
    preview = said(manager.get(address))
    for words in ("What goes for good", "customer record at Stripe", "What stays", "for the books"):
        assert words in preview
    assert manager.post(address, {}).status_code == 422
    make_store_credit(anna)
    refused = manager.post(address, {"is_sure": "on"})
    assert (refused.status_code, "There is store credit" in said(refused)) == (422, True)
    assert Customer.objects.get(pk=anna.pk).email == "anna@example.com"
    anna.credit_accounts.update(is_disabled=True)
    page = said(manager.post(address, {"is_sure": "on"}, follow=True))
    assert f"Erased customer {anna.pk}" in page
    assert "anna@example.com" not in page
    assert reverse("customers:erase", args=[anna.pk]) not in page
    assert list(manager.get(reverse("customers:index")).context["object_list"]) == []
    asked = manager.get(reverse("customers:index"), {"standing": "erased"})
    assert list(asked.context["object_list"]) == [anna]

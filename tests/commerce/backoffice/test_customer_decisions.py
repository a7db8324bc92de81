"""What colleagues decide of a customer: blocked and exempt, each with its reason, once, and undone."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_CUSTOMERS, EXEMPT_CUSTOMERS, VIEW_CUSTOMERS
from commerce.customers.desk import CustomerStep
from commerce.customers.operations import customer_for_guest
from tests.commerce.backoffice.test_discounts import said
from tests.factories.customers import make_account, make_customer


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

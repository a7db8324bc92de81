"""The order of an erased customer: what would write to them is not possible, and says why."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import (
    CHANGE_ORDERS,
    ISSUE_CREDIT,
    REFUND_ORDERS,
    VIEW_CUSTOMERS,
    VIEW_ORDERS,
)
from commerce.drafts.models import Draft
from commerce.drafts.operations import send_draft
from commerce.errors import NobodyToWrite
from commerce.fulfilment.letters import tell_of_parcel
from commerce.orders.models import Order, OrderEvent
from commerce.orders.operations import mark_order_paid
from commerce.refunds.models import Refund, RefundStatus
from emails.models import Letter
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.desk import erase_buyer, make_letter
from tests.factories.drafts import make_draft
from tests.factories.orders import make_order
from tests.factories.refunds import give_back, make_paid_order

pytestmark = pytest.mark.django_db

REASON = "The customer was erased: there is nobody to write to."


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", title="Oak desk", price=12900, stock=5)


@pytest.fixture
def order(desk):
    order = make_order(desk, email="rosa.brandt@example.com")
    mark_order_paid(order=order, by=SYSTEM)
    make_letter(order)
    return erase_buyer(order)


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS, REFUND_ORDERS, ISSUE_CREDIT, VIEW_CUSTOMERS)


def at(name, *ids):
    return reverse(name, args=ids)


def seen(order):
    return {"version": Order.objects.get(pk=order.pk).version}


def test_what_would_write_to_them_is_not_possible_and_says_why(clerk, order):
    page = clerk.get(at("orders:page", order.pk))
    refused = {choice.verb: choice.why_not for choice in page.context["head"]["cannot"]}
    assert {verb for verb, why_not in refused.items() if why_not == REASON} == {
        "message",
        "duplicate",
        "credit",
    }
    assert at("orders:message", order.pk) not in page.text
    assert at("drafts:duplicate", order.pk) not in page.text


def test_the_card_names_nobody_and_has_no_empty_link(clerk, sign_in, order):
    for browser in (clerk, sign_in(VIEW_ORDERS)):
        text = browser.get(at("orders:page", order.pk)).text
        assert f"Erased customer {order.customer_id}" in text
        assert "mailto:" not in text and 'data-copy=""' not in text


def test_a_message_is_refused_with_the_reason(clerk, order):
    url = at("orders:message", order.pk)
    page = clerk.get(url)
    assert REASON in page.text and "It is mailed to" not in page.text and "Look at it" not in page.text
    for more in ({}, {"send": "1"}):
        answer = clerk.post(url, {**seen(order), "to": "", "text": "Hello", **more})
        assert answer.status_code == 422 and REASON in answer.text
    assert not OrderEvent.objects.filter(kind=OrderEvent.Kind.MESSAGE).exists()


def test_no_order_is_prepared_for_nobody(clerk, order):
    url = at("drafts:duplicate", order.pk)
    assert REASON in clerk.get(url).text
    answer = clerk.post(url)
    assert answer.status_code == 422 and REASON in answer.text
    assert not Draft.objects.exists()


def test_a_link_is_not_sent_to_nobody(clerk, desk):
    draft = make_draft(("DESK-OAK", 1))
    Draft.objects.update(email="")
    with pytest.raises(NobodyToWrite):
        send_draft(draft=draft, by=SYSTEM)
    answer = clerk.post(at("drafts:send", draft.pk))
    assert answer.status_code == 422 and REASON in answer.text
    assert not Letter.objects.exists() and Draft.objects.get().sent_at is None


def test_a_letter_is_not_sent_again(clerk, order):
    letter = Letter.objects.get(kind="order_confirmed")
    page = clerk.get(at("orders:letter", order.pk, letter.pk))
    assert REASON in page.text and at("orders:resend", order.pk, letter.pk) not in page.text
    answer = clerk.post(at("orders:resend", order.pk, letter.pk), seen(order), follow=True)
    assert REASON in answer.text and "It is sent again" not in answer.text
    assert Letter.objects.count() == 1


def test_lists_name_them_as_the_card_does(clerk, order):
    assert f"Erased customer {order.customer_id}" in clerk.get(at("orders:index") + "?view=all").text


def test_their_refund_goes_back_and_nobody_is_written_to(shop, stripe):
    order = erase_buyer(make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 1)))
    before = Letter.objects.count()
    give_back(order, goodwill=500)
    assert Refund.objects.get().status == RefundStatus.SUCCEEDED
    assert Letter.objects.count() == before


def test_their_refund_is_no_credit_that_nobody_could_spend(shop, stripe, clerk):
    order = erase_buyer(make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 1)))
    dialog = clerk.get(at("orders:refund", order.pk))
    assert not {"message", "to_store_credit", "notifies"} & set(dialog.context["form"].fields)
    assert 'name="notifies"' not in dialog.text and 'name="reason"' in dialog.text
    with pytest.raises(NobodyToWrite):
        give_back(order, goodwill=400, to_store_credit=True)
    named = dialog.context["named"]
    form = {
        **dialog.context["form"].initial,
        **seen(order),
        "named": named,
        "reason": "Gone",
        "computed": named,
    }
    answer = clerk.post(at("orders:refund", order.pk), {**form, "to_store_credit": "on"})
    assert answer.status_code == 302
    refund = Refund.objects.get()
    assert (refund.to_store_credit, refund.notifies) == (False, False)


def test_their_parcel_leaves_and_nobody_is_written_to(order):
    parcel = order.shipments.create()

    class Left:
        shipment_id, notifies = parcel.pk, True

    tell_of_parcel(Left)
    assert Letter.objects.filter(kind="order_shipped").count() == 0

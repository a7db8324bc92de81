"""Who is written to about a refund: the customer when it is on its way, colleagues when it failed."""

import pytest
from django.urls import reverse

from commerce.checkout.following import follow_reported_refund
from commerce.orders.models import Order
from commerce.orders.operations import cancel_order
from commerce.refunds.models import RefundLimit
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.refunds import ask, give_back, make_paid_order
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1234, stock=5), 3))


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def test_the_customer_is_told_once_what_how_and_when(order, stripe):
    line = order.lines.get().pk
    refund = give_back(order, units={line: 2}, delivery=500, amount=3000, message="Sorry for the scratch")
    follow_reported_refund(refund_id=refund.provider_id)
    [letter] = letters("refund_sent")
    assert letter.recipient == order.email
    words = word(letter)
    assert "$30.00" in words.subject
    for text in (words.text, words.html):
        for said in ("2 × Tray", "$26.88", "$5.00", "$1.88", "Visa •••• 4242", "Sorry for the scratch"):
            assert said in text
        assert "5–10 days at your bank" in text
        assert order.link_token in text


def test_it_is_written_in_the_orders_language(order):
    Order.objects.filter(pk=order.pk).update(language="de")
    give_back(order, goodwill=1000)
    words = word(letters("refund_sent")[0])
    assert "Ihre Erstattung von 10,00" in words.subject
    assert "5–10 Tage" in words.text
    assert "/de/orders/" in words.text


def test_nobody_is_told_where_the_colleague_wanted_so(order):
    give_back(order, goodwill=1000, notifies=False)
    assert letters("refund_sent") == []


def test_only_asked_for_it_is_not_on_its_way(order):
    ask(order, goodwill=1000)
    assert letters("refund_sent") == []


def test_of_a_failure_all_who_may_refund_are_told_and_the_customer_is_not(order, stripe):
    able = make_colleague("commerce.refund_order")
    make_colleague("commerce.view_order")
    stripe.post_hook("fault", path="/v1/refunds", do="status", status=400, times=1)
    refund = give_back(order, goodwill=1000)
    [letter] = letters("refund_failed")
    assert letter.recipient == able.email
    words = word(letter)
    for text in (words.text, words.html):
        assert refund.failure_code in text
        assert reverse("orders:page", args=[order.pk]) in text
    assert letters("refund_sent") == []


def test_a_cancelled_order_tells_what_is_refunded(order):
    cancel_order(order=order, by=SYSTEM)
    [letter] = letters("order_cancelled")
    words = word(letter)
    for text in (words.text, words.html):
        assert order.total.written("en") in text
        assert "Visa •••• 4242" in text


def test_the_customer_sees_refunds_on_the_orders_page(order, client):
    give_back(order, goodwill=1000, message="Sorry")
    give_back(order, goodwill=500)
    page = client.get(reverse("order", args=[order.link_token])).text
    for said in (
        "Refunds",
        "$10.00 to Visa •••• 4242",
        "5–10 days at your bank",
        "Sorry",
        "Refunded",
        "−$15.00",
    ):
        assert said in page


def test_reasons_and_failures_are_not_for_customers(order, client, stripe):
    stripe.post_hook("fault", path="/v1/refunds", do="status", status=400, times=1)
    give_back(order, goodwill=1000, reason="A difficult customer")
    give_back(order, goodwill=500, reason="A difficult customer")
    page = client.get(reverse("order", args=[order.link_token])).text
    assert "difficult" not in page
    assert "$10.00" not in page


def test_those_who_may_approve_are_told_of_one_above_the_limit_but_not_whoever_asked(order):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)
    mona = make_colleague("commerce.refund_order", "commerce.approve_refund")
    olive = make_colleague("commerce.approve_refund")
    make_colleague("commerce.refund_order")
    ask(order, goodwill=900, by=staff(mona))
    assert letters("refund_proposed") == []
    ask(order, goodwill=2000, by=staff(mona))
    [letter] = letters("refund_proposed")
    assert letter.recipient == olive.email
    words = word(letter)
    assert "$20.00" in words.subject and order.number in words.subject
    for text in (words.text, words.html):
        for said in (order.number, "$20.00", reverse("orders:page", args=[order.pk])):
            assert said in text

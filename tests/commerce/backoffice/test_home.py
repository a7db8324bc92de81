"""The admin's first screen: the shop's figures and news, each only for those who may see them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import (
    APPROVE_REFUNDS,
    CHANGE_PAYMENTS,
    OFFERED_TO_GROUPS,
    VIEW_FIGURES,
    VIEW_LETTERS,
    VIEW_ORDERS,
    VIEW_PRODUCTS,
    VIEW_STOCK,
)
from commerce.backoffice.tiles import TILES
from commerce.catalogue.models import Variant
from commerce.fulfilment.operations import deliver_shipment, ship_order
from commerce.mailing import send_again
from commerce.orders.desk import put_on_hold
from commerce.orders.listing import COUNTED_TO, OrderFilter
from commerce.orders.models import Order
from commerce.orders.operations import mark_order_paid
from commerce.payments.models import Dispute, StripeInbox
from commerce.refunds.operations import refuse_refund
from commerce.stock.models import StockItem
from emails.models import Letter
from emails.send import post
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.desk import erase_buyer, make_letter
from tests.factories.orders import copy_order, make_order
from tests.factories.reconciliation import make_difference, make_dispute
from tests.factories.refunds import make_paid_order, make_proposed_refund
from tests.factories.staff import make_colleague

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


def test_news_name_colleagues_and_say_their_steps_as_the_orders_page_does(sign_in, shop, stripe):
    tia = staff(make_colleague(VIEW_ORDERS, first_name="Tia", last_name="Packer"))
    order = make_paid_order(stripe, (make_product("DESK", price=9000, stock=9), 1))
    deliver_shipment(shipment=ship_order(order=order, by=tia), by=tia)
    put_on_hold(order=make_order(), reason="Fraud?", by=tia)
    text = home(sign_in(VIEW_ORDERS))
    for words in ("Tia Packer", "Handed over → Delivered", "Shipped → Delivered", "Hold</strong> · On hold"):
        assert words in text
    assert tia.label not in text and "handed_over" not in text


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


def tiles(client):
    """What each tile counts, by its words, and where it leads."""
    found = re.findall(r'<a href="([^"]+)"[^>]*><span>([^<]+)</span> <strong>([^<]+)</strong>', home(client))
    return {label: (count, url.replace("&amp;", "&")) for url, label, count in found}


@pytest.fixture
def boss(sign_in, shop):
    return sign_in(*OFFERED_TO_GROUPS, CHANGE_PAYMENTS)


def test_each_tile_opens_the_list_that_it_counts(boss):
    order, letter = make_order(make_product("DESK", price=9000, stock=9)), None
    mark_order_paid(order=order, by=SYSTEM)
    letter = make_letter(order)
    Letter.objects.filter(pk=letter.pk).update(status="dead", sent_at=None)
    make_dispute(order, respond_by=clock.now() + timedelta(days=3))
    make_difference()
    StockItem.objects.update(threshold=9)
    StripeInbox.objects.create(event_id="evt_1", problem="Broken", next_try_at=clock.now())
    Order.objects.update(paid_at=clock.now() - timedelta(days=9), payment_state="void", delivery_from=None)
    found = tiles(boss)
    assert len(found) == len(TILES)
    assert {label for label, (count, _url) in found.items() if count == "0"} == {
        "To capture",
        "To answer",
        "Prices to approve",
        "Refunds to approve",
    }
    for label, (count, url) in found.items():
        answer = boss.get(url)
        assert answer.status_code == 200, label
        if "/orders/" in url:
            assert (order.number in answer.text) == (count == "1"), label
    assert "DESK" in boss.get(found["Low stock"][1]).text
    assert order.email in boss.get(found["Failed mails"][1]).text


def test_a_tile_is_for_those_who_may_open_its_list(sign_in, shop):
    for right, labels in {
        VIEW_ORDERS: {"To pack", "Late", "To capture", "Payment problems", "To answer", "Disputes"},
        VIEW_STOCK: {"Low stock"},
        VIEW_LETTERS: {"Failed mails"},
        APPROVE_REFUNDS: {"Refunds to approve"},
        VIEW_PRODUCTS: set(),
    }.items():
        assert set(tiles(sign_in(right))) == labels


def test_a_refund_that_waits_for_a_colleague_is_counted_and_listed(boss):
    refund = make_proposed_refund()
    count, url = tiles(boss)["Refunds to approve"]
    assert count == "1"
    assert refund.order.number in boss.get(url).text
    refuse_refund(refund=refund, by=SYSTEM)
    assert tiles(boss)["Refunds to approve"][0] == "0"


def test_a_dispute_says_until_when_it_must_be_answered(boss):
    dispute = make_dispute(make_order(), respond_by=datetime(2026, 12, 3, 16, 30, tzinfo=UTC))
    assert "answer by 3 Dec, 16:30" in home(boss)
    Dispute.objects.filter(pk=dispute.pk).update(status="under_review")
    assert "answer by" not in home(boss) and tiles(boss)["Disputes"][0] == "1"


def test_trouble_stands_out_and_its_absence_does_not(boss):
    assert "kin-tiles__alert" not in home(boss)
    make_difference()
    assert home(boss).count("kin-tiles__alert") == 1


def test_a_count_ends_where_its_list_ends_counting(boss, monkeypatch):
    monkeypatch.setattr("commerce.backoffice.tiles.COUNTED_TO", 2)
    order = make_order(make_product("DESK", price=9000, stock=9))
    mark_order_paid(order=order, by=SYSTEM)
    copy_order(order, 3)
    assert tiles(boss)["To pack"][0] == "2+"
    assert COUNTED_TO == 1000 and OrderFilter.parse("view=to-pack").orders.count() == 4


def test_an_old_failed_mail_is_no_news(boss):
    letter = make_letter(make_order())
    Letter.objects.filter(pk=letter.pk).update(
        status="dead", sent_at=None, posted_at=clock.now() - timedelta(days=31)
    )
    assert tiles(boss)["Failed mails"][0] == "0"


def given_up(letter):
    Letter.objects.filter(pk=letter.pk).update(status="dead", sent_at=None)
    return letter


def arrived(letter):
    Letter.objects.filter(pk=letter.pk).update(status="sent", sent_at=clock.now())


def test_a_failed_mail_that_was_sent_again_is_no_trouble_once_it_arrived(boss):
    order = make_order()
    letter = given_up(make_letter(order))
    Order.objects.filter(pk=order.pk).update(email="right@example.com")
    again = send_again(order=order, letter_id=letter.pk, by=SYSTEM)
    assert tiles(boss)["Failed mails"][0] == "1"
    arrived(again)
    assert tiles(boss)["Failed mails"][0] == "0"


def test_a_failed_mail_is_not_made_good_by_what_somebody_else_got(boss):
    order = make_order()
    for name in ("anna", "ben"):
        post("order_answer", to=f"{name}@example.com", about=order, locale="en", occurrence=f"to {name}")
    first, second = Letter.objects.order_by("pk")
    given_up(first)
    arrived(second)
    assert tiles(boss)["Failed mails"][0] == "1"


def test_what_was_sent_again_before_does_not_make_good_what_failed_since(boss):
    order = make_order()
    letter = given_up(make_letter(order))
    arrived(send_again(order=order, letter_id=letter.pk, by=SYSTEM))
    given_up(send_again(order=order, letter_id=letter.pk, by=SYSTEM))
    assert tiles(boss)["Failed mails"][0] == "1"


def test_a_mail_whose_reader_was_erased_is_no_trouble(boss):
    order = make_order(make_product("DESK", price=9000, stock=9))
    given_up(make_letter(order))
    assert tiles(boss)["Failed mails"][0] == "1"
    erase_buyer(order)
    assert Letter.objects.filter(status="dead").exists()
    assert tiles(boss)["Failed mails"][0] == "0"

"""Stripe webhooks in the admin: what failed is seen, and tried again on the path of a delivery."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_PAYMENTS, VIEW_ORDERS
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, StripeInbox
from commerce.tasks import work_inbox
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.faults.conftest import deliver, notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(shop, stripe, client):
    """Two notices of one payment whose work failed, for Stripe did not answer."""
    make_product("TRAY", price=5000, stock=5)
    started = start(cart_with(("TRAY", 1)))
    intent = confirm(stripe, started.client_secret)
    stripe.post_hook("fault", path="/v1/payment_intents/*", do="status", status=500, times=2)
    for number in (1, 2):
        deliver(client, notice(intent["id"], event_id=f"evt_{number}"))
    for row in StripeInbox.objects.filter(done_at=None, problem=""):
        with pytest.raises(Exception, match="500"):
            work_inbox(row.pk)
    assert Order.objects.get().status == OrderStatus.PLACED
    return [f"{row.pk}-{row.attempts}" for row in StripeInbox.objects.order_by("pk")]


@pytest.fixture
def colleague(sign_in):
    return sign_in(CHANGE_PAYMENTS)


def work_what_is_due():
    for row in StripeInbox.objects.filter(done_at=None, next_try_at__lte=clock.now()):
        work_inbox(row.pk)


def replay(client, *notices):
    return client.post(reverse("notices:replay"), {"notice": notices}, follow=True)


def test_failures_are_listed_with_their_error(failed, colleague):
    page = colleague.get(reverse("notices:index")).text
    assert page.count("GatewayError") == 2
    assert "Stripe webhooks" in page.split("<main", 1)[1].split("</header>", 1)[0]
    assert "payment_intent.succeeded" in page
    assert all(f'value="{text}"' in page for text in failed)


def test_one_is_replayed_as_if_it_was_delivered_now(failed, colleague):
    assert "1 event is tried again" in replay(colleague, failed[0]).text
    work_what_is_due()
    assert Order.objects.get().status == OrderStatus.PAID
    assert StripeInbox.objects.filter(done_at=None).count() == 1


def test_all_that_failed_are_replayed_and_pay_once(failed, colleague):
    assert "2 events are tried again" in replay(colleague, *failed).text
    work_what_is_due()
    assert Order.objects.get().events.filter(target=OrderStatus.PAID).count() == 1
    assert "Nothing failed" in colleague.get(reverse("notices:index")).text


def test_a_double_click_tries_it_once(failed, colleague):
    replay(colleague, failed[0])
    work_what_is_due()
    row = StripeInbox.objects.get(pk=failed[0].split("-")[0])
    assert "tried again a moment ago" in replay(colleague, failed[0]).text
    tries = StripeInbox.objects.get(pk=row.pk).attempts
    assert tries == row.attempts


def test_one_that_failed_again_since_is_not_tried_by_an_old_page(failed, colleague, stripe):
    StripeInbox.objects.update(attempts=5)
    before = StripeInbox.objects.order_by("pk").first().next_try_at
    assert "a moment ago" in replay(colleague, failed[0], "x-1", "1", "1-2-3").text
    assert StripeInbox.objects.order_by("pk").first().next_try_at == before


def test_without_the_right_nothing_is_tried_and_nothing_warned_of(failed, sign_in):
    client = sign_in(VIEW_ORDERS)
    before = StripeInbox.objects.order_by("pk").first().next_try_at
    replay(client, *failed)
    assert StripeInbox.objects.order_by("pk").first().next_try_at == before
    assert "could not be worked" not in client.get(reverse("wagtailadmin_home")).text


def test_the_first_screen_warns_of_what_failed(failed, colleague):
    assert "2 events from Stripe could not be worked" in colleague.get(reverse("wagtailadmin_home")).text


def test_the_first_screen_warns_where_payments_were_begun_and_nothing_arrives(shop, stripe, colleague):
    home = reverse("wagtailadmin_home")
    make_product("TRAY", price=5000, stock=5)
    start(cart_with(("TRAY", 1)))
    assert "told us of none" not in colleague.get(home).text
    Payment.objects.update(created_at=clock.now() - timedelta(hours=2))
    assert "told us of none" in colleague.get(home).text
    assert "No event has arrived yet" in colleague.get(reverse("notices:index")).text


def test_the_page_asks_as_much_for_one_failure_as_for_fifty(failed, colleague):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            colleague.get(reverse("notices:index"))
        return len(queries)

    asked()
    few = asked()
    StripeInbox.objects.bulk_create(
        StripeInbox(event_id=f"evt_more_{n}", type="refund.updated", object_id="re_1", problem="GatewayError")
        for n in range(48)
    )
    assert asked() == few

"""Without the broker an order is paid and its letter waits; without the cache every page still answers."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from commerce.orders.models import Order, OrderStatus
from emails.delivery import deliver, letters_due
from emails.models import Letter
from emails.tasks import sweep_outbox
from kinsite.foundation import clock
from kinsite.foundation.cache import _breakers
from tests.commerce.storefront.conftest import Browser
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.content import make_home, make_product_page
from tests.factories.customers import PASSWORD, make_user
from tests.factories.staff import make_colleague
from tests.kinsite.foundation.conftest import dead_redis, mute_redis  # noqa: F401
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.fault
LIMIT = 2


@pytest.mark.django_db(transaction=True)
def test_f33_an_order_is_paid_while_the_broker_is_away_and_its_letter_goes_out_later(
    charged, stripe, monkeypatch
):
    payment = charged.order.payments.get()
    monkeypatch.setenv("BROKER_URL", "redis://127.0.0.1:1/0")

    assert crowd("tests.faults.actors_at_once:finish", [[payment.pk]]) == {"finished": 1}

    assert Order.objects.get().status == OrderStatus.PAID
    assert_ledger_ok(stripe)
    letter = Letter.objects.get(kind="order_confirmed")
    with clock.travel(clock.now() + timedelta(minutes=10)):
        assert list(letters_due()) == [letter]
        assert sweep_outbox() == 1
        deliver(letter_id=letter.pk)
        assert sweep_outbox() == 0
    assert len(mail.outbox) == 1


@pytest.fixture
def pages(shop):
    """Each page by name: who asks, and for what. All were seen once, with the cache at work."""
    make_home()
    desk = make_product("DESK-OAK", stock=5)
    page = make_product_page(desk)
    buyer, clerk = Browser(), Client()
    buyer.add(desk, 1)
    clerk.force_login(make_colleague("commerce.view_order"))
    asked = {
        "home": (buyer, "/"),
        "product": (buyer, page.url),
        "offer": (buyer, f"/offers/{desk.product.code}/"),
        "cart": (buyer, "/cart/"),
        "checkout": (buyer, "/checkout/"),
        "sign-in": (Client(), "/accounts/login/"),
        "orders": (clerk, "/admin/orders/"),
    }
    for browser, address in asked.values():
        assert browser.get(address).status_code == 200, address
    yield asked
    _breakers.clear()


@pytest.mark.django_db
@pytest.mark.parametrize("redis", ["dead_redis", "mute_redis"])
def test_f34_without_its_cache_every_page_answers_in_two_seconds(pages, request, redis):
    make_user("anna@example.com")
    request.getfixturevalue(redis)
    for name, (browser, address) in pages.items():
        _breakers.clear()
        begun = time.monotonic()
        assert browser.get(address).status_code == 200, name
        assert time.monotonic() - begun < LIMIT, name
    _breakers.clear()
    begun = time.monotonic()
    answer = Client().post("/accounts/login/", {"login": "anna@example.com", "password": PASSWORD})
    assert answer.status_code == 302
    assert time.monotonic() - begun < LIMIT

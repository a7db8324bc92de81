"""S96, S20: whoever tests stolen cards is stopped by what the provider declined; who mistypes is not."""

from datetime import timedelta

import pytest

from commerce.orders.models import Order, OrderStatus
from commerce.payments import guard
from commerce.payments.guard import sign_check
from commerce.payments.models import BuyerCheck, Payment, PaymentAttempt, PaymentStatus
from commerce.payments.operations import forget_marks
from emails.models import Letter
from kinsite.foundation import clock
from tests.factories.attacks import GIVES_UP, Buyer, charges, confirm_and_tell, stolen_cards
from tests.factories.catalogue import make_product
from tests.factories.checkout import confirm
from tests.factories.customers import make_account
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db, pytest.mark.fault]

GOOD = "4242424242424242"
EMAILS = [f"eve{number}@example.com" for number in range(200)]
NETWORKS = [f"198.51.{number // 100}.{number % 100 + 1}" for number in range(200)]


@pytest.fixture
def tray(shop, stripe):
    owner = make_account("owner@example.com")
    type(owner).objects.filter(pk=owner.pk).update(is_staff=True, is_superuser=True)
    return make_product("TRAY", price=500, stock=500, path="/shop/tray/")


def attack(stripe, buyers):
    """Try a stolen card with each of the buyers in turn, until the shop has said no a few times."""
    answers, refusals = [], 0
    for buyer, card in zip(buyers, stolen_cards(200), strict=False):
        answers.append(buyer(card))
        refusals = 0 if answers[-1].status_code == 200 else refusals + 1
        if refusals == GIVES_UP:
            break
    return answers


def confirm_address(browser):
    """Open the letter's link and press its button."""
    return browser.post(f"/checkout/confirm/{sign_check(BuyerCheck.objects.latest('asked_at'))}/")


def test_s96_from_one_network_with_a_new_cart_and_address_each_time(tray, stripe):
    def one(number):
        return lambda card: Buyer(tray, email=EMAILS[number]).fill_cart().try_card(stripe, card)

    attack(stripe, [one(number) for number in range(200)])
    assert charges(stripe) == guard.ASKED_AFTER["network"]
    assert_ledger_ok(stripe)


def test_s96_from_many_networks_with_one_cart(tray, stripe):
    eve = Buyer(tray).fill_cart()
    attack(
        stripe,
        [
            lambda card, n=n: eve.try_card(stripe, card, network=NETWORKS[n], email=EMAILS[n])
            for n in range(200)
        ],
    )
    assert charges(stripe) == guard.ASKED_AFTER["browser"]


def test_s96_from_many_networks_and_carts_with_one_address(tray, stripe):
    attack(
        stripe,
        [
            lambda card, n=n: Buyer(tray, network=NETWORKS[n]).fill_cart().try_card(stripe, card)
            for n in range(200)
        ],
    )
    assert charges(stripe) == guard.ASKED_AFTER["email"]
    assert Letter.objects.filter(kind="buyer_check").count() == 1


def test_s96_with_everything_new_each_time_the_shop_as_a_whole_sees_it(tray, stripe):
    attack(
        stripe,
        [
            lambda card, n=n: (
                Buyer(tray, network=NETWORKS[n], email=EMAILS[n]).fill_cart().try_card(stripe, card)
            )
            for n in range(200)
        ],
    )
    assert charges(stripe) == guard.TRIES_IN_A_MOMENT
    # It goes on selling: somebody else confirms an address, and pays.
    anna = Buyer(tray, email="anna@example.com", network="192.0.2.1").fill_cart()
    assert anna.press_pay().status_code == 409
    assert confirm_address(anna.browser).status_code == 302
    assert anna.try_card(stripe, GOOD).status_code == 200
    assert Order.objects.get(cart=anna.cart).status == OrderStatus.PAID
    assert_ledger_ok(stripe)


def test_s96_a_script_that_confirms_past_the_shop_is_stopped_at_the_provider(tray, stripe):
    secret = Buyer(tray).fill_cart().press_pay().json()["clientSecret"]
    for card in stolen_cards(200)[:30]:
        confirm_and_tell(stripe, secret, card)
    assert charges(stripe) == guard.DECLINES_A_PAYMENT
    assert (Payment.objects.get().status, Order.objects.get().status) == (
        PaymentStatus.CANCELLED,
        OrderStatus.CANCELLED,
    )
    assert stripe.intents()[0]["status"] == "canceled"
    assert_ledger_ok(stripe)


def test_s96_unread_notices_are_made_up_for_by_the_next_press_of_the_button(tray, stripe):
    eve = Buyer(tray).fill_cart()
    secret = eve.press_pay().json()["clientSecret"]
    for card in stolen_cards(guard.DECLINES_A_PAYMENT):
        confirm(stripe, secret, card)
    answer = eve.press_pay()
    assert answer.status_code == 409
    assert "so we cancelled it" in answer.content.decode()
    assert (Order.objects.get().status, stripe.intents()[0]["status"]) == (OrderStatus.CANCELLED, "canceled")


def test_s96_who_confirmed_an_address_is_refused_all_the_same_after_ten(tray, stripe):
    eve = Buyer(tray).fill_cart()
    cards = iter(stolen_cards(200))
    answers = []
    for _try in range(14):
        answers.append(eve.try_card(stripe, next(cards)))
        if answers[-1].status_code == 409 and BuyerCheck.objects.exists():
            confirm_address(eve.browser)
    assert charges(stripe) == guard.REFUSED_AFTER
    assert answers[-1].status_code == 429
    assert 3000 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert "in the last hour" in answers[-1].content.decode()


def test_s96_while_notices_are_late_only_so_many_payments_are_begun(tray, stripe):
    answers = [Buyer(tray, email=email).fill_cart().press_pay() for email in EMAILS[:15]]
    assert [answer.status_code for answer in answers] == [200] * guard.BEGUN_AFTER + [409] * 5
    assert len(stripe.intents()) == guard.BEGUN_AFTER


def test_s96_one_card_on_many_orders_ends_with_the_last_of_them(tray, stripe):
    [card] = stolen_cards(1)
    for number in range(guard.DECLINES_A_CARD):
        Buyer(tray, email=EMAILS[number], network=NETWORKS[number]).fill_cart().try_card(stripe, card)
    statuses = [order.status for order in Order.objects.order_by("pk")]
    assert statuses == [OrderStatus.PLACED] * (guard.DECLINES_A_CARD - 1) + [OrderStatus.CANCELLED]


def test_s96_who_mistypes_a_card_three_times_pays_with_the_fourth_try(tray, stripe):
    anna = Buyer(tray, email="anna@example.com").fill_cart()
    for card in ("4000000000000127", "4000000000000069", "4000000000009995"):
        assert anna.try_card(stripe, card).status_code == 200
    assert anna.try_card(stripe, GOOD).status_code == 200
    order = Order.objects.get()
    assert (order.status, Payment.objects.get().attempts.count()) == (OrderStatus.PAID, 4)
    assert not BuyerCheck.objects.exists()
    assert not Letter.objects.filter(kind__in=["buyer_check", "card_testing"]).exists()


def test_s96_a_house_full_of_buyers_who_pay_is_no_script(tray, stripe):
    for number in range(8):
        anna = Buyer(tray, email=EMAILS[number]).fill_cart()
        assert anna.try_card(stripe, "4000000000000002").status_code == 200
        assert anna.try_card(stripe, GOOD).status_code == 200


def test_s96_staff_are_told_once_an_hour(tray, stripe, monkeypatch):
    def worn_out():
        secret = Buyer(tray, email=EMAILS.pop(), network=NETWORKS.pop()).fill_cart().press_pay()
        for card in stolen_cards(8):
            confirm_and_tell(stripe, secret.json()["clientSecret"], card)

    now = clock.now().replace(minute=10) + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    worn_out()
    worn_out()
    [letter] = Letter.objects.filter(kind="card_testing")
    assert letter.recipient == "owner@example.com"
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2))
    worn_out()
    assert Letter.objects.filter(kind="card_testing").count() == 2


def test_s96_the_letters_link_writes_by_its_button_only_and_grows_old(tray, stripe, monkeypatch):
    eve = Buyer(tray).fill_cart()
    for card in stolen_cards(4):
        eve.try_card(stripe, card)
    assert "confirm that it is you" in eve.press_pay().content.decode()
    path = f"/checkout/confirm/{sign_check(BuyerCheck.objects.get())}/"
    assert eve.browser.get(path).status_code == 200
    assert BuyerCheck.objects.get().confirmed_at is None
    assert eve.browser.get(path[:-2] + "x/").status_code == 404
    later = clock.now() + guard.LINK_LASTS + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert eve.browser.post(path).status_code == 404
    assert BuyerCheck.objects.get().confirmed_at is None


def test_s96_after_an_hour_all_is_as_before(tray, stripe, monkeypatch):
    eve = Buyer(tray).fill_cart()
    for card in stolen_cards(4):
        eve.try_card(stripe, card)
    assert eve.press_pay().status_code == 409
    later = clock.now() + guard.WINDOW + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert eve.press_pay().status_code == 200


def test_s96_no_row_tells_whom_a_try_came_from_and_after_a_month_none_compares(tray, stripe, monkeypatch):
    Buyer(tray).fill_cart().try_card(stripe, stolen_cards(1)[0])
    attempt = PaymentAttempt.objects.get()
    marks = (attempt.network, attempt.browser, attempt.email_mark, attempt.card)
    assert all(len(digest) == 64 for digest in marks)
    later = clock.now() + guard.MARKS_LAST + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_marks() == 2
    attempt.refresh_from_db()
    assert (attempt.network, attempt.card) == ("", "")
    assert (Payment.objects.get().network, forget_marks()) == ("", 0)

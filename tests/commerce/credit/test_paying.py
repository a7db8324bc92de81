"""Credit is a payment: set aside as the order is placed, given back once if it ends, kept if it is paid."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from commerce.cart.models import Cart
from commerce.checkout.operations import expire_orders, finish_checkout, give_up_order
from commerce.credit.models import CreditAccount, CreditEntry, CreditUse
from commerce.credit.operations import disable_credit, give_credit
from commerce.errors import (
    CardDisabled,
    CardExpired,
    CardForCurrency,
    CardUnknown,
    CardUsedUp,
    CreditMoved,
    TooManyCards,
)
from commerce.orders.models import Order, OrderStatus, PaymentState
from commerce.orders.operations import cancel_order
from commerce.pricing.operations import use_store_credit
from commerce.pricing.queries import quote_cart
from commerce.privacy.merge import join_carts
from commerce.stock.models import StockHold
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, details_for, put_in, start
from tests.factories.credit import balance_of, cart_with_card, make_card, make_store_credit, pay_with
from tests.factories.customers import make_customer
from tests.factories.discounts import quoted
from tests.factories.orders import place
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=10_000, stock=50)


@pytest.fixture
def card(desk):
    return make_card(10_000)


def place_in_ny(cart):
    """$100 and $9 delivery, both taxed at 8.875 %: $118.68 in all."""
    return place(cart).order


def test_a_gift_card_pays_of_the_total_and_moves_no_tax(desk, card):
    place_of = details_for(cart_with((desk, 1))).place
    without = quoted(cart_with((desk, 1)), place=place_of)
    with_it = quoted(cart_with_card((desk, 1)), place=place_of)
    same = ("items", "discount", "tax", "total", "relief")
    assert [getattr(with_it, name) for name in same] == [getattr(without, name) for name in same]
    assert (with_it.credit.minor, with_it.to_pay.minor) == (10_000, without.total.minor - 10_000)
    assert with_it.digest != without.digest


def test_placing_sets_the_amount_aside_and_asks_the_provider_for_the_rest(card, desk, stripe):
    cart = cart_with_card((desk, 1))
    started = start(cart)
    order = started.order
    assert (order.total_minor, order.credit_minor) == (11_868, 10_000)
    assert [(use.account, use.amount_minor) for use in order.credit_uses.all()] == [(card, 10_000)]
    assert balance_of(card) == 0
    assert [intent["amount"] for intent in stripe.intents()] == [1_868]
    confirm(stripe, started.client_secret)
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    order.refresh_from_db()
    assert (order.status, order.payment_state) == (OrderStatus.PAID, PaymentState.PAID)
    assert balance_of(card) == 0
    assert_ledger_ok(stripe)


def test_the_same_order_placed_again_sets_aside_once(card, desk):
    make_product("LAMP", price=500, stock=5)
    cart = cart_with_card(("LAMP", 1))
    first, again = place(cart).order, place(cart).order
    assert first == again
    assert balance_of(card) == 10_000 - first.total_minor
    assert CreditEntry.objects.filter(what="spent").count() == CreditUse.objects.count() == 1


def test_a_changed_cart_takes_what_was_set_aside_along(card, desk, stripe):
    cart = cart_with_card((desk, 1))
    first = start(cart).order
    put_in(cart, desk, 1)
    second = start(cart).order
    first.refresh_from_db()
    assert (first.status, second.credit_minor, balance_of(card)) == (OrderStatus.CANCELLED, 10_000, 0)
    assert_ledger_ok(stripe)


def test_an_order_that_ends_gives_its_credit_back_once(card, desk, stripe):
    order = start(cart_with_card((desk, 1))).order
    give_up_order(order=order, by=SYSTEM, reason="Not paid in time.")
    assert balance_of(card) == 10_000
    give_up_order(order=order, by=SYSTEM, reason="Not paid in time.")
    assert balance_of(card) == 10_000
    assert [entry.amount_minor for entry in card.entries.order_by("pk")] == [10_000, -10_000, 10_000]
    assert_ledger_ok(stripe)


def test_one_that_expires_does_too_though_no_provider_was_ever_asked(card, desk):
    make_product("LAMP", price=500, stock=5)
    order = place(cart_with_card(("LAMP", 1))).order
    assert order.payments.get().amount_minor == 0
    StockHold.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert expire_orders() == 1
    order.refresh_from_db()
    assert (order.status, order.payment_state) == (OrderStatus.CANCELLED, PaymentState.VOID)
    assert (balance_of(card), stock_of("LAMP").held) == (10_000, 0)
    assert_ledger_ok()


def test_an_order_that_a_card_covers_is_paid_without_a_provider(desk, card, stripe):
    make_product("LAMP", price=500, stock=5)
    cart = cart_with_card(("LAMP", 2))
    started = start(cart)
    order = Order.objects.get(pk=started.order.pk)
    assert started.client_secret == ""
    assert stripe.intents() == []
    assert (order.status, order.payment_state) == (OrderStatus.PAID, PaymentState.PAID)
    assert balance_of(card) == 10_000 - order.total_minor > 0
    assert (stock_of("LAMP").allocated, stock_of("LAMP").held) == (2, 0)
    cart.refresh_from_db()
    assert cart.status == Cart.Status.ORDERED
    assert_ledger_ok(stripe)


def test_several_cards_and_the_customers_credit_pay_together(desk, card):
    customer = make_customer()
    credit = make_store_credit(customer, 500)
    small = make_card(300, code="GIFT-AAAA-BBBB-CCCC-DDDD")
    cart = cart_with_card((desk, 1), code="GIFT-AAAA-BBBB-CCCC-DDDD", customer=customer)
    use_store_credit(cart=cart, by=SYSTEM)
    pay_with(cart)
    order = place_in_ny(cart)
    assert order.credit_minor == 10_800
    assert [balance_of(account) for account in (small, credit, card)] == [0, 0, 0]


def test_somebody_elses_credit_pays_nothing(desk):
    make_store_credit(make_customer(), 500)
    with pytest.raises(CardUsedUp):
        use_store_credit(cart=cart_with((desk, 1)), by=SYSTEM)
    cart = cart_with((desk, 1), customer=make_customer())
    cart.credits.create(account=CreditAccount.objects.get())
    assert quoted(cart).credit.minor == 0


def test_what_cannot_pay_is_refused_with_the_reason_and_not_kept(desk):
    make_card(100, "EUR", code="GIFT-EEEE-EEEE-EEEE-EEEE")
    make_card(100, code="GIFT-XXXX-XXXX-XXXX-XXXX", expires_at=clock.now() - timedelta(days=1))
    disable_credit(account=make_card(100, code="GIFT-DDDD-DDDD-DDDD-DDDD"), by=SYSTEM)
    empty = make_card(100, code="GIFT-0000-0000-0000-0000")
    place(cart_with_card((desk, 1), code="GIFT-0000-0000-0000-0000"))
    assert balance_of(empty) == 0
    cart = cart_with((desk, 1))
    for code, why in [
        ("GIFT-EEEE-EEEE-EEEE-EEEE", CardForCurrency),
        ("GIFT-XXXX-XXXX-XXXX-XXXX", CardExpired),
        ("GIFT-DDDD-DDDD-DDDD-DDDD", CardDisabled),
        ("GIFT-0000-0000-0000-0000", CardUsedUp),
        ("GIFT-1111-1111-1111-1111", CardUnknown),
    ]:
        with pytest.raises(why):
            pay_with(cart, code)
    assert not cart.credits.exists()


def test_a_cart_holds_a_few_cards(desk):
    codes = [f"GIFT-AAAA-BBBB-CCCC-000{number}" for number in range(6)]
    for code in codes:
        make_card(100, code=code)
    cart = cart_with((desk, 1))
    for code in codes[:5]:
        pay_with(cart, code)
    with pytest.raises(TooManyCards):
        pay_with(cart, codes[5])
    assert quoted(cart).credit.minor == 500


def test_credit_that_was_spent_meanwhile_refuses_the_order_and_holds_nothing(desk, card):
    slow, quick = cart_with_card((desk, 1)), cart_with_card((desk, 1))
    details = details_for(slow)
    quote, _choices = quote_cart(slow, place=details.place, delivery_code=details.delivery)
    place(quick)
    from commerce.checkout.placing import place_order

    with pytest.raises(CreditMoved):
        place_order(cart=slow, quote=quote, details=details, by=GUEST)
    assert Order.objects.count() == 1
    assert (stock_of("DESK-OAK").held, balance_of(card)) == (1, 0)


def test_a_card_that_ended_between_quote_and_order_is_named(desk, card, stripe):
    cart = cart_with_card((desk, 1))
    agreed = details_for(cart).agreed
    disable_credit(account=card, by=SYSTEM)
    with pytest.raises(CardDisabled):
        start(cart, agreed=agreed)
    assert not Order.objects.exists()


def test_the_database_lets_nobody_overspend_nor_rewrite_the_ledger(desk, card):
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditAccount.objects.update(balance_minor=-1)
    with pytest.raises(DatabaseError), transaction.atomic():
        card.entries.update(amount_minor=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        card.entries.all().delete()
    order = place_in_ny(cart_with_card((desk, 1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        order.credit_uses.update(refunded_minor=10_001)


def test_the_code_is_kept_nowhere(card):
    kept = " ".join(str(value) for value in CreditAccount.objects.values().get().values())
    assert "DESK" not in kept
    assert card.last4 == "WARM"


def test_a_guests_gift_cards_join_the_customers_cart(desk, card):
    customer = make_customer()
    cart_with((desk, 1), customer=customer)
    result = join_carts(guest=cart_with_card((desk, 1)), customer=customer, by=GUEST)
    assert quoted(result.cart).credit.minor == 10_000


def test_a_guests_credit_follows_the_person_into_their_account(desk):
    guest, customer = make_customer(), make_customer()
    make_store_credit(guest, 700)
    make_store_credit(guest, 300, "EUR")
    make_store_credit(customer, 500)
    give_credit(customer=customer, guest=guest)
    owned = CreditAccount.objects.filter(customer=customer)
    assert dict(owned.values_list("currency", "balance_minor")) == {"USD": 1_200, "EUR": 300}
    assert_ledger_ok()


def test_a_paid_order_keeps_what_it_was_paid_with(desk, card, stripe):
    make_product("LAMP", price=500, stock=5)
    order = start(cart_with_card(("LAMP", 1))).order
    order.refresh_from_db()
    cancel_order(order=order, by=SYSTEM, refunds_rest=False)
    assert balance_of(card) == 10_000 - order.total_minor

"""Uses are counted when the order is placed, once, within the limits, and given back when it is cancelled."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import Cart
from commerce.checkout.operations import give_up_order
from commerce.checkout.placing import place_order
from commerce.discounts.models import Discount, DiscountUse
from commerce.discounts.operations import count_uses
from commerce.errors import (
    CodeAlreadyUsed,
    CodeForFirstOrders,
    CodeNotForBuyer,
    CodeOutdone,
    CodeUnknown,
    CodeUsedUp,
    TooManyCodes,
)
from commerce.orders.models import Order
from commerce.orders.operations import cancel_order, mark_order_paid
from commerce.pricing.queries import quote_cart
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, details_for, put_in
from tests.factories.customers import make_customer
from tests.factories.discounts import (
    cart_with_code,
    enter,
    make_amount_off,
    make_discount,
    make_free_delivery,
    quoted,
    uses_of,
)
from tests.factories.orders import make_order, place
from tests.factories.stock import stock_of
from tests.journeys.test_budgets import MARK

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=10000, stock=50)


def paid(order):
    mark_order_paid(order=order, by=SYSTEM)


def test_an_order_keeps_what_was_taken_off_and_its_shares(desk):
    make_product("LAMP", price=333, stock=5)
    make_discount("WELCOME10", percent=10)
    make_free_delivery()
    order = place(cart_with_code("WELCOME10", (desk, 2), ("LAMP", 1))).order
    assert [
        (kept.code, kept.is_delivery, kept.amount_minor) for kept in order.discounts.order_by("code")
    ] == [
        ("", True, 900),
        ("WELCOME10", False, 2033),
    ]
    assert list(order.lines.values_list("discount_minor", flat=True)) == [2000, 33]
    assert (order.discount_minor, order.delivery_discount_minor) == (2033, 900)
    assert order.total_minor == 20333 - 2033 + order.tax_minor


def test_the_same_order_placed_again_uses_a_code_once(desk):
    make_discount("ONCE", limit_in_all=1)
    cart = cart_with_code("ONCE", (desk, 1))
    first, again = place(cart).order, place(cart).order
    assert first == again
    assert (uses_of("ONCE"), DiscountUse.objects.count()) == (1, 1)


def test_a_changed_cart_takes_its_use_along(desk):
    make_discount("ONCE", limit_in_all=1)
    cart = cart_with_code("ONCE", (desk, 1))
    first = place(cart).order
    put_in(cart, desk, 1)
    give_up_order_without_provider(first)
    second = place(cart).order
    assert second.discount_minor == 2000
    assert (first.pk != second.pk, uses_of("ONCE")) == (True, 1)


def give_up_order_without_provider(order):
    order.refresh_from_db()
    order.payments.update(status="cancelled")
    give_up_order(order=order, by=SYSTEM, reason="The cart changed.")


def test_a_cancelled_order_gives_its_use_back_once(desk):
    make_discount("ONCE", limit_in_all=1)
    order = place(cart_with_code("ONCE", (desk, 1))).order
    with pytest.raises(CodeUsedUp):
        cart_with_code("ONCE", (desk, 1))
    paid(order)
    cancel_order(order=order, by=SYSTEM)
    assert uses_of("ONCE") == 0
    assert DiscountUse.objects.get().given_back_at is not None
    assert place(cart_with_code("ONCE", (desk, 1))).order.discount_minor == 1000


def test_who_comes_too_late_keeps_cart_and_code_and_has_no_order(desk):
    make_discount("ONCE", limit_in_all=1)
    carts = [cart_with_code("ONCE", (desk, 1)) for _ in range(2)]
    quote = quoted(carts[1])
    place(carts[0])
    assert not quoted(carts[1]).discounts
    assert type(quoted(carts[1]).missed_codes[0].why) is CodeUsedUp
    assert quote.discounts
    with pytest.raises(CodeUsedUp):
        place_as_quoted_before(carts[1])
    assert Order.objects.count() == 1
    assert stock_of("DESK-OAK").held == 1
    assert Cart.objects.get(pk=carts[1].pk).codes.get().code == "ONCE"
    assert uses_of("ONCE") == 1


def place_as_quoted_before(cart):
    """The quote was computed a moment before somebody else placed an order."""
    Discount.objects.update(used=0)
    details = details_for(cart)
    quote, _choices = quote_cart(cart, place=details.place, delivery_code=details.delivery)
    Discount.objects.update(used=1)
    place_order(cart=cart, quote=quote, details=details, by=GUEST)


@pytest.mark.parametrize("email", ["anna@example.com", "ANNA@Example.com ", "anna+again@example.com"])
def test_a_customer_uses_a_code_as_often_as_one_may_however_the_address_is_spelt(desk, email):
    make_discount("MINE", limit_per_customer=1)
    place(cart_with_code("MINE", (desk, 1)), email="anna@example.com")
    cart = cart_with_code("MINE", (desk, 1))
    assert type(quoted(cart, email=email).missed_codes[0].why) is CodeNotForBuyer
    assert quoted(cart, email="ben@example.com").discount.minor == 1000
    assert place(cart, email=email).order.discount_minor == 0
    assert uses_of("MINE") == 1


def test_an_account_is_known_whatever_address_it_types(desk):
    make_discount("MINE", limit_per_customer=1)
    customer = make_customer()
    order = place(cart_with_code("MINE", (desk, 1), customer=customer), email="one@example.com").order
    DiscountUse.objects.update(customer=customer)
    paid(order)
    Cart.objects.update(status="ordered")
    with pytest.raises(CodeAlreadyUsed):
        cart_with_code("MINE", (desk, 1), customer=customer)


def test_a_first_order_is_one_that_nothing_was_paid_for_before(desk):
    make_discount("FIRST", first_order_only=True)
    order = place(cart_with((desk, 1)), email="anna@example.com").order
    cart = cart_with_code("FIRST", (desk, 1))
    assert quoted(cart, email="anna@example.com").discounts
    paid(order)
    assert type(quoted(cart, email="Anna@example.com").missed_codes[0].why) is CodeNotForBuyer
    assert quoted(cart, email="ben@example.com").discounts
    assert quoted(cart).discounts


def test_whoever_is_signed_in_is_told_what_their_account_did(desk):
    make_discount("FIRST", first_order_only=True)
    customer = make_customer()
    order = place(cart_with((desk, 1), customer=customer)).order
    paid(order)
    Order.objects.update(customer=customer)
    Cart.objects.update(status="ordered")
    with pytest.raises(CodeForFirstOrders):
        cart_with_code("FIRST", (desk, 1), customer=customer)


@pytest.mark.parametrize("plan", [{"limit_per_customer": 1}, {"first_order_only": True}])
def test_two_carts_that_were_quoted_before_either_was_placed_use_a_code_once(desk, plan):
    make_discount("MINE", **plan)
    quotes = [final(cart_with_code("MINE", (desk, 1))) for _ in range(2)]
    place_quoted(*quotes[0])
    with pytest.raises(CodeNotForBuyer):
        place_quoted(*quotes[1])
    assert (uses_of("MINE"), Order.objects.count()) == (1, 1)


def final(cart):
    details = details_for(cart)
    return (
        cart,
        details,
        quoted(cart, place=details.place, delivery_code=details.delivery, email=details.email),
    )


def place_quoted(cart, details, quote):
    place_order(cart=cart, quote=quote, details=details, by=GUEST)


@pytest.mark.parametrize("limited", [0, 1])
def test_counting_uses_costs_the_same_for_one_discount_and_for_five(desk, limited):
    def cost(codes):
        order = make_order(desk)
        discounts = [make_discount(code, limit_per_customer=limited or None) for code in codes]
        with CaptureQueriesContext(connection) as caught:
            count_uses(
                order=order,
                discount_ids=[discount.pk for discount in discounts],
                email="anna@example.com",
                customer=order.customer,
            )
        return len([query for query in caught if not MARK.match(query["sql"])])

    assert cost(["A"]) == cost(["B", "C", "D", "E", "F"]) == 3 + limited


def test_codes_are_found_in_any_spelling_and_unknown_ones_are_not_kept(desk):
    make_discount("WELCOME10")
    cart = cart_with((desk, 1))
    assert enter(cart, " welcome10 ") == "WELCOME10"
    assert enter(cart, "WELCOME10") == "WELCOME10"
    for text in ("WELCOME11", "", "%", "x" * 100_000):
        with pytest.raises(CodeUnknown):
            enter(cart, text)
    assert list(cart.codes.values_list("code", flat=True)) == ["WELCOME10"]


def test_a_code_that_takes_nothing_off_is_refused_and_not_kept(desk):
    make_discount("GOOD", percent=20, is_exclusive=True)
    make_amount_off("LESS", 100, is_exclusive=True)
    cart = cart_with_code("GOOD", (desk, 1))
    with pytest.raises(CodeOutdone):
        enter(cart, "LESS")
    assert list(cart.codes.values_list("code", flat=True)) == ["GOOD"]


def test_a_cart_holds_a_few_codes(desk):
    for number in range(6):
        make_amount_off(f"C{number}", 100)
    cart = cart_with((desk, 1))
    for number in range(5):
        enter(cart, f"C{number}")
    with pytest.raises(TooManyCodes):
        enter(cart, "C5")
    assert len(quoted(cart).discounts) == 5


def test_the_database_holds_the_limit_and_one_discount_a_code(desk):
    make_discount("ONCE", limit_in_all=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discount.objects.update(used=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discount.objects.create(name="Twin", code="once", kind="free_delivery")


def test_the_history_of_a_discount_is_written_once(desk):
    discount = make_discount("ONCE")
    with pytest.raises(DatabaseError), transaction.atomic():
        discount.changes.update(after="something else")

"""Customers in the admin: found by what people say, with what they bought, and shown whole on one page."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_CUSTOMERS, VIEW_CUSTOMERS, VIEW_ORDERS
from commerce.backoffice.viewsets import customers as screens
from commerce.customers.deciding import block_customer
from commerce.customers.desk import CustomerNote
from commerce.customers.models import Customer
from commerce.customers.operations import ask_for_news, customer_for_guest
from commerce.orders.models import Order
from commerce.payments.models import Payment, PaymentAttempt
from commerce.refunds.models import Refund
from kinsite.foundation.actors import SYSTEM
from tests.commerce.backoffice.test_discounts import said
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with
from tests.factories.credit import make_store_credit
from tests.factories.customers import make_account, make_customer
from tests.factories.groups import make_group, make_member
from tests.factories.reviews import make_paid_order, make_review
from tests.factories.wishes import make_wish_list, wait_for

LIST = "customers:index"


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_CUSTOMERS)


@pytest.fixture
def desk():
    return make_product("DESK-OAK", title="Oak desk", price=12900, stock=50)


def page_of(browser, customer):
    return browser.get(reverse("customers:page", args=[customer.pk]))


def listed(browser, **asked):
    return list(browser.get(reverse(LIST), asked).context["object_list"])


def take(order, *, back=0, sent=True):
    """The order's money came, and some of it went back."""
    minor = order.to_pay.minor
    Payment.objects.filter(order=order).update(status="succeeded", captured_minor=minor)
    if back:
        Refund.objects.create(
            order=order,
            payment=order.payments.get(),
            status="succeeded" if sent else "proposed",
            currency=order.currency,
            amount_minor=back,
            asked_by_kind="staff",
            asked_by_label="Staff 1",
        )


@pytest.mark.parametrize(
    "asked", ["anna@example.com", "ANNA@Example.com ", "Meyer", "anna meyer", "+1 212 555-0100", "number"]
)
def test_a_customer_is_found_by_what_people_say(clerk, desk, asked):
    order = make_paid_order(desk, phone="+1 (212) 555 0100")
    make_paid_order(desk, email="other@example.com", name="Ben Ito", phone="12125550199")
    found = listed(clerk, q=order.number.lower() if asked == "number" else asked)
    assert [customer.pk for customer in found] == [order.customer_id]


def test_an_account_is_found_by_another_address_of_its_orders(clerk, desk):
    account = make_customer(make_account("anna@example.com"))
    order = make_paid_order(desk, email="office@example.com")
    Order.objects.filter(pk=order.pk).update(customer=account)
    assert account in listed(clerk, q="office@example.com")
    assert listed(clerk, q="nobody@example.com") == []
    assert listed(clerk, q="Nobody") == []


def test_the_list_says_what_was_spent_net_of_what_was_given_back(clerk, desk):
    first, second = make_paid_order(desk), make_paid_order(desk)
    take(first, back=1000)
    take(second, back=500, sent=False)
    never_paid = make_paid_order(desk, email="ben@example.com")
    Order.objects.filter(pk=never_paid.pk).update(paid_at=None)
    newest, anna = listed(clerk)
    assert (newest.email, newest.figures["orders"], newest.figures["spent"]) == ("ben@example.com", 0, [])
    assert anna.figures["orders"] == 2
    assert anna.figures["last_at"] == second.placed_at
    assert [money.minor for money in anna.figures["spent"]] == [2 * first.total_minor - 1000]


def test_sums_of_two_currencies_never_meet(clerk, desk):
    dollars, euros = make_paid_order(desk), make_paid_order(desk)
    take(dollars)
    take(euros)
    Order.objects.filter(pk=euros.pk).update(currency="EUR")
    [anna] = listed(clerk)
    assert [(money.currency, money.minor) for money in anna.figures["spent"]] == [
        ("EUR", euros.total_minor),
        ("USD", dollars.total_minor),
    ]


def test_the_list_is_narrowed_by_account_block_group_and_orders(clerk, desk):
    guest = make_paid_order(desk).customer
    account = make_customer(make_account())
    group = make_group("Studios")
    make_member(group, account.user)
    blocked = customer_for_guest(email="b@example.com", name="Bea", phone="", language="en")
    block_customer(customer=blocked, reason="Fraud", by=SYSTEM)
    assert listed(clerk, kind="account") == [account]
    assert listed(clerk, kind="guest") == [blocked, guest]
    assert listed(clerk, standing="blocked") == [blocked]
    assert listed(clerk, group=group.pk) == [account]
    assert listed(clerk, orders="some") == [guest]
    assert listed(clerk, orders="none") == [blocked, account]


def test_a_long_list_is_counted_no_further_than_people_leaf(clerk, monkeypatch):
    monkeypatch.setattr(screens, "MOST_COUNTED", 3)
    for _number in range(5):
        make_customer()
    page = clerk.get(reverse(LIST))
    assert page.context["items_count"] == 3
    assert "3 customers or more" in said(page)


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_however_long(clerk, desk, own_cache, django_assert_num_queries, count):
    for number in range(count):
        take(make_paid_order(desk, email=f"reader{number}@example.com"), back=100)
    clerk.get(reverse(LIST))
    with django_assert_num_queries(12):
        clerk.get(reverse(LIST))


def test_the_page_shows_everything_that_is_known(sign_in, desk, own_cache):
    account = make_account("anna@example.com")
    customer = make_customer(account)
    order = make_paid_order(desk, phone="212 555 0100")
    Order.objects.filter(pk=order.pk).update(customer=customer)
    take(order, back=1000)
    order.lines.update(refunded_quantity=1)
    payment = order.payments.get()
    PaymentAttempt.objects.create(
        payment=payment, charge_id="ch_1", outcome="succeeded", brand="visa", last4="4242"
    )
    make_group_member = make_member(make_group("Studios"), account)
    cart_with((desk, 2), customer=customer)
    make_wish_list(desk, customer=customer)
    wait_for(make_product("LAMP", title="Lamp", stock=0), "anna@example.com")
    make_review(desk.product, customer=customer, rating=4)
    make_store_credit(customer, 2500)
    ask_for_news(email="anna@example.com", language="en", source="checkout", customer=customer)
    page = said(page_of(sign_in(VIEW_CUSTOMERS, VIEW_ORDERS), customer))
    for words in (
        "anna@example.com",
        order.number,
        "12 Quiet Street",
        "Visa •••• 4242",
        "100 %",
        "1 of 1 units",
        "2 × Oak desk · DESK-OAK",
        "Lamp · LAMP",
        "4 of 5",
        "Store credit: $25.00",
        "Newsletter: Asked for",
        "Send me a letter now and then",
        make_group_member.group.name,
    ):
        assert words in page, words
    assert reverse("orders:page", args=[order.pk]) in page


def test_without_the_right_to_see_orders_there_are_numbers_and_no_links(clerk, desk):
    order = make_paid_order(desk)
    page = said(page_of(clerk, order.customer))
    assert order.number in page
    assert reverse("orders:page", args=[order.pk]) not in page


def test_mails_are_listed_with_state_and_words(clerk, desk):
    from emails.models import Letter

    order = make_paid_order(desk)
    make_paid_order(desk, email="ben@example.com")
    letter = Letter.objects.get(about_id=str(order.pk))
    letter.subject, letter.body_text = "Your order is confirmed", "We pack it tomorrow."
    letter.save()
    page = said(page_of(clerk, order.customer))
    assert page.count("Waiting") == 1
    for words in ("Your order is confirmed", "We pack it tomorrow."):
        assert words in page


def test_what_was_written_to_an_address_that_is_not_proven_is_not_shown(clerk, desk):
    """Anybody can sign up with somebody else's address."""
    customer = make_customer()
    order = make_paid_order(desk, email=customer.email)
    make_account(email="other@example.com")
    page = page_of(clerk, customer)
    assert page.context["letters"] == []
    assert order.customer_id != customer.pk


def test_a_note_is_kept_sealed_with_who_and_when(sign_in, desk):
    customer = make_paid_order(desk).customer
    writer = sign_in(VIEW_CUSTOMERS, CHANGE_CUSTOMERS)
    address = reverse("customers:note", args=[customer.pk])
    assert writer.post(address, {"text": ""}).status_code == 422
    page = said(writer.post(address, {"text": "Prefers calls after six."}, follow=True))
    assert "Prefers calls after six." in page
    assert "Clara Packer" in page
    note = CustomerNote.objects.get()
    raw = CustomerNote.objects.raw("SELECT id, text::text AS sealed FROM commerce_customernote")[0]
    assert "six" not in raw.sealed
    assert note.actor_label.startswith("Staff ")


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_the_same_however_much_is_known(
    clerk, desk, own_cache, django_assert_num_queries, count
):
    account = make_account("anna@example.com")
    customer = make_customer(account)
    for number in range(count):
        order = make_paid_order(make_product(f"SHELF-{number}", stock=50))
        Order.objects.filter(pk=order.pk).update(customer=customer)
        variant = make_product(f"LAMP-{number}", stock=0)
        wait_for(variant)
        make_wish_list(variant, customer=customer)
        make_review(order.lines.get().variant.product, customer=customer)
        make_member(make_group(), account)
        CustomerNote.objects.create(
            customer=customer, text="A note", actor_kind="system", actor_label="System"
        )
    cart_with(*[(f"SHELF-{number}", 1) for number in range(count)], customer=customer)
    page_of(clerk, customer)
    with django_assert_num_queries(33):
        page_of(clerk, customer)
    assert Customer.objects.filter(pk=customer.pk).exists()

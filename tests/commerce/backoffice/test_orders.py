"""Orders in the admin: found by what people say, shown whole, and only to those who may look."""

import pytest
from django.urls import reverse

from commerce.orders.operations import mark_order_paid
from commerce.payments.models import Payment
from commerce.reconciliation.models import BalanceEntry
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.reconciliation import make_payout
from tests.factories.stock import make_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make_order(make_product("DESK-OAK", title="Oak desk", price=12900, stock=50))


@pytest.fixture
def clerk(sign_in):
    return sign_in("commerce.view_order")


@pytest.mark.parametrize("asked", ["anna@example.com", "ANNA@Example.com", "Meyer", "anna meyer", "10001"])
def test_an_order_is_found_by_what_people_say(clerk, order, asked):
    make_order(email="other@example.com", name="Ben Ito", postcode="11201")
    found = clerk.get(reverse("orders:index"), {"q": asked})
    assert [row.number for row in found.context["object_list"]] == [order.number]


def test_the_list_names_customer_total_and_the_three_states(clerk, order):
    page = clerk.get(reverse("orders:index")).content.decode()
    for word in (order.number, "Anna Meyer", order.total.written("en-US"), "Unpaid", "To pack"):
        assert word in page


def test_the_page_shows_lines_payments_and_timeline(clerk, order):
    mark_order_paid(order=order, by=SYSTEM)
    page = clerk.get(reverse("orders:page", args=[order.pk])).content.decode()
    for word in ("Oak desk", "DESK-OAK", "12 Quiet Street", "NY sales tax", "Placed → Paid", "System"):
        assert word in page


def test_a_line_says_where_its_goods_are_and_what_of_it_was_given_back(clerk, order):
    address = reverse("orders:page", args=[order.pk])
    [group] = clerk.get(address).context["lines"]
    [line] = group["rows"]
    assert (line["place"], line["refunded"]) == (make_location().name, "–")
    order.lines.update(refunded_quantity=1)
    [group] = clerk.get(address).context["lines"]
    assert group["rows"][0]["refunded"] == 1


@pytest.mark.parametrize(
    ("page_at_stripe", "address"),
    [
        (
            "https://dashboard.stripe.com/test/payments/{}",
            "https://dashboard.stripe.com/test/payments/pi_1%22",
        ),
        ("http://127.0.0.1:9/stripe/payments/{}/", "http://127.0.0.1:9/stripe/payments/pi_1%22/"),
        ("", ""),
    ],
)
def test_a_payment_leads_to_where_it_stands_at_stripe(clerk, order, settings, page_at_stripe, address):
    settings.STRIPE_PAYMENT_PAGE = page_at_stripe
    Payment.objects.create(order=order, amount_minor=10_000, currency="USD", intent_id='pi_1"')
    page = clerk.get(reverse("orders:page", args=[order.pk])).text
    link = f'<a href="{address}" target="_blank" rel="noopener noreferrer">'
    assert page.count("at Stripe, in a new tab") == page.count(link) == (1 if address else 0)


def test_a_payment_says_what_it_cost_and_what_is_left_in_each_currency(clerk, order):
    payment = Payment.objects.create(order=order, amount_minor=10_000, currency="USD", intent_id="pi_1")
    make_payout(("charge", 10_000, 320), ("refund", -2_500, 0), payment=payment)
    page = clerk.get(reverse("orders:page", args=[order.pk])).text
    assert "Fee $3.20 · Net $71.80" in page
    BalanceEntry.objects.filter(category="refund").update(currency="EUR")
    page = clerk.get(reverse("orders:page", args=[order.pk])).text
    assert "Fee $3.20 · Net $96.80" in page and "Fee €0.00 · Net -€25.00" in page


def test_who_may_not_look_sees_nothing(sign_in, order):
    writer = sign_in()
    for address in (reverse("orders:index"), reverse("orders:page", args=[order.pk])):
        assert order.number not in writer.get(address, follow=True).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_however_long(clerk, django_assert_max_num_queries, count):
    desk = make_product(stock=500)
    for _ in range(count):
        make_order(desk)
    clerk.get(reverse("orders:index"))
    with django_assert_max_num_queries(18):
        clerk.get(reverse("orders:index"))


def test_the_page_stays_within_its_budget(clerk, order, django_assert_max_num_queries):
    clerk.get(reverse("orders:page", args=[order.pk]))
    with django_assert_max_num_queries(33):
        clerk.get(reverse("orders:page", args=[order.pk]))

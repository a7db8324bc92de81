"""The head of an order's page: one next step, and what cannot be done says why."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_ORDERS, REFUND_ORDERS, VIEW_CUSTOMERS, VIEW_ORDERS
from commerce.checkout.cancelling import cancel_for_staff
from commerce.checkout.following import follow_reported_dispute
from commerce.customers.deciding import add_note
from commerce.fulfilment.operations import deliver_shipment, hand_over, pack_order, ship_order
from commerce.orders.models import Order
from commerce.payments.models import Payment, StripeInbox
from tests.factories.amendments import amend
from tests.factories.captures import make_authorised_order
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.refunds import CLERK, give_back, make_paid_order
from tests.factories.shipments import line_with

pytestmark = pytest.mark.django_db

# What can be done with nearly every order.
ALWAYS = {"message", "note", "duplicate", "hold"}
ALL = (VIEW_ORDERS, CHANGE_ORDERS, REFUND_ORDERS)


@pytest.fixture
def tray(shop):
    return make_product("TRAY", title="Tray", price=1234, stock=9)


@pytest.fixture
def head_of(sign_in):
    """The next step, the others, and the words of what cannot be done, for a colleague with rights."""

    def look(order, *rights):
        page = sign_in(*(rights or ALL)).get(reverse("orders:page", args=[order.pk]))
        head = page.context["head"]
        for choice in head["cannot"]:
            assert f'aria-describedby="why-not-{choice.verb}"' in page.text
        return (
            head["next"] and head["next"].verb,
            [choice.verb for choice in head["others"] if choice.verb not in ALWAYS],
            {choice.verb: str(choice.why_not) for choice in head["cannot"]},
        )

    return look


def test_what_is_not_paid_cannot_be_shipped_yet(head_of, tray):
    first, others, cannot = head_of(make_order(tray))
    assert (first, others) == (None, ["cancel"])
    assert cannot == {"ship": "It is not paid yet."}


def test_paid_it_is_shipped_next_then_handed_over_and_delivered(head_of, tray, stripe):
    order = make_paid_order(stripe, (tray, 3))
    assert head_of(order) == ("ship", ["refund", "change", "cancel"], {})
    parcel = pack_order(order=order, quantities={line_with(order, "TRAY"): 2}, by=CLERK)
    assert head_of(order) == ("hand_over", ["ship", "refund", "change", "cancel"], {})
    rest = pack_order(order=order, by=CLERK)
    assert head_of(order)[:2] == ("hand_over", ["refund", "change", "cancel"])
    for packed in (parcel, rest):
        hand_over(shipment=packed, by=CLERK)
    first, others, cannot = head_of(order)
    assert (first, others) == ("deliver", ["refund"])
    assert cannot == {"cancel": "It has left the house. What comes back can be refunded."}
    for gone in (parcel, rest):
        deliver_shipment(shipment=gone, by=CLERK)
    assert head_of(order)[0] is None


def test_what_is_reserved_can_be_captured_and_not_refunded(head_of, tray, stripe):
    order = make_authorised_order(stripe, (tray, 1))
    first, others, cannot = head_of(order)
    assert (first, others) == ("ship", ["capture", "cancel"])
    assert "nothing was taken yet" in cannot["refund"]


def test_on_hold_nothing_is_shipped_and_the_reason_stands_there(head_of, tray, stripe):
    order = make_paid_order(stripe, (tray, 1))
    Order.objects.filter(pk=order.pk).update(is_on_hold=True)
    first, _others, cannot = head_of(order)
    assert first == "let_go"
    assert "on hold" in cannot["ship"]


def test_a_hold_that_waits_for_a_change_is_ended_by_withdrawing_it(head_of, tray, stripe, sign_in):
    order = make_paid_order(stripe, (tray, 1))
    amend(order, added={make_product("LAMP", price=5000, stock=5): 1})
    first, others, cannot = head_of(order)
    assert first is None and "withdraw_change" in others
    assert cannot["let_go"] == "A change of this order waits for its payment. Withdraw it first."
    seen = {"version": Order.objects.get(pk=order.pk).version}
    answer = sign_in(*ALL).post(reverse("orders:let_go", args=[order.pk]), seen, follow=True)
    assert "Withdraw it first" in answer.text and "The order goes on" not in answer.text
    assert Order.objects.get(pk=order.pk).is_on_hold


def test_a_disputed_order_is_neither_shipped_nor_refunded(head_of, tray, stripe):
    order = make_paid_order(stripe, (tray, 1))
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    follow_reported_dispute(dispute_id=opened["id"])
    assert set(head_of(order)[2]) == {"ship", "refund", "change"}
    assert head_of(order, VIEW_ORDERS, "commerce.answer_dispute")[0] == "answer"


def test_with_nothing_left_a_refund_is_not_possible(head_of, tray, stripe):
    order = make_paid_order(stripe, (tray, 1))
    ship_order(order=order, by=CLERK)
    give_back(order, goodwill=order.total_minor)
    assert head_of(order)[2]["refund"] == "Nothing is left to refund of this order."


def test_who_may_not_refund_reads_why_a_paid_order_is_not_cancelled(head_of, tray, stripe):
    order = make_paid_order(stripe, (tray, 1))
    first, others, cannot = head_of(order, VIEW_ORDERS, CHANGE_ORDERS)
    assert (first, others) == ("ship", ["change"])
    assert "no right to refund" in cannot["cancel"]


def test_cancelled_nothing_is_offered(head_of, tray, stripe):
    order = make_order(tray)
    cancel_for_staff(order=order, version=order.version, reason="x", notifies=False, by=CLERK)
    assert head_of(order) == (None, [], {})


def test_who_only_looks_is_offered_nothing(head_of, tray, stripe):
    assert head_of(make_paid_order(stripe, (tray, 1)), VIEW_ORDERS) == (None, [], {})


def test_who_comes_from_a_list_goes_on_within_it_and_back_to_it(sign_in, shop):
    clerk = sign_in(VIEW_ORDERS)
    first, second, third = (make_order(make_product(f"SKU-{n}", stock=5)) for n in range(3))
    Order.objects.filter(pk=second.pk).update(ship_country="CA")
    Order.objects.exclude(pk=second.pk).update(ship_country="US")
    page = f"{reverse('orders:page', args=[first.pk])}?from=view%3Dall%26country%3DUS"
    text = clerk.get(page).text
    assert third.number in text and second.number not in text
    assert f"{reverse('orders:page', args=[third.pk])}?from=view%3Dall%26country%3DUS" in text
    assert "/admin/orders/?view=all&amp;country=US" in text
    assert third.number not in clerk.get(reverse("orders:page", args=[first.pk])).text


def test_the_customers_page_is_a_link_for_those_who_may_open_it(sign_in, shop):
    order = make_order()
    page, customer = (
        reverse("orders:page", args=[order.pk]),
        reverse("customers:page", args=[order.customer_id]),
    )
    assert customer not in sign_in(VIEW_ORDERS).get(page).text
    assert customer in sign_in(VIEW_ORDERS, VIEW_CUSTOMERS).get(page).text


def test_what_colleagues_noted_of_the_customer_stands_on_the_card_of_who_may_see_customers(sign_in, shop):
    order = make_order()
    page = reverse("orders:page", args=[order.pk])
    add_note(customer=order.customer, text="Rings twice", by=CLERK)
    assert "Rings twice" not in sign_in(VIEW_ORDERS).get(page).text
    assert "Rings twice" in sign_in(VIEW_ORDERS, VIEW_CUSTOMERS).get(page).text


def test_the_billing_address_stands_there_where_it_is_another_one(sign_in, shop):
    order = make_order()
    page, clerk = reverse("orders:page", args=[order.pk]), sign_in(VIEW_ORDERS)
    assert "Billed to" not in clerk.get(page).text
    order.addresses.filter(kind="billing").update(city="Albany")
    text = clerk.get(page).text
    assert "Billed to" in text and "Albany" in text


def test_the_timeline_tells_what_moved_in_stock_and_what_stripe_said(sign_in, tray, stripe):
    order = make_paid_order(stripe, (tray, 3))
    ship_order(order=order, by=CLERK)
    intent = order.payments.get().intent_id
    StripeInbox.objects.create(
        event_id="evt_1", type="payment_intent.succeeded", object_id=intent, problem="ValueError"
    )
    StripeInbox.objects.create(event_id="evt_2", type="payment_intent.succeeded", object_id="pi_other")
    page, clerk = reverse("orders:page", args=[order.pk]), sign_in(VIEW_ORDERS)

    def steps(kind, show=""):
        rows = clerk.get(page, {"show": show}).context["events"]
        return [(row["step"], row["summary"]) for row in rows if row["kind"] == kind]

    assert steps("Stock") == [
        ("Shipped", "TRAY: -3 on hand, -3 allocated"),
        ("Allocated to an order", "TRAY: +3 allocated"),
    ]
    assert steps("Stock", "parcels") == steps("Stock")
    assert steps("Notice from Stripe") == [("payment_intent.succeeded", "ValueError")]
    assert steps("Notice from Stripe", "money") == steps("Notice from Stripe")
    assert steps("Stock", "money") == steps("Notice from Stripe", "parcels") == []
    assert "evt_1" in clerk.get(page).text


def test_a_notice_about_nothing_we_know_is_in_no_timeline(sign_in, shop):
    order = make_order()
    Payment.objects.create(order=order, amount_minor=10_000, currency="USD", intent_id="")
    StripeInbox.objects.create(event_id="evt_3", type="balance.available", object_id="")
    assert "evt_3" not in sign_in(VIEW_ORDERS).get(reverse("orders:page", args=[order.pk])).text

"""The evidence of a dispute: all that is known, nothing that lets in, and sent once by those who may."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import ANSWER_DISPUTES, VIEW_ORDERS
from commerce.checkout.following import follow_reported_dispute
from commerce.errors import DisputeClosedAlready, GatewayError
from commerce.evidence.operations import give_evidence
from commerce.evidence.pdf import pdf_of
from commerce.evidence.queries import pack_of
from commerce.evidence.rules import LONGEST, evidence_from
from commerce.orders.models import OrderEvent
from commerce.orders.proof import broken_timeline
from commerce.orders.timeline import write_event
from commerce.payments.models import Dispute, DisputeStatus
from tests.factories.catalogue import make_product
from tests.factories.refunds import MANAGER, give_back, make_paid_order
from tests.factories.staff import make_colleague
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def order(shop, stripe):
    """Paid, refunded a little, handed over, with a note that is for colleagues."""
    order = make_paid_order(stripe, (make_product("TRAY", title="Tray", price=5000, stock=9), 2))
    give_back(order, goodwill=300)
    order.shipments.create(
        status="handed_over", carrier="UPS", tracking_number="1Z999", handed_over_at=order.placed_at
    )
    write_event(order=order, kind=OrderEvent.Kind.NOTE, by=MANAGER, summary="Odd buyer", note="Odd buyer")
    order.refresh_from_db()
    return order


@pytest.fixture
def dispute(order, stripe):
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    return follow_reported_dispute(dispute_id=opened["id"])


def there(stripe, dispute):
    return stripe.call(f"/v1/disputes/{dispute.provider_id}")


def test_the_pack_has_order_lines_mails_parcels_and_what_happened(order, dispute):
    pack = pack_of(dispute)
    assert (pack.number, pack.total, pack.email) == (order.number, order.total, order.email)
    assert [(line.title, line.sku, line.quantity) for line in pack.lines] == [("Tray", "TRAY", 2)]
    assert {mail.recipient for mail in pack.mails} == {order.email}
    assert len(pack.mails) == 2
    assert [(parcel.carrier, parcel.tracking_number) for parcel in pack.parcels] == [("UPS", "1Z999")]
    assert any("paid" in step.what for step in pack.steps)
    assert pdf_of(pack).startswith(b"%PDF")


def test_earlier_orders_of_the_same_customer_are_in_it(order, dispute, stripe):
    other = make_paid_order(stripe, (make_product("LAMP", price=900, stock=9), 1))
    type(other).objects.filter(pk=other.pk).update(
        customer=order.customer_id, placed_at=order.placed_at.replace(year=2020)
    )
    assert [found.number for found in pack_of(dispute).earlier] == [other.number]


def test_no_secret_and_no_word_among_colleagues_is_in_it(order, dispute):
    make_colleague("commerce.answer_dispute")
    said = repr(pack_of(dispute)) + repr(evidence_from(pack_of(dispute)))
    for secret in (order.link_token, "Odd buyer", "colleague-"):
        assert secret not in said


def test_kept_at_the_provider_the_bank_does_not_have_it(order, dispute, stripe):
    give_evidence(dispute=dispute, submits=False, by=MANAGER)
    kept = there(stripe, dispute)
    assert kept["status"] == "needs_response"
    assert kept["evidence_details"]["submission_count"] == 0
    assert kept["evidence"]["shipping_tracking_number"] == "1Z999"
    assert kept["evidence"]["customer_email_address"] == order.email
    assert "2 × Tray" in kept["evidence"]["product_description"]


def test_sent_to_the_bank_it_is_sent_once_and_the_order_keeps_what_was_said(order, dispute, stripe):
    give_evidence(dispute=dispute, submits=True, by=MANAGER)
    assert there(stripe, dispute)["evidence_details"]["submission_count"] == 1
    dispute = Dispute.objects.get()
    assert dispute.status == DisputeStatus.UNDER_REVIEW
    event = order.events.get(summary="Evidence was sent to the bank.")
    assert event.actor_id == MANAGER.id
    assert "1Z999" in event.note.text
    assert "1Z999" not in event.summary
    assert list(broken_timeline(order.pk)) == []
    with pytest.raises(DisputeClosedAlready):
        give_evidence(dispute=dispute, submits=True, by=MANAGER)
    assert there(stripe, dispute)["evidence_details"]["submission_count"] == 1
    assert_ledger_ok(stripe)


def test_a_silent_provider_leaves_nothing_written(order, dispute, stripe):
    stripe.post_hook("fault", path="/v1/disputes/*", do="close", when="before", method="POST")
    with pytest.raises(GatewayError):
        give_evidence(dispute=dispute, submits=True, by=MANAGER)
    assert not order.events.filter(summary__startswith="Evidence").exists()
    assert Dispute.objects.get().status == DisputeStatus.NEEDS_RESPONSE


def test_no_text_is_longer_than_the_provider_takes(order, dispute):
    order.lines.update(title="T" * 199)
    for number in range(200):
        reference = "x" * 70 + str(number)
        write_event(order=order, kind=OrderEvent.Kind.PAYMENT, by=MANAGER, target="paid", reference=reference)
    assert len(evidence_from(pack_of(dispute)).uncategorized_text) == LONGEST


def test_staff_read_it_then_send_it_on_a_page_that_asks_again(order, dispute, stripe, client):
    client.force_login(make_colleague(ANSWER_DISPUTES, VIEW_ORDERS))
    about = [order.pk, dispute.pk]
    page = client.get(reverse("orders:page", args=[order.pk])).text
    for name in ("orders:evidence_pdf", "orders:evidence"):
        assert reverse(name, args=about) in page
    pdf = client.get(reverse("orders:evidence_pdf", args=about))
    assert pdf["Content-Type"] == "application/pdf"
    assert "no-store" in pdf["Cache-Control"]
    submit = reverse("orders:submit_evidence", args=about)
    assert submit in client.get(reverse("orders:evidence", args=about)).text
    order.refresh_from_db()
    assert client.post(submit, {"version": order.version}).status_code == 422
    assert there(stripe, dispute)["evidence_details"]["submission_count"] == 0
    client.post(submit, {"is_read": "on", "version": order.version})
    assert there(stripe, dispute)["evidence_details"]["submission_count"] == 1


def test_a_dispute_of_another_order_is_not_found(order, dispute, stripe, client):
    client.force_login(make_colleague(ANSWER_DISPUTES))
    other = make_paid_order(stripe, (make_product("LAMP", price=900, stock=9), 1))
    for name in ("orders:evidence_pdf", "orders:evidence", "orders:submit_evidence"):
        assert client.get(reverse(name, args=[other.pk, dispute.pk])).status_code == 404

"""The letters to colleagues who may act: of disputes, of goods that lack, of what waits for approval."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commerce.catalogue.proposals import PriceProposal
from commerce.money import Money
from commerce.notifications import colleagues_with
from commerce.orders.models import Order, OrderEvent, OrderStatus
from commerce.payments.models import Dispute, DisputeStatus
from commerce.refunds.models import Refund
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM

ANSWER_DISPUTES = "commerce.answer_dispute"
CHANGE_ORDERS = "commerce.change_order"
APPROVE_PRICES = "commerce.approve_priceproposal"
APPROVE_REFUNDS = "commerce.approve_refund"


def tell_of_dispute(event):
    """DisputeOpened: tell each colleague who may answer it, once."""
    _tell("dispute_opened", Dispute.objects.get(pk=event.dispute_id), ANSWER_DISPUTES)


def tell_of_verdict(event):
    """DisputeClosed: tell each colleague who may answer disputes how it ended."""
    _tell("dispute_closed", Dispute.objects.get(pk=event.dispute_id), ANSWER_DISPUTES)


def tell_of_lack(event):
    """OrderShort: tell each colleague who may change orders that paid goods are not there."""
    _tell("order_short", Order.objects.get(pk=event.order_id), CHANGE_ORDERS)


def tell_of_proposed_prices(event):
    """PricesProposed: tell each colleague who may approve them, but whoever proposed them."""
    first = PriceProposal.objects.get(pk=event.proposal_ids[0])
    _tell("prices_proposed", first, APPROVE_PRICES, but=first.actor_id)


def tell_of_proposed_refund(event):
    """RefundProposed: tell each colleague who may approve it, but whoever asked for it."""
    refund = Refund.objects.get(pk=event.refund_id)
    _tell("refund_proposed", refund, APPROVE_REFUNDS, but=refund.asked_by_id)


def _tell(kind, about, right, but=None):
    for colleague in colleagues_with(right):
        if colleague.pk == but:
            continue
        post(
            kind,
            to=colleague.email,
            about=about,
            locale=settings.LANGUAGE_CODE,
            occurrence=f"to {colleague.pk}",
            by=SYSTEM,
        )


def dispute_words(letter):
    """What a letter about a dispute shows."""
    dispute = Dispute.objects.select_related("payment__order").get(pk=int(letter.about_id))
    order = dispute.payment.order
    return {
        "number": order.number,
        "amount": dispute.amount,
        "is_inquiry": dispute.is_inquiry,
        "reason": dispute.reason.replace("_", " "),
        "respond_by": dispute.respond_by,
        "is_won": dispute.status == DisputeStatus.WON,
        "admin_url": _page_of(order),
    }


def lack_words(letter):
    """What a letter about a short order shows: what lacked when it was paid."""
    order = Order.objects.get(pk=int(letter.about_id))
    alert = order.events.filter(kind=OrderEvent.Kind.ALERT, summary__startswith="Paid, but").first()
    return {
        "number": order.number,
        "lacks": alert.summary.partition(": ")[2] if alert else "",
        "is_cancelled": order.status == OrderStatus.CANCELLED,
        "admin_url": _page_of(order),
    }


def proposal_words(letter):
    """What a letter about proposed prices shows: the first, and how many were proposed with it."""
    first = PriceProposal.objects.select_related("variant", "price_list").get(pk=int(letter.about_id))
    together = PriceProposal.objects.filter(actor_id=first.actor_id, at=first.at)
    with override(settings.LANGUAGE_CODE):
        admin_url = link(reverse("price_proposals:index"))
    return {
        "count": together.count(),
        "sku": first.variant.sku,
        "before": first.base,
        "after": first.money,
        "admin_url": admin_url,
    }


def proposed_refund_words(letter):
    """What a letter about a refund that waits shows. Why it was asked for is read on the order's page."""
    refund = Refund.objects.select_related("order").get(pk=int(letter.about_id))
    return {
        "number": refund.order.number,
        "amount": refund.given_back,
        "admin_url": _page_of(refund.order),
    }


def _page_of(order):
    with override(settings.LANGUAGE_CODE):
        return link(reverse("orders:page", args=[order.pk]))


def sample_dispute():
    """The same keys as dispute_words(), for previews."""
    return {
        "number": "KW-1000",
        "amount": Money(12900, "USD"),
        "is_inquiry": False,
        "reason": "product not received",
        "respond_by": clock.now(),
        "is_won": True,
        "admin_url": "https://example.com/admin/orders/1/",
    }


def sample_lack():
    """The same keys as lack_words(), for previews."""
    return {
        "number": "KW-1000",
        "lacks": "DESK-OAK",
        "is_cancelled": False,
        "admin_url": "https://example.com/admin/orders/1/",
    }


def sample_proposal():
    """The same keys as proposal_words(), for previews."""
    return {
        "count": 3,
        "sku": "DESK-OAK",
        "before": Money(12900, "USD"),
        "after": Money(6900, "USD"),
        "admin_url": "https://example.com/admin/price_proposals/",
    }


def sample_proposed_refund():
    """The same keys as proposed_refund_words(), for previews."""
    return {
        "number": "KW-1000",
        "amount": Money(76042, "USD"),
        "admin_url": "https://example.com/admin/orders/1/",
    }


OF_A_DISPUTE = {
    "number": "The order's number",
    "amount": "What is disputed",
    "is_inquiry": "Whether the bank only asks",
    "reason": "Why, in the bank's word",
    "respond_by": "Until when an answer counts",
    "is_won": "Whether the money stays here",
    "admin_url": "The order's page in the admin",
}

STAFF_LETTERS = [
    Kind(name="dispute_opened", context=dispute_words, sample=sample_dispute, placeholders=OF_A_DISPUTE),
    Kind(name="dispute_closed", context=dispute_words, sample=sample_dispute, placeholders=OF_A_DISPUTE),
    Kind(
        name="order_short",
        context=lack_words,
        sample=sample_lack,
        placeholders={
            "number": "The order's number",
            "lacks": "The SKUs that are not there",
            "is_cancelled": "Whether it was cancelled and refunded at once, by the payment settings",
            "admin_url": "The order's page in the admin",
        },
    ),
    Kind(
        name="prices_proposed",
        context=proposal_words,
        sample=sample_proposal,
        placeholders={
            "count": "How many wait together",
            "sku": "The first of them",
            "before": "What it costs, where it has a price",
            "after": "What it is to cost",
            "admin_url": "The list of what waits, in the admin",
        },
    ),
    Kind(
        name="refund_proposed",
        context=proposed_refund_words,
        sample=sample_proposed_refund,
        placeholders={
            "number": "The order's number",
            "amount": "What is to be given back",
            "admin_url": "The order's page in the admin",
        },
    ),
]

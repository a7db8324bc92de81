"""The letters to the customer about an order: which there are, and sending one again."""

from django.db import transaction
from django.db.models import Q

from commerce.errors import NobodyToWrite, NotSendable
from commerce.orders.models import OrderEvent
from commerce.orders.operations import lock_order
from commerce.orders.queries import told_of
from commerce.orders.timeline import write_event
from emails.kinds import kind_named
from emails.models import Letter, LetterStatus
from emails.queries import letters_about, letters_to
from emails.send import post
from kinsite.foundation.retries import begun_anew

# Any other letter about an order is for colleagues.
TO_CUSTOMERS = frozenset(
    {
        "amendment_to_pay",
        "difference_delayed",
        "difference_failed",
        "order_amended",
        "order_confirmed",
        "order_shipped",
        "order_cancelled",
        "order_message",
        "payment_delayed",
        "payment_failed",
        "refund_sent",
    }
)


def letters_of(order):
    """All letters to the customer about an order and what belongs to it, oldest first."""
    messages = [event for event in order.events.all() if event.kind == OrderEvent.Kind.MESSAGE]
    about = Q(about_kind="order", about_id=str(order.pk))
    for kind, rows in (
        ("amendment", order.amendments.all()),
        ("refund", order.refunds.all()),
        ("shipment", order.shipments.all()),
        ("orderevent", messages),
    ):
        about |= Q(about_kind=kind, about_id__in=[str(row.pk) for row in rows])
    return Letter.objects.filter(about, kind__in=TO_CUSTOMERS).order_by("posted_at", "pk")


def letters_to_customer(emails, orders):
    """What was written to these addresses, or to anybody who placed these orders about them, latest first."""
    about = letters_about(told_of(orders)).filter(kind__in=TO_CUSTOMERS)
    return letters_to(emails) | about


def is_sendable(letter):
    """Whether a letter may go out again: it went out, or was given up."""
    ended = (LetterStatus.SENT, LetterStatus.DEAD)
    return letter.status in ended and kind_named(letter.kind).keeps_body


@begun_anew
@transaction.atomic
def send_again(*, order, letter_id, by, version=None):
    """Send a letter about an order anew, to the address that the order has now.

    Its words are made anew from what is stored. Raises OrderMoved, NobodyToWrite, NotSendable.
    """
    order = lock_order(order.pk, version)
    if order.names_nobody:
        raise NobodyToWrite
    letter = letters_of(order).filter(pk=letter_id).first()
    if letter is None or not is_sendable(letter):
        raise NotSendable
    event = write_event(
        order=order,
        kind=OrderEvent.Kind.LETTER,
        by=by,
        summary=f"Sent again: {letter.kind.replace('_', ' ')}",
        reference=str(letter.pk),
    )
    return post(
        letter.kind,
        to=order.email,
        about=(letter.about_kind, letter.about_id),
        locale=order.language,
        occurrence=f"{Letter.AGAIN} {event.pk}",
        by=by,
    )

"""What colleagues do to an order at their desk: hold it, tag it, note something, write to its customer."""

from django.db import transaction

from commerce.errors import NobodyToWrite, NothingToHold, OrderMoved, StillOpen, TooManyTags
from commerce.events import AnswerWritten, MessageWritten, NoteWritten
from commerce.orders.facets import still_open
from commerce.orders.models import Order, OrderEvent, OrderMention, OrderTag
from commerce.orders.operations import lock_order
from commerce.orders.timeline import write_event
from kinsite.accounts.queries import colleagues_with
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

MAY_READ_NOTES = "commerce.view_order"
Kind = OrderEvent.Kind


@begun_anew
@transaction.atomic
def put_on_hold(*, order, reason, by, version=None):
    """Keep an order back: nothing of it is shipped or captured. Raises OrderMoved, NothingToHold."""
    order = lock_order(order.pk, version)
    if not order.is_holdable:
        raise NothingToHold
    _hold(order, True)
    write_event(order=order, kind=Kind.HOLD, by=by, target="on hold", note=reason)


@begun_anew
@transaction.atomic
def let_go(*, order, by, version=None, reason=""):
    """Let an order go on. Raises OrderMoved."""
    order = lock_order(order.pk, version)
    if order.is_on_hold:
        _hold(order, False)
        write_event(order=order, kind=Kind.HOLD, by=by, origin="on hold", target="let go", note=reason)


def _hold(order, is_on_hold):
    order.is_on_hold = is_on_hold
    Order.objects.filter(pk=order.pk).update(is_on_hold=is_on_hold)


@begun_anew
@transaction.atomic
def archive_order(*, order, by, version=None):
    """A colleague is done with an order: no list of problems shows it, until something happens to it.

    Raises OrderMoved, and StillOpen where something is left to do.
    """
    order = lock_order(order.pk, version)
    if order.is_archived:
        return
    if Order.objects.filter(still_open(), pk=order.pk).exists():
        raise StillOpen
    Order.objects.filter(pk=order.pk).update(is_archived=True)
    write_event(order=order, kind=Kind.ARCHIVE, by=by, target="archived")


@begun_anew
@transaction.atomic
def unarchive_order(*, order, by, version=None):
    """An order is taken out of the archive. Raises OrderMoved."""
    order = lock_order(order.pk, version)
    if order.is_archived:
        Order.objects.filter(pk=order.pk).update(is_archived=False)
        write_event(order=order, kind=Kind.ARCHIVE, by=by, origin="archived", target="open")


@begun_anew
@transaction.atomic
def add_tag(*, order, label, by, version=None):
    """Put a word on an order; returns whether it had it not yet. Raises OrderMoved, TooManyTags."""
    order = lock_order(order.pk, version)
    if order.tags.filter(label__iexact=label).exists():
        return False
    if order.tags.count() >= OrderTag.MOST:
        raise TooManyTags
    OrderTag.objects.create(order=order, label=label)
    write_event(order=order, kind=Kind.TAG, by=by, summary=f"+ {label}")
    return True


@begun_anew
@transaction.atomic
def remove_tag(*, order, label, by, version=None):
    """Take a word off an order. Raises OrderMoved."""
    order = lock_order(order.pk, version)
    if order.tags.filter(label__iexact=label).delete()[0]:
        write_event(order=order, kind=Kind.TAG, by=by, summary=f"− {label}")


@begun_anew
@transaction.atomic
def write_note(*, order, text, by, mentioned=(), version=None):
    """Note something for colleagues; who is named, by id, and may see orders is told. Raises OrderMoved."""
    event = write_event(order=lock_order(order.pk, version), kind=Kind.NOTE, by=by, note=text)
    OrderMention.objects.bulk_create(
        OrderMention(event=event, colleague=colleague)
        for colleague in colleagues_with(MAY_READ_NOTES).filter(pk__in=mentioned)
    )
    announce(NoteWritten(event.pk))
    return event


@begun_anew
@transaction.atomic
def write_message(*, order, text, to, by, version=None):
    """Write to the customer of an order: mailed, and kept in its timeline.

    `to` is the address that the colleague saw. Raises OrderMoved, also where the order has another, and
    NobodyToWrite.
    """
    order = lock_order(order.pk, version)
    if order.names_nobody:
        raise NobodyToWrite
    if order.email != to:
        raise OrderMoved
    event = write_event(order=order, kind=Kind.MESSAGE, by=by, note=text)
    _await_answer(order, False)
    announce(MessageWritten(event.pk))
    return event


@begun_anew
@transaction.atomic
def write_answer(*, order, text, by):
    """The customer writes to the shop about an order; it waits for an answer from then on."""
    order = lock_order(order.pk)
    event = write_event(order=order, kind=Kind.ANSWER, by=by, note=text)
    _await_answer(order, True)
    announce(AnswerWritten(event.pk))
    return event


@begun_anew
@transaction.atomic
def settle_answer(*, order, by, version=None):
    """What the customer wrote needs no answer, or got one otherwise. Raises OrderMoved."""
    order = lock_order(order.pk, version)
    if order.awaits_answer:
        _await_answer(order, False)
        write_event(order=order, kind=Kind.NOTE, by=by, summary="Answered otherwise")


def _await_answer(order, awaits_answer):
    order.awaits_answer = awaits_answer
    Order.objects.filter(pk=order.pk).update(awaits_answer=awaits_answer)


@transaction.atomic
def read_mention(*, mention_id, by):
    """A colleague has seen a note that names them; somebody else's stays as it is."""
    unread = OrderMention.objects.filter(pk=mention_id, colleague=by.id, read_at=None)
    return unread.update(read_at=clock.now())

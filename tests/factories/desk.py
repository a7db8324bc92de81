"""What colleagues left on an order."""

from commerce.orders.desk import write_note
from commerce.orders.models import FulfilmentState, Order, OrderMention, OrderStatus
from commerce.privacy.erase import erase_customer
from emails.models import Letter, LetterStatus
from emails.send import post
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.staff import make_colleague


def make_mention(order, colleague=None) -> OrderMention:
    """A note that names a colleague, written by another."""
    colleague = colleague or make_colleague("commerce.view_order", first_name="Nina")
    author = make_colleague("commerce.change_order", first_name="Otto", last_name="Other")
    note = write_note(order=order, text="Please look", mentioned=[colleague.pk], by=staff(author))
    return note.mentions.get()


def erase_buyer(order) -> Order:
    """Its customer is erased, once it has arrived."""
    Order.objects.filter(pk=order.pk).update(
        status=OrderStatus.DELIVERED, fulfilment_state=FulfilmentState.DELIVERED
    )
    erase_customer(customer=order.customer, by=SYSTEM)
    order = Order.objects.get(pk=order.pk)
    assert order.email == ""
    return order


def make_letter(order) -> Letter:
    """The confirmation of an order, which went out a while ago."""
    letter = post("order_confirmed", to=order.email, about=order, locale=order.language)
    Letter.objects.filter(pk=letter.pk).update(
        status=LetterStatus.SENT,
        sent_at=clock.now(),
        subject=f"Your order {order.number}",
        body_text="Thank you.",
    )
    letter.refresh_from_db()
    return letter

"""What colleagues left on an order."""

from commerce.orders.desk import write_note
from commerce.orders.models import OrderMention
from emails.models import Letter, LetterStatus
from emails.send import post
from kinsite.foundation import clock
from kinsite.foundation.actors import staff
from tests.factories.staff import make_colleague


def make_mention(order, colleague=None) -> OrderMention:
    """A note that names a colleague, written by another."""
    colleague = colleague or make_colleague("commerce.view_order", first_name="Nina")
    author = make_colleague("commerce.change_order", first_name="Otto", last_name="Other")
    note = write_note(order=order, text="Please look", mentioned=[colleague.pk], by=staff(author))
    return note.mentions.get()


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

"""Letters that colleagues write by hand on an order: to its customer, and to those they name in a note."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commerce.orders.models import OrderEvent, OrderMention
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.accounts.queries import colleagues_with, names_of
from kinsite.foundation.actors import SYSTEM

MAY_ANSWER = "commerce.change_order"


def write_to_buyer(kind, *, order, about=None, occurrence="once"):
    """Post a letter to whoever ordered, in the order's language; none where they wanted to be forgotten."""
    if order.names_nobody:
        return
    post(
        kind,
        to=order.email,
        about=about or order,
        locale=order.language,
        occurrence=occurrence,
        by=SYSTEM,
    )


def send_message(event):
    """MessageWritten: mail it."""
    written = OrderEvent.objects.select_related("order").get(pk=event.event_id)
    write_to_buyer("order_message", order=written.order, about=written)


def tell_of_answer(event):
    """AnswerWritten: tell the colleague who wrote to the customer last; the first screen tells all others."""
    answer = OrderEvent.objects.get(pk=event.event_id)
    messages = OrderEvent.objects.filter(
        order=answer.order_id, kind=OrderEvent.Kind.MESSAGE, actor_kind="staff"
    )
    wrote = messages.order_by("-sequence").values_list("actor_id", flat=True).first()
    for colleague in colleagues_with(MAY_ANSWER).filter(pk=wrote):
        post("order_answer", to=colleague.email, about=answer, locale=settings.LANGUAGE_CODE, by=SYSTEM)


def tell_who_is_mentioned(event):
    """NoteWritten: tell each colleague who is named in it, but for whoever wrote it."""
    mentions = OrderMention.objects.filter(event=event.event_id).select_related("colleague", "event")
    for mention in mentions:
        if mention.event.actor_id != mention.colleague_id:
            post(
                "order_mention",
                to=mention.colleague.email,
                about=mention,
                locale=settings.LANGUAGE_CODE,
                by=SYSTEM,
            )


def message_words(letter):
    """What a colleague wrote, and the order's own page."""
    written = OrderEvent.objects.select_related("order", "note").get(pk=int(letter.about_id))
    order = written.order
    with override(order.language):
        order_url = link(reverse("order", args=[order.link_token]))
    return {"number": order.number, "message": written.note.text, "order_url": f"{order_url}#messages"}


def answer_words(letter):
    """On which order its customer answered. What they wrote is read there."""
    answer = OrderEvent.objects.select_related("order").get(pk=int(letter.about_id))
    with override(settings.LANGUAGE_CODE):
        admin_url = link(reverse("orders:page", args=[answer.order_id]))
    return {"number": answer.order.number, "admin_url": f"{admin_url}#event-{answer.pk}"}


def sample_answer():
    """The same keys as answer_words(), for previews."""
    return {"number": "KW-10001", "admin_url": "https://example.com/admin/orders/1/#event-1"}


def mention_words(letter):
    """Who named the colleague, and on which order. What they wrote is read there."""
    mention = OrderMention.objects.select_related("event__order").get(pk=int(letter.about_id))
    event = mention.event
    with override(settings.LANGUAGE_CODE):
        admin_url = link(reverse("orders:page", args=[event.order_id]))
    return {
        "number": event.order.number,
        "who": names_of([event.actor_id]).get(event.actor_id, event.actor_label),
        "admin_url": f"{admin_url}#event-{event.pk}",
    }


def sample_message():
    """The same keys as message_words(), for previews."""
    return {
        "number": "KW-10001",
        "message": "Your desk leaves us tomorrow.\n\nShall the carrier ring at the neighbour's?",
        "order_url": "https://example.com/orders/sample/",
    }


def sample_mention():
    """The same keys as mention_words(), for previews."""
    return {
        "number": "KW-10001",
        "who": "Clara Packer",
        "admin_url": "https://example.com/admin/orders/1/#event-1",
    }


LETTERS = [
    Kind(
        name="order_message",
        context=message_words,
        sample=sample_message,
        placeholders={
            "number": "The order's number",
            "message": "What the colleague wrote",
            "order_url": "The order's own page",
        },
        by_hand=True,
    ),
    Kind(
        name="order_answer",
        context=answer_words,
        sample=sample_answer,
        placeholders={
            "number": "The order's number",
            "admin_url": "The order's page in the admin, at what the customer wrote",
        },
    ),
    Kind(
        name="order_mention",
        context=mention_words,
        sample=sample_mention,
        placeholders={
            "number": "The order's number",
            "who": "Who wrote the note",
            "admin_url": "The order's page in the admin, at the note",
        },
    ),
]

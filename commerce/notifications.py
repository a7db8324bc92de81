"""The letters commerce sends: their kinds, and which event asks for which.

A reaction only writes the outbox row; the words are read from the order when the letter is sent.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commerce.customers.models import Consent, Subscription
from commerce.customers.newsletter import LINK_LASTS, sign_step
from commerce.money import Money
from commerce.orders.models import Order
from commerce.orders.queries import discount_summary, orders_in_full, parcel_lines, tax_summary
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def confirm_order(event):
    """OrderPaid: confirm the order, once."""
    order = Order.objects.get(pk=event.order_id)
    post("order_confirmed", to=order.email, about=order, locale=order.language, by=SYSTEM)


def order_words(letter):
    """What a letter about an order shows, all of it as stored."""
    order = orders_in_full().get(pk=int(letter.about_id))
    return {
        "number": order.number,
        "lines": [
            {
                "title": line.title,
                "options": line.options,
                "quantity": line.quantity,
                "total": line.total,
            }
            for line in order.lines.all()
        ],
        "items": order.items,
        "discounts": [taken for taken in discount_summary(order) if not taken["is_delivery"]],
        "delivery_name": order.delivery_name,
        "delivery": order.delivery,
        "delivery_discounts": [taken for taken in discount_summary(order) if taken["is_delivery"]],
        "taxes": tax_summary(order),
        "tax_is_included": order.prices_include_tax,
        "total": order.total,
        "address": parcel_lines(order),
        "earliest": order.delivery_from,
        "latest": order.delivery_until,
        "order_url": order_url(order),
    }


def order_url(order):
    """The order's own page, absolute and in the order's language."""
    with override(order.language):
        return settings.SITE_URL + reverse("order", args=[order.link_token])


def sample_order():
    """The same keys as order_words(), for previews."""
    return {
        "number": "KW-10001",
        "lines": [
            {
                "title": "Minimal Oak Desk",
                "options": "Natural oak, 140 cm",
                "quantity": 1,
                "total": Money(64900, "USD"),
            }
        ],
        "items": Money(64900, "USD"),
        "discounts": [{"name": "Welcome", "code": "WELCOME10", "amount": Money(6490, "USD")}],
        "delivery_name": "Standard",
        "delivery": Money(4900, "USD"),
        "delivery_discounts": [],
        "taxes": [("Sales tax", Money(5619, "USD"))],
        "tax_is_included": False,
        "total": Money(68929, "USD"),
        "address": ["Ada Example", "1 Quiet Street", "10001 New York NY", "United States"],
        "earliest": None,
        "latest": None,
        "order_url": "https://example.com/orders/sample/",
    }


def ask_to_confirm_news(event):
    """NewsAsked: let the address confirm, or say that it gets the newsletter already; one letter an hour."""
    subscription = Subscription.objects.get(pk=event.subscription_id)
    ended = subscription.consents.filter(step=Consent.Step.WITHDRAWN).count()
    post(
        "newsletter_known" if subscription.is_confirmed else "newsletter_confirm",
        to=subscription.email,
        about=subscription,
        locale=event.language,
        occurrence=f"{clock.now():%Y-%m-%d %H} h, ended {ended} times",
        by=SYSTEM,
    )


def welcome_reader(event):
    """NewsConfirmed: greet a new reader, with the way out."""
    subscription = Subscription.objects.get(pk=event.subscription_id)
    post(
        "newsletter_welcome",
        to=subscription.email,
        about=subscription,
        locale=subscription.language,
        occurrence=clock.now().isoformat(),
        by=SYSTEM,
    )


def confirmation_words(letter):
    """The link that confirms what was asked last."""
    consents = Consent.objects.filter(subscription=int(letter.about_id), step=Consent.Step.ASKED)
    return {"confirm_url": link(reverse("newsletter_confirm", args=[sign_step(consents[0])]))}


def reader_words(letter):
    """Where a reader goes on, and out."""
    subscription = Subscription.objects.get(pk=int(letter.about_id))
    return {"unsubscribe_url": link(reverse("unsubscribe", args=[subscription.link_token]))}


def sample_confirmation():
    """The same keys as confirmation_words(), for previews."""
    return {"confirm_url": "https://example.com/newsletter/confirm/sample/"}


def sample_reader():
    """The same keys as reader_words(), for previews."""
    return {"unsubscribe_url": "https://example.com/unsubscribe/sample/"}


LETTERS = [
    Kind(
        name="order_confirmed",
        context=order_words,
        sample=sample_order,
        placeholders={
            "number": "The order's number",
            "lines": "Title, options, quantity and total of each line",
            "total": "What was paid",
            "order_url": "The order's own page",
        },
    ),
    Kind(
        name="newsletter_confirm",
        context=confirmation_words,
        sample=sample_confirmation,
        placeholders={"confirm_url": "The link that confirms the address"},
        keeps_body=False,
        useful_for=LINK_LASTS,
    ),
    Kind(
        name="newsletter_known",
        context=reader_words,
        sample=sample_reader,
        placeholders={"unsubscribe_url": "The link that ends the newsletter"},
        transactional=False,
        useful_for=LINK_LASTS,
    ),
    Kind(
        name="newsletter_welcome",
        context=reader_words,
        sample=sample_reader,
        placeholders={"unsubscribe_url": "The link that ends the newsletter"},
        transactional=False,
    ),
]

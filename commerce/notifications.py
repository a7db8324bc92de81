"""The letters commerce sends: their kinds, and which event asks for which.

A reaction only writes the outbox row; the words are read from the order when the letter is sent.
"""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from commerce.amendments.letters import LETTERS as AMENDMENT_LETTERS
from commerce.amendments.models import Amendment
from commerce.checkout.letters import LETTERS as CHECKOUT_LETTERS
from commerce.credit.letters import CREDIT_GIVEN, GIFT_CARD
from commerce.customers.models import Consent, Subscription
from commerce.customers.newsletter import LINK_LASTS, sign_step
from commerce.drafts.letters import DRAFT_READY
from commerce.fulfilment.letters import ORDER_SHIPPED
from commerce.money import Money, total
from commerce.orders.letters import LETTERS as ORDER_LETTERS
from commerce.orders.letters import write_to_buyer
from commerce.orders.models import Order, TaxTreatment
from commerce.orders.queries import (
    credit_summary,
    discount_summary,
    orders_in_full,
    parcel_lines,
    tax_summary,
)
from commerce.payments.letters import AUTHORISATION_LETTERS
from commerce.payments.models import PaymentStatus
from commerce.refunds.models import Refund
from commerce.refunds.queries import refunds_shown
from commerce.refunds.rules import where_words
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.accounts.queries import colleagues_with
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def confirm_order(event):
    """OrderPaid: confirm the order, once."""
    order = Order.objects.get(pk=event.order_id)
    write_to_buyer("order_confirmed", order=order)


def tell_of_delay(event):
    """PaymentDelayed: the order, or its change, is here, its money takes days."""
    _tell_of_payment("delayed", event.payment_id)


def tell_of_failed_payment(event):
    """DelayedPaymentFailed: the money did not come, and nothing was charged."""
    _tell_of_payment("failed", event.payment_id)


def _tell_of_payment(what, payment_id):
    order = Order.objects.get(payments=payment_id)
    amendment = Amendment.objects.filter(payment=payment_id).first()
    kind, about = (f"difference_{what}", amendment) if amendment else (f"payment_{what}", order)
    write_to_buyer(kind, order=order, about=about, occurrence=str(payment_id))


def delay_words(letter):
    """The order's number, and its page."""
    order = Order.objects.get(pk=int(letter.about_id))
    return {"number": order.number, "url": order_url(order)}


def failure_words(letter):
    """The order's number, and the way back to the cart in its language."""
    order = Order.objects.get(pk=int(letter.about_id))
    with override(order.language):
        return {"number": order.number, "url": settings.SITE_URL + reverse("cart")}


def sample_payment():
    """The same keys as delay_words() and failure_words(), for previews."""
    return {"number": "KW-10001", "url": "https://example.com/"}


def tell_of_refund(event):
    """RefundAccepted: tell the customer that money is on its way, once, where whoever asked wanted so."""
    refund = Refund.objects.select_related("order").get(pk=event.refund_id)
    if refund.notifies:
        write_to_buyer("refund_sent", order=refund.order, about=refund)


def tell_of_failure(event):
    """RefundFailed: tell each colleague who may refund; each try that fails is told of once."""
    refund = Refund.objects.get(pk=event.refund_id)
    for colleague in colleagues_with("commerce.refund_order"):
        post(
            "refund_failed",
            to=colleague.email,
            about=refund,
            locale=settings.LANGUAGE_CODE,
            occurrence=f"try {refund.attempt} to {colleague.pk}",
            by=SYSTEM,
        )


def tell_of_cancellation(event):
    """OrderCancelled: tell the customer of money taken or reserved, where whoever cancelled wanted so."""
    order = Order.objects.get(pk=event.order_id)
    was_secured = Q(captured_minor__gt=0) | Q(status=PaymentStatus.AUTHORISED)
    if event.notifies and (order.paid_at or order.payments.filter(was_secured).exists()):
        write_to_buyer("order_cancelled", order=order)


def refund_words(letter):
    """What a letter about a refund shows, to the customer or to a colleague."""
    refund = Refund.objects.select_related("payment", "order__customer").get(pk=int(letter.about_id))
    order = refund.order
    with override(settings.LANGUAGE_CODE):
        admin_url = link(reverse("orders:page", args=[order.pk]))
    return {
        "number": order.number,
        "amount": refund.given_back,
        "lines": [
            {
                "title": line.order_line.title,
                "options": line.order_line.options,
                "quantity": line.quantity,
                "total": order.money(line.amount_minor),
            }
            for line in refund.lines.select_related("order_line")
        ],
        "delivery": order.money(refund.delivery_minor),
        "goodwill": order.money(refund.goodwill_minor),
        "deduction": order.money(refund.deduction_minor),
        "method": where_words(refund),
        "is_sent": bool(refund.sent),
        "message": refund.message,
        "code": refund.failure_code,
        "order_url": order_url(order),
        "admin_url": admin_url,
    }


def cancellation_words(letter):
    """What of a cancelled order is given back, and how it was paid."""
    order = Order.objects.select_related("market").get(pk=int(letter.about_id))
    refunds = [*refunds_shown(order)]
    return {
        "number": order.number,
        "amount": total((refund.given_back for refund in refunds), order.currency),
        "method": where_words(refunds[0]) if refunds else "",
        "is_sent": any(refund.sent for refund in refunds) or not refunds,
        "is_released": not (order.credit_minor or order.payments.filter(captured_minor__gt=0).exists()),
        "order_url": order_url(order),
    }


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
        "relief": order.relief,
        "untaxed": untaxed_words(order),
        "total": order.total,
        "credits": credit_summary(order),
        "to_pay": order.to_pay,
        "address": parcel_lines(order),
        "earliest": order.delivery_from,
        "latest": order.delivery_until,
        "order_url": order_url(order),
    }


def untaxed_words(order):
    """Why an order bears no tax, or nothing where it does."""
    return "" if order.tax_treatment == TaxTreatment.TAXED else order.get_tax_treatment_display()


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
        "relief": Money(0, "USD"),
        "untaxed": "",
        "total": Money(68929, "USD"),
        "credits": [{"name": "Gift card •••• WARM", "amount": Money(10000, "USD")}],
        "to_pay": Money(58929, "USD"),
        "address": ["Ada Example", "1 Quiet Street", "10001 New York NY", "United States"],
        "earliest": None,
        "latest": None,
        "order_url": "https://example.com/orders/sample/",
    }


def sample_refund():
    """The same keys as refund_words() and cancellation_words(), for previews."""
    return {
        "number": "KW-10001",
        "amount": Money(5400, "USD"),
        "lines": [
            {"title": "Desk Tray", "options": "Oak", "quantity": 2, "total": Money(4900, "USD")},
        ],
        "delivery": Money(900, "USD"),
        "goodwill": Money(0, "USD"),
        "deduction": Money(400, "USD"),
        "method": "Visa •••• 4242",
        "is_released": False,
        "is_sent": True,
        "message": "We are sorry for the scratch.",
        "code": "expired_or_canceled_card",
        "order_url": "https://example.com/orders/sample/",
        "admin_url": "https://example.com/admin/orders/1/",
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
    ORDER_SHIPPED,
    GIFT_CARD,
    CREDIT_GIVEN,
    *AMENDMENT_LETTERS,
    DRAFT_READY,
    *AUTHORISATION_LETTERS,
    Kind(
        name="payment_delayed",
        context=delay_words,
        sample=sample_payment,
        placeholders={"number": "The order's number", "url": "The order's own page"},
    ),
    Kind(
        name="payment_failed",
        context=failure_words,
        sample=sample_payment,
        placeholders={"number": "The order's number", "url": "The cart"},
    ),
    Kind(
        name="refund_sent",
        context=refund_words,
        sample=sample_refund,
        placeholders={
            "number": "The order's number",
            "amount": "What is given back",
            "lines": "Title, options, quantity and amount of each line",
            "method": "What was paid with",
            "message": "What the colleague wrote to the customer",
            "order_url": "The order's own page",
        },
    ),
    Kind(
        name="refund_failed",
        context=refund_words,
        sample=sample_refund,
        placeholders={
            "number": "The order's number",
            "amount": "What was to be given back",
            "code": "Why not, in the provider's word",
            "admin_url": "The order's page in the admin",
        },
    ),
    Kind(
        name="order_cancelled",
        context=cancellation_words,
        sample=sample_refund,
        placeholders={
            "number": "The order's number",
            "amount": "What is given back",
            "method": "What was paid with",
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
    *CHECKOUT_LETTERS,
    *ORDER_LETTERS,
]

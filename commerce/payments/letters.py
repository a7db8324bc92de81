"""Letters to colleagues about money that is only authorised: it ends soon, it ended, or nobody gets it."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commerce.money import Money
from commerce.payments.models import Payment
from commerce.payments.queries import authorisations_ending
from commerce.payments.settlements import Settlement
from commerce.shop.queries import desk_settings
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.accounts.queries import colleagues_with
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM

RIGHT = "commerce.change_order"


def warn_of_ending_authorisations():
    """Write once about each authorisation that ends soon, if nobody captures it. Returns how many."""
    ending = authorisations_ending(timedelta(hours=desk_settings().warn_hours))
    for payment in ending:
        _tell("authorisation_ends", payment, "once")
    return len(ending)


def tell_of_lost_authorisation(event):
    """AuthorisationLost: the order is on hold, and somebody has to speak with the customer."""
    _tell("authorisation_lost", Payment.objects.get(pk=event.payment_id), "once")


def tell_of_failed_capture(event):
    """CaptureFailed: each try that the provider refuses is told of once."""
    settlement = Settlement.objects.select_related("payment").get(pk=event.settlement_id)
    _tell("capture_failed", settlement.payment, f"{settlement.pk} try {settlement.attempt}")


def _tell(kind, payment, occurrence):
    for colleague in colleagues_with(RIGHT):
        post(
            kind,
            to=colleague.email,
            about=payment,
            locale=settings.LANGUAGE_CODE,
            occurrence=f"{occurrence} to {colleague.pk}",
            by=SYSTEM,
        )


def authorisation_words(letter):
    """The order, how much of it is reserved, until when, and what the provider said."""
    payment = Payment.objects.select_related("order").get(pk=int(letter.about_id))
    refused = payment.settlements.exclude(failure_code="").last()
    with override(settings.LANGUAGE_CODE):
        admin_url = link(reverse("orders:page", args=[payment.order_id]))
    return {
        "what": letter.kind,
        "number": payment.order.number,
        "amount": payment.amount,
        "until": payment.capture_before,
        "is_shipped": any(line.shipped_quantity for line in payment.order.lines.all()),
        "code": refused.failure_code if refused else "",
        "admin_url": admin_url,
    }


def _sample(kind):
    return lambda: {
        "what": kind,
        "number": "KW-10001",
        "amount": Money(68929, "USD"),
        "until": clock.now() + timedelta(days=1),
        "is_shipped": False,
        "code": "charge_expired_for_capture",
        "admin_url": "https://example.com/admin/orders/1/",
    }


AUTHORISATION_LETTERS = [
    Kind(
        name=name,
        template="authorisation",
        context=authorisation_words,
        sample=_sample(name),
        placeholders={
            "number": "The order's number",
            "amount": "What is reserved",
            "until": "When the reservation ends",
            "is_shipped": "Whether some of the order has left",
            "code": "Why it was not captured, in the provider's word",
            "admin_url": "The order's page in the admin",
        },
    )
    for name in ("authorisation_ends", "authorisation_lost", "capture_failed")
]

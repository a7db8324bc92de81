"""What the provider has and we lack, and the reverse: read and compared, never written."""

from datetime import timedelta

from django.conf import settings

from commerce.payments.gateway import gateway
from commerce.payments.queries import payment_of, payments_to_ask_about
from commerce.shop.models import BOUNDS
from commerce.shop.queries import stock_hold
from kinsite.foundation import clock

# As long as an order can wait for its payment, also where fewer minutes are set meanwhile.
AT_LEAST = timedelta(minutes=BOUNDS["hold_minutes"][1])


def ours():
    """The ids of our payments that the provider should be asked about, longest waiting first."""
    return [payment.pk for payment in payments_to_ask_about(settings.RECONCILE_AFTER)]


def unknown_to_us():
    """The provider's paid payments of late that belong to no payment of ours. Raises GatewayError."""
    reports = gateway().begun_since(clock.now() - max(AT_LEAST, 4 * stock_hold()))
    return [report for report in reports if report.captured.minor and payment_of(report) is None]

"""Orders whose money is reserved and taken when goods leave."""

from commerce.orders.models import Order
from commerce.payments.models import Payment, PaymentSettings
from commerce.payments.settlements import Settlement
from commerce.tasks import follow_settlements, send_settlement
from tests.factories.refunds import make_paid_order


def capture_at_shipping():
    """Set the shop so."""
    settings = PaymentSettings.load()
    settings.capture_mode = PaymentSettings.CaptureMode.AT_SHIPPING
    settings.save()


def make_authorised_order(sandbox, *wishes, **details) -> Order:
    """An order whose card was authorised at the sandbox."""
    capture_at_shipping()
    order = make_paid_order(sandbox, *wishes, **details)
    assert order.payments.get().status == "authorised"
    return order


def settle():
    """What the task of the reaction does, for all that is asked."""
    for settlement in Settlement.objects.filter(status="requested"):
        send_settlement(settlement.pk)


def end_at_provider(sandbox, order):
    """The authorisation ends there, as it does after seven days."""
    sandbox.call(
        f"/v1/payment_intents/{order.payments.get().intent_id}/cancel", cancellation_reason="abandoned"
    )


def captures(sandbox) -> list:
    """The captures that the provider acknowledged."""
    return [write for write in sandbox.accepted() if write["path"].endswith("/capture")]


def payment_of(order) -> Payment:
    return Payment.objects.get(order=order)


__all__ = [
    "capture_at_shipping",
    "captures",
    "end_at_provider",
    "follow_settlements",
    "make_authorised_order",
    "payment_of",
    "settle",
]

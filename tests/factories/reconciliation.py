"""Differences, payouts and disputes, as the provider's books leave them."""

from commerce.payments.models import Dispute, Payment
from commerce.reconciliation.models import BalanceEntry, Difference, Payout
from kinsite.foundation import clock


def make_difference(**facts) -> Difference:
    """An entry of the balance that belongs to nothing."""
    return Difference.objects.create(
        **{
            "kind": Difference.Kind.ENTRY_ALONE,
            "about": Difference.About.ENTRY,
            "provider_id": f"txn_{Difference.objects.count()}",
            "currency": "USD",
            "theirs_minor": -500,
        }
        | facts
    )


def make_dispute(order, **facts) -> Dispute:
    """A dispute of an order's payment, which no provider knows."""
    payment = Payment.objects.filter(order=order).first() or Payment.objects.create(
        order=order, amount_minor=order.total_minor, currency=order.currency
    )
    return Dispute.objects.create(
        payment=payment,
        provider_id=f"du_{payment.pk}",
        reason="fraudulent",
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        **facts,
    )


def make_payout(*entries, **facts) -> Payout:
    """A payout of entries (category, amount, fee), each of the payment in `facts`, if any."""
    payment = facts.pop("payment", None)
    number = Payout.objects.count()
    payout = Payout.objects.create(
        **{
            "provider_id": f"po_{number}",
            "status": "paid",
            "currency": "USD",
            "amount_minor": sum(amount - fee for _category, amount, fee in entries),
            "made_at": clock.now(),
            "arrives_at": clock.now(),
        }
        | facts
    )
    for place, (category, amount, fee) in enumerate(entries):
        BalanceEntry.objects.create(
            provider_id=f"txn_{number}_{place}",
            category=category,
            currency="USD",
            amount_minor=amount,
            fee_minor=fee,
            payment=payment,
            payout=payout,
            made_at=clock.now(),
        )
    return payout

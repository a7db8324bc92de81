"""The part of a refund that is credit: named when it is asked for, given once when it goes out.

The caller holds the order's lock. What was given stays given, should the provider's part fail afterwards: a
new try sends that part only.
"""

from commerce.credit.models import CreditEntry
from commerce.credit.operations import (
    give_store_credit,
    keep_for_refund,
    refund_to_credit,
    settle_use,
)
from commerce.credit.queries import uses_of
from commerce.money import Money
from commerce.refunds.models import RefundCredit
from kinsite.foundation import clock


def name_credits(refund, shares):
    """Write down what each credit of the order gets, and what of the payment becomes store credit."""
    uses = uses_of(refund.order) if refund.credit_minor else []
    parts = [
        RefundCredit(refund=refund, use=use, amount_minor=share.minor)
        for use, share in zip(uses, shares, strict=False)
        if share
    ]
    if refund.to_store_credit and refund.paid_minor:
        parts.append(RefundCredit(refund=refund, amount_minor=refund.paid_minor))
    RefundCredit.objects.bulk_create(parts)


def count_credits(refund, sign):
    """Set aside what credits get, or free it, as far as it was not given yet."""
    waiting = RefundCredit.objects.filter(refund=refund, given_at=None).exclude(use=None)
    for part in waiting.order_by("use"):
        keep_for_refund(use_id=part.use_id, minor=sign * part.amount_minor)


def give_credits(refund, by):
    """Put what credits get on their accounts, once."""
    order = refund.order
    waiting = RefundCredit.objects.filter(refund=refund, given_at=None).select_related("use")
    for part in waiting.order_by("use__account", "pk"):
        money, facts = Money(part.amount_minor, refund.currency), {"document": order.number, "by": by}
        if part.use and not refund.to_store_credit:
            account = refund_to_credit(use=part.use, money=money, customer=order.customer, **facts)
        else:
            if part.use:
                settle_use(use=part.use, minor=part.amount_minor)
            what = CreditEntry.What.REFUNDED
            account = give_store_credit(customer=order.customer, money=money, what=what, **facts)
        RefundCredit.objects.filter(pk=part.pk).update(account=account, given_at=clock.now())

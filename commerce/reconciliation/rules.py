"""What counts as a difference, and what a payout is made of. Pure."""

from dataclasses import dataclass

from commerce.money import Money
from commerce.reconciliation.models import BalanceEntry, Difference
from commerce.refunds.models import RefundStatus

Kind, About, Category = Difference.Kind, Difference.About, BalanceEntry.Category


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference that was just seen. An amount of None: that side does not know of it."""

    kind: str
    about: str
    provider_id: str
    theirs: Money | None = None
    ours: Money | None = None
    theirs_state: str = ""
    ours_state: str = ""
    payment: object = None
    refund: object = None
    dispute: object = None
    payout: object = None


def payment_finding(report, payment) -> Finding | None:
    """What of a payment was taken there and here. A report of None: they do not know of it."""
    there, here = report and report.captured, payment and payment.captured
    if (not (there and there.minor) and not (here and here.minor)) or there == here:
        return None
    kind = Kind.AMOUNTS
    if not (there and there.minor):
        kind = Kind.PAID_HERE
    elif not (here and here.minor):
        kind = Kind.PAID_THERE
    return Finding(
        kind=kind,
        about=About.PAYMENT,
        provider_id=report.intent_id if report else payment.intent_id,
        theirs=there,
        ours=here,
        theirs_state=report.status if report else "",
        ours_state=payment.status if payment else "",
        payment=payment,
    )


def refund_finding(report, refund, payment) -> Finding | None:
    """How a refund stands there and here. One that failed there and waits for its next try here is alike."""
    if report is None:
        kind = Kind.REFUND_HERE
    elif refund is None:
        kind = None if report.is_failed else Kind.REFUND_THERE
    elif report.amount != refund.sent:
        kind = Kind.AMOUNTS
    elif refund.status == state_there(report) or (
        report.is_failed and refund.status == RefundStatus.REQUESTED
    ):
        kind = None
    else:
        kind = Kind.REFUND_STATE
    if kind is None:
        return None
    return Finding(
        kind=kind,
        about=About.REFUND,
        provider_id=report.refund_id if report else refund.provider_id,
        theirs=report and report.amount,
        ours=refund and refund.sent,
        theirs_state=report.status if report else "",
        ours_state=refund.status if refund else "",
        payment=refund.payment if refund else payment,
        refund=refund,
    )


def state_there(report):
    """A provider's refund in our states."""
    if report.is_failed:
        return RefundStatus.FAILED
    return RefundStatus.SUCCEEDED if report.is_settled else RefundStatus.SENT


def dispute_finding(report, dispute, payment) -> Finding | None:
    """How a dispute stands there and here."""
    if dispute is None:
        kind = Kind.DISPUTE_THERE
    elif report.amount != dispute.amount:
        kind = Kind.AMOUNTS
    elif report.status != dispute.status:
        kind = Kind.DISPUTE_STATE
    else:
        return None
    return Finding(
        kind=kind,
        about=About.DISPUTE,
        provider_id=report.dispute_id,
        theirs=report.amount,
        ours=dispute and dispute.amount,
        theirs_state=report.status,
        ours_state=dispute.status if dispute else "",
        payment=dispute.payment if dispute else payment,
        dispute=dispute,
    )


def entry_finding(entry, payment, refund) -> Finding | None:
    """Whether an entry of the balance belongs to something of ours, and says the same amount.

    Fees and payouts are the provider's own. Of another currency than the payment's, it was exchanged.
    """
    if entry.category in (Category.FEE, Category.PAYOUT):
        return None
    if payment is None:
        kind, ours = Kind.ENTRY_ALONE, None
    else:
        kind, ours = Kind.AMOUNTS, _ours_of(entry, payment, refund)
        if ours is None or ours.currency != entry.amount.currency or ours.minor == abs(entry.amount.minor):
            return None
    return Finding(
        kind=kind,
        about=About.ENTRY,
        provider_id=entry.entry_id,
        theirs=entry.amount,
        ours=ours,
        payment=payment,
        refund=refund,
    )


def _ours_of(entry, payment, refund):
    """The amount in our books that an entry must say; a dispute's may be of a part."""
    if entry.category == Category.CHARGE:
        return payment.captured
    return refund.sent if entry.category == Category.REFUND and refund else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a payout is made of, by what for. Fees are what they took, refunds and disputes below zero."""

    gross: Money
    refunds: Money
    disputes: Money
    other: Money
    fees: Money

    @property
    def net(self) -> Money:
        """What must have gone to the bank."""
        return self.gross + self.refunds + self.disputes + self.other - self.fees


def figures(parts, currency) -> Figures:
    """The figures of a payout from (category, amount, fee) in minor units.

    Its own entry counts for nothing.
    """
    sums = dict.fromkeys(Category, 0)
    fees = 0
    for category, amount, fee in parts:
        sums[category] += amount
        fees += fee if category != Category.PAYOUT else 0
    return Figures(
        gross=Money(sums[Category.CHARGE], currency),
        refunds=Money(sums[Category.REFUND], currency),
        disputes=Money(sums[Category.DISPUTE], currency),
        other=Money(sums[Category.OTHER], currency),
        fees=Money(fees - sums[Category.FEE], currency),
    )


def payout_finding(report, made_of: Figures, payout) -> Finding | None:
    """Whether what went to the bank is the sum of its entries."""
    if report.amount == made_of.net:
        return None
    return Finding(
        kind=Kind.PAYOUT_SUM,
        about=About.PAYOUT,
        provider_id=report.payout_id,
        theirs=report.amount,
        ours=made_of.net,
        payout=payout,
    )

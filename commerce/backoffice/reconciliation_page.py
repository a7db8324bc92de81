"""What the admin says of a difference, and of a payout, in words and written amounts."""

from django.utils.translation import gettext_lazy as _

from commerce.reconciliation.models import Difference

Kind, About = Difference.Kind, Difference.About
LOCALE = "en_US"
NOT_KNOWN = "–"

MEANS = {
    Kind.PAID_THERE: _("Somebody paid at the provider, and our books do not have the money."),
    Kind.PAID_HERE: _("Our books say that this was paid, and the provider has taken nothing."),
    Kind.AMOUNTS: _("Both books have it, with another amount each."),
    Kind.REFUND_THERE: _("The provider gave money back, and our books do not have the refund."),
    Kind.REFUND_HERE: _("Our books say that money was given back, and the provider knows of no such refund."),
    Kind.REFUND_STATE: _("Both books have the refund, and say otherwise how far it is."),
    Kind.DISPUTE_THERE: _("A bank disputes a payment, and our books do not know of it."),
    Kind.DISPUTE_STATE: _("Both books have the dispute, and say otherwise how it stands."),
    Kind.ENTRY_ALONE: _("The balance at the provider moved for something that our books do not have."),
    Kind.PAYOUT_SUM: _("What went to the bank is not the sum of the entries that the payout is made of."),
}
REPAIR = {
    About.PAYMENT: _("Apply the payment's report"),
    About.REFUND: _("Take over the refund"),
    About.DISPUTE: _("Look the dispute up"),
}
LOOK_AGAIN = _("Look again")
# What follows where nothing can be repaired from here.
ADVICE = _(
    "There is no repair from here: put it right where it is wrong, then look again, or say why it may stay."
)


def written(amount):
    return NOT_KNOWN if amount is None else amount.written(LOCALE)


def difference_facts(difference):
    """The context of the page of a difference."""
    return {
        "difference": difference,
        "means": MEANS[difference.kind],
        "repair_label": REPAIR[difference.about] if difference.is_repairable else LOOK_AGAIN,
        "advice": "" if difference.is_repairable else ADVICE,
        "order": difference.order,
        "rows": [
            (_("The provider"), written(difference.theirs), difference.theirs_state),
            (_("Our books"), written(difference.ours), difference.ours_state),
        ],
    }


def payout_rows(payout):
    """The figures of a payout by name, as written."""
    made_of = payout.figures
    return [
        (_("Gross"), written(made_of.gross)),
        (_("Refunds"), written(made_of.refunds)),
        (_("Disputes"), written(made_of.disputes)),
        (_("Other"), written(made_of.other)),
        (_("Fees"), written(-made_of.fees)),
        (_("Net, expected"), written(made_of.net)),
        (_("Net, found"), written(payout.amount)),
    ]


def entry_row(entry):
    """A row of a payout: what it is of, and what is left of it."""
    return {
        "entry": entry,
        "order": entry.payment and entry.payment.order,
        "amount": written(entry.amount),
        "fee": written(entry.fee),
        "net": written(entry.net),
    }

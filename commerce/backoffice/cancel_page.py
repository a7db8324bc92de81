"""What cancelling an order asks a colleague, and what follows without a question, with the reason."""

from django.utils.translation import gettext as _

from commerce.backoffice.payments_page import reserved
from commerce.backoffice.permissions import CHANGE_STOCK
from commerce.money import total
from commerce.payments.queries import is_disputed


def asked_of(order, left, user):
    """The names of the questions: of money that may be given back, of goods, of a letter.

    Who may not correct stock writes nothing off.
    """
    if order.is_waiting:
        return frozenset()
    return frozenset(
        name
        for name, is_asked in (
            ("refunds", left and not _is_disputed(order)),
            ("restocks", user.has_perm(CHANGE_STOCK)),
            ("notifies", True),
        )
        if is_asked
    )


def what_follows(order, left, asked, proposed):
    """What follows of itself, and why it is not asked; `proposed` are refunds that wait for approval."""
    if order.is_waiting:
        yield _("Nothing was paid, so nothing is refunded.")
        yield _("The goods that were kept for it are free to be sold again: they were not its own yet.")
        yield _("Nobody is written to: no letter ever confirmed this order.")
        return
    if proposed:
        amount = total((refund.given_back for refund in proposed), order.currency)
        words = _(
            "A refund of %(amount)s waits for approval: a colleague decides about it, also after the order"
            " is cancelled."
        )
        yield words % {"amount": amount.written(order.market.locale)}
    if reserved(order):
        yield _("What is reserved of the payment is released: nothing was taken, so nothing is refunded.")
    elif "refunds" not in asked:
        if left:
            yield _("Nothing is refunded: the bank disputes the payment, and decides who gets the money.")
        elif not proposed:
            yield _("Nothing is refunded: of what was paid nothing is left.")
    if "restocks" not in asked:
        yield _("The goods are free to be sold again. Who may correct stock can write them off instead.")


def _is_disputed(order):
    return any(is_disputed(payment) for payment in order.payments.all())

"""Why a change of a paid order was refused."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused
from commerce.errors.goods import OutOfStock


class NotAmendable(Refused):
    """The order is not paid, has left, was cancelled, or its money is reserved or disputed."""

    shopper_message = _("What is in this order can't be changed any more: it has left, or was cancelled.")


class NotTaken(NotAmendable):
    """The money of the order is reserved only, and a reservation can't be raised."""

    shopper_message = _("The payment is only reserved. Capture it first, then change the order.")


class AmendmentWaits(NotAmendable):
    """One change at a time: another one waits for its payment."""

    shopper_message = _("A change of this order waits for its payment. Withdraw it first.")


class NothingAmended(Refused):
    """The change changes nothing."""

    shopper_message = _("Nothing would change. Choose units, goods or a delivery.")


class NothingKept(Refused):
    """All goods would be taken out: that is a cancellation."""

    shopper_message = _("Nothing would be left of the order. Cancel it instead.")


class GoodsNotSold(Refused):
    """What was to be put in is not sold in the order's market now."""

    shopper_message = _("%(skus)s is not sold in this market now.")

    def __init__(self, skus):
        self.skus = tuple(skus)
        self.shopper_message = self.shopper_message % {"skus": ", ".join(self.skus)}
        super().__init__(*self.skus)


class DeliveryNotOffered(Refused):
    """The delivery does not reach the address with this weight, or part of the old one was refunded."""

    shopper_message = _("This delivery can't be chosen for this order.")


class DifferenceTooSmall(Refused):
    """The difference is less than the provider takes at all, so nobody could pay it."""

    shopper_message = _(
        "%(difference)s would be left to pay, and less than %(least)s can't be paid by itself. Change a"
        " little more or less."
    )

    def __init__(self, difference, least):
        language = get_language() or "en"
        said = {"difference": difference.written(language), "least": least.written(language)}
        self.shopper_message = self.shopper_message % said
        super().__init__(self.shopper_message)


class AboveOwnLimit(Refused):
    """A change gives back more than one colleague gives back alone."""

    shopper_message = _(
        "This gives back more than you may give back alone. Refund the units first, which a colleague"
        " approves, then put in what is new."
    )


class GoodsGone(OutOfStock):
    """What a change puts in was sold before its difference was paid."""

    shopper_message = _("Some of it was sold meanwhile. Nothing was charged; please write to us.")


class AmendmentClosed(Refused):
    """It is paid, was withdrawn, or its time is over."""

    shopper_message = _("This change is no longer open.")

"""Why an order, its payment or its refund was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class AlreadyPaid(Refused):
    """The order of this cart is paid."""

    shopper_message = _("This order is already paid.")


class NothingToShip(Refused):
    """The order has no line left to pack."""

    shopper_message = _("There is nothing to ship in this order.")


class OrderMoved(Refused):
    """A colleague changed the order since the page was loaded; `steps` tell what happened."""

    shopper_message = _("The order changed meanwhile. Please look at what happened, then decide again.")

    def __init__(self, steps=()):
        self.steps = tuple(steps)
        super().__init__(", ".join(self.steps))


class RefundTooLarge(Refused):
    """More was to be given back than is left of what was captured, or of the units sold."""

    shopper_message = _("That is more than is left to refund.")


class NothingToRefund(Refused):
    """A refund gives something back."""

    shopper_message = _("This comes to nothing: choose units or an amount to refund.")


class RefundBlocked(Refused):
    """The bank took the money back, or may: a refund would give it twice."""

    shopper_message = _("This payment is disputed. Nothing can be refunded until the dispute is won.")


class SecondPersonNeeded(Refused):
    """Whoever asked for a refund does not approve it."""

    shopper_message = _("A colleague has to approve this refund.")


class LinkTooOld(Refused):
    """The link of a letter confirms no more: its time is over, or what it was for was ended since."""

    shopper_message = _("This link is no longer good.")


class CardNotFound(Refused):
    """A saved card that is not there, or not in the wallet of whoever asks."""

    shopper_message = _("This card is not saved any more.")

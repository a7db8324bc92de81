"""Why an order, its payment or its refund was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class AlreadyPaid(Refused):
    """The order of this cart is paid."""

    shopper_message = _("This order is already paid.")


class BuyerUnconfirmed(Refused):
    """Cards may be tested: the e-mail address has to be confirmed before another payment is begun."""

    shopper_message = _(
        "To keep stolen cards out, please confirm that it is you: we have just sent a link to your e-mail"
        " address. Open it, then come back here and pay. Your cart is kept, and nothing was charged."
    )


class TooManyDeclines(Refused):
    """So many payments of this origin were declined that no other is begun for now."""

    shopper_message = _(
        "Too many payments were declined in the last hour, so we take no more from you for now. Nothing was"
        " charged, and your cart is kept. Please ask your bank, then try again in an hour."
    )

    def __init__(self, retry_after):
        self.retry_after = retry_after
        super().__init__(retry_after)


class PaymentWornOut(Refused):
    """So many cards were declined on a payment that it was given up, with its order."""

    shopper_message = _(
        "Too many cards were declined for this order, so we cancelled it. Nothing was charged, and your cart"
        " is kept. Please ask your bank, or try again with another method."
    )


class WaysChanged(Refused):
    """The page offered other ways to pay than the payment takes: staff switched some on or off meanwhile."""

    shopper_message = _(
        "The ways to pay have just changed. Please look how you want to pay, then pay; nothing was charged."
    )


class NothingToShip(Refused):
    """The order has no line left to pack."""

    shopper_message = _("There is nothing to ship in this order.")


class UnitsNotLeft(Refused):
    """More units were to be packed than are left of a line; a colleague may have packed them."""

    shopper_message = _("That is more than is left to pack.")


class UnitsPacked(Refused):
    """Units that lie in a parcel were to be cancelled."""

    shopper_message = _("Some of these units are packed in a parcel that has not left: unpack it first.")


class OrderOnHold(Refused):
    """Somebody put the order on hold; nothing of it is shipped until it is let go."""

    shopper_message = _("This order is on hold. Nothing of it is shipped.")


class HeldBack(Refused):
    """The order is on hold; its money is not taken until it is let go."""

    shopper_message = _("This order is on hold. No money is taken until it is let go.")


class NothingToHold(Refused):
    """An order that is cancelled, or has arrived, cannot be kept back."""

    shopper_message = _("There is nothing left of this order to keep back.")


class AddressSettled(Refused):
    """Goods of the order are on their way, or it was cancelled."""

    shopper_message = _("The address can't be changed any more: something has left, or it was cancelled.")


class TaxWouldChange(Refused):
    """At the new address another tax is due than was charged."""

    shopper_message = _(
        "At that address another tax is due than was charged, so it stays as it is. Keep the region, or"
        " cancel the order and let the customer order anew."
    )


class TooManyTags(Refused):
    """An order has room for a few tags."""

    shopper_message = _("This order has as many tags as it can have. Take one off first.")


class NotSendable(Refused):
    """A letter that was not to the customer, or holds what must not go out twice."""

    shopper_message = _("This letter can't be sent again.")


class NobodyToWrite(Refused):
    """Whoever ordered wanted to be forgotten: the order has no address any more."""

    shopper_message = _("The customer was erased: there is nobody to write to.")


class NotSecured(Refused):
    """The money that an order was paid with is gone again."""

    shopper_message = _("This order is not paid any more: its authorisation ended. Nothing of it is shipped.")


class ShippingBlocked(Refused):
    """The bank has the money of the order, or may take it."""

    shopper_message = _("The payment of this order is disputed. Nothing is shipped until the dispute is won.")


class GoodsAskedBack(Refused):
    """A refund that is to put units back on the shelf waits for approval, and they have not left."""

    shopper_message = _(
        "A refund of units that are still here waits for approval. Approve or refuse it, then ship."
    )


class TooLateToUndo(Refused):
    """A parcel that was handed over a while ago is gone."""

    shopper_message = _("This can't be undone any more: the parcel has left.")


class NothingAuthorised(Refused):
    """There is no authorised payment to capture; a colleague or the provider may have been quicker."""

    shopper_message = _("Nothing of this order is waiting to be captured.")


class NotCaptured(Refused):
    """Money was to be given back that was only reserved so far."""

    shopper_message = _(
        "The payment is only authorised: nothing was taken yet that could be refunded. Cancel the order to "
        "release all of it, or capture the payment first."
    )


class OrderMoved(Refused):
    """A colleague changed the order since the page was loaded; `steps` tell what happened."""

    shopper_message = _("The order changed meanwhile. Please look at what happened, then decide again.")

    def __init__(self, steps=()):
        # They may name people, and an exception's text is logged.
        self.steps = tuple(steps)
        super().__init__()


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

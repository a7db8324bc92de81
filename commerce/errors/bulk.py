"""Why many orders at once were refused, or why one of them is left out."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class NothingChosen(Refused):
    """No order is ticked, the filter lets none through, or nobody said which orders are meant."""

    shopper_message = _("No order is chosen. Tick some, or choose all that match.")


class AllThereAre(Refused):
    """Nothing narrows the list, and nothing is done to a whole table."""

    shopper_message = _("That would be all orders there are. Narrow the list first, or tick some.")


class FilterUnread(Refused):
    """A part of the filter can't be read, so that it lets through more than was meant."""

    shopper_message = _(
        "A part of the filter can't be read, so nothing was done. Mend it or take it away, then choose again."
    )


class TooManyOrders(Refused):
    """A job has an end that somebody can wait for."""

    shopper_message = _("That is more than 10,000 orders. Narrow the list, and do it in several steps.")


class SheetTooLarge(Refused):
    """A workbook is made whole before it is sent, and somebody waits for it."""

    shopper_message = _("That is too much for an Excel file. Take CSV, which has no end.")


class NotAllowedAnyMore(Refused):
    """Whoever asked for the job has lost the right, or left, while it ran."""

    shopper_message = _("Whoever started this may not do it any more.")


class NotPaidYet(Refused):
    shopper_message = _("Not paid yet")


class CancelledAlready(Refused):
    shopper_message = _("Cancelled")


class SentAlready(Refused):
    shopper_message = _("Nothing is left to ship")


class PackedAlready(Refused):
    """All that is left of it lies in parcels."""

    shopper_message = _("Nothing is left to pack")


class ParcelsDiffer(Refused):
    """Nobody can say which parcel the tracking number belongs to."""

    shopper_message = _("More than one parcel: hand them over on the order's page")


class TaggedAlready(Refused):
    shopper_message = _("Has the tag already")


class NotTagged(Refused):
    shopper_message = _("Does not have the tag")


class HeldAlready(Refused):
    shopper_message = _("On hold already")


class StillOpen(Refused):
    """It is not for the archive yet."""

    shopper_message = _("Something is left to do: to pay, send, answer, take back, or for a bank to decide")


class ArchivedAlready(Refused):
    shopper_message = _("Archived already")


class NotArchived(Refused):
    shopper_message = _("Not in the archive")


class NotHeld(Refused):
    shopper_message = _("Not on hold")

"""Why something was refused that colleagues keep of their screens."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class ViewNameTaken(Refused):
    """A name means one view of its owner."""

    shopper_message = _("You have a view of this name already.")


class TooManyViews(Refused):
    """Tabs are to be seen at a glance."""

    shopper_message = _("You have as many views as fit. Delete one that you do not need any more.")


class NotYoursToShare(Refused):
    """What all colleagues see is for those who work on orders."""

    shopper_message = _("Only those who may change orders share views.")


class ChangedMeanwhile(Refused):
    """A colleague changed it since the form was opened; `entries` are the rows of the trail that say what."""

    shopper_message = _("A colleague changed this meanwhile. Please look at it again.")

    def __init__(self, entries):
        self.entries = entries
        super().__init__(f"{entries[0].subject} is at {entries[-1].sequence}")

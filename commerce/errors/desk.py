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

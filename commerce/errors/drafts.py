"""Why a prepared order was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class DraftClosed(Refused):
    """It was ended, taken over by its customer, or ordered; or its link is too old."""

    shopper_message = _("This prepared order is no longer open.")


class DraftEmpty(Refused):
    """Nothing lies in it that somebody could order."""

    shopper_message = _("Nothing lies in it yet. Add goods first.")


class LineGone(Refused):
    """A colleague took the line out of it meanwhile."""

    shopper_message = _("This does not lie in it any more. A colleague may have taken it out.")


class SkuUnknown(Refused):
    """No variant has this SKU."""

    shopper_message = _("No variant has this SKU.")

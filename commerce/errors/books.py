"""Why a difference of the books was not settled, or a dispute not answered."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class DifferenceSettled(Refused):
    """A colleague, or a later comparison, settled it before."""

    shopper_message = _("This was settled a moment ago. Here is how it stands.")


class StillDifferent(Refused):
    """What could be done was done, and the books differ all the same."""

    shopper_message = _(
        "The books differ still. Look at the order and at the provider's page, then mark it as understood."
    )


class DisputeClosedAlready(Refused):
    """The bank has its answer, or has decided."""

    shopper_message = _("The bank has an answer already, or has decided. No more evidence counts.")

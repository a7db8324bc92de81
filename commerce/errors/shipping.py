"""Why a way of delivery, or a zone of countries, was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class DeliveryCodeTaken(Refused):
    """Orders name their delivery by its code, so it means one."""

    shopper_message = _("Another delivery or zone has this code.")


class NoLastStep(Refused):
    """A currency has steps by weight and none for what weighs more, or one weight has two prices."""

    shopper_message = _("Each currency needs one price without a weight, for all that weighs more.")

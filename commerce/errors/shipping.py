"""Why a way of delivery, a zone of countries, or a tax, was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class DeliveryCodeTaken(Refused):
    """Orders name their delivery by its code, so it means one."""

    shopper_message = _("Another delivery or zone has this code.")


class NoLastStep(Refused):
    """A currency has steps by weight and none for what weighs more, or one weight has two prices."""

    shopper_message = _("Each currency needs one price without a weight, for all that weighs more.")


class TaxRateTaken(Refused):
    """A place, a sort of goods and a tax have one rate."""

    shopper_message = _("There is a row for this place, these goods and this tax already.")

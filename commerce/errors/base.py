"""What every refusal is, and what went wrong between the shop and its payment provider."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Refused(Exception):
    """Something was asked that the rules do not allow."""

    shopper_message = _("That did not work. Please try again.")


class IllegalMove(Refused):
    """A record was asked to take a step that its MOVES map does not have."""

    def __init__(self, record, target):
        self.record, self.target = record, target
        super().__init__(f"{type(record).__name__} {record.pk}: {record.status} cannot become {target}")


class GatewayError(Exception):
    """The payment provider did not answer, or not in time. Whether it acted is not known."""

    shopper_message = _("Our payment provider does not answer right now. Nothing was lost; please try again.")


class GatewayRefused(Exception):
    """The payment provider said no, for certain: nothing happened there."""

    shopper_message = _("The payment could not be started. Please try again.")

    def __init__(self, code, message=""):
        self.code = code
        super().__init__(f"{code}: {message}" if message else code)


class PaymentMismatch(Exception):
    """The provider reports another amount or currency than the order has. A person must look."""


def with_those_in_cart(words, in_cart):
    """The reason, and what the shopper may have forgotten: that some lie in the cart already."""
    if not in_cart:
        return words
    held = ngettext("Your cart has %(count)d of them.", "Your cart has %(count)d of them.", in_cart)
    return f"{words} {held % {'count': in_cart}}"

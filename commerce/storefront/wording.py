"""How the shop words stock and limits, the same on every page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.catalogue.rules import Availability


def left_words(units):
    """`Only 3 left`."""
    return ngettext("Only %(count)d left", "Only %(count)d left", units) % {"count": units}


def stock_words(level):
    """Stock by thresholds: in stock, only so many left, sold out."""
    if level.availability == Availability.SOLD_OUT:
        return _("Sold out")
    if level.availability == Availability.FEW_LEFT:
        return left_words(level.available)
    return _("In stock")


def limit_words(limit):
    """Why an order takes no more."""
    return ngettext("At most %(count)d to an order", "At most %(count)d to an order", limit) % {
        "count": limit
    }


def tax_note(market):
    """What the price says of tax."""
    return _("incl. VAT") if market.prices_include_tax else _("plus tax")

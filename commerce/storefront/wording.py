"""How the shop words stock and limits, the same on every page."""

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

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


def stock_limit_words(units):
    """Why there are no more, where the stock's own words do not say it."""
    return ngettext("We have %(count)d of these", "We have %(count)d of these", units) % {"count": units}


def limit_words(limit):
    """Why an order takes no more."""
    return ngettext("At most %(count)d to an order", "At most %(count)d to an order", limit) % {
        "count": limit
    }


def picture_words(picture, *, title, value=""):
    """What a picture shows: its own words, which are of the first language, else title and choice."""
    if is_first_language():
        return picture.alt
    return f"{title}, {value}" if value else title


def is_first_language():
    """Whether the visitor reads the language in which products are described."""
    return get_language() == settings.LANGUAGE_CODE


def tax_note(market):
    """What the price says of tax."""
    return _("incl. VAT") if market.prices_include_tax else _("plus tax")

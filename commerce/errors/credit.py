"""Why a gift card, store credit, or a balance was refused."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class CardRefused(Refused):
    """A gift card or store credit pays nothing of this cart; each reason is a class of its own."""

    shopper_message = _("This gift card can't be used for your cart.")


class CardUnknown(CardRefused):
    """No gift card has this code."""

    shopper_message = _("We do not know this gift card. Please check its code.")


class CardDisabled(CardRefused):
    """A colleague ended it."""

    shopper_message = _("This gift card can't be used any more. Please write to us.")


class CardExpired(CardRefused):
    """Its last day is over."""

    shopper_message = _("This gift card has expired.")


class CardUsedUp(CardRefused):
    """There is nothing left on it."""

    shopper_message = _("There is nothing left on this gift card.")


class CardForCurrency(CardRefused):
    """Its amount is in another currency than the cart."""

    def __init__(self, currency):
        self.currency = currency
        self.shopper_message = _("This gift card is in %(currency)s and can't be used in this currency.") % {
            "currency": currency
        }
        super().__init__(currency)


class TooManyCards(CardRefused):
    """A cart is paid by a few cards."""

    shopper_message = _("Your cart holds as many gift cards as it can. Remove one first.")


class CreditMoved(CardRefused):
    """Between quote and order something else was paid with it."""

    shopper_message = _("The balance of a gift card or of your credit changed meanwhile.")


class NothingToIssue(Refused):
    """A gift card or credit is worth something."""

    shopper_message = _("Please give an amount above zero.")


class IssuedTooMuch(Refused):
    """A colleague passed what one may issue alone in a day."""

    def __init__(self, limit, before):
        self.limit = limit
        self.shopper_message = _(
            "One colleague issues up to %(limit)s in a day, and you have issued %(before)s. Ask whoever sets"
            " the refund limits."
        ) % {"limit": limit.written(get_language()), "before": before.written(get_language())}
        super().__init__(limit)


class FormSpent(Refused):
    """A form that gave store credit comes again, and says something else."""

    shopper_message = _("This form has given its credit already. Please open it anew to give more.")


class NobodyThere(Refused):
    """No customer has the e-mail address."""

    shopper_message = _("Nobody has an account with this address or has ordered with it.")

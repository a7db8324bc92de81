"""Why a discount or its code was refused."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class CodeRefused(Refused):
    """A discount code takes nothing off this cart; each reason is a class of its own."""

    shopper_message = _("This code can't be used for your cart.")


class CodeUnknown(CodeRefused):
    """No discount has this code."""

    shopper_message = _("We do not know this code. Please check how it is spelt.")


class CodeExpired(CodeRefused):
    """The discount is over, or was ended."""

    shopper_message = _("This code has expired.")


class CodeNotYet(CodeRefused):
    """The discount has not begun."""

    shopper_message = _("This code can't be used yet.")


class BelowMinimum(CodeRefused):
    """The cart is worth less than the discount asks for; `missing` says how much less."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(str(missing))

    @property
    def shopper_message(self):
        words = _("This code needs a larger order: add goods for %(amount)s more.")
        return words % {"amount": self.missing.written(get_language() or "en")}


class CodeNotForThese(CodeRefused):
    """Nothing in the cart is what the discount is for."""

    shopper_message = _("This code is not for the items in your cart.")


class CodeAlreadyUsed(CodeRefused):
    """The customer used the discount as often as one may."""

    shopper_message = _("You have used this code already.")


class CodeForFirstOrders(CodeRefused):
    """The customer has ordered before."""

    shopper_message = _("This code is for a first order only.")


class CodeNotForBuyer(CodeRefused):
    """Whoever has the e-mail address that was typed used it, or ordered before: which of them is not told.

    Anybody can type an address; only who is signed in is told what their own account did.
    """

    shopper_message = _("This code can't be used for this order.")


class CodeForGroups(CodeRefused):
    """The account is in none of the groups that the discount is for."""

    shopper_message = _("This code is for a group of customers that your account does not belong to.")


class CodeForAccounts(CodeRefused):
    """The discount is for members of a group, and nobody is signed in.

    Every guest is told the same, whatever address is typed: it teaches nobody who is a member.
    """

    shopper_message = _("This code is for certain accounts. Please sign in, then enter it again.")


class CodeUsedUp(CodeRefused):
    """The discount was used as often as it may be."""

    shopper_message = _("This code has been used up.")


class CodeNotForCountry(CodeRefused):
    """The discount is not for where the order goes."""

    shopper_message = _("This code can't be used in your country.")


class CodeNotForCurrency(CodeRefused):
    """The discount has no amount in the currency of the cart."""

    shopper_message = _("This code can't be used in this currency.")


class CodeOutdone(CodeRefused):
    """Another discount, or several together, save more, and it does not go with them."""

    shopper_message = _("This code does not go with your other discounts, which save you more.")


class CodeTakesNothing(CodeRefused):
    """There is nothing left that it could take off."""

    shopper_message = _("This code takes nothing more off your order.")


class TooManyCodes(CodeRefused):
    """A cart holds a few codes."""

    shopper_message = _("Your cart holds as many codes as it can. Remove one first.")


class DiscountCodeTaken(Refused):
    """A code names one discount, in whatever case it is written."""

    shopper_message = _("Another discount has this code.")


class LimitBelowUses(Refused):
    """The discount was used more often than it was to be allowed."""

    def __init__(self, used):
        self.used = used
        self.shopper_message = _("It was used %(used)d times already.") % {"used": used}
        super().__init__(used)


class DiscountMoved(Refused):
    """A colleague changed the discount since the form was opened."""

    shopper_message = _("A colleague changed this discount meanwhile. Please look at it again.")

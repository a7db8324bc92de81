"""Why something was refused that staff do with customers and their groups, or a blocked customer does."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused


class GroupNameTaken(Refused):
    """A name means one group, in whatever case it is written."""

    shopper_message = _("Another group has this name.")


class GroupInUse(Refused):
    """Discounts are kept for the group: without it they would be for nobody, or for everybody."""

    def __init__(self, discounts):
        self.discounts = discounts
        self.shopper_message = _(
            "It can't be deleted: these discounts are for its members: %(names)s. Take it out of them first."
        ) % {"names": ", ".join(discounts)}
        super().__init__(discounts)


class NoAccountThere(Refused):
    """Nobody has proven the address their account's: a guest's order proves nothing."""

    shopper_message = _(
        "Nobody has an account with this address, or it was never confirmed. Guests can't be members: ask"
        " them to sign up first."
    )


class MemberAlready(Refused):
    """A customer is in a group once."""

    shopper_message = _("Whoever has this address is a member already.")


class CustomerMoved(Refused):
    """A colleague decided the same, or the opposite, a moment ago."""

    shopper_message = _("A colleague changed this a moment ago. Please look at the page again.")


class CustomerErased(Refused):
    """Whoever it was wanted to be forgotten."""

    shopper_message = _("This customer was erased. Nothing of them can be changed any more.")


class AccountNeeded(Refused):
    """A guest's address is typed by anybody, so nothing that is worth money hangs on it."""

    shopper_message = _("Guests can't be exempt, since anybody can type their address. Ask them to sign up.")


class BuyerBlocked(Refused):
    """Colleagues take no order of this customer."""

    @property
    def shopper_message(self):
        words = _(
            "We can't take this order. Please write to us at %(address)s, so that we find a way together."
        )
        return words % {"address": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}


class CustomerBlocked(Refused):
    """A colleague would write to somebody to order of whom no order is taken; told to the colleague."""

    shopper_message = _("This customer is blocked: no order is taken of them, so no link is sent.")


class EraseRefused(Refused):
    """Something has to end first; `reasons` are its codes."""

    shopper_message = _("This customer can't be erased yet.")

    def __init__(self, reasons):
        self.reasons = reasons
        super().__init__(reasons)


class MergeRefused(Refused):
    """Two customers that can't become one; `reasons` are codes of why."""

    shopper_message = _("These two customers can't be merged.")

    def __init__(self, reasons):
        self.reasons = reasons
        super().__init__(reasons)


class VisitRefused(Refused):
    """Only a shopper's account is looked at: no guest's, no closed one, no colleague's."""

    shopper_message = _("This customer has no account that can be looked at: guests and colleagues can't be.")

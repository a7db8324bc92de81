"""Why something was refused that staff do with groups of customers."""

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

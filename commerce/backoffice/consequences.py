"""What colleagues are told before a customer is merged or erased: what goes, and what is in the way."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.columns import customer_name
from commerce.customers.models import Customer
from commerce.privacy.duplicates import what_moves

ERASE_REASONS = {
    "staff": gettext_lazy(
        "This is a colleague's account. Take their rights away under Settings, Users, first."
    ),
    "orders": gettext_lazy("An order is not paid or not shipped yet. Ship or cancel it first."),
    "refunds": gettext_lazy("A refund waits or is on its way. It has to end first."),
    "disputes": gettext_lazy("A bank disputes a payment. We need to answer until it decided."),
    "credit": gettext_lazy(
        "There is store credit that can be spent. Disable it first, if the customer agrees."
    ),
}
MERGE_REASONS = {
    "same": gettext_lazy("Both are the same customer."),
    "account": gettext_lazy(
        "The duplicate has an account, with a password and cards of its own. Only guests can be merged."
    ),
    "blocked": gettext_lazy(
        "One of them is blocked, or both: merging would let the duplicate's address order again. "
        "If it may, unblock first."
    ),
}


def erase_words():
    """What goes and what stays when a customer is erased, as lists."""
    return {
        "goes": [
            _("Name, e-mail address, phone number, address book, notes, consents and newsletter"),
            _("The account, if there is one: nobody signs in with it any more"),
            _("Names and addresses on orders; links to them open nothing any more"),
            _("The words of all mails to them"),
            _("Carts, wishes, what they wanted to be told of; their name under reviews, and photos"),
            _("Their saved cards and their customer record at Stripe"),
        ],
        "stays": [
            _("Orders with goods, amounts, country and region, for the books; payments and refunds of them"),
            _("The text of published reviews, without a name"),
            _("The ledger of gift cards and credit, with what was written there"),
            _("What Stripe has to keep of payments"),
        ],
    }


def merge_words(duplicate: Customer, into: Customer):
    """What of a duplicate would move to whom, as lists."""
    labels = {
        "orders": _("Orders: %d"),
        "reviews": _("Reviews: %d"),
        "credit": _("Store credit: %d"),
        "groups": _("Groups: %d"),
        "addresses": _("Addresses: %d"),
        "notes": _("Notes: %d"),
        "consents": _("Consents: %d"),
    }
    names = {"duplicate": customer_name(duplicate), "email": duplicate.email, "into": customer_name(into)}
    moves = [labels[name] % count for name, count in what_moves(duplicate).items() if count]
    stays = [_("%(duplicate)s (%(email)s) is gone as a customer of their own.") % names]
    if into.user_id:
        stays.append(_("%(into)s has an account, and sees these orders and their addresses in it.") % names)
    return {"moves": moves or [_("Nothing: there is nothing of them.")], "stays": stays}

"""Forgetting a customer who wants it: what stands in the way, what goes, and what the law has us keep."""

from django.db import transaction

from commerce.cart.operations import forget_carts
from commerce.credit.models import Standing
from commerce.credit.queries import credit_listed
from commerce.customers.deciding import lock_customer, note_step
from commerce.customers.desk import CustomerStep
from commerce.customers.models import Customer
from commerce.customers.operations import forget_memberships, forget_person
from commerce.customers.queries import addresses_of, guests_with_email
from commerce.drafts.operations import forget_drafts
from commerce.drafts.queries import drafts_of
from commerce.errors import EraseRefused
from commerce.orders.models import FulfilmentState, Order, OrderStatus
from commerce.orders.operations import forget_addresses
from commerce.orders.queries import told_of
from commerce.payments.closing import ask_closing
from commerce.payments.models import Dispute
from commerce.payments.operations import forget_buyers
from commerce.privacy.merge import give_everything
from commerce.refunds.models import Refund
from commerce.refunds.operations import forget_words
from commerce.reviews.operations import forget_author
from commerce.wishes.operations import forget_wishes
from emails.operations import forget_letters
from emails.queries import letters_about, letters_to
from kinsite.accounts.operations import close_account
from kinsite.foundation.actors import Actor

# Goods are still to leave, or money is still to come.
UNDER_WAY = (OrderStatus.PLACED, OrderStatus.PAID)


@transaction.atomic
def erase_words_and_wishes(*, customer: Customer) -> None:
    """Forget who wrote a customer's reviews, all they wished and waited for, and which groups they were in.

    A part of erasing a customer, and no more than that: orders, addresses and the account are untouched.
    """
    forget_author(customer=customer)
    forget_wishes(customer=customer)
    forget_memberships(customer=customer)


@transaction.atomic
def erase_customer(*, customer: Customer, by: Actor) -> None:
    """Forget a customer, and have the provider forget them after the commit. Raises EraseRefused with why.

    Orders stay, as books and law need them: with goods, amounts, country and region, and nobody named. All
    of it happens or nothing; asked twice it is refused, since there is nobody left (CustomerErased).
    """
    locked = lock_customer(customer.pk)
    emails = addresses_of(locked)
    _gather(locked, emails, by)
    if reasons := in_the_way_of_erasing(locked):
        raise EraseRefused(reasons)
    # Asked for before the carts go, by which some of them are found.
    drafts = drafts_of(locked, emails)
    things = [*_things_of(locked), ("draft", drafts)]
    forget_letters(letters=letters_to(emails) | letters_about(things))
    erase_words_and_wishes(customer=locked)
    forget_carts(customer=locked)
    forget_drafts(drafts=drafts)
    forget_words(customer=locked)
    forget_addresses(customer=locked)
    forget_buyers(emails=emails)
    ask_closing(customer=locked)
    user = locked.user
    forget_person(customer=locked, emails=emails)
    if user is not None:
        close_account(user=user)
    note_step(customer=locked, what=CustomerStep.What.ERASED, by=by)


def in_the_way_of_erasing(customer: Customer) -> list[str]:
    """Codes of what has to end before a customer can be forgotten; empty where nothing is in the way."""
    orders = Order.objects.filter(customer=customer)
    usable = credit_listed().filter(customer=customer, standing=Standing.USABLE)
    found = {
        "staff": customer.user is not None and customer.user.is_staff,
        "orders": orders.filter(status__in=UNDER_WAY).exists()
        or orders.filter(fulfilment_state=FulfilmentState.PARTLY).exists(),
        "refunds": Refund.objects.filter(order__customer=customer, status__in=Refund.SET_ASIDE).exists(),
        "disputes": Dispute.objects.filter(
            payment__order__customer=customer, status__in=Dispute.OPEN
        ).exists(),
        "credit": usable.exists(),
    }
    return [name for name, is_there in found.items() if is_there]


def _gather(customer, emails, by):
    """Take in who an account was as a guest: the orders may be the account's already, the name is not."""
    for email in emails:
        for guest in guests_with_email(email).exclude(pk=customer.pk):
            give_everything(customer=customer, guest=guest, by=by)
            forget_person(customer=guest, emails=[])


def _things_of(customer):
    """What letters are about that went to a customer: (kind, ids)."""
    theirs = told_of(Order.objects.filter(customer=customer))
    return [*theirs, ("user", [customer.user_id] if customer.user_id else [])]

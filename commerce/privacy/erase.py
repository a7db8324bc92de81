"""What becomes of what a customer said and wished for, once they want to be forgotten."""

from django.db import transaction

from commerce.customers.models import Customer
from commerce.customers.operations import forget_memberships
from commerce.reviews.operations import forget_author
from commerce.wishes.operations import forget_wishes


@transaction.atomic
def erase_words_and_wishes(*, customer: Customer) -> None:
    """Forget who wrote a customer's reviews, all they wished and waited for, and which groups they were in.

    A part of erasing a customer, and no more than that: orders, addresses and the account are untouched.
    """
    forget_author(customer=customer)
    forget_wishes(customer=customer)
    forget_memberships(customer=customer)

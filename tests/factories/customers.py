"""People with an account, and the customers they are."""

from itertools import count

from allauth.account.models import EmailAddress

from commerce.customers.operations import customer_for_user
from kinsite.accounts.models import User

numbers = count(1)
PASSWORD = "calm-workspace-tests"


def make_user(email=None, **fields) -> User:
    return User.objects.create_user(email or f"shopper{next(numbers)}@example.com", PASSWORD, **fields)


def make_account(email=None) -> User:
    """Someone who can sign in: the address is verified."""
    user = make_user(email)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_customer(user=None):
    return customer_for_user(user=user or make_user())

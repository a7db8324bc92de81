"""Joining what a person did as a guest to the account of the same, proven, address."""

from django.db import transaction

from commerce.customers.operations import customer_for_user
from commerce.customers.queries import guests_with_email, proven_emails
from commerce.orders.operations import give_orders
from commerce.reviews.operations import give_reviews
from commerce.wishes.operations import give_restock_requests
from commerce.wishes.queries import guest_requests


@transaction.atomic
def adopt_guest_orders(*, user):
    """Give an account the orders and reviews of guests with its verified addresses. Returns how many orders.

    Only addresses the person proved count: anyone can type somebody else's at checkout or sign-up.
    """
    adopted = 0
    for email in proven_emails(user):
        for guest in guests_with_email(email):
            customer = customer_for_user(user=user)
            adopted += give_orders(customer=customer, guest=guest)
            give_reviews(customer=customer, guest=guest)
    return adopted


@transaction.atomic
def adopt_restock_requests(*, user):
    """Give an account what was asked for, as a guest, with its verified addresses. Returns how many."""
    adopted = 0
    for email in proven_emails(user):
        if guest_requests(email).exists():
            adopted += give_restock_requests(customer=customer_for_user(user=user), email=email)
    return adopted

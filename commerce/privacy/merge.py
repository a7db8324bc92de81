"""Joining what a person did as a guest to the account of the same, proven, address."""

from allauth.account.models import EmailAddress
from django.db import transaction

from commerce.customers.operations import customer_for_user
from commerce.customers.queries import guests_with_email
from commerce.orders.operations import give_orders
from commerce.reviews.operations import give_reviews


@transaction.atomic
def adopt_guest_orders(*, user):
    """Give an account the orders and reviews of guests with its verified addresses. Returns how many orders.

    Only addresses the person proved count: anyone can type somebody else's at checkout or sign-up.
    """
    adopted = 0
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    for email in verified:
        for guest in guests_with_email(email):
            customer = customer_for_user(user=user)
            adopted += give_orders(customer=customer, guest=guest)
            give_reviews(customer=customer, guest=guest)
    return adopted

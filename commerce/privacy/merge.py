"""Joining what a person did as a guest to the account of the same, proven, address."""

from django.db import transaction

from commerce.cart.models import Cart
from commerce.cart.operations import MergeResult, merge_carts
from commerce.credit.operations import give_credit, pour_credit
from commerce.customers.models import Customer
from commerce.customers.operations import customer_for_user, give_memberships
from commerce.customers.queries import guests_with_email, proven_emails
from commerce.orders.operations import give_orders
from commerce.reviews.operations import give_reviews
from commerce.wishes.operations import give_restock_requests
from commerce.wishes.queries import guest_requests
from kinsite.foundation.actors import SYSTEM, Actor


@transaction.atomic
def join_carts(*, guest: Cart, customer: Customer, by: Actor) -> MergeResult:
    """Give a guest's cart, and the gift cards it was to be paid with, to the customer who signed in."""
    result = merge_carts(guest=guest, customer=customer, by=by)
    if result.cart.pk != guest.pk:
        pour_credit(guest=guest, target=result.cart)
    return result


@transaction.atomic
def adopt_guest_orders(*, user):
    """Give an account the orders, reviews, credit and groups of guests with its verified addresses.

    Only addresses the person proved count: anyone can type somebody else's at checkout or sign-up. Returns
    how many orders.
    """
    adopted = 0
    for email in proven_emails(user):
        for guest in guests_with_email(email):
            adopted += give_everything(customer=customer_for_user(user=user), guest=guest)
    return adopted


@transaction.atomic
def give_everything(*, customer, guest, by: Actor = SYSTEM) -> int:
    """Give a customer a guest's orders, reviews, credit and groups. Returns how many orders."""
    adopted = give_orders(customer=customer, guest=guest)
    give_reviews(customer=customer, guest=guest)
    give_credit(customer=customer, guest=guest, by=by)
    give_memberships(customer=customer, guest=guest)
    return adopted


@transaction.atomic
def adopt_restock_requests(*, user):
    """Give an account what was asked for, as a guest, with its verified addresses. Returns how many."""
    adopted = 0
    for email in proven_emails(user):
        if guest_requests(email).exists():
            adopted += give_restock_requests(customer=customer_for_user(user=user), email=email)
    return adopted

"""Reads of customers."""

from allauth.account.models import EmailAddress

from commerce.customers.models import Customer
from kinsite.foundation.models import find


def guests_with_email(email):
    """Guest customers of an e-mail address, however it is spelt."""
    return Customer.objects.filter(user=None, pk__in=find(Customer, "email", email)).order_by("pk")


def proven_emails(user):
    """The addresses an account has proven its own: anyone can type somebody else's."""
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))

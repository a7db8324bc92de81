"""Reads of customers."""

from commerce.customers.models import Customer
from kinsite.foundation.models import find


def guests_with_email(email):
    """Guest customers of an e-mail address, however it is spelt."""
    return Customer.objects.filter(user=None, pk__in=find(Customer, "email", email)).order_by("pk")

"""The writers of customers."""

from django.db import transaction

from commerce.customers.models import Consent, Customer
from commerce.customers.queries import guests_with_email
from kinsite.foundation.crypto import words
from kinsite.foundation.models import index


@transaction.atomic
def customer_for_user(*, user, language="en"):
    """The customer of an account, made at its first need."""
    customer, is_new = Customer.objects.get_or_create(
        user=user, defaults={"email": user.email, "name": user.get_full_name(), "language": language}
    )
    if is_new:
        make_findable(customer)
    return customer


@transaction.atomic
def customer_for_guest(*, email, name, phone, language):
    """The guest of an e-mail address, made where there is none; name and phone are the latest given."""
    customer = guests_with_email(email).first() or Customer()
    customer.email, customer.name, customer.phone, customer.language = email, name, phone, language
    customer.save()
    make_findable(customer)
    return customer


@transaction.atomic
def introduce_customer(*, customer, name, phone):
    """Learn what an account did not know of its customer yet; what it knows stays."""
    if customer.name and (customer.phone or not phone):
        return
    customer.name, customer.phone = customer.name or name, customer.phone or phone
    customer.save(update_fields=["name", "phone"])
    make_findable(customer)


@transaction.atomic
def record_consent(*, customer, purpose, is_given, source):
    """Write down that a person agreed to a purpose, or took it back."""
    return Consent.objects.create(customer=customer, purpose=purpose, is_given=is_given, source=source)


def make_findable(customer):
    """Write the blind tokens that find a customer by e-mail, phone and each word of the name."""
    index(
        customer,
        {
            "email": [customer.email],
            "phone": [customer.phone] if customer.phone else [],
            "word": words(customer.name),
        },
    )

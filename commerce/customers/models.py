"""Customers. What names a person is encrypted; look-ups go through blind tokens."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class Customer(models.Model):
    """A person who buys: a guest (no user), or someone with an account."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="customer"
    )
    email = EncryptedTextField()
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"Customer {self.pk}"


class Address(models.Model):
    """An address in a customer's book. Orders keep copies of their own."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    name = EncryptedTextField()
    line1 = EncryptedTextField()
    line2 = EncryptedTextField(blank=True)
    city = EncryptedTextField()
    postcode = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=10, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(is_default=True), name="one_default_address_a_customer"
            ),
        ]


class Consent(models.Model):
    """What a person agreed to or took back, when and where: rows are added, never changed."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40, help_text="e.g. newsletter")
    is_given = models.BooleanField()
    source = models.CharField(max_length=40, help_text="e.g. checkout")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]

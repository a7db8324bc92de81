"""Customers and readers. What names a person is encrypted; look-ups go through blind tokens."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

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
    tax_exemption = EncryptedTextField(
        blank=True, default="", db_default="", help_text="Why no tax is charged; empty for everybody else"
    )
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    blocked_at = models.DateTimeField(null=True, editable=False, help_text="Since when no order is taken")
    erased_at = models.DateTimeField(null=True, editable=False, help_text="Since when nobody is named by it")

    class Meta:
        indexes = [
            models.Index(
                fields=["blocked_at"], condition=Q(blocked_at__isnull=False), name="customers_blocked"
            ),
        ]
        permissions = [
            ("exempt_customer", "Can exempt customers from tax"),
            ("erase_customer", "Can erase customers"),
            ("impersonate_customer", "Can look at the shop as a customer, for support"),
        ]

    def __str__(self):
        return f"Customer {self.pk}"

    @property
    def is_blocked(self):
        return self.blocked_at is not None

    @property
    def is_erased(self):
        return self.erased_at is not None


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


class CustomerGroup(models.Model):
    """Customers that a discount may be kept for, such as studios; colleagues say who is in it."""

    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Upper("name"), name="customer_group_named_once")]

    def __str__(self):
        return self.name


class GroupMember(models.Model):
    """A customer in a group. It counts as long as they have an account."""

    group = models.ForeignKey(CustomerGroup, models.CASCADE, related_name="members")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="memberships")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "customer"], name="member_of_a_group_once"),
        ]


class GroupStep(models.Model):
    """A step of a group's history: who named it, added or removed whom. Rows are only added.

    Who was forgotten is in it no more: the step stays, without the person.
    """

    class What(models.TextChoices):
        CREATED = "created", _("Created")
        RENAMED = "renamed", _("Renamed")
        ADDED = "added", _("Added")
        REMOVED = "removed", _("Removed")

    group = models.ForeignKey(CustomerGroup, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What)
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, related_name="group_steps")
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=clock.now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)

    class Meta:
        ordering = ["-pk"]

    @property
    def is_of_a_person(self):
        return self.what in (self.What.ADDED, self.What.REMOVED)


class SubscriptionStatus(models.TextChoices):
    WAITING = "waiting", _("Not confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def new_link_token():
    """160 bits, so that nobody can end somebody else's newsletter by guessing."""
    return secrets.token_urlsafe(20)


class Subscription(models.Model):
    """An e-mail address and whether the newsletter may go there; one row an address, however it is spelt.

    Asking changes no status, since anybody can type somebody else's address: only who holds the letter
    to it confirms.
    """

    MOVES = {
        SubscriptionStatus.WAITING: {SubscriptionStatus.CONFIRMED, SubscriptionStatus.WITHDRAWN},
        SubscriptionStatus.CONFIRMED: {SubscriptionStatus.WITHDRAWN},
        SubscriptionStatus.WITHDRAWN: {SubscriptionStatus.CONFIRMED},
    }

    email = EncryptedTextField()
    email_digest = models.CharField(max_length=64, unique=True, help_text="The address's blind token")
    language = models.CharField(max_length=10, default="en")
    status = models.CharField(
        max_length=12, choices=SubscriptionStatus.choices, default=SubscriptionStatus.WAITING
    )
    link_token = models.CharField(max_length=40, unique=True, default=new_link_token)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"Subscription {self.pk}"

    @property
    def is_confirmed(self):
        return self.status == SubscriptionStatus.CONFIRMED

    @property
    def is_withdrawn(self):
        return self.status == SubscriptionStatus.WITHDRAWN

    def record_step(self, *, origin, target, by, note=""):
        """Write a step of `move()` into the consent log; its note says where it was taken."""
        self.consents.create(purpose=Consent.NEWSLETTER, step=target, source=note)


class Consent(models.Model):
    """What a person asked for, confirmed or took back: when, where, and in which words.

    Rows are added, never changed. What was ticked by somebody who bought names the customer too.
    """

    NEWSLETTER = "newsletter"

    class Step(models.TextChoices):
        ASKED = "asked", _("Asked for")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="consents")
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(max_length=40, help_text="e.g. newsletter")
    step = models.CharField(max_length=12, choices=Step.choices, db_default=Step.ASKED)
    wording = models.TextField(blank=True, db_default="", help_text="What was agreed to, as it was shown")
    source = models.CharField(max_length=40, help_text="e.g. checkout")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(subscription__isnull=False),
                name="consent_is_somebodys",
            ),
        ]

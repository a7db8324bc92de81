"""Wish lists, found as carts are, and requests to be told when something is back."""

import uuid

from django.db import models
from django.db.models import Q

from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class WishList(models.Model):
    """What somebody keeps for later, in whatever market: a wish has no price."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.OneToOneField(
        "commerce.Customer", models.CASCADE, null=True, blank=True, related_name="wish_list"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)


class Wish(models.Model):
    """A variant on a list, and the page it was seen on."""

    wish_list = models.ForeignKey(WishList, models.CASCADE, related_name="wishes")
    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="+")
    source_page_id = models.BigIntegerField(null=True)
    source_revision_id = models.BigIntegerField(null=True)
    source_block = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["wish_list", "variant"], name="variant_once_on_a_wish_list"),
        ]


class RestockRequest(models.Model):
    """Somebody's wish to be told, once, when a sold-out variant is back.

    The digest is the address's blind token, kept here as well: it is what lets the database promise that
    an address waits once for a variant. A customer stands on it only if the address is proven theirs.
    """

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="restock_requests")
    market = models.ForeignKey("commerce.Market", models.PROTECT, related_name="+")
    customer = models.ForeignKey(
        "commerce.Customer", models.CASCADE, null=True, blank=True, related_name="restock_requests"
    )
    email = EncryptedTextField()
    email_digest = models.CharField(max_length=64)
    agreed_to = models.CharField(max_length=300, help_text="The words that stood beside the button")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "email_digest"],
                condition=Q(told_at=None),
                name="waits_once_an_address_and_variant",
            ),
        ]

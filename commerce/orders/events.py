"""The timeline of an order: append-only by trigger, and chained by hash so that a gap shows.

An event names its actor without a foreign key, so that it outlives the person. Personal text stands
in a side row that can be erased; the event keeps only its digest.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField

# What stands between the address as it was and as it is, in an event's note.
BECAME = "\n→\n"


class OrderEvent(models.Model):
    class Kind(models.TextChoices):
        STATUS = "status", _("Status")
        PAYMENT = "payment", _("Payment")
        REFUND = "refund", _("Refund")
        DISPUTE = "dispute", _("Dispute")
        STOCK = "stock", _("Stock")
        SHIPMENT = "shipment", _("Shipment")
        LETTER = "letter", _("Letter")
        NOTE = "note", _("Note")
        MESSAGE = "message", _("Message to the customer")
        ANSWER = "answer", _("Message from the customer")
        ADDRESS = "address", _("Address")
        AMENDMENT = "amendment", _("Change")
        TAG = "tag", _("Tag")
        HOLD = "hold", _("Hold")
        ARCHIVE = "archive", _("Archive")
        ALERT = "alert", _("Alert")

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    origin = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    summary = models.CharField(max_length=200, blank=True, help_text="No personal data")
    amount_minor = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=80, blank=True, help_text="e.g. the payment intent's id")
    note_digest = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["order", "sequence"], name="one_event_an_order_and_sequence")
        ]
        # Whose work an order was: a list is narrowed by it.
        indexes = [
            models.Index(
                fields=["actor_id", "order"], condition=models.Q(actor_kind="staff"), name="events_of_staff"
            )
        ]


class OrderEventNote(models.Model):
    """The personal text of an event; erased where a person asks for it."""

    event = models.OneToOneField(OrderEvent, models.PROTECT, related_name="note")
    text = EncryptedTextField()


class OrderMention(models.Model):
    """A colleague named in a note; unread until they say so."""

    event = models.ForeignKey(OrderEvent, models.PROTECT, related_name="mentions")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="order_mentions")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "colleague"], name="one_mention_a_note_and_colleague")
        ]
        indexes = [
            models.Index(
                fields=["colleague", "-id"], condition=models.Q(read_at=None), name="unread_mentions"
            )
        ]

"""The outbox: a letter is a row before it is a mail."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedJSONField, EncryptedTextField

# Mail programs read a name up to these marks, and a second line as a head of its own.
NAME = r"^[^<>@\x00-\x1f\x7f]*\Z"
ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"


class MailSettings(BaseGenericSetting):
    """From whom letters come, and what stands below them. The address itself is of the environment."""

    sender_name = models.CharField(
        _("sender's name"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(NAME, _("A name alone, on one line."))],
        help_text=_(
            "What mailboxes show as the sender, from the next letter on. Empty, it is the name that was set "
            "up with the sender's address."
        ),
    )
    reply_to = models.EmailField(
        _("answers go to"),
        blank=True,
        help_text=_(
            "Where a customer's answer to a letter goes, from the next letter on. Empty, it goes to the "
            "sender's address."
        ),
    )
    footer = models.CharField(
        _("line below letters"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(ONE_LINE, _("On one line."))],
        help_text=_(
            "Such as where the company is registered, the same in all languages. In letters from the next on."
        ),
    )

    class Meta:
        verbose_name = _("mails")


class LetterStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed, will be tried again")
    DEAD = "dead", _("Given up")


class Letter(models.Model):
    """One letter to one person about one thing.

    The same kind about the same thing on the same occasion exists once, so whoever posts twice posts
    one letter. It is handed to the mail server at least once: a worker that dies between the server's
    "accepted" and our note of it makes the letter go out again, under the same Message-ID, by which
    mailboxes know it for the same mail.
    """

    MOVES = {
        LetterStatus.QUEUED: {LetterStatus.SENDING},
        LetterStatus.SENDING: {
            LetterStatus.SENDING,
            LetterStatus.SENT,
            LetterStatus.FAILED,
            LetterStatus.DEAD,
        },
        LetterStatus.FAILED: {LetterStatus.SENDING},
        LetterStatus.SENT: set(),
        LetterStatus.DEAD: set(),
    }
    WAITING = (LetterStatus.QUEUED, LetterStatus.FAILED)
    IN_TROUBLE = (LetterStatus.FAILED, LetterStatus.DEAD)
    # How the occasion of a letter begins that is sent once more.
    AGAIN = "again"
    # Why one was given up whose reader was forgotten.
    ERASED = "erased"

    kind = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=32)
    about_id = models.CharField(max_length=64)
    occurrence = models.CharField(max_length=64)
    locale = models.CharField(max_length=16)
    recipient = EncryptedTextField()
    secrets = EncryptedJSONField(blank=True, help_text=_("Links that let in; dropped once sent."))
    posted_by = models.CharField(max_length=64, blank=True)
    posted_at = models.DateTimeField(default=clock.now)

    status = models.CharField(max_length=16, choices=LetterStatus.choices, default=LetterStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    subject = EncryptedTextField(blank=True)
    body_text = EncryptedTextField(blank=True)
    body_html = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "occurrence"], name="one_letter_per_occasion"
            ),
            models.CheckConstraint(
                condition=models.Q(status="sent", sent_at__isnull=False)
                | (~models.Q(status="sent") & models.Q(sent_at__isnull=True)),
                name="letter_sent_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(status__in=["queued", "sending", "failed"]),
                name="letter_still_to_send",
            ),
            models.Index(fields=["about_kind", "about_id"], name="letter_about"),
            models.Index(
                fields=["-posted_at"],
                condition=models.Q(status__in=["failed", "dead"]),
                name="letters_in_trouble",
            ),
        ]

    def __str__(self):
        return f"Letter {self.pk} ({self.kind})"

    @property
    def is_in_trouble(self):
        """It did not arrive: it is tried again, or was given up."""
        return self.status in self.IN_TROUBLE

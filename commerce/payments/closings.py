"""Wallets that are to be closed at the provider, because whose they were wants to be forgotten."""

from django.db import models
from django.db.models import Q

from kinsite.foundation import clock

__all__ = ["WalletClosing"]


class WalletClosing(models.Model):
    """One customer at the provider that is to be deleted there. A row first, so that no call is forgotten."""

    provider_id = models.CharField(max_length=80, unique=True)
    asked_at = models.DateTimeField(default=clock.now)
    next_try_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=80, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(done_at=None), name="wallets_left_to_close"),
        ]

    def __str__(self):
        return f"Closing {self.pk} of a wallet"

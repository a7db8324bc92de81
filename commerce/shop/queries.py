"""Reads of what is set. Looking makes no row: where nothing was saved yet, the defaults hold."""

from datetime import timedelta

from commerce.shop.models import DeskSettings


def desk_settings() -> DeskSettings:
    """Delays and thresholds as they are now."""
    return DeskSettings.objects.first() or DeskSettings()


def stock_hold() -> timedelta:
    """How long stock is kept for an order that waits for its payment."""
    return timedelta(minutes=desk_settings().hold_minutes)

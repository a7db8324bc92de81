"""Reads of what is set. Looking makes no row: where nothing was saved yet, the defaults hold."""

from datetime import timedelta

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from commerce.shop.models import DeskSettings, SellerSettings


def desk_settings() -> DeskSettings:
    """Delays and thresholds as they are now."""
    return DeskSettings.objects.first() or DeskSettings()


def hold_minutes() -> Coalesce:
    """How many minutes stock waits for a payment, as an expression: placing an order reads it on the way."""
    rows = DeskSettings.objects.order_by("pk").values("hold_minutes")[:1]
    return Coalesce(Subquery(rows), DeskSettings().hold_minutes)


def stock_hold() -> timedelta:
    """How long stock is kept for an order that waits for its payment."""
    return timedelta(minutes=desk_settings().hold_minutes)


def seller() -> SellerSettings:
    """Who sells, as it is now."""
    return SellerSettings.objects.first() or SellerSettings()


def contact() -> dict:
    """What customers are told of who sells."""
    us = seller()
    return {"name": us.name, "address": us.address.splitlines(), "email": us.email, "phone": us.phone}


def below_letters() -> dict:
    """Who sells, as every letter says it."""
    return {"seller": contact()}

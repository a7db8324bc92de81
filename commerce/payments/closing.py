"""Closing wallets at the provider: a row in the transaction that forgets, the call after it, until done."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from commerce.errors import GatewayError, GatewayRefused
from commerce.events import WalletClosingAsked
from commerce.payments.closings import WalletClosing
from commerce.payments.gateway import gateway
from commerce.payments.models import Wallet
from kinsite.foundation import clock
from kinsite.foundation.announce import announce

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def ask_closing(*, customer) -> None:
    """Give up a customer's wallet here, and have it closed there; who has none needs nothing."""
    wallet = Wallet.objects.select_for_update().filter(customer=customer).first()
    if wallet is None:
        return
    closing, _is_new = WalletClosing.objects.get_or_create(provider_id=wallet.provider_id)
    wallet.delete()
    announce(WalletClosingAsked(closing.pk))


def send_closing(*, closing) -> None:
    """Close a wallet at the provider, with all its cards. Asked twice, or gone there already, it is done."""
    if closing.done_at is not None:
        return
    try:
        gateway().close_wallet(closing.provider_id)
    except (GatewayError, GatewayRefused) as problem:
        pause = min(FIRST_PAUSE * 2 ** min(closing.attempts, 10), LONGEST_PAUSE)
        _left(closing).update(
            attempts=F("attempts") + 1,
            next_try_at=clock.now() + pause,
            problem=str(getattr(problem, "code", "") or type(problem).__name__)[:80],
        )
        logger.warning("wallet not closed", extra={"closing": closing.pk, "problem": type(problem).__name__})
        return
    _left(closing).update(done_at=clock.now(), problem="")


def closings_left(limit=200) -> list[int]:
    """Wallets that are to be closed by now, the longest waiting first."""
    due = WalletClosing.objects.filter(done_at=None, next_try_at__lte=clock.now())
    return list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit])


def _left(closing):
    return WalletClosing.objects.filter(pk=closing.pk, done_at=None)

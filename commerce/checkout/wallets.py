"""Saved cards of those who have an account. Whose they are is read from our own rows, never from a form."""

import logging

from commerce.customers.operations import customer_for_user
from commerce.errors import CardNotFound, GatewayRefused
from commerce.payments.gateway import gateway
from commerce.payments.models import PaymentStatus
from commerce.payments.operations import remember_wallet
from commerce.payments.queries import wallet_of

logger = logging.getLogger(__name__)


def begin_wallet_session(*, user, language):
    """A secret by which the payment field shows the cards of an account, and may save one.

    Opens the account's wallet where it has none. Raises GatewayError, GatewayRefused.
    """
    wallet = wallet_of(user)
    if wallet is None:
        customer = customer_for_user(user=user, language=language)
        reference = str(customer.pk)
        wallet_id = gateway().open_wallet(key=f"wallet-{reference}", reference=reference)
        wallet = remember_wallet(customer=customer, provider_id=wallet_id)
    return gateway().begin_wallet_session(wallet.provider_id)


def lend_wallet(*, report, user):
    """Let a payment that waits be made with the saved cards of whoever pays it, and with no others.

    A wallet that the provider refuses, deleted there or of another account of the shop's, hinders nobody from
    paying: the payment stays one of a guest, which takes no saved card at all.
    """
    wallet = wallet_of(user)
    if wallet is None or report.status != PaymentStatus.PENDING or report.wallet_id == wallet.provider_id:
        return report
    try:
        return gateway().lend_wallet(intent_id=report.intent_id, wallet_id=wallet.provider_id)
    except GatewayRefused as problem:
        logger.warning("wallet not lent", extra={"wallet": wallet.pk, "problem": problem.code})
        return report


def saved_cards(user):
    """The cards an account has saved, as the provider has them now. Raises GatewayError, GatewayRefused."""
    wallet = wallet_of(user)
    return gateway().saved_cards(wallet.provider_id) if wallet else []


def forget_card(*, user, card_id):
    """Delete a saved card of an account. Raises CardNotFound for one that is not in its wallet."""
    card = next((card for card in saved_cards(user) if card.card_id == card_id), None)
    if card is None:
        raise CardNotFound
    gateway().forget_card(card.card_id)
    return card

"""What the shop asks of a payment provider. One small protocol a task; amounts are in minor units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from commerce.money import Money


@dataclass(frozen=True, slots=True)
class AttemptReport:
    """One charge the provider tried."""

    charge_id: str
    outcome: str
    decline_code: str = ""
    method: str = ""
    brand: str = ""
    last4: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class IntentReport:
    """A payment as the provider reports it now; `status` is one of our PaymentStatus."""

    intent_id: str
    status: str
    amount: Money
    captured: Money
    client_secret: str
    payment_reference: str
    is_live: bool
    decline_code: str = ""
    attempts: tuple[AttemptReport, ...] = ()
    wallet_id: str = ""
    capture_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a verified call from the provider says: that something happened to an object."""

    event_id: str
    type: str
    object_id: str


@dataclass(frozen=True, slots=True)
class RefundReport:
    """A refund as the provider reports it now; `reference` is ours, empty where it was made there."""

    refund_id: str
    intent_id: str
    amount: Money
    status: str
    reference: str = ""
    failure_code: str = ""

    @property
    def is_failed(self) -> bool:
        return self.status in ("failed", "canceled")

    @property
    def is_settled(self) -> bool:
        return self.status == "succeeded"


@dataclass(frozen=True, slots=True)
class DisputeReport:
    """A dispute as the provider reports it now; `status` is one of our DisputeStatus."""

    dispute_id: str
    intent_id: str
    status: str
    is_inquiry: bool
    reason: str
    amount: Money
    respond_by: datetime | None


@dataclass(frozen=True, slots=True)
class EntryReport:
    """An entry of the balance at the provider; `category` is one of ENTRY_CATEGORIES.

    `source_id` is the charge, refund or dispute it is of, `intent_id` the payment of that.
    """

    entry_id: str
    category: str
    amount: Money
    fee: Money
    source_id: str
    intent_id: str
    description: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PayoutReport:
    """What went to the shop's bank at once."""

    payout_id: str
    status: str
    amount: Money
    made_at: datetime
    arrives_at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the shop says to a bank that disputes a payment; what is empty is not said."""

    customer_name: str = ""
    customer_email_address: str = ""
    billing_address: str = ""
    product_description: str = ""
    shipping_address: str = ""
    shipping_carrier: str = ""
    shipping_date: str = ""
    shipping_tracking_number: str = ""
    uncategorized_text: str = ""


# What an entry of the balance is for.
ENTRY_CATEGORIES = ("charge", "refund", "dispute", "fee", "payout", "other")


class Payments(Protocol):
    """Every call may raise GatewayError (no answer: it may have acted) or GatewayRefused (it did not)."""

    def start(
        self,
        *,
        amount: Money,
        key: str,
        reference: str,
        description: str,
        captures_later: bool = False,
        excluded_methods: Sequence[str] = (),
        statement_suffix: str = "",
    ) -> IntentReport:
        """Begin a payment; the same key begins it once. `reference` comes back in every report.

        One that `captures_later` is only authorised, where its method can be; others are captured at once.
        By `excluded_methods` it can't be paid. `statement_suffix` is for the statements of cards.
        """
        ...

    def capture(self, *, intent_id: str, amount: Money, key: str) -> IntentReport:
        """Take so much of what is authorised, once, and let the rest go."""
        ...

    def look_up(self, intent_id: str) -> IntentReport:
        """What became of a payment."""
        ...

    def cancel(self, intent_id: str) -> IntentReport:
        """Give a payment up, or what is authorised of it; the report says whether it was too late."""
        ...

    def begun_since(self, moment: datetime) -> list[IntentReport]:
        """All payments begun since a moment, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card that its owner let the provider keep, as far as a shop may show it."""

    card_id: str
    brand: str
    last4: str
    month: int
    year: int


class Wallets(Protocol):
    """Saved cards, each in one wallet. Raises as Payments do."""

    def open_wallet(self, *, key: str, reference: str) -> str:
        """Open a wallet and tell its id; the same key opens it once."""
        ...

    def begin_wallet_session(self, wallet_id: str) -> str:
        """A secret by which the payment field shows the cards of a wallet for a while, and may save one."""
        ...

    def lend_wallet(self, *, intent_id: str, wallet_id: str) -> IntentReport:
        """Let a payment be made with the cards of a wallet, and with no other saved card."""
        ...

    def saved_cards(self, wallet_id: str) -> list[SavedCard]:
        """What lies in a wallet, newest first, at most 100."""
        ...

    def forget_card(self, card_id: str) -> None:
        """Take a card out of its wallet; nobody pays with it again."""
        ...

    def close_wallet(self, wallet_id: str) -> None:
        """Delete a wallet with its cards; one that is gone already is closed."""
        ...


class Refunds(Protocol):
    """As Payments: GatewayError where it may have acted, GatewayRefused where it did not."""

    def refund(self, *, intent_id: str, amount: Money, key: str, reference: str) -> RefundReport:
        """Give back of a payment; the same key gives it once, for 24 hours."""
        ...

    def look_up_refund(self, refund_id: str) -> RefundReport:
        """What became of a refund."""
        ...

    def refunds_of(self, intent_id: str) -> list[RefundReport]:
        """All refunds of a payment, newest first."""
        ...

    def refunded_since(self, moment: datetime) -> list[RefundReport]:
        """All refunds made since a moment, ours and others, newest first."""
        ...


class Disputes(Protocol):
    def look_up_dispute(self, dispute_id: str) -> DisputeReport:
        """What became of a dispute. Raises as Payments do."""
        ...

    def disputed_since(self, moment: datetime) -> list[DisputeReport]:
        """All disputes opened since a moment, newest first."""
        ...

    def give_evidence(self, *, dispute_id: str, evidence: Evidence, submits: bool, key: str) -> DisputeReport:
        """Keep evidence with a dispute; once it `submits`, the bank has it and no more counts."""
        ...


class Ledger(Protocol):
    """The balance at the provider. Raises as Payments do."""

    def entries_since(self, moment: datetime) -> list[EntryReport]:
        """All entries made since a moment, newest first."""
        ...

    def entries_of(self, payout_id: str) -> list[EntryReport]:
        """The entries that went out with a payout, its own among them."""
        ...

    def look_up_entry(self, entry_id: str) -> EntryReport:
        """An entry as it is now."""
        ...

    def payouts_since(self, moment: datetime) -> list[PayoutReport]:
        """All payouts made since a moment, newest first."""
        ...

    def look_up_payout(self, payout_id: str) -> PayoutReport:
        """A payout as it is now."""
        ...


@dataclass(frozen=True, slots=True)
class AccountReport:
    """The account that the keys belong to; `statement_prefix` begins what its card statements say."""

    account_id: str
    name: str
    country: str
    may_charge: bool
    statement_prefix: str = ""


class Accounts(Protocol):
    def look_up_account(self) -> AccountReport:
        """Whose account it is. Raises as Payments do."""
        ...


class Notices(Protocol):
    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Verify a call from outside. Raises Forged where it is not the provider's."""
        ...


class Forged(Exception):
    """A call that the provider did not sign, or that is not meant for this shop."""

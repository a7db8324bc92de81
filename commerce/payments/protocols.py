"""What the shop asks of a payment provider. One small protocol a task; amounts are in minor units."""

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


class Payments(Protocol):
    """Every call may raise GatewayError (no answer: it may have acted) or GatewayRefused (it did not)."""

    def start(self, *, amount: Money, key: str, reference: str, description: str) -> IntentReport:
        """Begin a payment; the same key begins it once. `reference` comes back in every report."""
        ...

    def look_up(self, intent_id: str) -> IntentReport:
        """What became of a payment."""
        ...

    def cancel(self, intent_id: str) -> IntentReport:
        """Give a payment up; the report says whether it was too late."""
        ...

    def begun_since(self, moment: datetime) -> list[IntentReport]:
        """Payments begun since a moment, newest first, at most 100."""
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
        """All refunds of a payment, newest first, at most 100."""
        ...

    def refunded_since(self, moment: datetime) -> list[RefundReport]:
        """Refunds made since a moment, ours and others, newest first, at most 100."""
        ...


class Disputes(Protocol):
    def look_up_dispute(self, dispute_id: str) -> DisputeReport:
        """What became of a dispute. Raises as Payments do."""
        ...

    def disputed_since(self, moment: datetime) -> list[DisputeReport]:
        """Disputes opened since a moment, newest first, at most 100."""
        ...


class Notices(Protocol):
    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Verify a call from outside. Raises Forged where it is not the provider's."""
        ...


class Forged(Exception):
    """A call that the provider did not sign, or that is not meant for this shop."""

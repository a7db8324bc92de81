"""What can be announced. Dataclasses only: ids, never records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    order_id: int


@dataclass(frozen=True, slots=True)
class OrderPaid:
    order_id: int


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    order_id: int
    notifies: bool = True
    refunds_rest: bool = True


@dataclass(frozen=True, slots=True)
class AmendmentAsked:
    """A change of an order waits until its difference is paid."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class OrderAmended:
    """A paid order holds other goods, or goes another way."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class OrderShipped:
    """A parcel of an order left the house."""

    order_id: int
    shipment_id: int
    notifies: bool = True


@dataclass(frozen=True, slots=True)
class PaymentDelayed:
    """A bank works on a payment, which may take days."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class DelayedPaymentFailed:
    """What a bank worked on for long did not become a payment."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class SettlementRequested:
    """An authorised payment is to be captured, or released."""

    settlement_id: int


@dataclass(frozen=True, slots=True)
class CaptureFailed:
    """The provider refused to capture or to release, and the payment is authorised still."""

    settlement_id: int


@dataclass(frozen=True, slots=True)
class AuthorisationLost:
    """What was authorised ended without being captured, and nobody here wanted that."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class BuyerAsked:
    """An e-mail address has to be confirmed before more is paid with it."""

    check_id: int


@dataclass(frozen=True, slots=True)
class CardsTested:
    """So much was declined that somebody seems to test stolen cards."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class WalletClosingAsked:
    """Whose saved cards lie at the provider wants to be forgotten there."""

    closing_id: int


@dataclass(frozen=True, slots=True)
class OrderShort:
    """An order is paid, and some of its goods are not there."""

    order_id: int


@dataclass(frozen=True, slots=True)
class RefundRequested:
    """A refund is to be sent to the provider."""

    refund_id: int


@dataclass(frozen=True, slots=True)
class RefundProposed:
    """A refund waits for a second colleague."""

    refund_id: int


@dataclass(frozen=True, slots=True)
class RefundAccepted:
    """The provider took a refund, or made one itself: the money is on its way."""

    refund_id: int


@dataclass(frozen=True, slots=True)
class RefundFailed:
    """The provider refused a refund, or the bank sent it back."""

    refund_id: int


@dataclass(frozen=True, slots=True)
class DisputeOpened:
    """A bank took back a payment, or asks about it."""

    dispute_id: int


@dataclass(frozen=True, slots=True)
class DisputeClosed:
    dispute_id: int


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """A colleague gave a customer store credit: the entry says how much."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A colleague wrote a note on an order; others may be named in it."""

    event_id: int


@dataclass(frozen=True, slots=True)
class MessageWritten:
    """A colleague wrote to the customer of an order."""

    event_id: int


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """The customer of an order wrote to the shop."""

    event_id: int


@dataclass(frozen=True, slots=True)
class NewsAsked:
    """Somebody asked for the newsletter, in a language."""

    subscription_id: int
    language: str


@dataclass(frozen=True, slots=True)
class NewsConfirmed:
    subscription_id: int


@dataclass(frozen=True, slots=True)
class StockChanged:
    """What can be bought of these variants changed, or may have."""

    variant_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfferChanged:
    """Price, options, pictures or life of these products changed."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListingChanged:
    """What everybody reads of these products' price, stock or place changed: the words, not the counters."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SheetConfirmed:
    """What a sheet of products says is to be applied."""

    sheet_id: int


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """A product's page was published, unpublished, moved or drafted."""

    product_id: int


@dataclass(frozen=True, slots=True)
class ReviewsChanged:
    """What everybody reads of the product changed: a review came, was changed, or is gone."""

    product_id: int


@dataclass(frozen=True, slots=True)
class BulkConfirmed:
    """What is to be done to many orders was looked at and confirmed, or is to be tried again."""

    job_id: int


@dataclass(frozen=True, slots=True)
class PricesProposed:
    """Prices wait for a second colleague; all were proposed by one, at one moment."""

    proposal_ids: tuple[int, ...]

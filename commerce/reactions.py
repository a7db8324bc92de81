"""What follows from what, in one table. A reaction writes rows only, inside the announcing transaction."""

from commerce.amendments.letters import tell_of_amendment, tell_of_difference
from commerce.amendments.models import Amendment
from commerce.catalogue.operations import refresh_listing, refresh_offers
from commerce.checkout.letters import ask_to_confirm_buyer, warn_of_card_testing
from commerce.credit.letters import tell_of_credit
from commerce.events import (
    AmendmentAsked,
    AnswerWritten,
    AuthorisationLost,
    BulkConfirmed,
    BuyerAsked,
    CaptureFailed,
    CardsTested,
    CreditGiven,
    DelayedPaymentFailed,
    DisputeClosed,
    DisputeOpened,
    MessageWritten,
    NewsAsked,
    NewsConfirmed,
    NoteWritten,
    OfferChanged,
    OrderAmended,
    OrderCancelled,
    OrderPaid,
    OrderShipped,
    OrderShort,
    PaymentDelayed,
    PresenceChanged,
    PricesProposed,
    RefundAccepted,
    RefundFailed,
    RefundProposed,
    RefundRequested,
    ReviewsChanged,
    SettlementRequested,
    SheetConfirmed,
    StockChanged,
    WalletClosingAsked,
)
from commerce.fulfilment.letters import tell_of_parcel
from commerce.fulfilment.operations import follow_order, unpack_everything
from commerce.invoices.operations import issue_credit_note, issue_invoice, issue_supplement
from commerce.notifications import (
    ask_to_confirm_news,
    confirm_order,
    tell_of_cancellation,
    tell_of_delay,
    tell_of_failed_payment,
    tell_of_failure,
    tell_of_refund,
    welcome_reader,
)
from commerce.orders.letters import send_message, tell_of_answer, tell_who_is_mentioned
from commerce.orders.models import Order
from commerce.payments.letters import tell_of_failed_capture, tell_of_lost_authorisation
from commerce.payments.models import Payment
from commerce.payments.operations import flag_payment
from commerce.payments.settlements import Settlement
from commerce.payments.settling import ask_settlement, hold_order
from commerce.refunds.models import Refund
from commerce.refunds.operations import refund_everything
from commerce.staff_letters import (
    tell_of_dispute,
    tell_of_lack,
    tell_of_proposed_prices,
    tell_of_proposed_refund,
    tell_of_verdict,
)
from commerce.stock.operations import count_variants_of
from commerce.tasks import apply_sheet, close_wallet, send_refund, send_settlement, work_bulk_job
from kinsite.foundation.actors import SYSTEM


def show_what_is_left(event: StockChanged):
    refresh_offers(event.variant_ids)


def count_new_variants(event: OfferChanged):
    count_variants_of(product_ids=event.product_ids)


def show_changed_offers(event: OfferChanged):
    refresh_listing(event.product_ids)


def show_where_it_is_told(event: PresenceChanged):
    refresh_listing([event.product_id])


def show_what_people_say(event: ReviewsChanged):
    refresh_listing([event.product_id])


def refund_what_was_paid(event: OrderCancelled):
    if not event.refunds_rest:
        return
    order = Order.objects.get(pk=event.order_id)
    refund_everything(order=order, by=SYSTEM, reason="The order was cancelled.", notifies=event.notifies)


def unpack_what_is_packed(event: OrderCancelled):
    unpack_everything(order=Order.objects.get(pk=event.order_id), by=SYSTEM)


def see_what_is_left_to_ship(event: RefundRequested | RefundAccepted):
    follow_order(order=Order.objects.get(refunds=event.refund_id), by=SYSTEM)


def capture_what_is_authorised(event: OrderShipped):
    order = Order.objects.get(pk=event.order_id)
    ask_settlement(order=order, kind=Settlement.Kind.CAPTURE, by=SYSTEM)


def release_what_is_authorised(event: OrderCancelled):
    order = Order.objects.get(pk=event.order_id)
    ask_settlement(order=order, kind=Settlement.Kind.RELEASE, by=SYSTEM)


def hold_what_is_not_paid(event: AuthorisationLost):
    payment = Payment.objects.select_related("order").get(pk=event.payment_id)
    flag_payment(payment=payment, problem="The authorisation ended before it was captured.", by=SYSTEM)
    hold_order(order=payment.order)


def settle_it(event: SettlementRequested):
    send_settlement.delay_on_commit(event.settlement_id)


def bill_it(event: OrderPaid):
    issue_invoice(order=Order.objects.get(pk=event.order_id))


def bill_what_was_put_in(event: OrderAmended):
    issue_supplement(amendment=Amendment.objects.select_related("order").get(pk=event.amendment_id))


def see_what_a_change_left_to_ship(event: OrderAmended):
    follow_order(order=Order.objects.get(amendments=event.amendment_id), by=SYSTEM)


def credit_it(event: RefundAccepted):
    issue_credit_note(refund=Refund.objects.select_related("order").get(pk=event.refund_id))


def send_it(event: RefundRequested):
    send_refund.delay_on_commit(event.refund_id)


def close_it(event: WalletClosingAsked):
    close_wallet.delay_on_commit(event.closing_id)


def work_it(event: BulkConfirmed):
    work_bulk_job.delay_on_commit(event.job_id)


def apply_it(event: SheetConfirmed):
    apply_sheet.delay_on_commit(event.sheet_id)


REACTIONS = {
    OrderPaid: [confirm_order, bill_it],
    PaymentDelayed: [tell_of_delay],
    DelayedPaymentFailed: [tell_of_failed_payment],
    BuyerAsked: [ask_to_confirm_buyer],
    CardsTested: [warn_of_card_testing],
    AmendmentAsked: [tell_of_difference],
    OrderAmended: [bill_what_was_put_in, see_what_a_change_left_to_ship, tell_of_amendment],
    OrderShipped: [capture_what_is_authorised, tell_of_parcel],
    OrderCancelled: [
        unpack_what_is_packed,
        refund_what_was_paid,
        release_what_is_authorised,
        tell_of_cancellation,
    ],
    SettlementRequested: [settle_it],
    WalletClosingAsked: [close_it],
    CaptureFailed: [tell_of_failed_capture],
    AuthorisationLost: [hold_what_is_not_paid, tell_of_lost_authorisation],
    RefundProposed: [tell_of_proposed_refund],
    RefundRequested: [see_what_is_left_to_ship, send_it],
    # One that is given as credit, or was by credit, was never asked of the provider.
    RefundAccepted: [see_what_is_left_to_ship, credit_it, tell_of_refund],
    RefundFailed: [tell_of_failure],
    DisputeOpened: [tell_of_dispute],
    DisputeClosed: [tell_of_verdict],
    OrderShort: [tell_of_lack],
    PricesProposed: [tell_of_proposed_prices],
    CreditGiven: [tell_of_credit],
    NoteWritten: [tell_who_is_mentioned],
    AnswerWritten: [tell_of_answer],
    MessageWritten: [send_message],
    BulkConfirmed: [work_it],
    NewsAsked: [ask_to_confirm_news],
    NewsConfirmed: [welcome_reader],
    StockChanged: [show_what_is_left],
    OfferChanged: [count_new_variants, show_changed_offers],
    PresenceChanged: [show_where_it_is_told],
    SheetConfirmed: [apply_it],
    ReviewsChanged: [show_what_people_say],
}

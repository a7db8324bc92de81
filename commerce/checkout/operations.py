"""Checkout orchestrates the slices below it: place, begin the payment, finish, expire.

The database is never locked while the provider thinks: each operation here is a row of short
transactions with calls between them, and each may be run again from any point.
"""

import logging
from dataclasses import dataclass

from django.db import transaction

from commerce.amendments.models import AmendmentStatus
from commerce.amendments.operations import take_difference, withdraw_amendment
from commerce.amendments.queries import amendment_of
from commerce.cart.models import Cart
from commerce.cart.operations import close_cart
from commerce.checkout.admission import admit
from commerce.checkout.placing import place_order
from commerce.checkout.wallets import lend_wallet
from commerce.errors import (
    AlreadyPaid,
    EmptyCart,
    GatewayError,
    GatewayRefused,
    NoDelivery,
    PaymentMismatch,
    PaymentWornOut,
    QuoteChanged,
    WaysChanged,
)
from commerce.events import OrderShort
from commerce.orders.models import Order, OrderEvent
from commerce.orders.operations import cancel_order, lock_order, mark_order_paid
from commerce.orders.queries import orders_to_expire, waiting_order_of
from commerce.orders.timeline import write_event
from commerce.payments.gateway import PATIENCE, gateway
from commerce.payments.guard import Origin
from commerce.payments.models import Payment, PaymentSettings, PaymentStatus
from commerce.payments.operations import (
    count_failed_start,
    drop_payment,
    flag_payment,
    forget_decline,
    record_payment,
    remember_intent,
    settle_nothing,
)
from commerce.payments.queries import is_processing, is_worn_out, payment_of, waiting_payment_of
from commerce.payments.settlements import Settlement
from commerce.payments.settling import ask_settlement
from commerce.pricing.queries import quote_cart
from commerce.refunds.operations import refund_everything
from commerce.stock.operations import allocate_holds, lacking
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)

# What a payment is and was, where its money was taken just now.
CAPTURED = (PaymentStatus.SUCCEEDED, PaymentStatus.AUTHORISED)


@dataclass(frozen=True, slots=True)
class Started:
    """An order that waits for its payment, and what the browser needs to confirm it: nothing where credit
    paid all of it."""

    order: Order
    client_secret: str


def start_checkout(*, cart, details, by, user=None, network="", without=None):
    """Place the order of a cart, ask the provider for a payment, remember its id.

    Three steps, so no database lock waits on the provider. A GatewayError leaves the order placed and
    its stock held until expiry; the next try reuses both and the key. Where nothing is left to pay, no
    provider is asked and the order is paid. Raises EmptyCart, NoDelivery, QuoteChanged, CodeRefused,
    CardRefused, OutOfStock, AlreadyPaid, BuyerBlocked, GatewayError, GatewayRefused; against the testing of
    cards BuyerUnconfirmed, TooManyDeclines, PaymentWornOut. `network` is where the request comes from.
    `without` names the methods that the page left out; WaysChanged where the payment leaves out others.
    """
    quote, _choices = quote_cart(
        cart,
        place=details.place,
        delivery_code=details.delivery,
        email=details.email,
        vat_id=details.vat_id,
    )
    if not quote.lines:
        raise EmptyCart
    if quote.delivery is None:
        raise NoDelivery
    if quote.digest != details.agreed:
        # Of all that can have changed, a code or card that stopped applying is what the shopper counts on.
        stopped = [missed.why for missed in (*quote.missed_codes, *quote.unused_credits)]
        raise next(iter(stopped), QuoteChanged)
    origin = Origin.of(network=network, browser=cart.token, email=details.email)
    admit(origin=origin, email=details.email, language=cart.market.language)
    waiting = waiting_order_of(cart)
    if waiting and waiting.quote_digest != quote.digest:
        give_up_order(order=waiting, by=by, reason="The cart changed.")
    payment = place_order(cart=cart, quote=quote, details=details, user=user, by=by, origin=origin)
    if not payment.amount_minor:
        finish_unasked(payment=payment, by=by)
        return Started(payment.order, "")
    if without is not None and set(without) != set(payment.excluded_methods):
        raise WaysChanged
    report = lend_wallet(report=begin_payment(payment=payment), user=user)
    if report.status != PaymentStatus.PENDING:
        finish_checkout(payment=payment, by=by)
        raise AlreadyPaid
    if report.attempts and end_worn_out(apply_report(report=report, payment=payment, by=by)):
        raise PaymentWornOut
    forget_decline(payment=payment)
    return Started(payment.order, report.client_secret)


def begin_payment(*, payment):
    """The provider's payment for ours: begun by our key, or looked up where it is known. No transaction."""
    if payment.intent_id:
        return gateway().look_up(payment.intent_id)
    try:
        report = gateway().start(
            amount=payment.amount,
            key=payment.key,
            reference=str(payment.pk),
            description=payment.order.number,
            captures_later=payment.captures_later,
            excluded_methods=payment.excluded_methods,
            statement_suffix=payment.statement_suffix,
        )
    except GatewayRefused:
        count_failed_start(payment=payment)
        raise
    remember_intent(payment=payment, intent_id=report.intent_id)
    return report


def finish_checkout(*, payment, by):
    """Bring a payment, and the order that waits for it, to what the provider reports now.

    Whoever is first (webhook, return page, reconciliation) finishes; the others find it done. The
    order's row is locked before anything is compared, so that they take turns.
    """
    if not payment.intent_id:
        return payment
    payment = apply_report(report=gateway().look_up(payment.intent_id), payment=payment, by=by)
    end_worn_out(payment)
    return payment


@begun_anew
@transaction.atomic(durable=True)
def finish_unasked(*, payment, by):
    """Pay an order of which nothing is left to pay. Asked twice it is paid once; locks as apply_report()."""
    lock_cart_of(payment)
    order = lock_order(payment.order_id)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    payment.order = order
    if settle_nothing(payment=payment, by=by) and order.is_waiting:
        _pay(order, by)


def finish_reported(*, intent_id, by):
    """As finish_checkout(), for a payment known by the provider's id only. None where it is not ours."""
    report = gateway().look_up(intent_id)
    payment = payment_of(report)
    if payment is None:
        logger.warning("payment is not ours", extra={"intent": intent_id})
        return None
    payment = apply_report(report=report, payment=payment, by=by)
    end_worn_out(payment)
    return payment


@begun_anew
@transaction.atomic(durable=True)
def apply_report(*, report, payment, by):
    """Record what the provider reports; where it secures the money, pay the order and allocate its stock.

    The cart is locked before the order, as place_order() does: a click that is at work on the order
    ends first, and neither waits for the other in a circle.
    """
    lock_cart_of(payment)
    order = lock_order(payment.order_id)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    payment.order = order
    was = payment.status
    try:
        payment = record_payment(payment=payment, report=report, by=by)
    except PaymentMismatch as problem:
        flag_payment(payment=payment, problem=str(problem), by=by)
        return payment
    payment.order = order
    # Told again of a payment that was secured before, nothing follows: the order may be cancelled since.
    if payment.status in Payment.SECURED and was not in Payment.SECURED:
        if order.is_waiting:
            _pay(order, by)
        elif amendment := amendment_of(payment):
            take_difference(amendment=amendment, payment=payment, by=by)
        elif not order.is_secured:
            flag_payment(payment=payment, problem="Paid after the order was cancelled.", by=by)
            _give_back(order, "Paid after the order was cancelled.")
    elif (payment.status, was) == CAPTURED and not order.is_secured:
        _give_back(order, "Captured after the order was cancelled.")
    elif payment.status == PaymentStatus.CANCELLED != was:
        _withdraw(payment, by)
    return payment


def lock_cart_of(payment):
    """Lock the cart of a payment's order until the transaction ends.

    Not its key: whoever changes an order twice has PostgreSQL look at the order's cart once more when it
    commits, and would wait for us there while we wait for the order.
    """
    list(Cart.objects.select_for_update(no_key=True, of=("self",)).filter(orders=payment.order_id))


def _withdraw(payment, by):
    """A change whose payment ended is not made."""
    amendment = amendment_of(payment)
    if amendment and amendment.status == AmendmentStatus.WAITING:
        amendment.order = payment.order
        withdraw_amendment(amendment=amendment, by=by)


def _give_back(order, reason):
    """Money that came for a cancelled order: what was taken is refunded, what is reserved let go."""
    refund_everything(order=order, by=SYSTEM, reason=reason)
    ask_settlement(order=order, kind=Settlement.Kind.RELEASE, by=SYSTEM)


def give_up_order(*, order, by, reason):
    """Cancel an order that waits for its payment, the provider's side first.

    Raises AlreadyPaid where the payment was quicker: then the order is finished instead.
    """
    payment = waiting_payment_of(order)
    is_asked = payment is not None and bool(payment.amount_minor)
    if is_asked:
        # Begun but not remembered, after a crash: the same key tells the id, then it can be cancelled.
        report = begin_payment(payment=payment)
        if report.status != PaymentStatus.AUTHORISED:
            report = gateway().cancel(payment.intent_id)
        if report.status != PaymentStatus.CANCELLED:
            apply_report(report=report, payment=payment, by=by)
            raise AlreadyPaid
    _record_given_up(order.pk, payment, report if is_asked else None, by, reason)


@begun_anew
@transaction.atomic(durable=True)
def _record_given_up(order_id, payment, report, by, reason):
    order = lock_order(order_id)
    if report is not None:
        record_payment(payment=payment, report=report, by=by)
    elif payment is not None and order.is_waiting:
        payment.order = order
        drop_payment(payment=payment, by=by)
    if order.is_waiting:
        cancel_order(order=order, by=by, reason=reason)
    elif report is not None:
        payment.order = order
        _withdraw(payment, by)


def end_worn_out(payment):
    """Give up a payment on which card after card was declined, at the provider first. Whether it was."""
    if not payment.decline_code or not is_worn_out(payment):
        return False
    try:
        give_up_order(order=payment.order, by=SYSTEM, reason="Too many cards were declined.")
    except AlreadyPaid:
        return False
    payment.refresh_from_db()
    return True


def expire_orders(limit=500):
    """Give up waiting orders whose stock is held no longer. Returns how many ended.

    One that is processing at a bank keeps its stock: its money may still come.
    """
    ended = silent = 0
    for order in orders_to_expire(limit):
        if is_processing(order):
            continue
        try:
            give_up_order(order=order, by=SYSTEM, reason="Not paid in time.")
            ended, silent = ended + 1, 0
        except AlreadyPaid:
            silent = 0
        except GatewayError:
            # One answer that fails keeps nobody else waiting; a provider that is away is not asked 500 times.
            silent += 1
            if silent == PATIENCE:
                break
        except Exception as problem:
            logger.warning("order not expired", extra={"order": order.pk, "problem": type(problem).__name__})
    return ended


def _pay(order, by):
    """Pay an order and give it its goods. Where some are gone, the setting decides: wait, or money back."""
    quantities = {}
    for line in order.lines.all():
        quantities[line.variant_id] = quantities.get(line.variant_id, 0) + line.quantity
    lacks = lacking(quantities=quantities)
    if lacks:
        summary = f"Paid, but not there: {', '.join(lacks)}"[:200]
        write_event(order=order, kind=OrderEvent.Kind.ALERT, by=by, summary=summary)
        logger.error("paid order is short", extra={"order": order.pk, "skus": lacks})
        announce(OrderShort(order.pk))
    if lacks and PaymentSettings.load().when_short == PaymentSettings.WhenShort.REFUND:
        cancel_order(order=order, by=SYSTEM, reason="Sold out while it was being paid.")
        return
    mark_order_paid(order=order, by=by)
    allocate_holds(order=order, quantities=quantities, by=by)
    cart = Cart.objects.filter(pk=order.cart_id).first()
    if cart:
        close_cart(cart=cart, by=by, ordered=quantities)

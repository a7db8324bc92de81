"""The writers of orders."""

from django.db import transaction

from commerce.credit.operations import give_back_credit
from commerce.discounts.operations import give_back_uses
from commerce.errors import OrderMoved
from commerce.events import OrderCancelled, OrderPaid, OrderPlaced
from commerce.orders.models import (
    FulfilmentState,
    Order,
    OrderAddress,
    OrderDiscount,
    OrderEvent,
    OrderEventNote,
    OrderLine,
    OrderStatus,
    OrderTax,
    new_link_token,
)
from commerce.orders.queries import steps_since
from commerce.orders.timeline import write_event
from commerce.shop.operations import take_order_number
from commerce.states import move
from commerce.stock.operations import free_allocation, release_holds, write_off_allocation
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.crypto import words
from kinsite.foundation.models import forget_tokens, index


@transaction.atomic
def write_order(*, cart, quote, address, email, customer, by):
    """Write an order as quoted, with its own copies of all that was true.

    `quote` is final; `address` is a dict of OrderAddress's fields. The caller has locked the cart and
    holds the stock afterwards, in the same transaction.
    """
    market = cart.market
    order = Order.objects.create(
        number=take_order_number(),
        market=market,
        language=market.language,
        currency=quote.currency,
        prices_include_tax=quote.prices_include_tax,
        customer=customer,
        cart=cart,
        email=email,
        items_minor=quote.items.minor,
        discount_minor=quote.discount.minor,
        delivery_minor=quote.delivery_price.minor,
        tax_minor=quote.tax.minor,
        relief_minor=quote.relief.minor,
        total_minor=quote.total.minor,
        credit_minor=quote.credit.minor,
        tax_treatment=quote.treatment,
        taxed_by=quote.taxed_by,
        vat_id=quote.terms.vat_id,
        tax_exemption=quote.terms.exemption,
        delivery_method=quote.delivery.code,
        delivery_name=quote.delivery.name,
        delivery_discount_minor=quote.delivery_discount.minor,
        delivery_tax_minor=quote.delivery_tax.minor,
        delivery_relief_minor=quote.delivery_relief.minor,
        delivery_from=quote.delivery.earliest,
        delivery_until=quote.delivery.latest,
        quote_digest=quote.digest,
        ship_country=address["country"],
        placed_at=clock.now(),
    )
    _write_lines(order, quote)
    _write_discounts(order, quote)
    _keep_address(order, address, email)
    write_event(
        order=order,
        kind=OrderEvent.Kind.STATUS,
        by=by,
        target=OrderStatus.PLACED,
        amount_minor=order.total_minor,
    )
    announce(OrderPlaced(order.pk))
    return order


@transaction.atomic
def write_address(*, order, address, email, by):
    """Set where the order goes and whom it is mailed to, and make it findable by both.

    Where that is another than before, it is an event: a colleague may look at the order meanwhile.
    """
    kept = OrderAddress.objects.filter(order=order, kind=OrderAddress.Kind.SHIPPING)
    was = kept.values(*address).first()
    if order.email == email and was == address:
        return
    write_event(order=order, kind=OrderEvent.Kind.ADDRESS, by=by, summary="Entered anew at checkout")
    OrderAddress.objects.filter(order=order).delete()
    order.email, order.ship_country = email, address["country"]
    Order.objects.filter(pk=order.pk).update(email=email, ship_country=order.ship_country)
    _keep_address(order, address, email)


def _keep_address(order, address, email):
    shipping, _billing = OrderAddress.objects.bulk_create(
        OrderAddress(order=order, kind=kind, **address) for kind in OrderAddress.Kind.values
    )
    index_order(order, shipping, email)


def index_order(order, address, email):
    """Make an order findable by its e-mail and by where it goes, and by no earlier address."""
    index(
        order,
        {
            "email": [email],
            "phone": list(filter(None, [address.phone])),
            "postcode": list(filter(None, [address.postcode])),
            "word": words(address.name),
        },
    )


@transaction.atomic
def mark_order_paid(*, order, by):
    """The order's money is secured: it may be packed. Raises IllegalMove where it is not waiting."""
    move(order, OrderStatus.PAID, by=by)
    order.paid_at = clock.now()
    Order.objects.filter(pk=order.pk).update(paid_at=order.paid_at)
    announce(OrderPaid(order.pk))


@transaction.atomic
def cancel_order(*, order, by, reason="", notifies=True, refunds_rest=True, restocks=True):
    """Cancel an order that is not shipped, and give back its stock and the discounts it used.

    One that was never paid gives back the credit that was set aside for it; of one that was, what was paid
    and not asked back yet, by money or by credit, is refunded, unless somebody decided to keep it. Its goods
    are sold again, unless somebody decided that they can't be.
    """
    was_paid = order.status == OrderStatus.PAID
    move(order, OrderStatus.CANCELLED, by=by, note=reason)
    Order.objects.filter(pk=order.pk).update(cancelled_at=clock.now())
    give_back_uses(order=order)
    if not was_paid:
        give_back_credit(order=order, by=by)
    if was_paid and restocks:
        free_allocation(order=order, by=by)
    elif was_paid:
        write_off_allocation(order=order, by=by)
    else:
        release_holds(order=order, by=by)
    remember_state(order=order, fulfilment=FulfilmentState.NONE)
    announce(OrderCancelled(order.pk, notifies, refunds_rest))


def remember_state(*, order, payment=None, fulfilment=None, returns=None, method=None):
    """Store what the slices above derived, for lists to filter by."""
    states = {
        "payment_state": payment,
        "fulfilment_state": fulfilment,
        "return_state": returns,
        "payment_method": method,
    }
    known = {name: value for name, value in states.items() if value is not None}
    for name, value in known.items():
        setattr(order, name, value)
    Order.objects.filter(pk=order.pk).update(**known)


@transaction.atomic
def give_orders(*, customer, guest):
    """Give a guest's orders to the account of the same, proven, e-mail address. Returns how many."""
    return Order.objects.filter(customer=guest).update(customer=customer)


def lock_order(pk, version=None):
    """The order, locked until the transaction ends: the first lock of what spans slices, after a cart's.

    `version` is the order's as whoever decides saw it. Raises OrderMoved where it has risen since.
    """
    locked = Order.objects.select_for_update(of=("self",)).select_related("market__price_list")
    order = locked.get(pk=pk)
    if version is not None and order.version != version:
        raise OrderMoved(steps_since(order, version))
    return order


@transaction.atomic
def forget_addresses(*, customer):
    """Name nobody on a customer's orders: no address but country and region, no note, and no link that opens.

    What the timeline says stays, and the digests of notes: it says nothing of who it was.
    """
    orders = Order.objects.filter(customer=customer)
    ids = list(orders.order_by("pk").values_list("pk", flat=True))
    blank = dict.fromkeys(["name", "line1", "line2", "city", "postcode", "phone"], "")
    OrderAddress.objects.filter(order__in=ids).update(**blank)
    OrderEventNote.objects.filter(event__order__in=ids).delete()
    forget_tokens(Order, ids)
    for order in orders.only("pk"):
        Order.objects.filter(pk=order.pk).update(
            email="", vat_id="", tax_exemption="", link_token=new_link_token()
        )


def _write_lines(order, quote):
    lines = OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            position=position,
            variant_id=line.variant_id,
            title=line.title,
            sku=line.sku,
            options=line.options,
            quantity=line.quantity,
            unit_minor=line.unit.minor,
            discount_minor=line.discount.minor,
            tax_rate=line.tax_rate,
            tax_minor=line.tax.minor,
            relief_minor=line.relief.minor,
            grams=line.grams,
            image_id=line.shown.image_id,
            path=line.shown.path,
            revision_id=line.shown.revision_id,
            source_page_id=line.shown.source.page_id,
            source_revision_id=line.shown.source.revision_id,
            source_block=line.shown.source.block,
        )
        for position, line in enumerate(quote.lines, start=1)
    )
    taxes = [
        _tax(order, written, share)
        for written, line in zip(lines, quote.lines, strict=True)
        for share in line.taxes
    ]
    taxes += [_tax(order, None, share) for share in quote.delivery_taxes]
    OrderTax.objects.bulk_create(taxes)


def _write_discounts(order, quote):
    OrderDiscount.objects.bulk_create(
        OrderDiscount(
            order=order,
            discount_id=applied.terms.id,
            name=applied.terms.name,
            code=applied.terms.code,
            is_delivery=applied.is_delivery,
            amount_minor=applied.amount.minor,
        )
        for applied in quote.discounts
    )


def _tax(order, line, share):
    return OrderTax(
        order=order,
        line=line,
        name=share.name,
        jurisdiction=share.jurisdiction,
        rate=share.rate,
        base_minor=share.base.minor,
        amount_minor=share.amount.minor,
    )

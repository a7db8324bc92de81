"""Changing where an order goes, until something of it has left."""

from dataclasses import replace

from django.db import transaction

from commerce.customers.rules import address_lines
from commerce.errors import AddressSettled, TaxWouldChange
from commerce.orders.events import BECAME
from commerce.orders.models import Order, OrderAddress, OrderEvent, OrderLine
from commerce.orders.operations import index_order, lock_order
from commerce.orders.timeline import write_event
from commerce.pricing.calculators import taxed
from commerce.pricing.quote import Quote, QuoteLine
from commerce.pricing.tax import Place, Terms
from commerce.shipping.queries import Delivery
from kinsite.foundation.retries import begun_anew


def change_address(*, order, address, by, email=None, version=None):
    """Send an order elsewhere in the same country, or its letters to another e-mail address.

    `address` has OrderAddress's other fields; without `email` it stays.

    Whether its tax would change is asked first, outside any transaction, for a calculator may be on the
    network. Raises OrderMoved, AddressSettled, TaxWouldChange; then nothing was changed.
    """
    was = OrderAddress.objects.get(order=order, kind=OrderAddress.Kind.SHIPPING)
    _refuse_other_tax(order, was, address)
    _write(order=order, address=address, email=email or order.email, by=by, version=version)


@begun_anew
@transaction.atomic
def _write(*, order, address, email, by, version):
    order = lock_order(order.pk, version)
    if not order.is_cancellable:
        raise AddressSettled
    kept = OrderAddress.objects.get(order=order, kind=OrderAddress.Kind.SHIPPING)
    before = _words(kept, order)
    for name, value in address.items():
        setattr(kept, name, value)
    was, order.email = order.email, email
    after = _words(kept, order)
    if before == after:
        return
    kept.save()
    if email != was:
        Order.objects.filter(pk=order.pk).update(email=email)
    index_order(order, kept, email)
    write_event(order=order, kind=OrderEvent.Kind.ADDRESS, by=by, note=f"{before}{BECAME}{after}")


def _words(address, order):
    """An address as on a parcel, its phone, and where letters go."""
    return "\n".join([*address_lines(address, order.language), *filter(None, [address.phone]), order.email])


def _refuse_other_tax(order, was, address):
    old = Place(was.country, was.region, was.postcode)
    new = Place(was.country, address["region"], address["postcode"])
    if new != old and _taxes_at(order, new) != _taxes_at(order, old):
        raise TaxWouldChange


def _taxes_at(order, place):
    """What is due of an order's lines and delivery at a place, by the calculator in use."""
    quote = taxed(replace(_quote_of(order), place=place))
    lines = [(line.taxes, line.taken_out) for line in quote.lines]
    return lines, quote.delivery_taxes, quote.delivery_taken_out


def _quote_of(order):
    """The order as it was sold, as far as taxes ask."""
    lines = OrderLine.objects.filter(order=order).select_related("variant__product")
    paid = order.delivery - order.money(order.delivery_discount_minor)
    return Quote(
        market=order.market.code,
        currency=order.currency,
        prices_include_tax=order.prices_include_tax,
        lines=tuple(
            QuoteLine(
                variant_id=line.variant_id,
                sku=line.sku,
                title=line.title,
                options=line.options,
                quantity=line.quantity,
                unit=order.money(line.unit_minor),
                grams=line.grams,
                tax_category_id=line.variant.product.tax_category_id if line.variant else None,
                discount=order.money(line.discount_minor),
            )
            for line in lines
        ),
        delivery=Delivery(
            order.delivery_method, order.delivery_name, paid, order.delivery_from, order.delivery_until
        ),
        terms=Terms(order.market.taxed_countries, order.vat_id, order.tax_exemption),
    )

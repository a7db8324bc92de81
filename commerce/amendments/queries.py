"""Reads of amendments: what one would come to, and those of an order."""

from commerce.amendments.models import Amendment, AmendmentStatus
from commerce.amendments.rules import Proposal, Wish, delivery_step, worth_of_cut
from commerce.catalogue.models import Variant
from commerce.catalogue.queries import cards_for
from commerce.credit.rules import LEAST_CHARGE
from commerce.errors import (
    AmendmentWaits,
    DeliveryNotOffered,
    DifferenceTooSmall,
    GoodsNotSold,
    NotAmendable,
    NothingAmended,
    NothingKept,
    NotTaken,
    RefundBlocked,
    RefundTooLarge,
    Refused,
    SkuUnknown,
    UnitsPacked,
)
from commerce.money import Money
from commerce.orders.models import OrderAddress, OrderStatus
from commerce.payments.models import PaymentStatus
from commerce.payments.queries import is_disputed
from commerce.pricing.calculators import taxed
from commerce.pricing.quote import Quote, QuoteLine, Shown
from commerce.pricing.tax import Place, Terms
from commerce.refunds.queries import refundable
from commerce.shipping.queries import Delivery, deliveries_to
from kinsite.foundation import clock


def waiting_amendment_of(order) -> Amendment | None:
    """The change of an order that waits for its payment, or None."""
    return Amendment.objects.filter(order=order, status=AmendmentStatus.WAITING).first()


def amendment_of(payment) -> Amendment | None:
    """The change whose difference a payment pays, or None."""
    return Amendment.objects.filter(payment=payment).first()


def amendments_to_end(limit=200):
    """Changes that nobody can pay any more: their time is over, or their order was cancelled."""
    waiting = Amendment.objects.filter(status=AmendmentStatus.WAITING)
    over = waiting.filter(expires_at__lte=clock.now()) | waiting.exclude(order__status=OrderStatus.PAID)
    return list(over.select_related("order", "payment").order_by("expires_at")[:limit])


def block_of_amending(order) -> Refused | None:
    """Why nothing of an order may be changed, or None. Asks nothing where payments and amendments are
    prefetched."""
    if order.status != OrderStatus.PAID:
        return NotAmendable()
    payments = list(order.payments.all())
    if any(payment.status == PaymentStatus.AUTHORISED for payment in payments):
        return NotTaken()
    if any(is_disputed(payment) for payment in payments):
        return RefundBlocked()
    if any(amendment.status == AmendmentStatus.WAITING for amendment in order.amendments.all()):
        return AmendmentWaits()
    return None


def variants_named(skus: dict[str, int]) -> dict[int, int]:
    """Units by variant, from units by SKU as somebody typed it. Raises SkuUnknown."""
    units = {}
    for sku, quantity in skus.items():
        variant = Variant.objects.filter(sku__iexact=sku.strip()).first()
        if variant is None:
            raise SkuUnknown
        units[variant.pk] = units.get(variant.pk, 0) + quantity
    return units


def deliveries_for(order, wish: Wish) -> list[Delivery]:
    """The deliveries that reach an order's address with what it would weigh."""
    grams = sum(
        line.grams * (line.quantity - line.cancelled_quantity - wish.cut.get(line.pk, 0))
        for line in order.lines.all()
    )
    weights = dict(Variant.objects.filter(pk__in=wish.added).values_list("pk", "grams"))
    grams += sum(weights[pk] * units for pk, units in wish.added.items() if pk in weights)
    return deliveries_to(order.ship_country, grams=grams, currency=order.currency, language=order.language)


def propose(order, wish: Wish) -> Proposal:
    """What a change would come to now. No transaction: taxes may be asked for elsewhere.

    Raises NotAmendable and its kinds, NothingAmended, NothingKept, RefundTooLarge, UnitsPacked,
    GoodsNotSold, DeliveryNotOffered, DifferenceTooSmall.
    """
    if problem := block_of_amending(order):
        raise problem
    if not wish:
        raise NothingAmended
    left = refundable(order)
    try:
        cut_goods = worth_of_cut(wish, left)
    except (ValueError, StopIteration) as problem:
        raise RefundTooLarge from problem
    _refuse_cut(order, wish)
    delivery, dearer, cut_delivery = _change_delivery(order, wish, left)
    added = taxed(
        Quote(
            market=order.market.code,
            currency=order.currency,
            prices_include_tax=order.prices_include_tax,
            lines=_lines(order, wish),
            place=_place(order),
            delivery=dearer,
            terms=Terms(order.market.taxed_countries, order.vat_id, order.tax_exemption),
        )
    )
    proposal = Proposal(wish, added, cut_goods, cut_delivery, delivery)
    least = order.money(LEAST_CHARGE.get(order.currency, 0))
    if order.money(0) < proposal.difference < least:
        raise DifferenceTooSmall(proposal.difference, least)
    return proposal


def _refuse_cut(order, wish):
    kept = sum(wish.added.values())
    for line in order.lines.all():
        cut = wish.cut.get(line.pk, 0)
        if cut > line.to_pack:
            raise UnitsPacked
        kept += line.quantity - line.cancelled_quantity - cut
    if not kept:
        raise NothingKept


def _lines(order, wish):
    units = {pk: quantity for pk, quantity in wish.added.items() if quantity}
    cards = cards_for(units, order.market)
    if missing := [card.variant.sku for card in cards.values() if not card.is_sold]:
        raise GoodsNotSold(missing)
    return tuple(
        QuoteLine(
            variant_id=pk,
            sku=cards[pk].variant.sku,
            title=cards[pk].title,
            options=cards[pk].options,
            quantity=quantity,
            unit=cards[pk].price,
            grams=cards[pk].grams,
            tax_category_id=cards[pk].tax_category_id,
            discount=Money(0, order.currency),
            shown=Shown(
                image_id=cards[pk].image.pk if cards[pk].image else None,
                path=cards[pk].path,
                revision_id=cards[pk].live_revision_id,
            ),
        )
        for pk, quantity in sorted(units.items())
    )


def _change_delivery(order, wish, left):
    """The new delivery, by how much it is dearer as a delivery of the quote, and what is given back of the
    old one. Where it stays, nothing moves, whatever the goods weigh."""
    nothing = order.money(0)
    if not wish.delivery:
        return None, None, nothing
    chosen = next((each for each in deliveries_for(order, wish) if each.code == wish.delivery), None)
    tax = order.delivery_tax_minor if not order.prices_include_tax else 0
    paid = order.delivery_minor - order.delivery_discount_minor
    with_tax = order.money(paid - order.delivery_relief_minor + tax)
    was_refunded = left.delivery != with_tax
    if chosen is None or was_refunded or any(line.packed_quantity for line in order.lines.all()):
        raise DeliveryNotOffered
    dearer, given_back = delivery_step(chosen.price, order.money(paid), with_tax)
    step = Delivery(chosen.code, chosen.name, dearer, chosen.earliest, chosen.latest) if dearer else None
    return chosen, step, given_back


def _place(order):
    address = OrderAddress.objects.get(order=order, kind=OrderAddress.Kind.SHIPPING)
    return Place(address.country, address.region, address.postcode)

"""What the admin shows of an order's lines: one plain list, or by the parcels that their units lie in."""

from collections import Counter

from django.utils.translation import gettext as _

from commerce.backoffice.parcels_page import units_words
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.refunds.models import RefundStatus
from commerce.stock.queries import places_of


def line_groups(order, parcels, refunds):
    """The lines of an order in groups, by what `parcel_rows()` says of each parcel once there is one.

    What lies in no parcel yet comes first, what was taken out last. Units of a line that lie apart share its
    discount and its tax.
    """
    lines, places, waiting = list(order.lines.all()), places_of(order), _waiting(refunds)
    groups = _groups(order, lines, {parcel["pk"]: parcel for parcel in parcels})
    shares = {line.pk: _shares(line, [units.get(line.pk, 0) for _about, units in groups]) for line in lines}
    found = [
        about
        | {
            "rows": [
                _row(line, units[line.pk], shares[line.pk][number], places, about, waiting[line.pk])
                for line in lines
                if units.get(line.pk)
            ]
        }
        for number, (about, units) in enumerate(groups)
    ]
    return [group for group in found if group["rows"]]


def _groups(order, lines, shown):
    """What each group is about, and its units by line."""
    live = [found for found in order.shipments.all() if found.status != ShipmentStatus.CANCELLED]
    if not live:
        return [({}, {line.pk: line.quantity for line in lines})]
    return [
        ({"words": _("Not packed yet"), "gone": False}, {line.pk: line.to_pack for line in lines}),
        *(
            (
                {"parcel": shown[parcel.pk], "gone": parcel.status not in Shipment.IN_THE_HOUSE},
                {inside.order_line_id: inside.quantity for inside in parcel.lines.all()},
            )
            for parcel in live
        ),
        ({"words": _("Taken out"), "gone": False}, {line.pk: line.cancelled_quantity for line in lines}),
    ]


def _shares(line, units):
    """What of a line's discount and tax each group has."""
    return [
        {"discount": discount, "tax": tax}
        for discount, tax in zip(
            line.order.money(line.discount_minor).split(units),
            line.order.money(line.tax_minor).split(units),
            strict=True,
        )
    ]


def _waiting(refunds):
    """Units by line whose refund waits for approval; a line counts them with those refunded."""
    units = Counter()
    for refund in refunds:
        if refund.status == RefundStatus.PROPOSED:
            for inside in refund.lines.all():
                units[inside.order_line_id] += inside.quantity
    return units


def _row(line, units, share, places, about, waiting):
    locale = line.order.market.locale
    shipped, given = units_words(line), line.refunded_quantity - waiting
    if about:
        shipped = units if about["gone"] else "–"
    return {
        "image": line.image,
        "place": places.get(line.variant_id, ""),
        "given": given,
        "refunded": _of_all(given, line, is_part=units < line.quantity),
        "waiting": waiting,
        "title": line.title,
        "sku": line.sku,
        "options": line.options,
        "quantity": _of_all(units, line, is_part=units < line.quantity),
        "shipped": shipped,
        "unit": line.unit_price.written(locale),
        "discount": share["discount"].written(locale) if share["discount"] else "–",
        "tax": share["tax"].written(locale),
        "total": (line.unit_price * units).written(locale),
    }


def _of_all(count, line, *, is_part):
    """A number of units; of a line whose units lie apart, of how many."""
    if not count:
        return "–"
    return _("%(count)d of %(all)d") % {"count": count, "all": line.quantity} if is_part else count

"""The letter that goes with a parcel: what is in it, and where it can be followed."""

from django.urls import reverse
from django.utils.translation import override

from commerce.fulfilment.models import Shipment
from commerce.fulfilment.queries import parcel_contents
from commerce.orders.letters import write_to_buyer
from commerce.orders.models import OrderLine
from commerce.shipping.carriers.manual import tracking_url
from emails.kinds import Kind
from emails.wording import link


def tell_of_parcel(event):
    """OrderShipped: tell the customer, where the colleague wanted so.

    Called back and handed over again it is told of anew only with another number.
    """
    if not event.notifies:
        return
    shipment = Shipment.objects.select_related("order").get(pk=event.shipment_id)
    occurrence = shipment.tracking_number[:64] or "once"
    write_to_buyer("order_shipped", order=shipment.order, about=shipment, occurrence=occurrence)


def parcel_words(letter):
    """The lines of one parcel, its carrier, and whether more of the order follows."""
    shipment = Shipment.objects.select_related("order").get(pk=int(letter.about_id))
    order = shipment.order
    with override(order.language):
        order_url = link(reverse("order", args=[order.link_token]))
    return {
        "number": order.number,
        "lines": parcel_contents(shipment),
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "tracking_url": tracking_url(shipment.carrier, shipment.tracking_number),
        "more_follows": any(line.to_ship for line in OrderLine.objects.filter(order=order)),
        "order_url": order_url,
    }


def sample_parcel():
    """The same keys as parcel_words(), for previews."""
    return {
        "number": "KW-10001",
        "lines": [{"title": "Minimal Oak Desk", "options": "Natural oak, 140 cm", "quantity": 1}],
        "carrier": "UPS",
        "tracking_number": "1Z12345E0205271688",
        "tracking_url": "https://example.com/track/",
        "more_follows": True,
        "order_url": "https://example.com/orders/sample/",
    }


ORDER_SHIPPED = Kind(
    name="order_shipped",
    context=parcel_words,
    sample=sample_parcel,
    placeholders={
        "number": "The order's number",
        "lines": "Title, options and quantity of what is in the parcel",
        "carrier": "Who brings it",
        "tracking_number": "The carrier's number of the parcel",
        "tracking_url": "Where it can be followed, for carriers that are known",
        "more_follows": "Whether more of the order is still to come",
        "order_url": "The order's own page",
    },
)

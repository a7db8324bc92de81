"""Orders found by what people say: a number, a name, an address, goods, a parcel, an id of the provider.

Whatever is encrypted is found by its blind tokens. Each way is one look-up in an index; together they are
one subquery, so that a common name costs no more than its own orders.
"""

import re

from django.db.models import Q

from commerce.catalogue.models import Variant
from commerce.orders.models import Order, OrderLine
from kinsite.foundation.models import find

# Where ids of the provider are kept, by their beginnings; payments and refunds are slices above.
PROVIDER_IDS = (
    (re.compile(r"pi_\w+"), ("payments__intent_id",)),
    (re.compile(r"(ch|py)_\w+"), ("payments__attempts__charge_id",)),
    (re.compile(r"(re|pyr)_\w+"), ("refunds__provider_id",)),
    (re.compile(r"(dp|du|pdp)_\w+"), ("payments__disputes__provider_id",)),
)
SPOKEN = ("email", "phone", "postcode", "word")


def order_numbered(text):
    """The order of a number, however it is typed, or None."""
    return Order.objects.filter(number=text.strip().upper()).first()


def found_by(text) -> Q:
    """The condition on orders that a text is what somebody says of them; nothing says nothing."""
    text = text.strip()
    if not text:
        return Q(pk__in=[])
    for pattern, (place,) in PROVIDER_IDS:
        if pattern.fullmatch(text):
            return Q(pk__in=Order.objects.filter(**{place: text}).values("pk"))
    if "@" in text:
        return Q(pk__in=find(Order, "email", text))
    spellings = sorted({text, text.upper()})
    if Variant.objects.filter(sku__in=spellings).exists():
        return Q(pk__in=OrderLine.objects.filter(sku__in=spellings).order_by().values("order"))
    ways = [
        Order.objects.filter(number__in=spellings).values_list("pk"),
        OrderLine.objects.filter(sku__in=spellings).values_list("order").order_by(),
        Order.objects.filter(shipments__tracking_number__in=spellings).values_list("pk").order_by(),
        *(find(Order, kind, text).values_list("object_id") for kind in SPOKEN),
    ]
    first, *others = [way.order_by() for way in ways]
    return Q(pk__in=first.union(*others))

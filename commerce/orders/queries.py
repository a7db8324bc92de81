"""Reads of orders: everything a screen shows, with no query left to the template."""

from django.db.models import F, Min, Prefetch, Q, Value
from django.utils.timezone import localtime

from commerce.customers.rules import address_lines
from commerce.orders.events import BECAME
from commerce.orders.models import Order, OrderAddress, OrderEvent, OrderLine, OrderStatus
from kinsite.accounts.queries import names_of
from kinsite.foundation import clock

# What letters are about that belongs to an order, and how it is reached from there.
WAYS_TO = {
    "order": "pk",
    "amendment": "amendments",
    "dispute": "payments__disputes",
    "ordermention": "events__mentions",
    "orderevent": "events",
    "payment": "payments",
    "refund": "refunds",
    "shipment": "shipments",
}


def order_for_token(token):
    """The order of a link, with all that its page shows. Raises Order.DoesNotExist."""
    return orders_in_full().get(link_token=token)


def orders_in_full():
    """Orders with lines, addresses, discounts, taxes, payments and parcels."""
    return Order.objects.select_related("market__price_list", "customer").prefetch_related(
        Prefetch("lines", OrderLine.objects.select_related("image", "variant")),
        "lines__image__renditions",
        "addresses",
        "taxes",
        "discounts",
        "credit_uses__account",
        "payments__attempts",
        "payments__settlements",
        "payments__disputes",
        "shipments__lines__order_line",
        "invoices",
        "amendments",
        "tags",
        Prefetch("events", OrderEvent.objects.select_related("note").order_by("sequence")),
    )


def orders_listed():
    """Orders for a list: customer and market come with them."""
    return Order.objects.select_related("customer", "market__price_list")


def orders_reserved():
    """Orders whose payment is authorised and not captured, for a list, with when that ends."""
    reserved = Q(payments__status="authorised")
    return (
        orders_listed()
        .filter(reserved)
        .annotate(reserved_until=Min("payments__capture_before", filter=reserved))
    )


def orders_of_user(user):
    """An account's orders, newest first, without those that were never paid."""
    return (
        Order.objects.filter(customer__user=user)
        .exclude(status__in=[OrderStatus.DRAFT, OrderStatus.PLACED])
        .exclude(status=OrderStatus.CANCELLED, paid_at=None)
        .select_related("market__price_list")
        .prefetch_related("lines__image__renditions")
        .order_by("-placed_at", "-pk")
    )


def waiting_order_of(cart):
    """The placed and unpaid order of a cart, or None."""
    return Order.objects.filter(cart=cart, status=OrderStatus.PLACED).first()


def orders_to_expire(limit=500):
    """Placed orders none of whose stock is held any longer in time, oldest first."""
    return (
        Order.objects.filter(status=OrderStatus.PLACED, holds__expires_at__lte=clock.now())
        .distinct()
        .order_by("pk")[:limit]
    )


def steps_since(order, version):
    """What happened to an order since a version of it, by whom and when, in words, newest first.

    Every event raises the version by one.
    """
    count = max(0, order.version - version)
    latest = OrderEvent.objects.filter(order=order).select_related("note").order_by("-sequence")
    events = list(latest[: min(count, 5)])
    people = names_of(event.actor_id for event in events if event.actor_kind == "staff")
    return [
        f"{event.get_kind_display()}: {_step_of(event)}"
        f" ({people.get(event.actor_id) or event.actor_label}, {localtime(event.at):%H:%M:%S})"
        for event in events
    ]


def _step_of(event):
    words = dict(OrderStatus.choices) if event.kind == OrderEvent.Kind.STATUS else {}
    step = " → ".join(str(words.get(part, part)) for part in (event.origin, event.target) if part)
    return step or event.summary or _note_of(event)


def _note_of(event):
    """The text of an event that has no other words, such as an address before and after, on one line."""
    text = event.note.text if hasattr(event, "note") else ""
    return " → ".join(", ".join(part.splitlines()) for part in text.split(BECAME))


def tax_summary(order):
    """(name, Money) of each tax of an order, as stored."""
    sums = {}
    for tax in order.taxes.all():
        sums[tax.name] = sums.get(tax.name, order.money(0)) + order.money(tax.amount_minor)
    return list(sums.items())


def discount_summary(order):
    """Each discount of an order as it was taken off: name, code, whether of delivery, and the amount."""
    return [
        {
            "name": taken.name,
            "code": taken.code,
            "is_delivery": taken.is_delivery,
            "amount": order.money(taken.amount_minor),
        }
        for taken in order.discounts.all()
    ]


def credit_summary(order):
    """What gift cards and store credit paid of an order: the name of each, and the amount."""
    return [
        {"name": use.account.name, "amount": order.money(use.amount_minor)} for use in order.credit_uses.all()
    ]


def parcel_lines(order):
    """The shipping address as it stands on a parcel, in the order's language."""
    address = shipping_address(order)
    return address_lines(address, order.language) if address else []


def billing_lines(order):
    """The billing address likewise, where it is another one."""
    address = _address(order, OrderAddress.Kind.BILLING)
    lines = address_lines(address, order.language) if address else []
    return [] if lines == parcel_lines(order) else lines


def shipping_address(order):
    """Where an order goes, or None."""
    return _address(order, OrderAddress.Kind.SHIPPING)


def _address(order, kind):
    return next((found for found in order.addresses.all() if found.kind == kind), None)


def latest_events(limit=8):
    """What was written to the timelines of orders last, newest first."""
    return OrderEvent.objects.select_related("order").order_by("-pk")[:limit]


def told_of(orders):
    """What letters to those who placed these orders are about, as letters_about() takes it; in one query."""
    orders = orders.order_by()
    found = orders.annotate(about=Value("order")).values_list("about", "pk")
    others = [
        orders.filter(**{f"{name}__isnull": False}).annotate(about=Value(about)).values_list("about", name)
        for about, name in (("amendment", "amendments"), ("refund", "refunds"), ("shipment", "shipments"))
    ]
    messages = orders.filter(events__kind=OrderEvent.Kind.MESSAGE)
    others.append(messages.annotate(about=Value("orderevent")).values_list("about", "events"))
    things = {}
    for about, pk in found.union(*others, all=True):
        things.setdefault(about, []).append(pk)
    return list(things.items())


def orders_behind(things):
    """The id and number of the order behind each thing that letters are about, by (kind, id); in one query.

    What belongs to no order, or is gone, is left out.
    """
    asked = {}
    for about, pk in things:
        if about in WAYS_TO and pk.isdecimal():
            asked.setdefault(about, set()).add(pk)
    found = [
        Order.objects.filter(**{f"{WAYS_TO[about]}__in": pks})
        .annotate(about=Value(about), thing=F(WAYS_TO[about]))
        .values_list("about", "thing", "pk", "number")
        .order_by()
        for about, pks in asked.items()
    ]
    rows = found[0].union(*found[1:], all=True) if found else []
    return {(about, str(thing)): (pk, number) for about, thing, pk, number in rows}


def conversation_of(order):
    """What the shop and the customer wrote to each other about an order, oldest first."""
    kinds = (OrderEvent.Kind.MESSAGE, OrderEvent.Kind.ANSWER)
    return [event for event in order.events.all() if event.kind in kinds and hasattr(event, "note")]

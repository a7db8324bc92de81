"""Indexes for lists of orders: open work on its own, each facet newest first, and one that holds all facets.

A list of a million orders reads one of them from the place where its page begins. Where two common
facets hardly ever meet, the last one is read through, and not the orders.
"""

from django.db.models import Index, Q

NEWEST = ("-placed_at", "-id")
# What a clerk still has to do something about; commerce/orders/listing.py asks in the same words.
TO_SEND = Q(status__in=["placed", "paid", "shipped"], fulfilment_state__in=["unfulfilled", "partly"])
OPEN = TO_SEND | Q(return_state="open")

# Facets that depend on each other: an index of one holds the others, for pairs that hardly ever meet.
STATES = ("status", "payment_state", "fulfilment_state", "return_state")
WAYS = ("ship_country", "delivery_method", "payment_method")


def _by(facet, group):
    others = [other for other in group if other != facet]
    # Nearly no order has a return.
    some = ~Q(return_state="none") if facet == "return_state" else None
    return Index(fields=[facet, *NEWEST], include=others, condition=some, name=f"orders_by_{facet}")


ORDER_INDEXES = [
    Index(fields=NEWEST, condition=OPEN, name="orders_open"),
    Index(fields=NEWEST, condition=Q(is_on_hold=True), name="orders_on_hold"),
    Index(fields=NEWEST, condition=Q(has_note=True), name="orders_with_notes"),
    Index(fields=NEWEST, condition=Q(awaits_answer=True), name="orders_to_answer"),
    Index(fields=NEWEST, condition=Q(is_archived=True), name="orders_archived"),
    # Cancelled, and nothing was given back: there should be nearly none.
    Index(fields=NEWEST, condition=Q(status="cancelled", payment_state="paid"), name="orders_kept_paid"),
    *(_by(facet, group) for group in (STATES, WAYS) for facet in group),
    Index(fields=["total_minor"], name="orders_by_total"),
    Index(
        fields=NEWEST,
        include=[
            *STATES,
            *WAYS,
            "is_on_hold",
            "has_note",
            "total_minor",
            "currency",
            "delivery_from",
            "paid_at",
        ],
        name="orders_newest_first",
    ),
]

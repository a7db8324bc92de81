"""Reads of drafts."""

from django.db.models import Count, Q, Sum

from commerce.customers.queries import is_blocked
from commerce.drafts.models import Draft
from commerce.orders.models import Order
from kinsite.foundation.models import find


def drafts_listed():
    """All drafts, the latest first, with their market and how many units lie in them."""
    return Draft.objects.select_related("cart__market__price_list", "about").annotate(
        units=Sum("cart__lines__quantity"), lines=Count("cart__lines")
    )


def draft_for_token(token):
    """The draft of a link, or None; whether it is still good is its own to say."""
    return drafts_listed().filter(link_token=token).first()


def drafts_for(emails):
    """Drafts for whoever has one of these e-mail addresses, however they are spelt."""
    ids = {pk for email in emails for pk in find(Draft, "email", email)}
    return Draft.objects.filter(pk__in=ids)


def drafts_of(customer, emails):
    """Ids of the drafts that are about a customer, whatever address they were made for.

    They are for one of these e-mail addresses, were made from an order of theirs, or are their cart or order.
    """
    theirs = Q(about__customer=customer) | Q(cart__customer=customer) | Q(cart__orders__customer=customer)
    found = Draft.objects.filter(theirs).order_by().values_list("pk", flat=True)
    return {*found, *drafts_for(emails).values_list("pk", flat=True)}


def order_of(draft):
    """The order that became of it, or None."""
    return Order.objects.filter(cart=draft.cart_id).order_by("-pk").first() if draft.cart_id else None


def is_ordered(draft) -> bool:
    """Whether an order became of it that is paid, or surely will be."""
    order = order_of(draft)
    return order is not None and order.is_secured


def orders_of(drafts):
    """The order that became of each, by the id of its cart. One query for all."""
    orders = Order.objects.filter(cart__in=[draft.cart_id for draft in drafts if draft.cart_id])
    return {order.cart_id: order for order in orders.order_by("pk")}


def is_for_blocked(draft) -> bool:
    """Whether colleagues take no order of whom it is for, by its address or the order it was made from."""
    user = draft.about.customer.user if draft.about else None
    return bool(draft.email) and is_blocked(email=draft.email, user=user)

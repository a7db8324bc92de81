"""Changes of paid orders, through the sandbox."""

from commerce.amendments.models import Amendment
from commerce.amendments.operations import amend_order
from commerce.amendments.queries import propose
from commerce.amendments.rules import Wish
from commerce.checkout.differences import start_difference
from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order
from kinsite.foundation.actors import GUEST, STRIPE
from tests.factories.checkout import confirm
from tests.factories.refunds import MANAGER


def fresh(order) -> Order:
    return Order.objects.get(pk=order.pk)


def amend(order, *, by=MANAGER, version=None, cut=None, added=None, delivery="") -> Amendment:
    """Change an order: units by line to take out, units by variant to put in."""
    order = fresh(order)
    wish = Wish(
        cut={line.pk: units for line, units in (cut or {}).items()},
        added={variant.pk: units for variant, units in (added or {}).items()},
        delivery=delivery,
    )
    return amend_order(order=order, proposal=propose(order, wish), by=by, version=version)


def pay_difference(sandbox, amendment, card="4242424242424242") -> Amendment:
    """Pay what a change waits for, as its customer does by the link."""
    started = start_difference(amendment=Amendment.objects.get(pk=amendment.pk), by=GUEST)
    confirm(sandbox, started.client_secret, card=card)
    finish_checkout(payment=Amendment.objects.get(pk=amendment.pk).payment, by=STRIPE)
    return Amendment.objects.get(pk=amendment.pk)

"""Orders as far as stock knows them: a number and a moment."""

from itertools import count

from commerce.customers.models import Customer
from commerce.orders.models import Order
from tests.factories.markets import make_market

numbers = count(50001)


def bare_order():
    """A placed order without lines: what it holds is told to the operations."""
    return Order.objects.create(
        number=f"KW-{next(numbers)}",
        market=make_market(),
        language="en",
        currency="USD",
        prices_include_tax=False,
        customer=Customer.objects.create(),
        items_minor=0,
        total_minor=0,
        delivery_method="standard",
        delivery_name="Standard",
        quote_digest="",
    )

"""The writers of numbers."""

from django.db import connection, transaction

from commerce.shop.models import SellerSettings
from commerce.shop.rules import number_of


@transaction.atomic
def take_order_number() -> str:
    """The next number for an order.

    The format is locked for sharing until the order is there or given up, so that nobody changes it
    meanwhile; orders don't wait for each other.
    """
    us, usual = SellerSettings._meta.db_table, SellerSettings()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH us AS (SELECT order_prefix, order_digits FROM {us} ORDER BY id LIMIT 1 FOR SHARE) "  # noqa: S608 - a table's name
            "SELECT order_prefix, order_digits, nextval('commerce_order_number') "
            "FROM (SELECT) AS one LEFT JOIN us ON true"
        )
        prefix, digits, sequence = cursor.fetchone()
    return number_of(prefix or usual.order_prefix, digits or usual.order_digits, sequence)

"""Timelines that were written before orders were sealed are sealed as they stand, a block of orders at a time.

Nothing may write orders meanwhile but what seals: an event of the version before would be found as slipped in.
"""

from itertools import groupby

from django.db import connection, migrations, transaction
from django.db.models import Max

from kinsite.foundation.crypto import blind

BLOCK = 1000
WRITE = """
UPDATE commerce_order SET timeline_seal = sealed.seal
FROM unnest(%s::bigint[], %s::text[]) AS sealed (id, seal) WHERE commerce_order.id = sealed.id
"""


def seal(apps, schema_editor):
    """Each order that has no seal; what was done stays done where it is broken off."""
    orders = apps.get_model("commerce", "Order").objects
    last = orders.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, BLOCK):
        with transaction.atomic():
            bare = orders.filter(pk__gte=first, pk__lt=first + BLOCK, timeline_seal="").order_by("pk")
            seal_orders(apps, list(bare.select_for_update().values_list("pk", flat=True)))


def seal_orders(apps, ids):
    events = apps.get_model("commerce", "OrderEvent").objects.filter(order__in=ids)
    rows = events.order_by("order", "sequence").values_list("order_id", "hash")
    seals = {}
    for pk, found in groupby(rows, key=lambda row: row[0]):
        seals[pk] = ""
        for _pk, hash_ in found:
            seals[pk] = blind("timeline", f"{seals[pk]}{hash_}")
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [list(seals), list(seals.values())])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("commerce", "0050_timeline_seal")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]

"""Letting the cache before the shop forget what is outdated; tried a few times, then left to age."""

import logging
from datetime import timedelta

from wagtail.contrib.frontend_cache.utils import get_backends

from content.edge import EdgeAway, PurgeWanted
from content.queries.outdated import addresses_that_show
from kinsite.foundation import clock

logger = logging.getLogger(__name__)

AT_ONCE = 500
# Seconds until the next try, by how many there were; after the last one the copies have ended by themselves.
PAUSES = (5, 15, 45, 135)


def purge_due(limit=AT_ONCE) -> int:
    """Purge what is due; says how many addresses that were.

    Rows that come meanwhile are others, and purged by the next round: nothing is taken for done that
    changed while it was being done.
    """
    due = PurgeWanted.objects.filter(due_at__lte=clock.now()).order_by("pk")
    wanted = list(due[:limit])
    if not wanted:
        return 0
    addresses = addresses_that_show(
        product_ids={row.product_id for row in wanted} - {None},
        page_ids={row.page_id for row in wanted} - {None},
        paths={row.path for row in wanted} - {""},
    )
    try:
        for edge in get_backends().values():
            edge.purge_batch(addresses)
    except EdgeAway as problem:
        _put_off(wanted, problem)
        return 0
    _forget(wanted)
    return len(addresses)


def _put_off(wanted, problem):
    """Try again later, but not for ever: a copy lives no longer than EDGE_SECONDS anyway."""
    given_up = [row for row in wanted if row.tries >= len(PAUSES)]
    for row in wanted:
        row.due_at = clock.now() + timedelta(seconds=PAUSES[min(row.tries, len(PAUSES) - 1)])
        row.tries += 1
    PurgeWanted.objects.bulk_update(wanted, ["tries", "due_at"])
    _forget(given_up)
    level = logging.ERROR if given_up else logging.WARNING
    facts = {"wanted": len(wanted), "given_up": len(given_up), "problem": str(problem)}
    logger.log(level, "the cache before the shop took no purge", extra=facts)


def _forget(rows):
    PurgeWanted.objects.filter(pk__in=[row.pk for row in rows]).delete()

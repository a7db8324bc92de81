"""Copies of pages that a cache before the shop keeps, and forgets when what they show has changed.

What is to be forgotten is a row first: a cache that does not answer, or a lost task, costs nothing but time,
and by itself a copy lives no longer than EDGE_SECONDS (content/pages/base.py).
"""

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

from django.conf import settings
from django.db import models
from wagtail.contrib.frontend_cache.backends import HTTPBackend
from wagtail.contrib.frontend_cache.backends.http import PurgeRequest

from kinsite.foundation import clock

PATIENCE = 3
# What a cache says of an address of which it keeps nothing.
NOTHING_KEPT = 404


class PurgeWanted(models.Model):
    """That copies may be outdated: those which show a product, or a page that is or was at an address.

    Rows are only added, never shared: two sales at once do not wait for each other here.
    """

    product_id = models.BigIntegerField(null=True)
    page_id = models.BigIntegerField(null=True)
    path = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = "purge wanted"
        verbose_name_plural = "purges wanted"

    def __str__(self):
        return f"Purge {self.pk}"


class EdgeAway(Exception):
    """The cache did not answer, or did not take a purge."""


class Edge(HTTPBackend):
    """Wagtail's, which waits for ever and keeps to itself what went wrong: this one says so, soon."""

    def purge_batch(self, urls):
        """Purge what it takes, and raise EdgeAway if it did not answer, or refused some of it."""
        refused = sum(not self._takes(url) for url in urls)
        if refused:
            raise EdgeAway(f"{refused} of {len(urls)} were refused")

    def purge(self, url):
        self.purge_batch([url])

    def _takes(self, url):
        parts = urlsplit(url)
        there = urlunsplit([self.cache_scheme, self.cache_netloc, parts.path, parts.query, ""])
        try:
            # The address is the operator's own: CDN_PURGE_URL.
            urlopen(PurgeRequest(there, headers={"Host": parts.netloc}), timeout=PATIENCE).close()  # noqa: S310
        except HTTPError as answer:
            return answer.code == NOTHING_KEPT
        except (OSError, HTTPException) as problem:
            raise EdgeAway(type(problem).__name__) from problem
        return True


def is_there() -> bool:
    """Whether there is a cache before the shop that wants to be told."""
    return bool(settings.WAGTAILFRONTENDCACHE)

"""What search writes: a row for each page it may show, and what was looked for."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from wagtail.models import Page
from wagtail.search.index import SearchField

from content.addresses import HOME_DEPTH
from content.mirrors import STANDS_FOR_ITSELF
from content.models import CollectionPage, HomePage, ProductPage, ShopPage
from content.routing import path_of
from kinsite.foundation import clock
from search.models import PageRow, SearchQuery
from search.rules import asked_for, says_who

# Products are found in the listing; home and shop lie one click from everywhere.
LEFT_OUT = (HomePage, ShopPage, ProductPage)
LONGEST_TEXT = 50_000
BATCH = 200
KEPT = timedelta(days=90)
MOST_FORGOTTEN = 5_000


@transaction.atomic
def note_pages(*, page_ids: Iterable[int]) -> int:
    """Write the rows of these pages anew, and say how many have one: those that are open to everyone."""
    ids = list(page_ids)
    shown = Page.objects.live().public().filter(STANDS_FOR_ITSELF, pk__in=ids, depth__gt=HOME_DEPTH)
    pages = shown.not_exact_type(*LEFT_OUT).specific()
    rows = [row for row in map(_row_of, pages) if row.path]
    PageRow.objects.filter(page__in=ids).exclude(page__in=[row.page_id for row in rows]).delete()
    PageRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["locale", "kind", "title", "teaser", "path", "words", "published_at"],
    )
    return len(rows)


def note_branch(*, page) -> None:
    """Write the rows of a page and all below it anew: their addresses changed, or who may see them."""
    _note_in_batches(Page.objects.descendant_of(page, inclusive=True))


def rebuild_rows() -> int:
    """Write every row anew, and say how many there are."""
    return _note_in_batches(Page.objects.all())


@transaction.atomic
def note_query(*, text: str, locale: str, hits: int) -> None:
    """Remember that something was looked for, unless the words may name a person."""
    asked = asked_for(text)
    if asked and not says_who(text):
        SearchQuery.objects.create(text=asked, locale=locale, hits=hits)


def forget_queries() -> int:
    """Drop searches older than ninety days, so many at once, and say how many."""
    old = SearchQuery.objects.filter(searched_at__lt=clock.now() - KEPT).order_by("searched_at")
    count, _kinds = SearchQuery.objects.filter(pk__in=old.values("pk")[:MOST_FORGOTTEN]).delete()
    return count


def _note_in_batches(pages):
    ids = list(pages.order_by("pk").values_list("pk", flat=True))
    return sum(note_pages(page_ids=ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))


def _row_of(page):
    return PageRow(
        page_id=page.pk,
        locale=page.locale.language_code,
        kind=PageRow.Kind.COLLECTION if isinstance(page, CollectionPage) else PageRow.Kind.PAGE,
        title=page.title,
        teaser=(getattr(page, "intro", "") or page.search_description)[:300],
        path=path_of(page),
        words=_words_of(page)[:LONGEST_TEXT],
        published_at=page.first_published_at,
    )


def _words_of(page):
    """All text that the page's class says may be searched, and how it describes itself."""
    said = [page.title, page.search_description]
    for field in page.get_search_fields():
        if isinstance(field, SearchField):
            value = field.get_value(page)
            said += value if isinstance(value, list) else [value]
    return " ".join(str(text) for text in said if text)

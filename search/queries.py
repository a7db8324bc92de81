"""What the pages of search show, in a number of queries that does not grow with what is found."""

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from commerce.catalogue.queries import listed, listing, swatch_labels
from content.cards import card_of
from content.models import StandardPage
from content.queries.filters import WORDS
from content.queries.listing import CARDS_ON_A_PAGE, SORTS, filters_of, sorts_shown
from content.routing import path_of
from search.engine import SearchEngine
from search.models import PageRow
from search.postgres import PostgresEngine
from search.rules import LONGEST

engine: SearchEngine = PostgresEngine()

SUGGESTED_PRODUCTS = 4
SUGGESTED_COLLECTIONS = 2
SUGGESTED_PAGES = 2
MOST_PAGES = 12
FEATURED = 4
MOST_HELP = 4


def results_page(request, text: str) -> dict:
    """Products by the page, collections and stories with the first; ways on where there is nothing."""
    market = request.market
    found = engine.find(text, market)
    # As it was typed, but no longer than is looked for.
    query = " ".join(text[:LONGEST].split())
    filters, row_ids = _narrowed(request, found, query) if found.row_ids else (None, [])
    paginator = Paginator(row_ids, CARDS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    is_first = page.number == 1 and not (filters and (filters.narrowing or filters.sort))
    collections, pages = _grouped(found.pages) if is_first else ([], [])
    return {
        "page_title": _("Search: %(query)s") % {"query": query} if query else _("Search"),
        "robots": "noindex",
        "search_query": query,
        "asked": query if found.asked else "",
        "corrected": found.corrected,
        "hits": found.hits,
        "is_first": is_first,
        "cards": _cards(list(page), market, swatch_names=filters.swatch_names) if filters else [],
        "listing": page,
        "listing_path": request.path,
        "sorts": sorts_shown(filters.sort, usual=_("Best match")) if filters else [],
        "filters": filters and filters.shown(),
        "query": filters and filters.query(),
        "page_numbers": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "collections": collections,
        "pages": pages[:MOST_PAGES],
        **({} if found.hits else _ways_on(request)),
    }


def _narrowed(request, found, query):
    """The filters for what was found, and what they leave of it: the best first, or as asked."""
    market = request.market
    filters = filters_of(request, listed(market).filter(pk__in=found.row_ids), kept={WORDS: query})
    if not filters.narrowing and not filters.sort:
        return filters, found.row_ids
    rows = listing(market, narrowing=filters.narrowing).filter(pk__in=found.row_ids)
    if filters.sort:
        return filters, list(rows.order_by(*SORTS[filters.sort][1]).values_list("pk", flat=True))
    left = set(rows.values_list("pk", flat=True))
    return filters, [pk for pk in found.row_ids if pk in left]


def suggestions(request, text: str) -> dict:
    """The best few of each kind."""
    found = engine.find(text, request.market)
    collections, pages = _grouped(found.pages)
    shown = {
        "cards": _cards(found.row_ids[:SUGGESTED_PRODUCTS], request.market, swatch_names={}),
        "collections": collections[:SUGGESTED_COLLECTIONS],
        "pages": pages[:SUGGESTED_PAGES],
    }
    return {**shown, "corrected": found.corrected, "count": sum(map(len, shown.values()))}


def _grouped(pages):
    collections = [row for row in pages if row.kind == PageRow.Kind.COLLECTION]
    return collections, [row for row in pages if row.kind == PageRow.Kind.PAGE]


def _cards(row_ids, market, *, swatch_names):
    """Cards of listing rows in this order."""
    if not row_ids:
        return []
    rows = {row.pk: row for row in listing(market).filter(pk__in=row_ids)}
    return [card_of(rows[pk], market, swatch_names=swatch_names) for pk in row_ids if pk in rows]


def _ways_on(request):
    """Where to go from a search that found nothing: collections, what the shop features, help."""
    market = request.market
    language = market.language if _has_pages(market.language) else settings.LANGUAGE_CODE
    rows = PageRow.objects.filter(locale=language, kind=PageRow.Kind.COLLECTION)
    names = swatch_labels(market.language)
    featured = listing(market).filter(is_gone=False)[:FEATURED]
    return {
        "ways": list(rows.order_by("page__path").defer("words")),
        "featured": [card_of(row, market, swatch_names=names) for row in featured],
        "help_links": _help_links(language, request),
    }


def _has_pages(language):
    return PageRow.objects.filter(locale=language).exists()


def _help_links(language, request):
    pages = (
        StandardPage.objects.live()
        .public()
        .filter(footer=StandardPage.Footer.HELP, locale__language_code=language)
    )
    pages = pages.order_by("path").defer_streamfields()[:MOST_HELP]
    return [{"title": page.title, "url": path_of(page, request)} for page in pages]

"""Listings: so many cards a page, what narrows and orders them, and links to the other pages."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.catalogue.filters import PRICE, filter_groups, narrowed, tally
from commerce.catalogue.queries import listed, listing
from content.cards import card_of
from content.queries.filters import PAGE, SORT, Filters, offered_groups, read_narrowing, unread_amounts
from content.queries.languages import with_query, words_of
from content.queries.pictures import give_files
from content.routing import path_of
from kinsite.media.shapes import files_of

CARDS_ON_A_PAGE = 24
SORTS = {
    "": (gettext_lazy("Featured"), []),
    "newest": (gettext_lazy("Newest"), ["is_gone", "-published_at", "pk"]),
    "price": (gettext_lazy("Price, low to high"), ["is_gone", "from_minor", "pk"]),
    "-price": (gettext_lazy("Price, high to low"), ["is_gone", "-from_minor", "pk"]),
}


def sort_of(request) -> str:
    """The order that is asked for, by its name in the address."""
    sort = request.GET.get(SORT, "")
    return sort if sort in SORTS else ""


def filters_of(request, rows, *, kept: Mapping[str, str] | None = None) -> Filters:
    """What a request asks of bare listing rows; `kept` stays in the address beside it."""
    market = request.market
    groups = offered_groups(filter_groups(market.language))
    narrowing = read_narrowing(request.GET, groups, market)
    return Filters(
        narrowing=narrowing,
        groups=groups,
        tally=tally(rows, narrowing),
        currency=market.currency,
        language=market.language,
        sort=sort_of(request),
        unread=unread_amounts(request.GET, market),
        kept=kept or {},
    )


def sorts_shown(sort: str, *, usual=None) -> list[dict]:
    """The orders to choose from, as listing_bar.html takes them; `usual` names the first otherwise."""
    labels = {key: label for key, (label, _order) in SORTS.items()}
    labels[""] = usual or labels[""]
    return [{"code": key, "label": label, "current": key == sort} for key, label in labels.items()]


def listing_page(request, *, head, collection=None) -> dict:
    """The cards of the page that is asked for, what narrows them, and what leads to the others.

    Neither an order nor a filter is an address of its own: the canonical one names the page only, and
    machines list no filtered page. Where nothing is left, a step back on the way here may have more.
    """
    canonical_url, trail = head["canonical_url"], head["trail"]
    market, code = request.market, collection and collection.code
    filters = filters_of(request, listed(market, collection_code=code))
    narrowing, sort = filters.narrowing, filters.sort
    rows = listing(market, collection_code=code, narrowing=narrowing)
    order = SORTS[sort][1]
    paginator = Paginator(rows.order_by(*order) if order else rows, CARDS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get(PAGE))
    names, query = filters.swatch_names, filters.query()
    is_own_address = page.number > 1 and not narrowing
    return {
        "cards": [card_of(row, market, swatch_names=names) for row in page],
        "listing": page,
        "listing_path": request.path,
        "is_first": page.number == 1 and not narrowing,
        "page_numbers": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "sorts": sorts_shown(sort),
        "filters": filters.shown(),
        "query": query,
        # An amount is one of this market's currency, and other markets have other pages.
        "languages": with_query(head["languages"], filters.query(narrowing.without(PRICE)).urlencode()),
        "wider": None if page.object_list else _wider(trail, query, listed(market), narrowing),
        "canonical_url": f"{canonical_url}?page={page.number}" if is_own_address else canonical_url,
        **({"robots": "noindex, follow"} if narrowing else {}),
    }


def _wider(trail, query, rows, narrowing):
    """The way to the listing around this one, narrowed by the same; None where it would be empty too."""
    if len(trail) < 2 or not narrowing or not narrowed(rows, narrowing).exists():
        return None
    above = trail[-2]
    label = _("The same in %(title)s") % {"title": above["title"]}
    return {"label": label, "url": f"{above['url']}?{query.urlencode()}#listing"}


def collection_cards(pages, request) -> list[dict]:
    """Doors to collections, as components/story_card.html takes them."""
    pages = list(pages)
    give_files([page.picture for page in pages], files_of("wide"))
    return [
        {
            "title": page.title,
            "url": path_of(page, request),
            "image": page.picture,
            "teaser": page.intro,
            "told_in": words_of(page),
        }
        for page in pages
    ]

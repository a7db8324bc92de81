"""Listings: so many cards a page, and links to the other pages and orders."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.queries import listing, swatch_labels
from content.cards import card_of
from content.queries.pictures import give_files
from content.routing import path_of
from kinsite.media.shapes import files_of

CARDS_ON_A_PAGE = 24
SORTS = {
    "": (_("Featured"), []),
    "newest": (_("Newest"), ["is_gone", "-published_at", "pk"]),
    "price": (_("Price, low to high"), ["is_gone", "from_minor", "pk"]),
    "-price": (_("Price, high to low"), ["is_gone", "-from_minor", "pk"]),
}


def listing_page(request, *, canonical_url, collection=None) -> dict:
    """The cards of the page that is asked for, and what leads to the others.

    An order is not an address of its own: the canonical one names the page only.
    """
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else ""
    rows = listing(request.market, collection_code=collection and collection.code)
    order = SORTS[sort][1]
    paginator = Paginator(rows.order_by(*order) if order else rows, CARDS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    shown = list(page)
    names = swatch_labels(request.market.language) if shown else {}
    return {
        "cards": [card_of(row, request.market, swatch_names=names) for row in shown],
        "listing": page,
        "page_numbers": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "sorts": [
            {"label": label, "url": f"?sort={key}" if key else "?", "current": key == sort}
            for key, (label, _order) in SORTS.items()
        ],
        "canonical_url": f"{canonical_url}?page={page.number}" if page.number > 1 else canonical_url,
    }


def collection_cards(pages, request) -> list[dict]:
    """Doors to collections, as components/story_card.html takes them."""
    pages = list(pages)
    give_files([page.picture for page in pages], files_of("wide"))
    return [
        {"title": page.title, "url": path_of(page, request), "image": page.picture, "teaser": page.intro}
        for page in pages
    ]

"""What follows when pages come, go and move."""

from textwrap import shorten

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from commerce.catalogue.models import Product, ProductPresence
from commerce.catalogue.operations import note_presence
from content import edge, mirrors
from content.models import ProductPage, PurgeWanted
from content.navigation import forget_navigation
from content.routing import path_of
from content.tasks import purge_copies

State = ProductPresence.State
SAID = ("title", "teaser", "path", "page_id")
LONGEST_TEASER = 200


@transaction.atomic
def note_page(*, page) -> None:
    """Tell the shop what became of one page: published, unpublished, drafted or deleted."""
    _note_all([page.pk])


@transaction.atomic
def note_branch(*, page) -> None:
    """Tell the shop that a page and all below it have new addresses."""
    _note_all(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def note_layout() -> None:
    """Show the menus and announcements as they are now, once what changed them is committed."""
    transaction.on_commit(forget_navigation)


def note_references(*, page) -> None:
    """Say anew what a page refers to: Wagtail asks before it deletes what was taken from the page."""
    ReferenceIndex.create_or_update_for_object(page)


def outdate_page(*, page, moved_from: str = "") -> None:
    """Let copies of a page be forgotten, and of what shows it; `moved_from` is the url_path that it had."""
    if not edge.is_there():
        return
    paths = {path_of(page), path_of(Page(pk=page.pk, url_path=moved_from)) if moved_from else ""} - {""}
    _want_purged([PurgeWanted(page_id=page.pk, path=path) for path in sorted(paths)])


def outdate_products(*, product_ids) -> None:
    """Let copies of whatever shows these products be forgotten."""
    _want_purged([PurgeWanted(product_id=pk) for pk in sorted(product_ids)])


def _want_purged(rows):
    if rows and edge.is_there():
        PurgeWanted.objects.bulk_create(rows)
        purge_copies.delay_on_commit()


def _note_all(page_ids):
    """Where products were told of on these pages, and where they are now."""
    page_ids = list(page_ids)
    pages = ProductPage.objects.filter(pk__in=page_ids).exclude(product=None)
    remembered = ProductPresence.objects.filter(page_id__in=page_ids)
    places = set(pages.values_list("product_id", "locale__language_code"))
    places |= set(remembered.values_list("product_id", "locale"))
    products = Product.objects.in_bulk({product_id for product_id, _locale in places})
    for product_id, locale in sorted(places):
        _note(products[product_id], locale)
    note_layout()


def _note(product, locale):
    """Remember the one page that stands for a product in a language, as the pages are now."""
    known = ProductPresence.objects.filter(product=product, locale=locale).first()
    page = _page_for(product, locale)
    if known and (page is None or page.pk != known.page_id):
        # What was remembered stands for the product no more, and makes room for what does.
        ended = {"live_revision_id": None, "state": State.ENDED}
        _remember(product, locale, {**{name: getattr(known, name) for name in SAID}, **ended}, known)
    if page:
        _remember(product, locale, {**_said_by(page), **_standing(page)}, known)


def _page_for(product, locale):
    """The live page, its own before a mirror, else the one that was live last, else the latest draft."""
    pages = ProductPage.objects.filter(
        Q(alias_of=None) | mirrors.IS_MIRROR & Q(live=True), product=product, locale__language_code=locale
    )
    pages = pages.select_related("alias_of").defer_streamfields()
    return max(
        pages,
        key=lambda page: (
            page.live,
            page.alias_of_id is None,
            page.last_published_at is not None,
            page.last_published_at or 0,
            page.pk,
        ),
        default=None,
    )


def _said_by(page):
    """Where the page is and what its product is called there; a mirror says nothing in its language."""
    teaser = "" if page.alias_of_id else shorten(page.search_description, LONGEST_TEASER, placeholder="…")
    return {"title": page.title, "teaser": teaser, "path": page.url or "", "page_id": page.pk}


def _standing(page):
    if page.live:
        return {"state": State.LIVE, "live_revision_id": (page.alias_of or page).live_revision_id}
    return {"state": State.ENDED if page.first_published_at else State.DRAFT, "live_revision_id": None}


def _remember(product, locale, facts, known):
    if known is None or any(getattr(known, name) != fact for name, fact in facts.items()):
        note_presence(product=product, locale=locale, **facts)

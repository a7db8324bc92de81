"""What stands around the pages of a language: its menus, else what the tree gives, and what is announced."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from commerce.shop.queries import contact
from content.blocks.choosers import at_hand
from content.blocks.menus import shown_columns, shown_links
from content.snippets import Announcement, FooterMenu, HeaderMenu
from content.walk import pointers_in
from kinsite.foundation import clock

_MENU_DEPTH = 3


def layout_of(language: str) -> dict:
    """Header, footer and who sells; where the language has neither menus nor pages, the first one's.

    Announcements are the language's own: they may name prices and rights of its market.
    """
    links = _links_of(language) or _links_of(settings.LANGUAGE_CODE) or {"header": [], "footer": []}
    return {**links, "announcements": announced(language), "seller": contact()}


def announced(language: str) -> list[dict]:
    """What is published and not over, with its times; the one that begins last leads."""
    going_on = Q(ends_at=None) | Q(ends_at__gt=clock.now())
    rows = Announcement.objects.filter(going_on, live=True, locale__language_code=language)
    return [
        {
            "text": row.text,
            "link": row.link(),
            "closed_as": f"{row.pk}-{row.live_revision_id}",
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
        }
        for row in rows.select_related("link_page").order_by("-starts_at", "-pk")
    ]


def _links_of(language):
    menus = _menus(language)
    if len(menus) == 2:
        return menus
    tree = _tree(language)
    return {"header": [], "footer": [], **tree, **menus} if tree or menus else None


def _menus(language):
    """The published menus of a language, the pages of both read at once."""
    kinds = {"header": (HeaderMenu, "links", shown_links), "footer": (FooterMenu, "columns", shown_columns)}
    found, wanted = {}, defaultdict(set)
    for place, (model, field, _show) in kinds.items():
        menu = model.objects.filter(live=True, locale__language_code=language).first()
        if menu:
            found[place] = getattr(menu, field)
            for pointed, pks in pointers_in(found[place]).items():
                wanted[pointed] |= pks
    with at_hand({model: model.objects.in_bulk(pks) for model, pks in wanted.items()}):
        return {place: kinds[place][2](stream) for place, stream in found.items()}


def _tree(language):
    in_menu = Q(depth=_MENU_DEPTH, show_in_menus=True)
    collections = Q(collectionpage__isnull=False)
    in_footer = Q(standardpage__footer__gt="")
    pages = (
        Page.objects.live()
        .filter(in_menu | collections | in_footer, locale__language_code=language)
        .select_related("collectionpage", "standardpage")
        .order_by("path")
    )
    found = list(pages)
    if not found:
        return {}
    help_pages = [page for page in found if _footer_of(page) == "help"]
    company = [page for page in found if _footer_of(page) == "company"]
    groups = [
        {"title": _("Shop"), "items": _items(page for page in found if hasattr(page, "collectionpage"))},
        {"title": _("Help"), "items": _items(help_pages)},
        {"title": _("Company"), "items": _items(company)},
    ]
    return {
        "header": _items(page for page in found if page.depth == _MENU_DEPTH and page.show_in_menus),
        "footer": [group for group in groups if group["items"]],
    }


def _footer_of(page):
    return page.standardpage.footer if hasattr(page, "standardpage") else ""


def _items(pages):
    return [{"title": page.title, "url": page.get_url()} for page in pages]

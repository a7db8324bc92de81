"""What stands in the header and the footer, from the tree of pages."""

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.queries.languages import languages_here

SECONDS = 300
_KEY = "content.navigation.{language}"
_MENU_DEPTH = 3


def navigation(request):
    """Context processor: read when a template first shows it, so that nothing else pays for it."""
    links = SimpleLazyObject(lambda: links_for(get_language() or settings.LANGUAGE_CODE))
    return {
        "navigation": SimpleLazyObject(lambda: _marked(links["header"], request.path)),
        "footer_navigation": SimpleLazyObject(lambda: links["footer"]),
        "languages": SimpleLazyObject(lambda: languages_here(request)),
    }


def links_for(language: str) -> dict:
    """The links of a language, from the cache or in one query; where it has no pages, the first one's."""
    key = _KEY.format(language=language)
    links = cache.get(key)
    if links is None:
        links = _read(language) or _read(settings.LANGUAGE_CODE) or {"header": [], "footer": []}
        cache.set(key, links, SECONDS)
    return links


def forget_navigation() -> None:
    """Read the links anew when they are next shown: a page came, went, moved or was renamed."""
    cache.delete_many([_KEY.format(language=code) for code, _name in settings.LANGUAGES])


def _read(language):
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
        return None
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


def _marked(items, path):
    """The items, with the page itself and the section it lies in marked."""
    return [{**item, "current": _standing(item["url"], path)} for item in items]


def _standing(url, path):
    if path == url:
        return "page"
    return "section" if path.startswith(url) else ""

"""What stands around every page: header, footer and the one announcement. Read once, then from the cache."""

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from content.queries.languages import languages_here
from content.queries.layout import layout_of
from kinsite.foundation import clock

# A reader that began before a change may write the old links after they were forgotten: it stays no longer.
SECONDS = 60
_KEY = "content.navigation.{language}"


def navigation(request):
    """Context processor: read when a template first shows it, so that nothing else pays for it."""
    links = SimpleLazyObject(lambda: links_for(get_language() or settings.LANGUAGE_CODE))
    return {
        "navigation": SimpleLazyObject(lambda: _marked(links["header"], request.path)),
        "footer_navigation": SimpleLazyObject(lambda: links["footer"]),
        "seller": SimpleLazyObject(lambda: links["seller"]),
        "announcement": SimpleLazyObject(lambda: announcement_at(clock.now(), links["announcements"])),
        "languages": SimpleLazyObject(lambda: languages_here(request)),
    }


def links_for(language: str) -> dict:
    """The links and announcements of a language, from the cache or a few queries."""
    key = _KEY.format(language=language)
    links = cache.get(key)
    if links is None:
        links = layout_of(language)
        cache.set(key, links, SECONDS)
    return links


def forget_navigation() -> None:
    """Read the links anew when they are next shown: a page or snippet came, went, moved or was renamed."""
    cache.delete_many([_KEY.format(language=code) for code, _name in settings.LANGUAGES])


def announcement_at(moment, announcements) -> dict | None:
    """The announcement whose time it is; of several the one that began last."""
    for entry in announcements:
        if entry["starts_at"] <= moment and (entry["ends_at"] is None or moment < entry["ends_at"]):
            return entry
    return None


def seconds_unchanged(at_most: int) -> int:
    """How long a page made now says what is announced: until something begins or ends, or so long."""
    links, now = links_for(get_language() or settings.LANGUAGE_CODE), clock.now()
    moments = [
        entry[moment]
        for entry in links["announcements"]
        for moment in ("starts_at", "ends_at")
        if entry[moment]
    ]
    coming = [int((moment - now).total_seconds()) for moment in moments if moment > now]
    return min([at_most, *coming])


def _marked(items, path):
    """The items, with the page itself and the section it lies in marked."""
    return [{**item, "current": _standing(item["url"], path)} for item in items]


def _standing(url, path):
    if path == url:
        return "page"
    # Everything lies below home, which says nothing.
    is_section = path.startswith(url) and url != reverse("wagtail_serve", args=[""])
    return "section" if is_section else ""

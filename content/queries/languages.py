"""The same page in other languages: what its head names, where the switch leads, what a story points at."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from content.mirrors import source_of
from content.routing import path_of, versions_read


def languages_of(page, request) -> dict:
    """What templates take of a page's languages: the language it is told in if that is not its own, its
    address for machines, its language with a country, its versions for them, its own address, and the
    switch for people.

    A mirror repeats another page, so it is no version of its own: for machines that page is the one.
    """
    versions, source = _versions_of(page), source_of(page)
    paths = {
        version["code"]: path_of(Page(pk=version["pk"], url_path=version["path"]), request)
        for version in versions
    }
    own = {version["code"]: _whole(paths[version["code"]]) for version in versions if not version["alias_of"]}
    told_in = source.locale.language_code if source else ""
    this = told_in or _language_of(page, versions)
    alternates = [
        {
            "language": code,
            "locale": territorial(code),
            "url": url,
            "is_default": code == settings.LANGUAGE_CODE,
            "is_this": code == this,
        }
        for code, url in sorted(own.items())
    ]
    return {
        "told_in": told_in,
        "canonical_url": _whole(path_of(source or page, request)),
        "own_url": _whole(path_of(page, request)),
        "share_locale": territorial(this),
        "alternates": alternates if len(alternates) > 1 else [],
        "languages": switch(paths, request.path),
    }


def languages_here(request) -> list[dict]:
    """The switch of what is no page: the same address in each language."""
    return switch({}, request.get_full_path())


def switch(paths: Mapping[str, str], here: str) -> list[dict]:
    """Links to each language, as layout/languages.html takes them; `paths` are known already."""
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": paths.get(code) or translate_url(here, code),
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def with_query(languages: list[dict], query: str) -> list[dict]:
    """The switch of a page that part of its address's query changes: to the same of it in each language."""
    return [{**one, "url": f"{one['url']}?{query}"} for one in languages] if query else languages


def in_language(pages: Mapping[int, Page], readers) -> dict[int, Page]:
    """The pages as the visitor's language has them, under the keys by which they were pointed at."""
    keys = {page.translation_key for page in pages.values()}
    if not keys or get_language() == settings.LANGUAGE_CODE:
        return dict(pages)
    found = readers.filter(translation_key__in=keys, locale__language_code=get_language(), live=True)
    by_key = {page.translation_key: page for page in found}
    return {pk: by_key.get(page.translation_key, page) for pk, page in pages.items()}


def words_of(page) -> str:
    """The language of a page's own words, which its card and its step say: a mirror has the first one's."""
    return settings.LANGUAGE_CODE if page.alias_of_id else get_language()


@cache
def territorial(language: str) -> str:
    """A language with the country it is most at home in, as Open Graph wants it: en_US."""
    locale = Locale.parse(get_global("likely_subtags").get(language, language))
    return "_".join(filter(None, [locale.language, locale.territory]))


def _language_of(page, versions):
    """Known from the versions, unless the page is not live yet."""
    found = next((version["code"] for version in versions if version["pk"] == page.pk), "")
    return found or page.locale.language_code


def _versions_of(page):
    """As content/routing.py read them with the page, else read now, as for a preview."""
    if hasattr(page, "versions"):
        return page.versions
    return Page.objects.filter(pk=page.pk).values_list(versions_read(), flat=True).first() or []


def _whole(path):
    return f"{settings.SITE_URL}{path}" if path else ""

"""Other languages than the first: a page without a translation is shown as it is, by an alias of its own.

Such a mirror has an address, a place in the tree and a market like any page of its language. It follows
its source when that is published; an editor who converts it into an ordinary page makes it a translation.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Locale, Page
from wagtail.signals import page_published

from content.addresses import HOME_DEPTH

IS_MIRROR = Q(alias_of__isnull=False) & ~Q(alias_of__locale=F("locale"))
# What stands for something in its language: pages of its own, and mirrors where it has none.
STANDS_FOR_ITSELF = Q(alias_of=None) | IS_MIRROR


def source_of(page) -> Page | None:
    """The page of another language that this one only mirrors, or nothing."""
    source = page.alias_of
    return source if source and source.locale_id != page.locale_id else None


def with_mirrors(pages) -> set[int]:
    """The ids of these pages, of all below them, and of what mirrors any of those."""
    branches = Q()
    for page in pages:
        branches |= Q(path__startswith=page.path)
    gone = Page.objects.filter(branches) if branches else Page.objects.none()
    mirrors = Page.objects.filter(IS_MIRROR, alias_of__in=gone)
    return {*gone.values_list("pk", flat=True), *mirrors.values_list("pk", flat=True)}


@transaction.atomic
def mirror_page(*, page) -> None:
    """Show a page of the first language in each other one that has the page above it and not this one."""
    if page.alias_of_id or page.locale.language_code != settings.LANGUAGE_CODE or page.depth <= HOME_DEPTH:
        return
    for locale in Locale.objects.filter(pk__in=_locales_of(page.get_parent())).exclude(
        pk__in=[page.locale_id, *_locales_of(page)]
    ):
        _mirror(page, locale)


@transaction.atomic
def mirror_branch(*, page, locale: Locale) -> int:
    """Show a live page and all below it in a language, where it has none of its own; says how many were."""
    there = set(Page.objects.filter(locale=locale).values_list("translation_key", flat=True))
    sources = Page.objects.live().descendant_of(page, inclusive=True).filter(alias_of=None)
    lacking = [source for source in sources.order_by("path") if source.translation_key not in there]
    for source in lacking:
        _mirror(source, locale)
    return len(lacking)


def drop_mirrors(*, page) -> None:
    """Remove what mirrors a page and all below it; where others lie below a mirror, it stays as a page."""
    gone = Page.objects.descendant_of(page, inclusive=True)
    for mirror in Page.objects.filter(IS_MIRROR, alias_of__in=gone).order_by("-depth"):
        mirror.refresh_from_db()
        if not mirror.get_children().exists():
            Page.objects.get(pk=mirror.pk).delete()


def _locales_of(page):
    return list(Page.objects.filter(translation_key=page.translation_key).values_list("locale", flat=True))


def _mirror(page, locale):
    mirror = page.copy_for_translation(locale, alias=True)
    page_published.send(sender=type(mirror), instance=mirror, revision=None, alias=True)

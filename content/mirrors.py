"""Other languages than the first: a page without a translation is shown as it is, by an alias of its own.

Such a mirror has an address, a place in the tree and a market like any page of its language. It follows
its source when that is published, moved or renamed; an editor who converts it into an ordinary page makes it
a translation.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from wagtail.actions.move_page import MovePageAction
from wagtail.coreutils import find_available_slug
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
        for child in page.get_children():
            move_mirrors(page=child)


@transaction.atomic
def mirror_branch(*, page, locale: Locale) -> int:
    """Show a live page and all below it in a language, where it has none of its own; says how many were."""
    there = set(Page.objects.filter(locale=locale).values_list("translation_key", flat=True))
    sources = Page.objects.live().descendant_of(page, inclusive=True).filter(alias_of=None)
    lacking = [source for source in sources.order_by("path") if source.translation_key not in there]
    for source in lacking:
        _mirror(source, locale)
    return len(lacking)


@transaction.atomic
def move_mirrors(*, page) -> None:
    """Put what mirrors a page below that page's parent in its language, by the page's slug where it is free.

    A mirror waits where it is while its language has no such parent, or has it below the mirror itself.
    """
    if page.depth <= HOME_DEPTH:
        return
    above = page.get_parent(update=True)
    for pk in Page.objects.filter(IS_MIRROR, alias_of=page.pk).values_list("pk", flat=True):
        mirror = Page.objects.get(pk=pk)
        parent = above.get_translation_or_none(mirror.locale)
        if parent and not parent.path.startswith(mirror.path):
            _put(mirror, parent, find_available_slug(parent, page.slug, ignore_page_id=pk))


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


def _put(mirror, parent, slug):
    if not mirror.is_child_of(parent):
        # One step with one redirect: the old slug may be taken there, and the new one here.
        Page.objects.filter(pk=mirror.pk).update(slug=slug)
        mirror.refresh_from_db()
        MovePageAction(mirror, parent, pos="last-child").execute(skip_permission_checks=True)
    elif mirror.slug != slug:
        mirror = mirror.specific
        mirror.slug = slug
        mirror.save(clean=False)

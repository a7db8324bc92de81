"""From an address to its page, in two queries however deep it lies. Wagtail's own way asks twice a level."""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

# No page lies deeper; a longer address is somebody's game.
DEEPEST = 12


def route(request, path: str) -> RouteResult | None:
    """The live page at a path below the home page of the address's language, or nothing.

    A language without a live home page shows the first language's pages. The page knows the way it was
    reached by, its versions in other languages, and whether all of the way is open to everyone.
    """
    way, is_whole = _way_to(request, path)
    return _result(way) if is_whole and way[-1].live else None


def gone_page(request, path: str) -> tuple[Page, Page] | None:
    """The page that was open to everyone at a path and is live no more, and the nearest live one above it."""
    way, is_whole = _way_to(request, path)
    if not is_whole or way[-1].live or not way[-1].first_published_at or _is_restricted(way):
        return None
    return way[-1], next(step for step in reversed(way) if step.live)


def versions_read() -> ArraySubquery:
    """The live pages that are one page in several languages, itself among them, to be read with it."""
    one = Page.objects.live().filter(translation_key=OuterRef("translation_key")).order_by("pk")
    return ArraySubquery(
        one.values(
            version=JSONObject(pk="pk", code="locale__language_code", path="url_path", alias_of="alias_of")
        )
    )


def path_of(page, request=None) -> str:
    """The path of a page from the site's root; empty where it has none."""
    parts = page.get_url_parts(request)
    return (parts[2] or "") if parts else ""


def _roots(request):
    """Where the pages of this address's language begin, then those of the first language."""
    paths = Site.get_site_root_paths()
    if len({root.site_id for root in paths}) > 1:
        site = Site.find_for_request(request)
        paths = [root for root in paths if site and root.site_id == site.pk]
    by_language = {root.language_code: root.root_path for root in paths}
    wanted = [by_language.get(get_language()), by_language.get(settings.LANGUAGE_CODE)]
    return list(dict.fromkeys(root for root in wanted if root))


def _way_to(request, path):
    """The pages on the way to a path, in the first language with a live home, and whether all are there."""
    slugs = [slug for slug in path.split("/") if slug]
    if len(slugs) <= DEEPEST:
        for root in _roots(request):
            way = _way(root, slugs)
            if way and way[0].live:
                return way, len(way) > len(slugs)
    return [], False


def _way(root, slugs):
    """The pages from home down, as far as they exist, each knowing whether it is restricted."""
    addresses = [root, *(f"{root}{'/'.join(slugs[:count])}/" for count in range(1, len(slugs) + 1))]
    restrictions = PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))
    # The slug has an index, the address has none.
    pages = Page.objects.filter(
        slug__in=[root.rstrip("/").rpartition("/")[2], *slugs], url_path__in=addresses
    )
    return list(
        pages.annotate(is_restricted=Exists(restrictions), versions=versions_read()).order_by("depth")
    )


def _result(way):
    *steps, last = way
    kind = last.specific_class
    page = kind.served().get(pk=last.pk)
    page.way_here, page.versions = steps, last.versions
    page.is_open = not _is_restricted(way)
    return RouteResult(page)


def _is_restricted(way):
    return any(step.is_restricted for step in way)

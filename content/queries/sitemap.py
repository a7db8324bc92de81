"""The addresses that search engines should know: every page that is open to everyone."""

from collections import defaultdict

from django.conf import settings
from wagtail.models import Page

from content.addresses import HOME_DEPTH
from content.routing import path_of

# What one file may hold, as sitemaps.org says.
MOST = 50_000


def addresses_for_machines(request) -> list[dict]:
    """Each page's location, when it was last published, and the same page in other languages.

    Keys as Django's sitemap.xml takes them. Three queries, however many pages.
    """
    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, alias_of=None).order_by("path")
    shown = [(page, path_of(page, request)) for page in pages.select_related("locale")[:MOST]]
    shown = [(page, f"{settings.SITE_URL}{path}") for page, path in shown if path]
    versions = defaultdict(list)
    for page, location in shown:
        versions[page.translation_key].append({"lang_code": page.locale.language_code, "location": location})
    return [
        {
            "location": location,
            "lastmod": page.last_published_at,
            "alternates": versions[page.translation_key] if len(versions[page.translation_key]) > 1 else [],
        }
        for page, location in shown
    ]

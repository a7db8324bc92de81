"""The addresses that search engines should know: every page that is open to everyone."""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from commerce.markets.queries import all_markets
from content.addresses import HOME_DEPTH
from content.queries.successors import pages_that_lead_on
from content.routing import path_of

# What one file may hold, as sitemaps.org says.
MOST = 50_000


# Home, what lies below it, and what lies below that; single products stand in the feed.
GUIDE_DEPTH = HOME_DEPTH + 2


def guide_pages(request) -> list[dict]:
    """The main pages of the first language as llms.txt names them, home first. One query."""
    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, depth__lte=GUIDE_DEPTH, alias_of=None)
    pages = pages.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    shown = [(page, path_of(page, request)) for page in pages[:MOST]]
    return [
        {"title": page.title, "url": f"{settings.SITE_URL}{path}", "text": page.search_description}
        for page, path in shown
        if path
    ]


def lists_for_machines() -> list[dict]:
    """What else there is to fetch: the sitemap, and each market's products. One query."""
    lists = [{"title": "Sitemap", "url": f"{settings.SITE_URL}/sitemap.xml", "text": "every page"}]
    for market in all_markets():
        with override(market.language):
            url = f"{settings.SITE_URL}{reverse('product_feed')}"
        text = f"every product with its price in {market.currency} and its stock"
        lists.append({"title": f"Products, {market.name}", "url": url, "text": text})
    return lists


def addresses_for_machines(request) -> list[dict]:
    """Each page's location, when it was last published, and the same page in other languages.

    Keys as Django's sitemap.xml takes them. Three queries, however many pages.
    """
    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, alias_of=None).order_by("path")
    pages = pages.exclude(pk__in=pages_that_lead_on())
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

"""Pages, served as Wagtail serves them but found in fewer queries."""

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.views import authenticate_with_password
from wagtail.views import serve as serve_page

from content import feeds, queries
from content.mirrors import source_of
from content.models import JournalPage, ProductPage, StoryPage
from content.pages.base import EDGE_SECONDS
from content.pages.product import lead_on
from content.routing import gone_page, path_of, route
from content.sharing import read_share
from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached, spend

# What a browser may ask for at once, and the words above it.
MOST_SEEN, LONGEST_TITLE = 8, 120
# By one network: how many passwords of pages in how many seconds.
PASSWORDS = (20, 900)


def serve(request, path):
    """The live page at an address; 410 and the way on where there was one; else 404, which may redirect."""
    result = route(request, path)
    if result is None:
        return _answer_for_none(request, path)
    # Where Wagtail keeps, and looks for, the way it found.
    request._wagtail_route_for_request = result
    return serve_page(request, path)


@never_cache
@require_POST
def unlock(request, page_view_restriction_id, page_id):
    """Open a page to whoever knows its password, as Wagtail does, but nobody goes through a list of them."""
    try:
        spend("page-password", client_network(request), *PASSWORDS)
    except LimitReached as limit:
        answer = render(request, "429.html", {"minutes": -(-limit.retry_after // 60)}, status=429)
        answer["Retry-After"] = str(limit.retry_after)
        return answer
    return authenticate_with_password(request, page_view_restriction_id, page_id)


@require_GET
def sitemap(request):
    return render(
        request,
        "sitemap.xml",
        {"urlset": queries.addresses_for_machines(request)},
        content_type="application/xml",
    )


@require_GET
def journal_feed(request):
    """The newest stories of the journal as RSS, in the address's language or the shop's first one."""
    journals = JournalPage.objects.live().public().select_related("locale")
    by_language = {journal.locale.language_code: journal for journal in journals.order_by("-path")}
    journal = by_language.get(get_language()) or by_language.get(settings.LANGUAGE_CODE)
    if journal is None:
        raise Http404
    stories = queries.newest_of(StoryPage.objects.child_of(journal))
    feed = feeds.journal_feed(journal, stories, request)
    return HttpResponse(feed, content_type="application/rss+xml; charset=utf-8")


@require_GET
def recently_viewed(request):
    """The products a browser says it saw lately, as a fragment for the page it is on."""
    codes = request.GET.getlist("code")[:MOST_SEEN]
    source, is_inert = request.GET.get("source", ""), "inert" in request.GET
    cards = queries.cards_seen(codes, request, source=source, is_inert=is_inert)
    if not cards:
        return HttpResponse(status=204)
    context = {"title": request.GET.get("title", "")[:LONGEST_TITLE], "cards": cards}
    response = render(request, "content/recently_viewed.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def product_feed(request):
    """All that the address's market sells, for Google Merchant."""
    title = f"{settings.WAGTAIL_SITE_NAME} {request.market.name}"
    link = f"{settings.SITE_URL}{reverse('wagtail_serve', args=[''])}"
    written = feeds.product_feed(queries.feed_items(request.market), title=title, link=link)
    response = StreamingHttpResponse(written, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=0, s_maxage=EDGE_SECONDS)
    return response


@require_GET
def llms(request):
    """What the shop is, for programs that read texts: see llmstxt.org."""
    guide = feeds.guide(queries.guide_pages(request), queries.lists_for_machines())
    return HttpResponse(guide, content_type="text/plain; charset=utf-8")


@require_GET
def shared_preview(request, token):
    """A draft, for whoever has its link. What is wrong with a link that shows nothing is not told."""
    shared = read_share(token)
    if shared is None:
        raise Http404
    return shared.revision.as_object().make_preview_request(request, shared.mode)


def _answer_for_none(request, path):
    gone = gone_page(request, path)
    if gone is None or get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False)):
        raise Http404
    page, above = gone
    if onward := queries.path_after(page, request):
        return lead_on(onward)
    context = {
        "title": page.title,
        "told_in": _foreign_language_of(page),
        "is_product": issubclass(page.specific_class, ProductPage),
        "above": {
            "title": above.title,
            "told_in": _foreign_language_of(above),
            "url": path_of(above, request),
        },
    }
    return render(request, "content/gone.html", context, status=410)


def _foreign_language_of(page):
    """The language of a page's title, where that is not the visitor's; else empty."""
    language = (source_of(page) or page).locale.language_code
    return "" if language == get_language() else language

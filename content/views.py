"""Pages, served as Wagtail serves them but found in fewer queries."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.views import serve as serve_page

from content import queries
from content.models import ProductPage
from content.routing import gone_page, path_of, route
from content.sharing import read_share


def serve(request, path):
    """The live page at an address; 410 and the way on where there was one; else 404, which may redirect."""
    result = route(request, path)
    if result is None:
        return _answer_for_none(request, path)
    # Where Wagtail keeps, and looks for, the way it found.
    request._wagtail_route_for_request = result
    return serve_page(request, path)


@require_GET
def sitemap(request):
    return render(
        request,
        "sitemap.xml",
        {"urlset": queries.addresses_for_machines(request)},
        content_type="application/xml",
    )


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
    context = {
        "title": page.title,
        "is_product": issubclass(page.specific_class, ProductPage),
        "above": {"title": above.title, "url": path_of(above, request)},
    }
    return render(request, "content/gone.html", context, status=410)

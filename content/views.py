"""Pages, served as Wagtail serves them but found in fewer queries."""

from wagtail.views import serve as serve_page

from content.routing import route


def serve(request, path):
    # Where Wagtail keeps, and looks for, the way it found.
    request._wagtail_route_for_request = route(request, path)
    return serve_page(request, path)

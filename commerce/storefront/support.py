"""What may be done during a visit for support: look around and fill the cart, and nothing else."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language_from_path
from django_htmx.http import HttpResponseClientRedirect

from commerce.customers.visits import end_visit, goes_on, leave, visit_of

LOOKING = ("GET", "HEAD", "OPTIONS", "TRACE")
# Where something is one person's own. Elsewhere pages are everybody's, and no session is opened for them.
OWN = ("account", "accounts", "admin", "cart", "checkout", "orders")
# Never looked at: what pays, what lets in, and what belongs to colleagues.
CLOSED = ("accounts", "admin", "checkout")
CLOSED_VIEWS = ("payment_methods",)
# All that may be sent.
OPEN_FORMS = (
    "cart_add",
    "cart_code",
    "cart_line_change",
    "cart_line_remove",
    "cart_line_save",
    "wishlist_add",
    "wishlist_remove",
    "visit_leave",
)


class SupportVisitMiddleware:
    """Keep a visit within its bounds, and end it when its time is over."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        place = _first_part(request.path_info)
        if request.method in LOOKING and place not in OWN:
            return None
        request.visit = visit_of(request)
        if request.visit is None:
            return None
        if not goes_on(request.visit):
            return end(request)
        if is_open(request.method, place, request.resolver_match.view_name):
            return None
        answer = render(request, "commerce/support/refused.html", {"visit": request.visit}, status=403)
        add_never_cache_headers(answer)
        return answer


def is_open(method, place, name):
    """Whether a visitor may do this. What nobody thought of may not be sent."""
    if method not in LOOKING:
        return name in OPEN_FORMS
    return place not in CLOSED and name not in CLOSED_VIEWS


def end(request):
    """Lead a colleague back to the customer's page, in their own session; what was asked for is not done."""
    visit = request.visit
    end_visit(visit=visit)
    leave(request)
    back = reverse("customers:page", args=[visit.customer_id])
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)


def _first_part(path):
    language = get_language_from_path(path)
    bare = path.removeprefix(f"/{language}") if language else path
    return bare.strip("/").partition("/")[0]

"""What every live answer of the shop has in common."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def live(view):
    """Let nobody keep the answer: it is this browser's alone, and a fragment is not a page."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return answer


def private(view):
    """Keep a page of one reader between them and us: unkept, unlisted, not told on."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        # Not "no-referrer": forms of such pages come from nowhere, and are refused like forged ones.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def signed_in(page):
    """Lead whoever is not signed in to sign-in, and from there to a page, by its name.

    For what is only sent: back at its own address somebody would meet a 405, and htmx follows a redirect
    and puts the page it leads to where the answer belongs.
    """

    def guarded(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            response = redirect_to_login(reverse(page))
            return HttpResponseClientRedirect(response.url) if request.htmx else response

        return answer

    return guarded

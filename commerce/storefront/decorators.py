"""What every live answer of the shop has in common."""

from functools import wraps

from django.utils.cache import add_never_cache_headers, patch_vary_headers


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

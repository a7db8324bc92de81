"""The way out of a visit for support."""

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commerce.storefront.support import end


@never_cache
@require_POST
def leave(request):
    """End the visit of this browser; nobody else finds anything here."""
    if request.visit is None:
        raise Http404
    return end(request)

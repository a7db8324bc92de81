"""The page itself: for whoever may enter the admin, in the shop's own styles."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from content.styleguide.guide import entries, tokens
from kinsite.media.models import Image


@require_GET
@never_cache
def style_guide(request):
    named, shown = tokens(), entries(Image.objects.order_by("pk").first())
    context = {
        "colours": [token for token in named if token.colour],
        "values": [token for token in named if not token.colour],
        "entries": [entry for entry in shown if not entry.is_icon],
        "icons": [entry for entry in shown if entry.is_icon],
    }
    return render(request, "content/styleguide/page.html", context)

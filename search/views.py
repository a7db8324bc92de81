"""The page of results, and suggestions while somebody types. Neither is for search engines of others."""

from functools import wraps

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from search import queries
from search.operations import note_query

SUGGESTIONS_STAY = 60


def unlisted(view):
    """Tell machines not to list the answer."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@unlisted
@require_GET
def results(request):
    text = request.GET.get("q", "")
    page = queries.results_page(request, text)
    if page["is_first"]:
        note_query(text=text, locale=request.market.language, hits=page["hits"])
    response = render(request, "search/results.html", page)
    patch_cache_control(response, private=True, max_age=0)
    return response


@unlisted
@require_GET
def suggest(request):
    shown = queries.suggestions(request, request.GET.get("q", ""))
    response = render(request, "search/suggestions.html", shown)
    patch_cache_control(response, private=True, max_age=SUGGESTIONS_STAY)
    return response

"""The market of a request."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from commerce.markets.queries import market_for


class MarketMiddleware:
    """Put the market of the URL's language on the request, read when it is first asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.market = SimpleLazyObject(lambda: market_for(get_language()))
        return self.get_response(request)

"""Which market a request, a language or a currency belongs to."""

from commerce.markets.models import Market


def market_for(language):
    """The market of a language, else the default one. Raises Market.DoesNotExist where none is set up."""
    markets = {market.language: market for market in all_markets()}
    if language in markets:
        return markets[language]
    for market in markets.values():
        if market.is_default:
            return market
    raise Market.DoesNotExist("no default market; `manage.py seed_demo` or the admin makes one")


def all_markets():
    """Every market with its price list, the default first."""
    return list(Market.objects.select_related("price_list").order_by("-is_default", "code"))

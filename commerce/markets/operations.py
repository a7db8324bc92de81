"""The writer of markets. Their language, currency and how prices hold tax are an installation's, and stay."""

from django.db import transaction

from commerce.markets.models import Market
from commerce.trail.settings import note_difference
from commerce.trail.versions import refuse_changed


@transaction.atomic
def set_countries(*, market, countries, by, seen=None) -> Market:
    """Say to which countries a market sells, the first preselected. It counts from the next quote on.

    `countries` are ISO 3166 codes, at least one. Orders keep where they go. Raises ChangedMeanwhile where
    they are others than were seen.
    """
    market = Market.objects.select_for_update(no_key=True).get(pk=market.pk)
    refuse_changed(f"setting/market/{market.code}", seen)
    was = _told(market)
    market.countries = list(countries)
    market.save(update_fields=["countries"])
    note_difference(key=f"market/{market.code}", name=market.name, was=was, now=_told(market), by=by)
    return market


def _told(market):
    return {"countries": ", ".join(market.countries)}

"""The writer of markets. Their language, currency and how prices hold tax are an installation's, and stay."""

from django.db import transaction

from commerce.markets.models import Market
from commerce.trail.operations import Area, Change, write_trail


@transaction.atomic
def set_countries(*, market, countries, by) -> Market:
    """Say to which countries a market sells, the first preselected. It counts from the next quote on.

    `countries` are ISO 3166 codes, at least one. Orders keep where they go.
    """
    market = Market.objects.select_for_update(no_key=True).get(pk=market.pk)
    before, after = ", ".join(market.countries), ", ".join(countries)
    if before != after:
        market.countries = list(countries)
        market.save(update_fields=["countries"])
        change = Change(
            area=Area.SETTING,
            key=f"market/{market.code}",
            name=market.name,
            what="countries",
            before=before,
            after=after,
        )
        write_trail(changes=[change], by=by)
    return market

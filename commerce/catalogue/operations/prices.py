"""Prices: each true for a stretch of time, never two at once, and none of the past ever changed."""

from datetime import datetime

from django.db import transaction

from commerce.catalogue.models import Price, Variant
from commerce.catalogue.rules import highest_prior
from commerce.errors import PriorNotTrue
from commerce.events import OfferChanged
from commerce.markets.models import PriceList
from commerce.money import CurrencyMismatch, Money
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@transaction.atomic
def set_price(
    *,
    variant: Variant,
    price_list: PriceList,
    money: Money,
    by: Actor,
    prior: Money | None = None,
    from_: datetime | None = None,
    until: datetime | None = None,
) -> Price:
    """Let a variant cost so much from now, or from a day to come, on.

    The running price ends there and stays in the history. With `until` it runs again afterwards; what
    was planned for the time of the new price gives way. A `prior` above the lowest price of the 30 days
    before is refused with PriorNotTrue.
    """
    now = clock.now()
    start = from_ or now
    if start < now or (until and until <= start):
        raise ValueError("a price is true for a stretch of time from now on")
    for amount in filter(None, [money, prior]):
        if amount.currency != price_list.currency:
            raise CurrencyMismatch(f"{amount.currency} in a price list of {price_list.currency}")
    Variant.objects.select_for_update(no_key=True).get(pk=variant.pk)
    prices = list(Price.objects.filter(variant=variant, price_list=price_list))
    highest = highest_prior(prices, start, money.minor)
    if prior and highest is not None and prior.minor > highest:
        raise PriorNotTrue(Money(highest, price_list.currency))
    new = Price(
        variant=variant,
        price_list=price_list,
        minor=money.minor,
        prior_minor=prior.minor if prior else None,
        valid_from=start,
        valid_until=until,
    )
    interrupted = [_give_way(old, new) for old in prices if _overlap(old, new)]
    new.save(force_insert=True)
    Price.objects.bulk_create(filter(None, interrupted))
    announce(OfferChanged((variant.product_id,)))
    return new


def _overlap(old, new):
    return (old.valid_until is None or old.valid_until > new.valid_from) and (
        new.valid_until is None or old.valid_from < new.valid_until
    )


def _give_way(old, new):
    """End the old price where the new one starts; the part of it that runs again after the new one."""
    after = None
    if new.valid_until and (old.valid_until is None or old.valid_until > new.valid_until):
        after = Price(
            variant=old.variant,
            price_list=old.price_list,
            minor=old.minor,
            prior_minor=old.prior_minor,
            valid_from=new.valid_until,
            valid_until=old.valid_until,
        )
    if old.valid_from < new.valid_from:
        old.valid_until = new.valid_from
        old.save(update_fields=["valid_until"])
    else:
        old.delete()
    return after

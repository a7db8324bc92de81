"""Which deliveries reach a country, and what they cost."""

from dataclasses import dataclass
from datetime import date

from commerce.money import Money
from commerce.shipping.models import ShippingMethod, ShippingZone
from commerce.shipping.rules import working_days_after
from kinsite.foundation import clock


@dataclass(frozen=True, slots=True)
class Delivery:
    """A way of delivery for a cart: its price and the days it should arrive between."""

    code: str
    name: str
    price: Money
    earliest: date
    latest: date


def deliveries_to(country, *, grams, currency, language):
    """The deliveries of a country for a weight, cheapest first; empty where we do not deliver."""
    return deliveries_by_country([country], grams=grams, currency=currency, language=language)[country]


def deliveries_by_country(countries, *, grams, currency, language):
    """The same for several countries, in no more queries than for one."""
    zones = ShippingZone.objects.filter(countries__overlap=list(countries))
    methods = (
        ShippingMethod.objects.filter(is_active=True, zone__in=zones)
        .select_related("zone")
        .prefetch_related("rates", "labels")
        .order_by("position", "code")
    )
    found = {country: [] for country in countries}
    for method in methods:
        minor = _price(method.rates.all(), grams, currency)
        if minor is None:
            continue
        delivery = _delivery(method, Money(minor, currency), language)
        for country in found.keys() & set(method.zone.countries):
            found[country].append(delivery)
    for deliveries in found.values():
        deliveries.sort(key=lambda delivery: delivery.price.minor)
    return found


def _delivery(method, price, language):
    labels = {label.locale: label.label for label in method.labels.all()}
    today = clock.today()
    return Delivery(
        code=method.code,
        name=labels.get(language, method.name),
        price=price,
        earliest=working_days_after(today, method.min_days),
        latest=working_days_after(today, method.max_days),
    )


def _price(rates, grams, currency):
    """The lowest step that the weight fits under; a rate without a weight fits any."""
    steps = [rate for rate in rates if rate.currency == currency]
    fitting = [rate for rate in steps if rate.up_to_grams is None or grams <= rate.up_to_grams]
    fitting.sort(key=lambda rate: float("inf") if rate.up_to_grams is None else rate.up_to_grams)
    return fitting[0].minor if fitting else None

"""The writers of deliveries and zones. Orders keep the delivery and the price that they were placed with."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from commerce.errors import DeliveryCodeTaken, NoLastStep
from commerce.money import Money
from commerce.shipping.models import ShippingMethod, ShippingMethodLabel, ShippingRate, ShippingZone
from commerce.trail.settings import note_difference
from commerce.trail.versions import refuse_changed


@dataclass(frozen=True, slots=True)
class Step:
    """What a delivery costs up to a weight; without one, whatever it weighs."""

    price: Money
    up_to_grams: int | None = None


@transaction.atomic
def save_delivery(*, method=None, zone, steps, labels, by, seen=None, **facts) -> ShippingMethod:
    """Set how a delivery is called, where and when it goes, and what it costs; without `method` a new one.

    `facts` are ShippingMethod's other fields; `labels` are its names by language, `steps` its prices. A
    currency without a step is not delivered for. Raises DeliveryCodeTaken, NoLastStep, and ChangedMeanwhile
    where it is another than was seen.
    """
    _prove_steps(steps)
    if method is not None:
        method = ShippingMethod.objects.select_for_update().get(pk=method.pk)
        refuse_changed(f"setting/delivery/{method.code}", seen)
    before = _told(method) if method else {}
    method = method or ShippingMethod()
    for name, value in {**facts, "zone": zone}.items():
        setattr(method, name, value)
    try:
        with transaction.atomic():
            method.save()
    except IntegrityError as problem:
        raise DeliveryCodeTaken from problem
    method.labels.all().delete()
    ShippingMethodLabel.objects.bulk_create(
        ShippingMethodLabel(method=method, locale=locale, label=label)
        for locale, label in labels.items()
        if label
    )
    method.rates.all().delete()
    ShippingRate.objects.bulk_create(
        ShippingRate(
            method=method,
            currency=step.price.currency,
            up_to_grams=step.up_to_grams,
            minor=step.price.minor,
        )
        for step in steps
    )
    note_difference(key=f"delivery/{method.code}", name=method.name, was=before, now=_told(method), by=by)
    return method


@transaction.atomic
def save_zone(*, zone=None, by, seen=None, **facts) -> ShippingZone:
    """Set which countries share their deliveries; without `zone` a new one.

    Raises DeliveryCodeTaken, and ChangedMeanwhile where it is another than was seen.
    """
    if zone is not None:
        zone = ShippingZone.objects.select_for_update().get(pk=zone.pk)
        refuse_changed(f"setting/zone/{zone.code}", seen)
    before = _zone_told(zone) if zone else {}
    zone = zone or ShippingZone()
    for name, value in facts.items():
        setattr(zone, name, value)
    try:
        with transaction.atomic():
            zone.save()
    except IntegrityError as problem:
        raise DeliveryCodeTaken from problem
    note_difference(key=f"zone/{zone.code}", name=zone.name, was=before, now=_zone_told(zone), by=by)
    return zone


def _prove_steps(steps):
    weights = {}
    for step in steps:
        weights.setdefault(step.price.currency, []).append(step.up_to_grams)
    for found in weights.values():
        if found.count(None) != 1 or len(found) != len(set(found)):
            raise NoLastStep


def _told(method):
    """A delivery in words, by what the trail calls it."""
    rates = ShippingRate.objects.filter(method=method).order_by("currency", "up_to_grams")
    told = {
        "name": method.name,
        "zone": method.zone.name,
        "days": f"{method.min_days}–{method.max_days}",
        "active": "yes" if method.is_active else "no",
        "position": str(method.position),
    }
    for label in ShippingMethodLabel.objects.filter(method=method):
        told[f"name {label.locale}"] = label.label
    for currency in {rate.currency for rate in rates}:
        told[f"price {currency}"] = ", ".join(
            f"{Money(rate.minor, currency).written('en_US')}"
            + (f" up to {rate.up_to_grams} g" if rate.up_to_grams is not None else "")
            for rate in rates
            if rate.currency == currency
        )
    return told


def _zone_told(zone):
    return {"name": zone.name, "countries": ", ".join(sorted(zone.countries))}

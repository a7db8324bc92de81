"""Where the demo sells: two markets, their deliveries and taxes. Rates are examples, not advice."""

from decimal import Decimal

from commerce.catalogue.models import TaxCategory
from commerce.catalogue.proposals import PriceLimit
from commerce.markets.models import Market, PriceList
from commerce.pricing.models import TaxRate
from commerce.refunds.models import RefundLimit
from commerce.shipping.models import ShippingMethod, ShippingMethodLabel, ShippingRate, ShippingZone
from commerce.shop.models import SellerSettings
from commerce.stock.models import Location

EUROPE = ["DE", "AT", "NL", "BE", "LU", "FR"]
NORTH_AMERICA = ["US", "CA"]

# Code, zone, name, German name, working days, and (currency, up to grams, minor units) of each step.
DELIVERIES = [
    ("standard", "north-america", "Standard", "Standard", (3, 6),
     [("USD", 5_000, 900), ("USD", 20_000, 2900), ("USD", None, 5900)]),
    ("express", "north-america", "Express", "Express", (1, 2),
     [("USD", 5_000, 1900), ("USD", 20_000, 5900), ("USD", None, 11900)]),
    ("eu-standard", "europe", "Standard", "Standard", (3, 5),
     [("EUR", 5_000, 590), ("EUR", 20_000, 1990), ("EUR", None, 4900)]),
    ("eu-express", "europe", "Express", "Express", (1, 2),
     [("EUR", 5_000, 1290), ("EUR", 20_000, 3990), ("EUR", None, 9900)]),
]  # fmt: skip

# Country, region, name, rate, and whether delivery is taxed too. Europe buys in the German shop.
TAXES = [
    ("US", "NY", "NY sales tax", "0.08875", True),
    ("US", "CA", "CA sales tax", "0.0725", False),
    ("US", "TX", "TX sales tax", "0.0625", True),
    ("US", "WA", "WA sales tax", "0.065", True),
    ("US", "FL", "FL sales tax", "0.06", False),
    ("US", "IL", "IL sales tax", "0.0625", False),
    ("US", "MA", "MA sales tax", "0.0625", False),
    ("CA", "", "GST", "0.05", True),
    ("CA", "ON", "HST", "0.13", True),
    ("DE", "", "MwSt. 19 %", "0.19", True),
    ("AT", "", "MwSt. 20 %", "0.20", True),
    ("NL", "", "MwSt. 21 %", "0.21", True),
    ("BE", "", "MwSt. 21 %", "0.21", True),
    ("LU", "", "MwSt. 17 %", "0.17", True),
    ("FR", "", "MwSt. 20 %", "0.20", True),
]


def lay_in_markets():
    """Two markets, one location, deliveries and taxes; what is there stays as it is."""
    Location.objects.get_or_create(code="studio", defaults={"name": "Studio warehouse", "is_default": True})
    TaxCategory.objects.get_or_create(
        code="standard", defaults={"name": "Standard goods", "stripe_tax_code": "txcd_99999999"}
    )
    for currency in ("USD", "EUR"):
        RefundLimit.objects.get_or_create(currency=currency, defaults={"alone_up_to_minor": 50_000})
    dollars = _price_list("usd", "US dollars", "USD")
    euros = _price_list("eur", "Euros", "EUR")
    for price_list in (dollars, euros):
        PriceLimit.objects.get_or_create(price_list=price_list, defaults={"alone_up_to_percent": 30})
    Market.objects.get_or_create(
        code="us",
        defaults={
            "name": "United States",
            "language": "en",
            "locale": "en-US",
            "price_list": dollars,
            "countries": NORTH_AMERICA,
            "is_default": True,
        },
    )
    Market.objects.get_or_create(
        code="de",
        defaults={
            "name": "Germany",
            "language": "de",
            "locale": "de-DE",
            "price_list": euros,
            "countries": EUROPE,
            "prices_include_tax": True,
        },
    )
    SellerSettings.objects.get_or_create(
        defaults={
            "name": "Kin Workspace GmbH",
            "address": "Stiller Weg 4\n10115 Berlin\nGermany",
            "tax_id": "DE123456789",
            "email": "hello@kinworkspace.example",
            "phone": "+49 30 1234567",
        }
    )
    _lay_in_deliveries()
    for country, region, name, rate, taxes_delivery in TAXES:
        TaxRate.objects.get_or_create(
            country=country,
            region=region,
            category=None,
            defaults={"name": name, "rate": Decimal(rate), "taxes_delivery": taxes_delivery},
        )


def _price_list(code, name, currency):
    return PriceList.objects.get_or_create(code=code, defaults={"name": name, "currency": currency})[0]


def _lay_in_deliveries():
    zones = {
        "north-america": _zone("north-america", "North America", NORTH_AMERICA),
        "europe": _zone("europe", "Europe", EUROPE),
    }
    for position, (code, zone, name, german, days, steps) in enumerate(DELIVERIES):
        method, is_new = ShippingMethod.objects.get_or_create(
            code=code,
            defaults={
                "zone": zones[zone],
                "name": name,
                "min_days": days[0],
                "max_days": days[1],
                "position": position,
            },
        )
        if not is_new:
            continue
        ShippingMethodLabel.objects.create(method=method, locale="de", label=german)
        ShippingRate.objects.bulk_create(
            ShippingRate(method=method, currency=currency, up_to_grams=grams, minor=minor)
            for currency, grams, minor in steps
        )


def _zone(code, name, countries):
    return ShippingZone.objects.get_or_create(code=code, defaults={"name": name, "countries": countries})[0]

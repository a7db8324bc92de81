"""A shop whose prices hold tax, and people of several countries who buy there."""

from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.pricing.models import TaxRate
from commerce.shipping.models import ShippingZone
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_page_of, make_product
from tests.factories.checkout import cart_with, make_delivery
from tests.factories.markets import make_german_market
from tests.factories.stock import make_location

VIENNA = {
    "line1": "Ruhegasse 1",
    "city": "Wien",
    "region": "",
    "postcode": "1010",
    "country": "AT",
    "delivery": "eu-standard",
}
BERN = VIENNA | {"city": "Bern", "postcode": "3000", "country": "CH"}
BERLIN = VIENNA | {"city": "Berlin", "postcode": "10115", "country": "DE"}


def make_european_shop():
    """The German market; it delivers to Switzerland too, whose tax its prices do not hold."""
    market = make_german_market()
    market.countries, market.tax_area = ["DE", "AT", "CH"], ["DE", "AT"]
    market.save()
    make_location()
    zone, _ = ShippingZone.objects.get_or_create(
        code="eu", defaults={"name": "Europe", "countries": ["DE", "AT", "CH"]}
    )
    make_delivery(zone, "eu-standard", [(None, 1200)], currency="EUR")
    for country, rate in [("DE", "0.19"), ("AT", "0.20")]:
        TaxRate.objects.get_or_create(country=country, defaults={"name": f"VAT {country}", "rate": rate})
    return market


def cart_in_euros(market, *, price=12000, quantity=2, customer=None):
    variant = make_product(stock=9)
    make_page_of(variant.product, locale="de", path=f"/de/shop/{variant.product.code}/", page_id=variant.pk)
    set_price(variant=variant, price_list=market.price_list, money=Money(price, "EUR"), by=SYSTEM)
    return cart_with((variant, quantity), market=market, customer=customer)

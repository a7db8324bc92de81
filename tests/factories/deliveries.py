"""Ways of delivery."""

from commerce.shipping.models import ShippingMethod, ShippingRate, ShippingZone


def make_method(code="by-bike", minor=900):
    """One within the United States, at a flat price."""
    zone = ShippingZone.objects.create(code="near", name="Near", countries=["US"])
    method = ShippingMethod.objects.create(zone=zone, code=code, name="Bike", min_days=1, max_days=2)
    ShippingRate.objects.create(method=method, currency="USD", minor=minor)
    return method

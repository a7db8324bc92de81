"""What a shopper gives at checkout."""

from dataclasses import dataclass

from commerce.pricing.tax import Place


@dataclass(frozen=True, slots=True)
class CheckoutDetails:
    """Where the order goes and whom it is mailed to; `agreed` is the digest of the quote that was shown."""

    email: str
    name: str
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    phone: str
    country: str
    delivery: str
    wants_news: bool
    agreed: str
    vat_id: str = ""

    @property
    def place(self):
        return Place(self.country, self.region, self.postcode)

    @property
    def address(self):
        """The fields of an OrderAddress."""
        names = ("name", "line1", "line2", "city", "region", "postcode", "phone", "country")
        return {name: getattr(self, name) for name in names}

"""Which ways to pay there are: for a currency, an amount, and the country somebody lives in.

The limits, in minor units, stand for those that Stripe has for a shop in the United States: near them, not
proved. A way without limits takes what Stripe takes.
"""

from dataclasses import dataclass, field

from kinsite.sandbox.stripe.errors import InvalidRequest

EURO = frozenset({"AT", "BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "NL", "PT"})
HOME = {"usd": {"US"}, "eur": EURO, "gbp": {"GB"}, "cad": {"CA"}, "aud": {"AU"}, "nzd": {"NZ"}}


@dataclass(frozen=True)
class Offer:
    """A way to pay. `limits` holds the least and the most of each currency it takes; empty is any."""

    type: str
    limits: dict[str, tuple[int, int]] = field(default_factory=dict)
    is_domestic: bool = False

    def takes(self, amount: int, currency: str) -> bool:
        if not self.limits:
            return True
        least, most = self.limits.get(currency, (1, 0))
        return least <= amount <= most


ANY = (1, 99_999_999)
OFFERS = (
    Offer("card"),
    Offer("link"),
    Offer(
        "klarna",
        {"usd": (1_000, 1_000_000), "eur": (100, 1_000_000), "gbp": (100, 400_000)},
        is_domestic=True,
    ),
    Offer(
        "afterpay_clearpay",
        {
            "usd": (100, 400_000),
            "cad": (100, 200_000),
            "gbp": (100, 120_000),
            "aud": (100, 400_000),
            "nzd": (100, 400_000),
        },
        is_domestic=True,
    ),
    Offer("affirm", {"usd": (5_000, 3_000_000), "cad": (5_000, 3_000_000)}, is_domestic=True),
    Offer("us_bank_account", {"usd": ANY}),
    Offer("sepa_debit", {"eur": ANY}),
)
DOMESTIC = frozenset(offer.type for offer in OFFERS if offer.is_domestic)


def methods_for(amount: int, currency: str) -> list[str]:
    """What automatic payment methods offer for an amount."""
    return [offer.type for offer in OFFERS if offer.takes(amount, currency)]


def check_shipping(intent: dict, method: dict) -> None:
    """Afterpay wants to know where the goods go."""
    if method["type"] == "afterpay_clearpay" and not intent["shipping"]:
        raise InvalidRequest("Payments by afterpay_clearpay need a shipping address.", param="shipping")


def check_country(method: dict, currency: str) -> None:
    """Pay-later is for those who live where the currency is at home; who says no country is believed."""
    country = method["billing_details"]["address"]["country"]
    if method["type"] in DOMESTIC and country and country not in HOME[currency]:
        raise InvalidRequest(
            f"Customers in {country} can not pay in {currency.upper()} by {method['type']}.",
            param="billing_details[address][country]",
        )

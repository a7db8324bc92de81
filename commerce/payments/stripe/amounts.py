"""In which unit Stripe counts a currency, and where that is not ours: https://docs.stripe.com/currencies

Ours follows Unicode CLDR. Stripe counts krónur, dinars and some more in hundredths that nobody has: sent as
ours, they would be charged a hundredth of the price.
"""

from commerce.errors import GatewayRefused
from commerce.money import Money

# Currencies by their decimals; all others have two.
DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 3),
}


def as_asked(amount: Money) -> dict:
    """The amount of a payment as Stripe is asked for it. GatewayRefused where it counts otherwise."""
    if DECIMALS.get(amount.currency, 2) != amount.exponent:
        raise GatewayRefused("currency_counted_otherwise")
    if amount.minor % amount.step:
        raise GatewayRefused("amount_not_in_steps")
    return {"amount": amount.minor, "currency": amount.currency.lower()}

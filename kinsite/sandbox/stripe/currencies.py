"""Which currencies Stripe takes, and how little it charges."""

from babel.numbers import get_currency_precision, is_currency

from kinsite.sandbox.stripe.errors import InvalidRequest

LEAST = {"usd": 50, "eur": 50, "gbp": 30, "jpy": 50, "chf": 50, "cad": 50, "aud": 50, "sek": 300, "dkk": 250}
MOST = 99_999_999
THREE_DECIMALS = {"bhd", "jod", "kwd", "omr", "tnd"}


def written(amount: int, currency: str) -> str:
    """An amount for people: 12900 usd is `129.00 USD`."""
    places = get_currency_precision(currency.upper())
    return f"{amount / 10**places:,.{places}f} {currency.upper()}"


def known(currency: str) -> str:
    currency = currency.lower()
    if not is_currency(currency.upper()):
        raise InvalidRequest(f"Invalid currency: {currency}.", param="currency")
    return currency


def check_step(amount: int, currency: str, param: str = "amount") -> None:
    """Stripe takes three-decimal currencies in tens: https://docs.stripe.com/currencies#three-decimal"""
    if currency in THREE_DECIMALS and amount % 10:
        raise InvalidRequest(
            f"Amounts in {currency.upper()} must end in 0: round to the nearest ten.",
            code="parameter_invalid_integer",
            param=param,
        )


def check_amount(amount: int, currency: str) -> None:
    check_step(amount, currency)
    if amount < 1:
        raise InvalidRequest(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    least = LEAST.get(currency, 1)
    if amount < least:
        raise InvalidRequest(
            f"Amount must be at least {written(least, currency)}", code="amount_too_small", param="amount"
        )
    if amount > MOST:
        raise InvalidRequest(
            f"Amount must be no more than {written(MOST, currency)}", code="amount_too_large", param="amount"
        )

"""Markets: the default one in USD, a second in EUR."""

from commerce.markets.models import Market, PriceList


def make_price_list(currency="USD"):
    price_list, _ = PriceList.objects.get_or_create(
        code=currency.lower(), defaults={"name": currency, "currency": currency}
    )
    return price_list


def make_market(
    code="us",
    *,
    name=None,
    language="en",
    locale="en-US",
    currency="USD",
    countries=("US", "CA"),
    prices_include_tax=False,
    is_default=True,
):
    """The market of that code; asked for again it is the same one."""
    market, _ = Market.objects.select_related("price_list").get_or_create(
        code=code,
        defaults={
            "name": name or code.upper(),
            "language": language,
            "locale": locale,
            "price_list": make_price_list(currency),
            "countries": list(countries),
            "prices_include_tax": prices_include_tax,
            "is_default": is_default,
        },
    )
    return market


def make_german_market():
    return make_market(
        "de",
        name="Germany",
        language="de",
        locale="de-DE",
        currency="EUR",
        countries=("DE", "AT"),
        prices_include_tax=True,
        is_default=False,
    )

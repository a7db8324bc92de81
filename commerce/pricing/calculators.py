"""Who computes a quote's taxes: the flat table, or the calculator that TAX_CALCULATOR names.

A quote is taxed outside any transaction, for a calculator may be on the network. Where it gives no answer
the flat table does, and the quote says so: a shop that cannot ask still sells, and staff see which orders
to look at.
"""

import logging
from dataclasses import replace
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from commerce.errors import GatewayError, GatewayRefused
from commerce.pricing.models import TaxRate
from commerce.pricing.quote import Quote, with_taxes
from commerce.pricing.tax import FlatTable, Rate

logger = logging.getLogger(__name__)

TABLE = "flat"
CALCULATORS = {"stripe": "commerce.payments.stripe.tax.StripeTax"}


def taxed(quote: Quote) -> Quote:
    """The quote of a place with its taxes, by the calculator in use."""
    name = settings.TAX_CALCULATOR
    if name == TABLE or not quote.lines:
        return taxed_by_table(quote)
    try:
        return replace(with_taxes(quote, _build(name)), taxed_by=name)
    except (GatewayError, GatewayRefused) as problem:
        logger.warning("taxed by the table", extra={"problem": str(problem)})
        return replace(taxed_by_table(quote), taxed_by="fallback")


def taxed_by_table(quote: Quote) -> Quote:
    """The same by the flat table, read afresh: what no place is known for is never asked elsewhere."""
    rates = [
        Rate(row.country, row.region, row.category_id, row.name, row.rate, row.taxes_delivery, row.tax)
        for row in TaxRate.objects.order_by("pk")
    ]
    return with_taxes(quote, FlatTable(rates))


@lru_cache(maxsize=2)
def _build(name):
    return import_string(CALCULATORS[name])()

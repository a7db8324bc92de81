"""Stripe Tax as a TaxCalculator: one call a quote of a place, remembered for some minutes.

Raises GatewayError and GatewayRefused; whoever asks has a table to fall back on. After a call without
an answer nobody waits for the next one: a breaker stands before it for half a minute.
"""

import hashlib
import json
from decimal import Decimal

from django.core.cache import cache

from commerce.catalogue.models import TaxCategory
from commerce.errors import GatewayError, GatewayRefused
from commerce.money import Money
from commerce.payments.stripe.client import ask, make_client
from commerce.pricing.tax import TaxShare
from kinsite.foundation.breaker import Breaker

KEPT_FOR = 10 * 60
REFUSAL_KEPT_FOR = 60
COOL_DOWN = 30
EXPAND = ["line_items", "line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"]
DELIVERY = "delivery"
# What our columns hold of a name.
LONGEST_NAME = 80


class StripeTax:
    def __init__(self):
        self._stripe = make_client()
        self._breaker = Breaker(cool_down=COOL_DOWN)

    def shares(self, place, taxables, *, inclusive):
        """The taxes of each taxable; what costs nothing is not asked about."""
        named = {_name(index, taxable): taxable for index, taxable in enumerate(taxables)}
        asked = {name: taxable for name, taxable in named.items() if taxable.amount.minor > 0}
        answer = self._answer(_question(place, asked, inclusive)) if asked else {}
        return [_shares(answer.get(name, []), taxable.amount.currency) for name, taxable in named.items()]

    def _answer(self, question):
        """{reference: breakdown}, from memory where the same was asked a moment ago."""
        digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
        key = f"stripe-tax-{digest}"
        known = cache.get(key)
        if known is None:
            known, seconds = self._fetch(question)
            cache.set(key, known, seconds)
        if isinstance(known, str):
            raise GatewayRefused(known)
        return known

    def _fetch(self, question):
        if not self._breaker.allows():
            raise GatewayError("not asked: it did not answer a moment ago")
        try:
            found = self._all_lines(ask(self._stripe.v1.tax.calculations.create, question).to_dict())
        except GatewayError:
            self._breaker.failed()
            raise
        except GatewayRefused as refusal:
            self._breaker.succeeded()
            return refusal.code, REFUSAL_KEPT_FOR
        self._breaker.succeeded()
        return _read(question, found), KEPT_FOR

    def _all_lines(self, found):
        """The calculation with all its lines: of a list inside another object Stripe tells the first ten."""
        lines = found["line_items"]
        while lines["has_more"]:
            asked = {
                "limit": 100,
                "starting_after": lines["data"][-1]["id"],
                "expand": ["data.tax_breakdown"],
            }
            page = ask(self._stripe.v1.tax.calculations.line_items.list, found["id"], asked).to_dict()
            lines = page | {"data": [*lines["data"], *page["data"]]}
        return found | {"line_items": lines}


def _name(index, taxable):
    return DELIVERY if taxable.is_delivery else str(index)


def _question(place, asked, inclusive):
    """The parameters of a calculation; delivery, where it costs something, is its shipping cost.

    Stripe taxes no delivery of nothing: where all goods are free, the table must answer.
    """
    if set(asked) == {DELIVERY}:
        raise GatewayRefused("no_line_items")
    codes = dict(TaxCategory.objects.exclude(stripe_tax_code="").values_list("pk", "stripe_tax_code"))
    behavior = "inclusive" if inclusive else "exclusive"
    lines, shipping = [], {}
    for name, taxable in asked.items():
        part = {"amount": taxable.amount.minor, "tax_behavior": behavior}
        if taxable.is_delivery:
            shipping = {"shipping_cost": part}
        else:
            code = codes.get(taxable.category_id)
            lines.append(part | {"reference": name} | ({"tax_code": code} if code else {}))
    address = {"country": place.country, "state": place.region, "postal_code": place.postcode}
    return {
        "currency": next(iter(asked.values())).amount.currency.lower(),
        "customer_details": {
            "address": {name: value for name, value in address.items() if value},
            "address_source": "shipping",
        },
        "line_items": lines,
        "expand": EXPAND,
        **shipping,
    }


def _read(question, found):
    """The breakdown of each part; an answer to something else than was asked is none."""
    parts = {line["reference"]: line for line in found["line_items"]["data"]}
    if set(parts) != {line["reference"] for line in question["line_items"]}:
        raise GatewayError("the answer lacks lines")
    if "shipping_cost" in question:
        parts[DELIVERY] = found["shipping_cost"]
    for part in parts.values():
        if sum(tax["amount"] for tax in part["tax_breakdown"] or []) != part["amount_tax"]:
            raise GatewayError("the answer does not add up")
    return {reference: part["tax_breakdown"] or [] for reference, part in parts.items()}


def _shares(breakdown, currency):
    return [_share(tax, currency) for tax in breakdown if tax["amount"]]


def _share(tax, currency):
    where, rate = tax["jurisdiction"], tax["tax_rate_details"] or {}
    return TaxShare(
        name=f"{where['display_name']} {rate.get('display_name', '')}".strip()[:LONGEST_NAME],
        jurisdiction="-".join(filter(None, [where["country"], where["state"]]))[:20],
        rate=Decimal(rate.get("percentage_decimal") or 0) / 100,
        base=Money(tax["taxable_amount"], currency),
        # In steps that may be charged: it knows only minor units.
        amount=Money(tax["amount"], currency).times(1),
    )

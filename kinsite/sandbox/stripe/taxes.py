"""Stripe Tax: what tax is due on lines and shipping to an address, by a small table of our own.

Real rates are Stripe's affair; here a few places are enough to see that the shop asks rightly and believes
the answer. New York has two taxes, everything else one or none.
"""

from fractions import Fraction

from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.ids import letters, new_id
from kinsite.sandbox.stripe.platform import Call

# Country and state: level, jurisdiction, name, type and per cent of each tax.
RATES = {
    ("US", "NY"): [
        ("state", "New York", "Sales Tax", "sales_tax", "4.0"),
        ("city", "New York City", "Sales Tax", "sales_tax", "4.5"),
    ],
    ("US", "CA"): [("state", "California", "Sales Tax", "sales_tax", "7.25")],
    ("DE", None): [("country", "Germany", "VAT", "vat", "19.0")],
    ("AT", None): [("country", "Austria", "VAT", "vat", "20.0")],
}
# Books, and the rate of Germany for them.
REDUCED = {("txcd_35010000", "DE"): "7.0"}
DAYS_KEPT = 90
# Of a list inside another object Stripe tells so many; the rest has an address of its own.
TOLD_AT_ONCE = 10


def create_calculation(call: Call) -> dict:
    """POST /v1/tax/calculations: nothing is charged and nothing is announced."""
    given = call.params
    place = (given.get("customer_details") or {}).get("address") or {}
    _check_place(place)
    calculation = {
        "id": new_id("tax.calculation"),
        "object": "tax.calculation",
        "created": call.now,
        "currency": given["currency"].lower(),
        "customer": given.get("customer"),
        "customer_details": {
            "address": place,
            "address_source": given["customer_details"].get("address_source"),
            "ip_address": None,
            "tax_ids": given["customer_details"].get("tax_ids", []),
            "taxability_override": "none",
        },
        "expires_at": call.now + DAYS_KEPT * 86_400,
        "livemode": False,
        "ship_from_details": None,
        "tax_date": call.now,
    }
    lines = [_line(line, place) for line in given["line_items"]]
    shipping = _shipping(given["shipping_cost"], place) if given.get("shipping_cost") else None
    parts = [*lines, *([shipping] if shipping else [])]
    by_behavior = {
        behavior: sum(part["amount_tax"] for part in parts if part["tax_behavior"] == behavior)
        for behavior in ("exclusive", "inclusive")
    }
    calculation |= {
        "amount_total": sum(part["amount"] for part in parts) + by_behavior["exclusive"],
        "shipping_cost": shipping,
        "tax_amount_exclusive": by_behavior["exclusive"],
        "tax_amount_inclusive": by_behavior["inclusive"],
        "tax_breakdown": [],
    }
    call.store.add(calculation, lines=lines)
    return calculation


def _check_place(place):
    if not place.get("country"):
        raise InvalidRequest(
            "You must provide a customer location.", code="parameter_missing", param="customer_details"
        )
    if place["country"] == "US" and not place.get("postal_code"):
        raise InvalidRequest(
            "We could not determine the customer's tax location based on the provided customer address.",
            code="customer_tax_location_invalid",
            param="customer_details[address]",
        )


def _line(given, place):
    reference = given.get("reference") or letters(10)
    return {
        "id": f"tax_li_{letters(14)}",
        "object": "tax.calculation_line_item",
        "livemode": False,
        "metadata": None,
        "product": None,
        "quantity": given.get("quantity", 1),
        "reference": reference,
        **_taxed(given, place, given.get("tax_code") or "txcd_99999999"),
    }


def _shipping(given, place):
    return {"shipping_rate": None, **_taxed(given, place, given.get("tax_code") or "txcd_92010001")}


def _taxed(given, place, code):
    amount, behavior = given["amount"], given.get("tax_behavior") or "exclusive"
    rates = RATES.get((place["country"], place.get("state"))) or RATES.get((place["country"], None)) or []
    percents = [Fraction(REDUCED.get((code, place["country"]), rate[-1])) / 100 for rate in rates]
    whole = 1 + sum(percents) if behavior == "inclusive" else 1
    taxes = [_half_up(amount * percent / whole) for percent in percents]
    base = amount - sum(taxes) if behavior == "inclusive" else amount
    return {
        "amount": amount,
        "amount_tax": sum(taxes),
        "tax_behavior": behavior,
        "tax_breakdown": [
            _breakdown(rate, percent, tax, base, place)
            for rate, percent, tax in zip(rates, percents, taxes, strict=True)
        ],
        "tax_code": code,
    }


def _breakdown(rate, percent, tax, base, place):
    level, jurisdiction, name, kind, _percent = rate
    return {
        "amount": tax,
        "jurisdiction": {
            "country": place["country"],
            "display_name": jurisdiction,
            "level": level,
            "state": place.get("state"),
        },
        "sourcing": "destination",
        "tax_rate_details": {
            "display_name": name,
            "percentage_decimal": str(float(percent * 100)),
            "tax_type": kind,
        },
        "taxability_reason": "standard_rated",
        "taxable_amount": base,
    }


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def list_lines(call: Call) -> dict:
    """GET /v1/tax/calculations/{id}/line_items, page by page."""
    calculation = call.store.get("tax.calculation", call.target)
    return _page(call.store, calculation, call.params.get("starting_after"), call.params.get("limit"))


def lines_of(store, calculation: dict) -> dict:
    """What `expand[]=line_items` adds."""
    return _page(store, calculation)


def _page(store, calculation, after=None, limit=None) -> dict:
    lines, limit = store.hidden(calculation["id"])["lines"], limit or TOLD_AT_ONCE
    begin = 1 + next((place for place, line in enumerate(lines) if line["id"] == after), -1)
    return {
        "object": "list",
        "data": lines[begin : begin + limit],
        "has_more": begin + limit < len(lines),
        "url": f"/v1/tax/calculations/{calculation['id']}/line_items",
    }


def breakdown_of(_store, part: dict) -> list:
    """Every part tells its taxes here; Stripe tells them where they are asked for."""
    return part["tax_breakdown"]

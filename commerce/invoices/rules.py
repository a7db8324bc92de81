"""Which tax a refund gives back: each line's, shared among the line's taxes as they were sold. Pure."""

from commerce.money import Money
from commerce.refunds.rules import paid_for


def credited_taxes(order, refund, given) -> dict:
    """(name, rate) → the tax within a refund's lines and delivery; goodwill and deductions hold none."""
    sums = {}
    for line in given:
        taxes = [tax for tax in order.taxes.all() if tax.line_id == line.order_line_id]
        _add(sums, taxes, order.money(line.tax_minor))
    if refund.delivery_minor:
        _lines, paid = paid_for(order, order.lines.all())
        rest = paid - order.money(order.delivery_tax_minor)
        within = order.money(refund.delivery_minor).split([order.delivery_tax_minor, rest.minor])[0]
        _add(sums, [tax for tax in order.taxes.all() if tax.line_id is None], within)
    return sums


def _add(sums, taxes, amount: Money):
    if not taxes or not amount:
        return
    for tax, share in zip(taxes, amount.split([tax.amount_minor for tax in taxes]), strict=True):
        key = tax.name, tax.rate
        sums[key] = sums.get(key, Money(0, amount.currency)) + share

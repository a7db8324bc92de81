"""What an invoice says: read from what the order and the refund stored, computed nowhere."""

from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_percent
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.customers.rules import address_lines
from commerce.invoices.models import Invoice, InvoiceKind
from commerce.invoices.rules import credited_taxes
from commerce.money import Money
from commerce.orders.models import OrderAddress, TaxTreatment
from commerce.orders.queries import credit_summary


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    amount: Money | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A tax of one name and rate: what was taxed, and the tax."""

    name: str
    rate: str
    base: Money | None
    amount: Money

    @property
    def label(self) -> str:
        """The name, and the rate where the name does not say it: most do."""
        return self.name if self.rate in self.name else f"{self.name} ({self.rate})"


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice as it is printed, in the order's language; amounts are still money."""

    title: str
    number: str
    issued_at: datetime
    locale: str
    language: str
    seller: list[str]
    buyer: list[str]
    facts: list[tuple[str, str]]
    lines: list[Row]
    totals: list[Row]
    total: Row
    paid: list[Row]
    taxes: list[TaxRow]
    notes: list[str]


def invoice_of(order, pk):
    """An invoice of this very order. Raises Invoice.DoesNotExist."""
    return Invoice.objects.select_related("refund", "amendment").get(order=order, pk=pk)


def paper_of(invoice, order):
    """The paper of an invoice; `order` comes with lines, addresses, taxes and market."""
    with override(order.language):
        is_credit = invoice.kind == InvoiceKind.CREDIT_NOTE
        given = list(invoice.refund.lines.select_related("order_line")) if is_credit else []
        billed = _credited(invoice.refund, order, given) if is_credit else _sold(invoice, order)
        lines, totals, taxes, whole, paid = billed
        return Paper(
            title=str(InvoiceKind(invoice.kind).label),
            number=invoice.number,
            issued_at=invoice.issued_at,
            locale=order.market.locale,
            language=order.language,
            seller=[invoice.seller_name, *invoice.seller_address.splitlines(), *_tax_id(invoice)],
            buyer=_buyer(order),
            facts=_facts(order, is_credit, given),
            lines=lines,
            totals=totals,
            total=whole,
            paid=paid,
            taxes=taxes,
            notes=_notes(order),
        )


def _sold(invoice, order):
    sums = _sums_of(invoice, order)
    lines = [
        Row(f"{line.quantity} × {line.title}", line.total, " · ".join(filter(None, [line.options, line.sku])))
        for line in order.lines.all()
        if line.amendment_id == invoice.amendment_id
    ]
    totals = [Row(_("Subtotal"), sums["items"])]
    first = invoice.amendment is None
    if first and order.discount_minor:
        totals.append(Row(_("Discount"), -order.discount))
    if first or sums["delivery"]:
        totals.append(Row(_("Delivery"), sums["delivery"], _delivery_name(invoice, order)))
    if first and order.delivery_discount_minor:
        totals.append(Row(_("Discount on delivery"), -order.money(order.delivery_discount_minor)))
    if sums["relief"]:
        totals.append(Row(_("Tax not charged"), -sums["relief"]))
    taxes = _tax_rows(order, invoice.amendment_id)
    if not order.prices_include_tax:
        totals += [Row(tax.label, tax.amount) for tax in taxes]
    paid = _paid(order, sums["total"]) if first else _set_off(invoice.amendment)
    return lines, totals, taxes, Row(_("Total"), sums["total"]), paid


def _sums_of(invoice, order):
    """What an invoice bills: an amendment's goods, or the order without what was put in later."""
    fields = {
        "items": "items_minor",
        "delivery": "delivery_minor",
        "relief": "relief_minor",
        "total": "total_minor",
    }
    if amendment := invoice.amendment:
        fields["total"] = "added_minor"
        return {name: order.money(getattr(amendment, field)) for name, field in fields.items()}
    later = [amendment for amendment in order.amendments.all() if amendment.made_at]
    later_sum = {
        name: sum(getattr(each, "added_minor" if name == "total" else field) for each in later)
        for name, field in fields.items()
    }
    return {name: order.money(getattr(order, field) - later_sum[name]) for name, field in fields.items()}


def _delivery_name(invoice, order):
    """The way of delivery that was billed: what it was before the first change of it after that."""
    later = [
        each
        for each in order.amendments.all()
        if each.made_at
        and each.delivery_name_was
        and (invoice.amendment is None or each.pk > invoice.amendment_id)
    ]
    return later[0].delivery_name_was if later else order.delivery_name


def _set_off(amendment):
    """How what was put in was paid where goods were taken out for it."""
    if not amendment.offset:
        return []
    rest = amendment.added - amendment.offset
    return [Row(_("Paid by what was taken out"), -amendment.offset), Row(_("Paid"), rest)]


def _paid(order, whole):
    """How what was ordered was paid where credit paid of it."""
    paid = [Row(facts["name"], -facts["amount"]) for facts in credit_summary(order)]
    if not paid:
        return []
    rest = whole - order.credit
    return [*paid, Row(_("Paid") if rest else _("Left to pay"), rest)]


def _credited(refund, order, given):
    lines = [
        Row(
            f"{line.quantity} × {line.order_line.title}", -order.money(line.amount_minor), line.order_line.sku
        )
        for line in given
    ]
    totals = []
    for label, minor in [
        (_("Delivery"), -refund.delivery_minor),
        (_("Goodwill"), -refund.goodwill_minor),
        (_("Kept back"), refund.deduction_minor),
    ]:
        if minor:
            totals.append(Row(label, order.money(minor)))
    taxes = [
        TaxRow(name, percent(rate, order.market.locale), None, -amount)
        for (name, rate), amount in credited_taxes(order, refund, given).items()
    ]
    return lines, totals, taxes, Row(_("Given back"), -refund.amount), _returned(refund)


def _returned(refund):
    """What of a refund became credit, and what went back the way it came."""
    parts = list(refund.credits.select_related("account", "use__account"))
    if not parts and not refund.offset_minor:
        return []
    offset = Money(refund.offset_minor, refund.currency)
    rows = [Row(_("Pays for what was put in"), -offset)] if offset else []
    rows += [
        Row((part.account or part.use.account).name, -Money(part.amount_minor, refund.currency))
        for part in parts
    ]
    return [*rows, Row(_("Paid back"), -refund.sent)] if refund.sent else rows


def _tax_rows(order, amendment_id):
    """The taxes that an invoice bills, by name and rate."""
    sums = {}
    for tax in order.taxes.all():
        if tax.amendment_id != amendment_id:
            continue
        base, amount = sums.get((tax.name, tax.rate), (0, 0))
        sums[tax.name, tax.rate] = base + tax.base_minor, amount + tax.amount_minor
    return [
        TaxRow(name, percent(rate, order.market.locale), order.money(base), order.money(amount))
        for (name, rate), (base, amount) in sums.items()
    ]


def percent(rate, locale):
    """A rate as people write it: 8.875%, 19 %."""
    written = format_percent(rate, locale=locale.replace("-", "_"), decimal_quantization=False)
    return written.replace("\xa0", " ")


def _buyer(order):
    kinds = {address.kind: address for address in order.addresses.all()}
    address = kinds.get(OrderAddress.Kind.BILLING) or kinds.get(OrderAddress.Kind.SHIPPING)
    lines = address_lines(address, order.language) if address else []
    return [*lines, f"{_('VAT id')}: {order.vat_id}"] if order.vat_id else lines


def _facts(order, is_credit, given):
    facts = [(_("Order"), order.number)]
    if is_credit:
        billed = {line.order_line.amendment_id for line in given} or {None}
        numbers = [
            found.number
            for found in order.invoices.all()
            if found.kind == InvoiceKind.INVOICE and found.amendment_id in billed
        ]
        return [*facts, (_("For invoice"), ", ".join(numbers))]
    return facts


def _notes(order):
    if order.tax_treatment == TaxTreatment.TAXED:
        return [_("Prices include tax.")] if order.prices_include_tax and order.tax_minor else []
    note = str(order.get_tax_treatment_display())
    return [f"{note}: {order.tax_exemption}" if order.tax_exemption else note]


def _tax_id(invoice):
    return [f"{_('Tax id')}: {invoice.seller_tax_id}"] if invoice.seller_tax_id else []

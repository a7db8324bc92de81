"""Rows for the components that show lines and totals: of a quote, and of an order as stored."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.cart.queries import repriced
from commerce.catalogue.queries import cards_for
from commerce.orders.models import TaxTreatment
from commerce.orders.queries import discount_summary, tax_summary
from commerce.storefront.lines import price_note


def line_rows(cart, quote):
    """The lines of a quote, as components/line_item.html takes them."""
    cards = cards_for([line.variant_id for line in quote.lines], cart.market)
    seen = repriced(cart, {line.variant_id: line.unit for line in quote.lines})
    return [
        {
            "title": line.title,
            "url": cards[line.variant_id].path,
            "image": cards[line.variant_id].image,
            "options": line.options,
            "quantity": line.quantity,
            "unit_price": line.unit,
            "total": line.amount,
            "notes": [price_note(seen[line.variant_id], line.unit)] if line.variant_id in seen else [],
        }
        for line in quote.lines
    ]


def total_rows(quote):
    """The rows above the total of a quote; what is not known yet is said in words."""
    rows = [{"label": _("Subtotal"), "amount": quote.items}]
    later = _("Once we know where it goes")
    rows += discount_rows(quote, is_delivery=False, later=later)
    if quote.delivery:
        rows.append({"label": _("Delivery"), "amount": quote.delivery.price, "note": quote.delivery.name})
    else:
        rows.append({"label": _("Delivery"), "text": later})
    rows += discount_rows(quote, is_delivery=True, later=later)
    if quote.place is None and not quote.prices_include_tax:
        rows.append({"label": _("Tax"), "text": _("Once we know where it goes")})
    rows += _tax_rows(quote.tax_summary, quote.prices_include_tax)
    return rows + _relief_rows(TaxTreatment(quote.treatment), quote.relief)


def discount_rows(quote, *, is_delivery, later):
    """The discounts of goods, or of delivery, each by its name; one with a code can be taken back."""
    taken = [applied for applied in quote.discounts if applied.is_delivery is is_delivery]
    return [
        _discount_row(applied.terms.name, applied.terms.code, applied.amount)
        | ({"code": applied.terms.code} if applied.terms.code else {})
        | ({} if applied.amount else {"text": later})
        for applied in taken
    ]


def missed_notes(quote):
    """The codes in the cart that take nothing off, each with the reason."""
    return [
        {"code": missed.terms.code, "name": missed.terms.name, "reason": missed.why.shopper_message}
        for missed in quote.missed_codes
    ]


def delivery_progress(quote):
    """How far it is to free delivery, as components/progress.html takes it, where there is such an offer."""
    offer = quote.almost_free
    if offer is None:
        return None
    words = _("%(amount)s to free delivery") % {"amount": offer.why.missing.written(get_language())}
    return {"text": words, "value": quote.items.minor, "maximum": offer.terms.minimum.minor}


def order_line_rows(order, review_links):
    """The lines of an order as sold, as components/line_item.html takes them; some may be reviewed."""
    return [
        {
            "title": line.title,
            "url": line.path,
            "image": line.image,
            "options": line.options,
            "sku": line.sku,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "total": line.total,
            "review": review_links.get(line.pk),
        }
        for line in order.lines.all()
    ]


def order_total_rows(order):
    """The rows above the total of an order, all of them as stored."""
    rows = [{"label": _("Subtotal"), "amount": order.items}]
    taken = discount_summary(order)
    rows += [_discount_row(**facts) for facts in taken if not facts["is_delivery"]]
    rows.append({"label": _("Delivery"), "amount": order.delivery, "note": order.delivery_name})
    rows += [_discount_row(**facts) for facts in taken if facts["is_delivery"]]
    rows += _tax_rows(tax_summary(order), order.prices_include_tax)
    return rows + _relief_rows(TaxTreatment(order.tax_treatment), order.relief)


def _discount_row(name, code, amount, is_delivery=False):
    note = {"note": code} if code else {}
    return {"label": name, "amount": -amount, "kind": "discount", **note}


def _tax_rows(summary, is_included):
    label = _("Includes %(tax)s") if is_included else "%(tax)s"
    return [{"label": label % {"tax": name}, "amount": amount} for name, amount in summary]


def _relief_rows(treatment, relief):
    """Why no tax is charged, and what that takes off prices that hold it."""
    if treatment == TaxTreatment.TAXED:
        return []
    if not relief:
        return [{"label": _("Tax"), "text": treatment.label}]
    return [{"label": _("Tax not charged"), "note": treatment.label, "amount": -relief}]

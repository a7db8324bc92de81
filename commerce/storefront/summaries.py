"""Rows for the components that show lines and totals: of a quote, and of an order as stored."""

from django.utils.translation import gettext as _

from commerce.cart.queries import repriced
from commerce.catalogue.queries import cards_for
from commerce.orders.queries import tax_summary
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
    if quote.discount:
        rows.append({"label": _("Discount"), "amount": -quote.discount, "kind": "discount"})
    if quote.delivery:
        rows.append({"label": _("Delivery"), "amount": quote.delivery.price, "note": quote.delivery.name})
    else:
        rows.append({"label": _("Delivery"), "text": _("Once we know where it goes")})
    if quote.place is None and not quote.prices_include_tax:
        rows.append({"label": _("Tax"), "text": _("Once we know where it goes")})
    return rows + _tax_rows(quote.tax_summary, quote.prices_include_tax)


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
    if order.discount_minor:
        rows.append({"label": _("Discount"), "amount": -order.discount, "kind": "discount"})
    rows.append({"label": _("Delivery"), "amount": order.delivery, "note": order.delivery_name})
    return rows + _tax_rows(tax_summary(order), order.prices_include_tax)


def _tax_rows(summary, is_included):
    label = _("Includes %(tax)s") if is_included else "%(tax)s"
    return [{"label": label % {"tax": name}, "amount": amount} for name, amount in summary]

"""Rows for the components that show lines and totals: of a quote, and of an order as stored."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.cart.queries import repriced
from commerce.catalogue.queries import cards_for
from commerce.credit.queries import store_credit_of
from commerce.orders.models import TaxTreatment
from commerce.orders.queries import credit_summary, discount_summary, tax_summary
from commerce.storefront.lines import price_note
from kinsite.foundation import clock


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
    rows += _relief_rows(TaxTreatment(quote.treatment), quote.relief)
    return rows + card_rows(quote)


def card_rows(quote):
    """What gift cards and store credit pay of the total, each with what stays on it; it can be taken back."""
    if not quote.credits:
        return []
    paid = [
        {
            **_paid_row(paid.card.name, paid.amount),
            "note": _("%(amount)s stays on it") % {"amount": _written(paid.card.balance - paid.amount)},
            "code": f"credit-{paid.card.account_id}",
        }
        for paid in quote.credits
    ]
    return [{"label": _("Total"), "amount": quote.total, "kind": "total"}, *paid]


def own_credit(cart, quote):
    """The balance of the customer's own credit, where it could pay of this cart and does not yet."""
    account = store_credit_of(cart.customer_id, quote.currency)
    if account is None or not account.balance or not account.is_usable(clock.now()):
        return None
    is_used = any(paid.card.account_id == account.pk for paid in quote.credits)
    return None if is_used else account.balance


def quote_total(quote):
    """The last row of a quote: what is asked of the shopper."""
    return {"label": _("To pay") if quote.credits else _("Total"), "amount": quote.to_pay}


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
    """The codes in the cart that take nothing off, and the cards that can't pay, each with the reason."""
    codes = [
        {"code": missed.terms.code, "title": missed.terms.code, "reason": missed.why.shopper_message}
        for missed in quote.missed_codes
    ]
    cards = [
        {
            "code": f"credit-{unused.card.account_id}",
            "title": unused.card.name,
            "reason": unused.why.shopper_message,
        }
        for unused in quote.unused_credits
    ]
    return codes + cards


def delivery_progress(quote):
    """How far it is to free delivery, as components/progress.html takes it, where there is such an offer."""
    offer = quote.almost_free
    if offer is None:
        return None
    words = _("%(amount)s to free delivery") % {"amount": _written(offer.why.missing)}
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
    rows += _relief_rows(TaxTreatment(order.tax_treatment), order.relief)
    paid = [_paid_row(**facts) for facts in credit_summary(order)]
    return rows + ([{"label": _("Total"), "amount": order.total, "kind": "total"}, *paid] if paid else [])


def order_total(order):
    """The last row of an order: its total or, where cards paid of it, what was left to pay."""
    if not order.credit_minor:
        return {"label": _("Total"), "amount": order.total}
    is_paid = order.is_secured and order.to_pay
    return {"label": _("Paid") if is_paid else _("Left to pay"), "amount": order.to_pay}


def _paid_row(name, amount):
    return {"label": name, "amount": -amount, "kind": "discount"}


def _written(amount):
    return amount.written(get_language())


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

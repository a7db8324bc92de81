"""What the cart shows, gathered once for the page and for the drawer."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.cart.queries import lines_of
from commerce.money import zero
from commerce.pricing.queries import quote_cart
from commerce.storefront.carts import cart_for
from commerce.storefront.lines import shown_lines
from commerce.storefront.summaries import delivery_progress, discount_rows, missed_notes
from commerce.storefront.wording import tax_note


class Place(StrEnum):
    """Where the cart is shown; the value is the id of the element that an answer replaces."""

    PAGE = "cart-contents"
    DRAWER = "cart-drawer-contents"

    @property
    def template(self):
        return "commerce/cart/drawer.html" if self is Place.DRAWER else "commerce/cart/contents.html"


def cart_context(request, place, *, problem="", undo=None, saved="", refused=("", "")):
    """The cart of this browser as it stands; `undo` is a Removal and the signed text that undoes it.

    `saved` is for what was not removed but moved to the wish list: "new" there, or "known"; `refused` is a
    discount code that was typed, and why it was not taken.
    """
    cart = cart_for(request)
    views = lines_of(cart) if cart else []
    counting = [view for view in views if view.problem is None]
    market = request.market
    quote = quote_cart(cart, views=views)[0] if counting else None
    code, code_problem = refused
    return {
        "place": place.value,
        "target": f"#{place.value}",
        "lines": shown_lines(views, place.name.lower()),
        "problem": problem,
        "undo": _undo(undo, views, saved) if undo else None,
        "rows": _rows(market, quote),
        "subtotal": _subtotal(market, quote),
        "missed": missed_notes(quote) if quote else [],
        "progress": delivery_progress(quote) if quote else None,
        "code": code,
        "code_problem": code_problem,
        "code_url": reverse("cart_code"),
        "tax_note": tax_note(market) if market.prices_include_tax else "",
        "checkout_url": reverse("checkout") if counting else "",
        "cart_url": reverse("cart"),
        "shop_url": reverse("wagtail_serve", args=[""]),
    }


def _rows(market, quote):
    """What is taken off already, and what is not known yet, said in words."""
    later = _("Calculated at checkout")
    rows = [{"label": _("Delivery"), "text": later}]
    if not market.prices_include_tax:
        rows.append({"label": _("Tax"), "text": later})
    if quote is None:
        return rows
    rows += [
        {
            "label": paid.card.name,
            "text": later,
            "code": f"credit-{paid.card.account_id}",
            "note": _balance(paid),
        }
        for paid in quote.credits
    ]
    if not quote.discounts:
        return rows
    off_goods = discount_rows(quote, is_delivery=False, later=later)
    off_delivery = discount_rows(quote, is_delivery=True, later=later)
    return [{"label": _("Subtotal"), "amount": quote.items}, *off_goods, rows[0], *off_delivery, *rows[1:]]


def _balance(paid):
    return _("Balance %(amount)s") % {"amount": paid.card.balance.written(get_language())}


def _subtotal(market, quote):
    if quote is None:
        return {"label": _("Subtotal"), "amount": zero(market.currency)}
    label = _("Total so far") if quote.discounts else _("Subtotal")
    return {"label": label, "amount": quote.items - quote.discount}


def gone_words(title, saved):
    """What became of a line that is out of the cart."""
    words = _("%(title)s is on your wish list.") if saved else _("%(title)s was removed.")
    return words % {"title": title}


def _undo(undo, views, saved):
    removal, signed = undo
    if any(view.line.variant_id == removal.variant_id for view in views):
        return None
    fields = {"undo": signed} | ({"saved": saved} if saved else {})
    return {
        "text": gone_words(removal.title, saved),
        "fields": [{"name": name, "value": value} for name, value in fields.items()],
        "url": reverse("cart_add"),
    }

"""What the cart shows, gathered once for the page and for the drawer."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.cart.queries import lines_of, subtotal_of
from commerce.money import zero
from commerce.storefront.carts import cart_for
from commerce.storefront.lines import shown_lines
from commerce.storefront.wording import tax_note


class Place(StrEnum):
    """Where the cart is shown; the value is the id of the element that an answer replaces."""

    PAGE = "cart-contents"
    DRAWER = "cart-drawer-contents"

    @property
    def template(self):
        return "commerce/cart/drawer.html" if self is Place.DRAWER else "commerce/cart/contents.html"


def cart_context(request, place, *, problem="", undo=None, saved=""):
    """The cart of this browser as it stands; `undo` is a Removal and the signed text that undoes it.

    `saved` is for what was not removed but moved to the wish list: "new" there, or "known".
    """
    cart = cart_for(request)
    views = lines_of(cart) if cart else []
    counting = [view for view in views if view.problem is None]
    market = request.market
    return {
        "place": place.value,
        "target": f"#{place.value}",
        "lines": shown_lines(views, place.name.lower()),
        "problem": problem,
        "undo": _undo(undo, views, saved) if undo else None,
        "rows": _rows(market),
        "subtotal": {
            "label": _("Subtotal"),
            "amount": subtotal_of(views, market) if views else zero(market.currency),
        },
        "tax_note": tax_note(market) if market.prices_include_tax else "",
        "checkout_url": reverse("checkout") if counting else "",
        "cart_url": reverse("cart"),
        "shop_url": reverse("wagtail_serve", args=[""]),
    }


def _rows(market):
    """What is not known yet, said in words."""
    later = _("Calculated at checkout")
    rows = [{"label": _("Delivery"), "text": later}]
    return rows if market.prices_include_tax else [*rows, {"label": _("Tax"), "text": later}]


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

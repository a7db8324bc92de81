"""What the cart shows of a line, in words. Nothing here decides: cart.rules did."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.cart.queries import CartLineView
from commerce.cart.rules import Bound, Problem
from commerce.catalogue.rules import Availability
from commerce.money import Money
from commerce.storefront.wording import left_words, limit_words, stock_limit_words


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as components/cart_line.html takes it, with the addresses of its forms."""

    id: int
    key: str
    title: str
    url: str
    image: Any
    options: str
    unit_price: Money
    was: Money | None
    total: Money
    quantity: int
    maximum: int
    hint: str
    sold_out: bool
    notes: list[dict]
    change_url: str
    remove_url: str
    save_url: str


def shown_lines(views: list[CartLineView], place: str) -> list[ShownLine]:
    """The lines for one place on the page; `place` keeps their ids apart from those of another."""
    return [_shown(view, place) for view in views]


def _shown(view, place):
    line, card = view.line, view.card
    return ShownLine(
        id=line.pk,
        key=f"{place}-line-{line.pk}",
        title=card.title,
        url=f"{card.path}?variant={card.variant.sku}" if card.path else "",
        image=card.image,
        options=card.options,
        unit_price=view.unit_price,
        was=view.card.was,
        total=view.total,
        quantity=view.quantity,
        maximum=max(view.room.units, view.quantity),
        hint=_hint(view),
        sold_out=view.problem is not None,
        notes=_notes(view),
        change_url=reverse("cart_line_change", args=[line.pk]),
        remove_url=reverse("cart_line_remove", args=[line.pk]),
        save_url=reverse("cart_line_save", args=[line.pk]),
    )


def _hint(view):
    """Why there can be no more, once the line is as long as it gets and no note says it."""
    if view.problem or view.quantity < view.room.units:
        return ""
    if view.room.bound is Bound.LIMIT:
        return limit_words(view.card.order_limit)
    if view.is_cut or view.level.availability == Availability.FEW_LEFT:
        return ""
    return stock_limit_words(view.room.units)


def _notes(view):
    notes = []
    if view.problem:
        notes.append({"kind": "error", "text": _problem_words(view)})
    elif view.is_cut:
        notes.append({"kind": "warning", "text": _cut_words(view)})
    elif view.level.availability == Availability.FEW_LEFT:
        notes.append({"kind": "warning", "text": left_words(view.available)})
    if view.price_changed_from is not None:
        notes.append(price_note(view.price_changed_from, view.unit_price))
    return notes


def _problem_words(view):
    if view.problem is Problem.SOLD_OUT:
        return _("Sold out for now. It stays here, and is not part of your total.")
    if view.problem is Problem.NOT_SOLD:
        return _("Not sold any more, so it is not part of your total.")
    return _("%(limit)s, so this is not part of your total.") % {"limit": limit_words(view.card.order_limit)}


def _cut_words(view):
    reason = left_words(view.available)
    if view.room.bound is Bound.LIMIT:
        reason = limit_words(view.card.order_limit)
    return _("%(reason)s. You wanted %(wanted)d.") % {"reason": reason, "wanted": view.line.quantity}


def price_note(old: Money, new: Money) -> dict:
    """That a price changed since it was put into the cart, with both numbers."""
    prices = {"old": old.written(get_language()), "new": new.written(get_language())}
    said = _("The price changed since you added this: it was %(old)s, now it is %(new)s.")
    return {"kind": "info", "text": said % prices}

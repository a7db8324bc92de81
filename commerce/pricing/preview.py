"""What a discount would take off: found out by writing it, quoting a cart, and keeping nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import keep_code, open_cart
from commerce.cart.queries import CartLineView
from commerce.cart.rules import room_for
from commerce.catalogue.levels import Level
from commerce.catalogue.models import Variant
from commerce.catalogue.queries import cards_for
from commerce.customers.models import CustomerGroup
from commerce.discounts.models import Discount
from commerce.discounts.operations import Plan, change_discount, create_discount
from commerce.discounts.rules import Applied
from commerce.errors import CodeRefused
from commerce.markets.models import Market
from commerce.pricing.queries import quote_before_tax
from commerce.pricing.quote import Quote
from commerce.pricing.tax import Place
from kinsite.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Sample:
    """What a discount is tried on: so many of some variants in a market, or a cart that is open.

    A member of `group` buys it; without one, a guest, or whoever's the cart is.
    """

    market: Market
    wishes: tuple[tuple[Variant, int], ...] = ()
    cart: Cart | None = None
    country: str = ""
    group: CustomerGroup | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The sample's quote, and the discount's part in it or why it has none.

    `not_sold` are SKUs of the sample that nobody can buy in its market.
    """

    quote: Quote
    applied: Applied | None
    why_not: CodeRefused | None
    not_sold: tuple[str, ...] = ()

    @property
    def lines(self):
        """The quote's lines, each with the share of this discount."""
        shares = self.applied.shares if self.applied else [None] * len(self.quote.lines)
        return [
            {
                "title": line.title,
                "options": line.options,
                "quantity": line.quantity,
                "amount": line.amount,
                "share": share,
                "discount": line.discount,
            }
            for line, share in zip(self.quote.lines, shares, strict=True)
        ]

    @property
    def others(self):
        """What else is taken off the sample."""
        return [found for found in self.quote.discounts if found is not self.applied]


def preview_discount(*, plan: Plan, sample: Sample, by: Actor, discount: Discount | None = None) -> Preview:
    """What a discount would take off if it were as planned and ran now: the shop's own quote says it.

    All is rolled back. The cart is locked first, as when an order is placed. Raises what
    create_discount() and change_discount() raise, and TooManyCodes.
    """
    plan = replace(plan, starts_at=None, ends_at=None, is_active=True)
    with transaction.atomic():
        preview = _preview(plan, sample, by, discount)
        transaction.set_rollback(True)
    return preview


def _preview(plan, sample, by, discount):
    cart = sample.cart or open_cart(market=sample.market, by=by)
    if plan.code:
        keep_code(cart=cart, code=plan.code, by=by)
    views, not_sold = (None, ()) if sample.cart else _views(cart, sample.wishes)
    if discount is None:
        tried = create_discount(plan=plan, by=by)
    else:
        tried = change_discount(discount=discount, plan=plan, version=discount.version, by=by)
    place = Place(sample.country) if sample.country else None
    quote, _choices = quote_before_tax(cart, place=place, views=views, member_of=sample.group)
    return Preview(
        quote=quote,
        applied=next((found for found in quote.discounts if found.terms.id == tried.pk), None),
        why_not=next((missed.why for missed in quote.missed if missed.terms.id == tried.pk), None),
        not_sold=not_sold,
    )


def _views(cart, wishes: Iterable[tuple[Variant, int]]):
    """The sample's lines as a cart would show them, whatever lies in stock, and what is not sold."""
    cards = cards_for([variant.pk for variant, _quantity in wishes], cart.market)
    views = [
        CartLineView(
            line=CartLine(cart=cart, variant=variant, quantity=quantity),
            card=card,
            quantity=quantity,
            level=Level(quantity),
            room=room_for(available=quantity, limit=quantity),
            price_changed_from=None,
            total=card.price * quantity,
            problem=None,
        )
        for variant, quantity in wishes
        for card in [cards[variant.pk]]
        if card.price
    ]
    return views, tuple(variant.sku for variant, _quantity in wishes if not cards[variant.pk].price)

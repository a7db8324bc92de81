"""Reads of carts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from commerce.cart.cookies import KEPT_FOR
from commerce.cart.models import Cart, CartCode, CartLine
from commerce.cart.rules import Problem, Room, Wish, judge
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.queries import VariantCard, cards_for
from commerce.money import Money, total
from commerce.stock.models import StockHold
from kinsite.foundation import clock


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line as it stands now. `quantity` is what counts: never more than can be had.

    With a `problem` the line stays visible and counts nothing; `line.quantity` is what was wanted.
    """

    line: CartLine
    card: VariantCard
    quantity: int
    level: Level
    room: Room
    price_changed_from: Money | None
    total: Money
    problem: Problem | None

    @property
    def available(self) -> int:
        return self.level.available

    @property
    def is_cut(self) -> bool:
        """Some of what was wanted can be had, but not all."""
        return 0 < self.quantity < self.line.quantity

    @property
    def unit_price(self) -> Money:
        """What one costs now, or cost when it was last sold."""
        return self.card.price or self.line.price_seen


def lines_of(cart: Cart) -> list[CartLineView]:
    """The lines of a cart with what is true of each now, in the order they were added.

    The number of queries is the same for one line and for fifty.
    """
    lines = list(CartLine.objects.filter(cart=cart).order_by("pk"))
    ids = [line.variant_id for line in lines]
    cards = cards_for(ids, cart.market)
    levels = levels_for(cart, ids)
    verdicts = judge(
        Wish(
            product_id=cards[line.variant_id].variant.product_id,
            wanted=line.quantity,
            is_sold=cards[line.variant_id].is_sold,
            available=levels[line.variant_id].available,
            limit=cards[line.variant_id].order_limit,
        )
        for line in lines
    )
    views = []
    for line, verdict in zip(lines, verdicts, strict=True):
        line.cart, card = cart, cards[line.variant_id]
        price = card.price or line.price_seen
        changed = verdict.problem is not Problem.NOT_SOLD and price != line.price_seen
        views.append(
            CartLineView(
                line=line,
                card=card,
                quantity=verdict.counted or line.quantity,
                level=levels[line.variant_id],
                room=verdict.room,
                price_changed_from=line.price_seen if changed else None,
                total=price * verdict.counted,
                problem=verdict.problem,
            )
        )
    return views


def subtotal_of(views: Iterable[CartLineView], market) -> Money:
    """What the counting lines cost, before discounts, delivery and added tax."""
    return total((view.total for view in views), market.currency)


def repriced(cart: Cart, prices: Mapping[int, Money]) -> dict[int, Money]:
    """The price seen when it was added, of each variant that costs another now."""
    seen = CartLine.objects.filter(cart=cart, variant__in=prices).values_list("variant_id", "seen_minor")
    seen = {pk: Money(minor, cart.market.currency) for pk, minor in seen}
    return {pk: money for pk, money in seen.items() if money != prices[pk]}


def levels_for(cart: Cart, variant_ids: Iterable[int]) -> dict[int, Level]:
    """How much this cart can have: what is free, and what its own unpaid order holds for it already."""
    levels = levels_of(variant_ids)
    own = StockHold.objects.filter(
        order__cart=cart,
        status=StockHold.Status.HELD,
        stock_item__location__is_default=True,
        stock_item__variant__in=list(variant_ids),
    )
    held = dict(own.values_list("stock_item__variant").annotate(Sum("quantity")))
    return {
        pk: Level(level.available + held.get(pk, 0), level.threshold)
        for pk in variant_ids
        for level in [levels.get(pk, Level())]
    }


def line_of(cart: Cart | None, line_id: int) -> CartLine | None:
    """A line of this very cart, or None: nobody reaches into another's."""
    if cart is None:
        return None
    line = CartLine.objects.filter(cart=cart, pk=line_id).first()
    if line:
        line.cart = cart
    return line


def codes_in(cart: Cart) -> QuerySet:
    """The discount codes that were entered, to be asked for inside another query."""
    return CartCode.objects.filter(cart=cart).values("code")


def open_carts():
    """Carts that can still be changed, each with its market, price list and customer."""
    return Cart.objects.filter(status=Cart.Status.OPEN).select_related("market__price_list", "customer")


def guest_cart(*, token, market) -> Cart | None:
    """The open cart of a guest in a market; a customer's cart is never found by a token."""
    return open_carts().filter(token=token, market=market, customer=None).first()


def cart_of_user(*, user, market) -> Cart | None:
    """The open cart of an account in a market."""
    return open_carts().filter(customer__user=user, market=market).first()


def untouched_guest_carts() -> QuerySet:
    """Open carts of guests whose browsers no longer know them, the longest untouched first.

    One with an order stays: its payment may still close it. So does a prepared one while its link is good,
    or while the browser that took it over still knows it.
    """
    now = clock.now()
    led_to = Q(drafts__ended_at=None, drafts__until__gte=now) | Q(drafts__taken_at__gte=now - KEPT_FOR)
    untouched = Cart.objects.filter(
        status=Cart.Status.OPEN, customer=None, orders=None, changed_at__lt=now - KEPT_FOR
    )
    return untouched.exclude(pk__in=Cart.objects.filter(led_to).values("pk")).order_by("changed_at", "pk")


def unit_count(*, user=None, token=None, market) -> int:
    """How many units lie in a cart, for the header: one query and no cart loaded."""
    owner = {"cart__customer__user": user} if user else {"cart__token": token, "cart__customer": None}
    lines = CartLine.objects.filter(cart__market=market, cart__status=Cart.Status.OPEN, **owner)
    return lines.aggregate(units=Sum("quantity"))["units"] or 0

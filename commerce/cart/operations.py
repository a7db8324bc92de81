"""What happens to carts. Each operation locks the cart first, so two tabs take turns."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from commerce.cart.models import Cart, CartCode, CartLine
from commerce.cart.queries import levels_for, untouched_guest_carts
from commerce.cart.rules import Bound, room_for
from commerce.cart.signed import Removal, Source
from commerce.catalogue.models import Variant
from commerce.catalogue.queries import VariantCard, cards_for
from commerce.customers.models import Customer
from commerce.errors import CartClosed, FewerLeft, NotSold, TooMany, TooManyCodes
from commerce.markets.models import Market
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor
from kinsite.foundation.retries import begun_anew

MOST_CODES = 5


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The customer's cart after a merge, how many units joined it, and how many found no room."""

    cart: Cart
    joined: int
    left_out: int


@begun_anew
@transaction.atomic
def open_cart(*, market: Market, customer: Customer | None = None, by: Actor) -> Cart:
    """A cart to put things in: a new one for a guest, the open one of a customer, made at its first need."""
    if customer is None:
        return Cart.objects.create(market=market)
    return _own_cart(customer, market.pk) or Cart.objects.create(market=market, customer=customer)


@begun_anew
@transaction.atomic
def add_to_cart(*, cart: Cart, variant: Variant, quantity: int, source: Source, by: Actor) -> CartLine:
    """Put units of a variant into a cart, on top of those that lie there, at the price the shop asks now."""
    cart = lock_open_cart(cart.pk)
    card = _card(cart, variant.pk)
    line = CartLine.objects.filter(cart=cart, variant=variant).first()
    if line is None:
        line = CartLine(cart=cart, variant=variant, quantity=0)
    _ensure_room(cart, card, line.quantity + quantity, in_cart=line.quantity)
    line.quantity += quantity
    line.seen_minor = card.price.minor
    if source:
        line.source_page_id, line.source_revision_id = source.page_id, source.revision_id
        line.source_block = source.block
    line.save()
    _note_change(cart)
    return line


@begun_anew
@transaction.atomic
def start_cart(
    *, market: Market, customer: Customer | None, variant: Variant, quantity: int, source: Source, by: Actor
) -> CartLine:
    """Open a cart by putting the first thing into it; where that is refused no cart is opened."""
    cart = open_cart(market=market, customer=customer, by=by)
    return add_to_cart(cart=cart, variant=variant, quantity=quantity, source=source, by=by)


@begun_anew
@transaction.atomic
def change_quantity(*, line: CartLine, quantity: int, by: Actor) -> CartLine | None:
    """Set how many units of a line are wanted; none removes it.

    Raises CartLine.DoesNotExist where another tab took the line out.
    """
    if quantity == 0:
        return remove_line(line=line, by=by)
    cart = lock_open_cart(line.cart_id)
    line = CartLine.objects.get(pk=line.pk, cart=cart)
    _ensure_room(cart, _card(cart, line.variant_id), quantity)
    line.quantity = quantity
    line.save(update_fields=["quantity"])
    _note_change(cart)
    return line


@begun_anew
@transaction.atomic
def remove_line(*, line: CartLine, by: Actor) -> None:
    """Take a line out; one that is out already stays out."""
    cart = lock_open_cart(line.cart_id)
    CartLine.objects.filter(pk=line.pk, cart=cart).delete()
    _note_change(cart)


@begun_anew
@transaction.atomic
def put_back(*, cart: Cart, removal: Removal, by: Actor) -> CartLine:
    """Undo a removal: the line is as it was, price seen and source included.

    Nothing is refused, since a line says for itself what of it can be had; where another tab has put
    the variant in meanwhile, that line stands.
    """
    cart = lock_open_cart(cart.pk)
    line, is_new = CartLine.objects.get_or_create(
        cart=cart,
        variant_id=removal.variant_id,
        defaults={
            "quantity": removal.quantity,
            "seen_minor": removal.price_seen,
            "source_page_id": removal.source.page_id,
            "source_revision_id": removal.source.revision_id,
            "source_block": removal.source.block,
        },
    )
    if is_new:
        _note_change(cart)
    return line


@begun_anew
@transaction.atomic
def keep_code(*, cart: Cart, code: str, by: Actor) -> None:
    """Keep a discount code with a cart; one that is there stays. Whether it applies is the quote's to say."""
    cart = lock_open_cart(cart.pk)
    others = CartCode.objects.filter(cart=cart).exclude(code=code)
    if others.count() >= MOST_CODES:
        raise TooManyCodes
    CartCode.objects.get_or_create(cart=cart, code=code)
    _note_change(cart)


@transaction.atomic
def drop_code(*, cart: Cart, code: str, by: Actor) -> None:
    """Take a discount code out of a cart; one that is out already stays out."""
    cart = lock_open_cart(cart.pk)
    CartCode.objects.filter(cart=cart, code=code).delete()
    _note_change(cart)


@transaction.atomic
def merge_carts(*, guest: Cart, customer: Customer, by: Actor) -> MergeResult:
    """Give a guest's cart to the customer who signed in.

    Without an open cart of their own the guest's becomes theirs under a new token; else its units join
    the customer's, as many as stock and the order limit allow. Either way the token that was in the
    browser before finds nothing any more, whoever else may know it.
    """
    own = _own_cart(customer, guest.market_id)
    # By id, as everywhere, so that two sign-ins at once take turns.
    locked = {pk: lock_open_cart(pk) for pk in sorted({guest.pk, own.pk if own else guest.pk})}
    guest = locked[guest.pk]
    if guest.customer_id is not None:
        raise CartClosed
    if own is None:
        return _adopt(guest, customer)
    own = locked[own.pk]
    joined, left_out = _pour(guest, own)
    _pour_codes(guest, own)
    own.checkout_input = {**own.checkout_input, **guest.checkout_input}
    own.save(update_fields=["checkout_input"])
    Cart.objects.filter(pk=guest.pk).update(token=uuid.uuid4(), checkout_input={})
    move(guest, Cart.Status.MERGED, by=by)
    _note_change(own)
    return MergeResult(own, joined, left_out)


@transaction.atomic
def join_carts(*, guest: Cart, target: Cart, by: Actor) -> MergeResult:
    """Put a guest's cart into another one that the same browser has from now on.

    Raises CartClosed where one of them is ordered, merged, or a customer's.
    """
    locked = {pk: lock_open_cart(pk) for pk in sorted({guest.pk, target.pk})}
    guest, target = locked[guest.pk], locked[target.pk]
    if guest.customer_id is not None or target.customer_id is not None or guest.pk == target.pk:
        raise CartClosed
    joined, left_out = _pour(guest, target)
    _pour_codes(guest, target)
    Cart.objects.filter(pk=guest.pk).update(token=uuid.uuid4(), checkout_input={})
    move(guest, Cart.Status.MERGED, by=by)
    _note_change(target)
    return MergeResult(target, joined, left_out)


@begun_anew
@transaction.atomic
def remember_checkout(*, cart: Cart, details: dict) -> None:
    """Keep what was typed at checkout, encrypted; fields that were not typed now keep their last value."""
    locked = lock_open_cart(cart.pk)
    locked.checkout_input = {**locked.checkout_input, **details}
    locked.save(update_fields=["checkout_input"])
    cart.checkout_input = locked.checkout_input
    _note_change(locked)


@transaction.atomic
def close_cart(*, cart: Cart, by: Actor = SYSTEM, ordered: Mapping[int, int] | None = None) -> None:
    """The cart became an order. Closing one that is closed changes nothing.

    What lies in it beyond `ordered` ({variant id: units}) was added while the shopper paid, or was sold
    out: it moves to a new cart that the browser's token, or the customer, finds from now on.
    """
    cart = Cart.objects.select_for_update(no_key=True).get(pk=cart.pk)
    if cart.status != Cart.Status.OPEN:
        return
    token = cart.token
    Cart.objects.filter(pk=cart.pk).update(token=uuid.uuid4(), checkout_input={})
    move(cart, Cart.Status.ORDERED, by=by)
    left = list(CartLine.objects.filter(cart=cart)) if ordered is not None else []
    left = [line for line in left if line.quantity > ordered.get(line.variant_id, 0)]
    if not left:
        return
    rest = Cart.objects.create(token=token, market_id=cart.market_id, customer_id=cart.customer_id)
    for line in left:
        line.pk, line.cart = None, rest
        line.quantity -= ordered.get(line.variant_id, 0)
    CartLine.objects.bulk_create(left)


def lock_open_cart(pk: int) -> Cart:
    """The cart, locked until the transaction ends. Raises CartClosed where it was ordered or merged."""
    carts = Cart.objects.select_for_update(no_key=True, of=("self",)).select_related("market__price_list")
    cart = carts.filter(pk=pk, status=Cart.Status.OPEN).first()
    if cart is None:
        raise CartClosed
    return cart


def _card(cart, variant_id) -> VariantCard:
    card = cards_for([variant_id], cart.market).get(variant_id)
    if card is None or not card.is_sold:
        raise NotSold
    return card


def _ensure_room(cart, card, wanted, in_cart=0):
    others = _others(cart, card)
    room = _room(cart, card, others)
    if wanted <= room.units:
        return
    if room.bound is Bound.LIMIT:
        raise TooMany(card.order_limit, in_cart=others + in_cart)
    raise FewerLeft(card.variant.sku, left=room.units, in_cart=in_cart)


def _room(cart, card, others):
    available = levels_for(cart, [card.variant.pk])[card.variant.pk].available
    return room_for(available=available, limit=card.order_limit, others=others)


def _others(cart, card):
    """How many units of the product's other variants lie in the cart."""
    siblings = CartLine.objects.filter(cart=cart, variant__product=card.variant.product_id)
    return sum(siblings.exclude(variant=card.variant.pk).values_list("quantity", flat=True))


def _own_cart(customer, market_id):
    """The customer's open cart; their row is locked, so that two tabs can't each open one."""
    Customer.objects.select_for_update().get(pk=customer.pk)
    return Cart.objects.filter(customer=customer, market=market_id, status=Cart.Status.OPEN).first()


def _adopt(guest, customer):
    Cart.objects.filter(pk=guest.pk).update(customer=customer, token=uuid.uuid4())
    guest.refresh_from_db(fields=["customer", "token"])
    _note_change(guest)
    units = CartLine.objects.filter(cart=guest).values_list("quantity", flat=True)
    return MergeResult(guest, joined=sum(units), left_out=0)


def _pour(guest, target):
    """Move the guest's units over, as far as they fit; returns how many did and did not."""
    joined = left_out = 0
    known = {line.variant_id: line for line in CartLine.objects.filter(cart=target)}
    lines = list(CartLine.objects.filter(cart=guest))
    cards = cards_for([line.variant_id for line in lines], target.market)
    for line in lines:
        card = cards[line.variant_id]
        mine = known.get(line.variant_id)
        has = mine.quantity if mine else 0
        room = _room(target, card, _others(target, card)).units if card.is_sold else 0
        moved = min(line.quantity, max(room - has, 0))
        joined, left_out = joined + moved, left_out + line.quantity - moved
        if mine is None:
            # What can't be had now comes along all the same: it stays visible, and counts nothing.
            CartLine.objects.filter(pk=line.pk).update(cart=target, quantity=moved or line.quantity)
        elif moved:
            CartLine.objects.filter(pk=mine.pk).update(quantity=has + moved)
    return joined, left_out


def _pour_codes(guest, target):
    """The guest's codes join those of the customer's cart, as many as it holds."""
    known = list(CartCode.objects.filter(cart=target).values_list("code", flat=True))
    new = CartCode.objects.filter(cart=guest).exclude(code__in=known)[: max(MOST_CODES - len(known), 0)]
    CartCode.objects.bulk_create(CartCode(cart=target, code=held.code) for held in new)


def _note_change(cart):
    Cart.objects.filter(pk=cart.pk).update(changed_at=clock.now())


@transaction.atomic
def forget_guest_carts(limit: int = 500) -> int:
    """Delete guests' carts that nobody touched for as long as their browser keeps the way to them.

    What was typed at checkout goes with them. They are locked, so that two beats share the work. Returns
    how many.
    """
    found = untouched_guest_carts().select_for_update(of=("self",), skip_locked=True)[:limit]
    carts = [cart.pk for cart in found]
    Cart.objects.filter(pk__in=carts).delete()
    return len(carts)


@transaction.atomic
def forget_carts(*, customer) -> None:
    """Delete a customer's carts, those too that became orders of theirs: what was typed lies in them."""
    theirs = Q(customer=customer) | Q(orders__customer=customer)
    Cart.objects.filter(pk__in=Cart.objects.filter(theirs).values("pk")).delete()

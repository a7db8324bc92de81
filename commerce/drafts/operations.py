"""The writers of drafts. What lies in one is changed by the operations of carts, under the draft's lock."""

from datetime import timedelta

from django.db import transaction

from commerce.cart.models import Cart
from commerce.cart.operations import (
    add_to_cart,
    change_quantity,
    join_carts,
    merge_carts,
    open_cart,
    remember_checkout,
    remove_line,
)
from commerce.cart.signed import Source
from commerce.catalogue.models import Variant
from commerce.drafts.models import Draft
from commerce.drafts.queries import is_for_blocked, is_ordered
from commerce.errors import (
    CustomerBlocked,
    DraftClosed,
    DraftEmpty,
    LineGone,
    NobodyToWrite,
    Refused,
    SkuUnknown,
)
from commerce.orders.models import OrderAddress
from commerce.shop.queries import desk_settings
from emails.send import post
from kinsite.foundation import clock
from kinsite.foundation.models import forget_tokens, index
from kinsite.foundation.retries import begun_anew

ADDRESS = ("name", "line1", "line2", "city", "postcode", "phone", "country", "region")


@transaction.atomic
def start_draft(*, market, email, by, about=None, address=None) -> Draft:
    """A draft without goods for whoever has the address, with what is known of where it goes."""
    cart = open_cart(market=market, by=by)
    remember_checkout(cart=cart, details={"email": email, **(address or {})})
    draft = Draft.objects.create(
        cart=cart,
        email=email,
        about=about,
        until=_link_until(),
        made_by_id=by.id,
        made_by_label=by.label,
    )
    index(draft, {"email": [email]})
    return draft


@transaction.atomic
def duplicate_order(*, order, by) -> tuple[Draft, list[str]]:
    """A draft of an order's goods for the same person and address, at today's prices.

    Returns it with the SKUs of what can't be had (all of) any more: these are left out. Raises NobodyToWrite.
    """
    if order.names_nobody:
        raise NobodyToWrite
    kept = OrderAddress.objects.filter(order=order, kind=OrderAddress.Kind.SHIPPING).first()
    address = {name: getattr(kept, name) for name in ADDRESS} if kept else None
    draft = start_draft(market=order.market, email=order.email, about=order, address=address, by=by)
    missing = []
    for line in order.lines.select_related("variant"):
        try:
            if line.variant is None:
                raise SkuUnknown
            with transaction.atomic():
                _add(draft, line.variant, line.quantity, by)
        except Refused:
            missing.append(line.sku)
    return draft, missing


@begun_anew
@transaction.atomic
def add_goods(*, draft, sku, quantity, by):
    """Put units of a SKU in. Raises DraftClosed, SkuUnknown, and what a cart refuses."""
    draft = _lock(draft)
    variant = Variant.objects.filter(sku__iexact=sku.strip()).first()
    if variant is None:
        raise SkuUnknown
    _add(draft, variant, quantity, by)


@begun_anew
@transaction.atomic
def set_quantity(*, draft, line, quantity, by):
    """How many units of a line are meant; none takes it out.

    Raises DraftClosed, LineGone, and what a cart refuses.
    """
    draft = _lock(draft)
    line = draft.cart.lines.filter(pk=line.pk).first()
    if line is None and quantity:
        raise LineGone
    if line is None:
        return
    if quantity:
        change_quantity(line=line, quantity=quantity, by=by)
    else:
        remove_line(line=line, by=by)


@begun_anew
@transaction.atomic
def send_draft(*, draft, by):
    """Mail its link to its customer, as often as wanted until it is ordered; its days count from then.

    Raises DraftClosed, DraftEmpty, NobodyToWrite, CustomerBlocked.
    """
    draft = _lock(draft, even_taken=True)
    if is_ordered(draft):
        raise DraftClosed
    if not draft.email:
        raise NobodyToWrite
    if is_for_blocked(draft):
        raise CustomerBlocked
    if not draft.cart.lines.exists():
        raise DraftEmpty
    draft.sent_at, draft.until = clock.now(), _link_until()
    draft.save(update_fields=["sent_at", "until"])
    post(
        "draft_ready",
        to=draft.email,
        about=draft,
        locale=draft.cart.market.language,
        occurrence=f"{draft.sent_at:%Y%m%d%H%M%S}",
        by=by,
    )


@begun_anew
@transaction.atomic
def end_draft(*, draft, by):
    """Its link leads nowhere from now on; what its customer took already is theirs."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.ended_at is None:
        draft.ended_at = clock.now()
        draft.save(update_fields=["ended_at"])


@begun_anew
@transaction.atomic
def take_draft(*, draft, cart, customer, by) -> Cart:
    """Give a draft's cart to the browser that opened its link; returns the cart that it has from now on.

    `cart` is the browser's own, if any: a guest's goods join the draft's, a customer's cart takes the
    draft's in. Asked again it gives the same cart. Raises DraftClosed.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("cart__market").get(pk=draft.pk)
    if draft.is_ended or draft.cart.status != Cart.Status.OPEN:
        raise DraftClosed
    owner = draft.cart.customer_id
    if owner is not None and (customer is None or customer.pk != owner):
        raise DraftClosed
    if customer is not None and owner is None:
        draft.cart = merge_carts(guest=draft.cart, customer=customer, by=by).cart
    elif customer is None and cart is not None and cart.pk != draft.cart_id:
        join_carts(guest=cart, target=draft.cart, by=by)
    draft.taken_at = draft.taken_at or clock.now()
    draft.save(update_fields=["taken_at", "cart"])
    return draft.cart


@transaction.atomic
def forget_drafts(*, drafts):
    """Delete the drafts with these ids, and the carts that nobody else took or ordered."""
    Cart.objects.filter(drafts__in=drafts, customer=None, orders=None).delete()
    forget_tokens(Draft, drafts)
    Draft.objects.filter(pk__in=drafts).delete()


def _link_until():
    return clock.now() + timedelta(days=desk_settings().link_days)


def _add(draft, variant, quantity, by):
    add_to_cart(cart=draft.cart, variant=variant, quantity=quantity, source=Source(), by=by)


def _lock(draft, *, even_taken=False):
    """The draft, locked, while its link is good and nobody has begun with it. Raises DraftClosed."""
    locked = Draft.objects.select_for_update(of=("self",)).select_related("cart__market__price_list")
    draft = locked.get(pk=draft.pk)
    if draft.is_ended if even_taken else not draft.is_changeable:
        raise DraftClosed
    return draft

"""What happens to wish lists and to the waiting list. A list is locked first, so two tabs take turns."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from commerce.cart.models import CartLine
from commerce.cart.operations import remove_line
from commerce.cart.signed import Source
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.models import Variant
from commerce.catalogue.queries import cards_for
from commerce.customers.models import Customer
from commerce.errors import InStockAgain, NotSold, WishListFull
from commerce.markets.models import Market
from commerce.wishes.models import RestockRequest, Wish, WishList
from commerce.wishes.queries import guest_requests, requests_in_the_name_of, untouched_guest_lists
from commerce.wishes.rules import MOST_WISHES
from commerce.wishes.signed import WishRemoval
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.crypto import blind
from kinsite.foundation.models import index


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, and whether it was not on the list before."""

    wish: Wish
    is_new: bool


@transaction.atomic
def add_wish(
    *,
    variant: Variant,
    source: Source,
    customer: Customer | None = None,
    guest_list: WishList | None = None,
    by: Actor,
) -> Wished:
    """Put a variant on the customer's list, or on a guest's; wished for again it stays as it is.

    The first wish opens the list. A guest's that was merged a moment ago takes nothing more: a new one
    is opened.
    """
    return _wish(_open_list(customer, guest_list), variant.pk, source)


@transaction.atomic
def remove_wish(*, wish: Wish, by: Actor) -> None:
    """Take a wish off its list; one that is off already stays off."""
    Wish.objects.filter(pk=wish.pk).delete()
    WishList.objects.filter(pk=wish.wish_list_id).update(changed_at=clock.now())


@transaction.atomic
def put_wish_back(
    *,
    removal: WishRemoval,
    customer: Customer | None = None,
    guest_list: WishList | None = None,
    by: Actor,
) -> Wished:
    """Undo a removal: the wish stands where it stood. Where another tab wished anew, that wish stands."""
    wish_list = _open_list(customer, guest_list)
    return _wish(wish_list, removal.variant_id, removal.source, added_at=removal.added_at)


@transaction.atomic
def save_for_later(
    *,
    line: CartLine,
    customer: Customer | None = None,
    guest_list: WishList | None = None,
    by: Actor,
) -> Wished:
    """Move a line of a cart to the wish list, with the page it was seen on. Units are not wished for."""
    source = Source(line.source_page_id, line.source_revision_id, line.source_block)
    wished = _wish(_open_list(customer, guest_list), line.variant_id, source)
    remove_line(line=line, by=by)
    return wished


@transaction.atomic
def merge_wish_lists(*, guest: WishList, customer: Customer, by: Actor) -> int:
    """Give a guest's wishes to the customer who signed in; returns how many are new to them.

    Either way the token that was in the browser before finds nothing any more, whoever else may know it.
    Beyond the most a list may hold, the oldest of the guest's are left behind.
    """
    own = _own_list(customer)
    guest = WishList.objects.select_for_update().filter(pk=guest.pk, customer=None).first()
    if guest is None:
        return 0
    if own is None:
        WishList.objects.filter(pk=guest.pk).update(customer=customer, token=uuid.uuid4())
        return Wish.objects.filter(wish_list=guest).count()
    known = set(Wish.objects.filter(wish_list=own).values_list("variant_id", flat=True))
    fresh = Wish.objects.filter(wish_list=guest).exclude(variant__in=known)
    room = max(MOST_WISHES - len(known), 0)
    joined = Wish.objects.filter(pk__in=[wish.pk for wish in fresh[:room]]).update(wish_list=own)
    guest.delete()
    _note_change(own)
    return joined


@transaction.atomic
def ask_to_be_told(
    *, variant: Variant, email: str, market: Market, customer: Customer | None, agreed_to: str, by: Actor
) -> None:
    """Remember that somebody wants to be told, once, when a variant is back. Asking twice is asking once.

    `customer` is given only where the address is proven theirs; a request that was made with it before,
    by whomever, becomes theirs. Raises NotSold and InStockAgain.
    """
    card = cards_for([variant.pk], market).get(variant.pk)
    if card is None or not card.is_sold:
        raise NotSold
    if levels_of([variant.pk]).get(variant.pk, Level()).available:
        raise InStockAgain
    request, is_new = RestockRequest.objects.get_or_create(
        variant=variant,
        email_digest=blind("email", email),
        told_at=None,
        defaults={"email": email, "market": market, "customer": customer, "agreed_to": agreed_to},
    )
    if is_new:
        index(request, {"email": [email]})
    elif customer:
        RestockRequest.objects.filter(pk=request.pk).update(customer=customer)


@transaction.atomic
def stop_waiting(*, customer: Customer, variant: Variant, by: Actor) -> None:
    """Take a customer off the waiting list of a variant; nothing of the request is kept."""
    for request in RestockRequest.objects.filter(customer=customer, variant=variant, told_at=None):
        index(request, {})
        request.delete()


@transaction.atomic
def give_restock_requests(*, customer: Customer, email: str) -> int:
    """Give a customer what was asked for with an address that is proven theirs. Returns how many."""
    return guest_requests(email).update(customer=customer)


@transaction.atomic
def forget_guest_lists(limit: int = 500) -> int:
    """Delete guests' lists that nobody touched for as long as their browser keeps the way to them.

    They are locked, so that two beats share the work and a wish of this moment opens a new list. Returns
    how many.
    """
    found = untouched_guest_lists().select_for_update(skip_locked=True)[:limit]
    lists = [wish_list.pk for wish_list in found]
    WishList.objects.filter(pk__in=lists).delete()
    return len(lists)


@transaction.atomic
def forget_wishes(*, customer: Customer) -> None:
    """Delete what an erased customer wished and waited for, also what was asked for in their name."""
    WishList.objects.filter(customer=customer).delete()
    for request in requests_in_the_name_of(customer):
        index(request, {})
        request.delete()


def _open_list(customer, guest_list):
    """The list to write to, locked; where there is none it is made."""
    if customer is not None:
        return _own_list(customer) or WishList.objects.create(customer=customer)
    if guest_list is not None:
        # Adopted meanwhile it is a customer's, and no guest's to write to.
        guest_list = WishList.objects.select_for_update().filter(pk=guest_list.pk, customer=None).first()
    return guest_list or WishList.objects.create()


def _own_list(customer):
    """The customer's list, locked; so is their row, that two tabs can't each open one."""
    Customer.objects.select_for_update().get(pk=customer.pk)
    return WishList.objects.select_for_update().filter(customer=customer).first()


def _wish(wish_list, variant_id, source, **facts):
    wishes = Wish.objects.filter(wish_list=wish_list)
    known = wishes.filter(variant=variant_id).first()
    if known is None and wishes.count() >= MOST_WISHES:
        raise WishListFull
    wish = known or Wish(wish_list=wish_list, variant_id=variant_id, **facts)
    if source and wish.source_page_id is None:
        wish.source_page_id, wish.source_revision_id = source.page_id, source.revision_id
        wish.source_block = source.block
    wish.save()
    _note_change(wish_list)
    return Wished(wish, known is None)


def _note_change(wish_list):
    WishList.objects.filter(pk=wish_list.pk).update(changed_at=clock.now())

"""Reads of wish lists and of the waiting list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from commerce.cart.cookies import KEPT_FOR
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.queries import VariantCard, cards_for
from commerce.customers.models import Customer
from commerce.markets.models import Market
from commerce.wishes.models import RestockRequest, Wish, WishList
from kinsite.foundation import clock
from kinsite.foundation.crypto import blind


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish, or a request to be told, with what is true of its variant in a market now."""

    record: Wish | RestockRequest
    card: VariantCard
    level: Level

    @property
    def is_sold_out(self) -> bool:
        return self.card.is_sold and not self.level.available

    @property
    def can_be_bought(self) -> bool:
        return self.card.is_sold and self.level.available > 0


def guest_wish_list(token) -> WishList | None:
    """The list of a guest; a customer's is never found by a token."""
    return WishList.objects.filter(token=token, customer=None).first()


def wish_list_of_user(user) -> WishList | None:
    """The list of an account, where it has one."""
    return WishList.objects.filter(customer__user=user).first()


def wish_count(*, user=None, token=None) -> int:
    """How many wishes there are, for the header: one query and no list loaded."""
    return _wishes(user, token).count()


def is_wished_for(variant_id: int, *, user=None, token=None) -> bool:
    """Whether a variant is on the list of this account or browser."""
    return _wishes(user, token).filter(variant=variant_id).exists()


def wish_of(wish_list: WishList | None, variant_id: int) -> Wish | None:
    """The wish for a variant on this very list, or None."""
    return Wish.objects.filter(wish_list=wish_list, variant=variant_id).first() if wish_list else None


def views_of(records: Iterable[Wish | RestockRequest], market: Market) -> list[WishView]:
    """Records with what is true of each now, in as many queries for one as for two hundred."""
    records = list(records)
    ids = [record.variant_id for record in records]
    cards, levels = cards_for(ids, market), levels_of(ids)
    return [
        WishView(record, cards[record.variant_id], levels.get(record.variant_id, Level()))
        for record in records
    ]


def requests_of_user(user):
    """What an account waits for, the latest first."""
    return RestockRequest.objects.filter(customer__user=user, told_at=None)


def guest_requests(email: str):
    """What was asked for with an address by people who had not proven it theirs."""
    return RestockRequest.objects.filter(email_digest=blind("email", email), customer=None)


def requests_in_the_name_of(customer: Customer):
    """What a customer waits or waited for, and what anybody asked for with their address."""
    in_name = Q(email_digest=blind("email", customer.email), customer=None)
    return RestockRequest.objects.filter(Q(customer=customer) | in_name)


def untouched_guest_lists():
    """Lists of guests whose browsers no longer know them, the longest untouched first."""
    begins = clock.now() - KEPT_FOR
    return WishList.objects.filter(customer=None, changed_at__lt=begins).order_by("changed_at", "pk")


def waits_for(user, variant_id: int) -> bool:
    """Whether an account waits for a variant."""
    return requests_of_user(user).filter(variant=variant_id).exists()


def waiting(variant_at: str) -> Coalesce:
    """How many wait for the variant at a path of the row, as an expression for lists."""
    requests = RestockRequest.objects.filter(variant=OuterRef(variant_at), told_at=None)
    counted = requests.order_by().values("variant").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _wishes(user, token):
    owner = {"wish_list__customer__user": user} if user else {"wish_list__token": token}
    return Wish.objects.filter(**owner, **({} if user else {"wish_list__customer": None}))

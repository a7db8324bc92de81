"""Reads of discounts: their terms for whoever asks."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Q, Value, When

from commerce.catalogue.models import ProductCollection
from commerce.customers.models import Customer
from commerce.discounts.models import Discount, DiscountGroup, DiscountTarget, DiscountUse, Standing
from commerce.discounts.rules import Scope, Terms, buyer_of
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.crypto import blind
from kinsite.foundation.models import find

FOR, GETS = DiscountTarget.Role.FOR, DiscountTarget.Role.GETS


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whoever buys, as far as that is known, and the cart whose own waiting order counts for nothing."""

    customer_id: int | None = None
    email: str = ""
    cart_id: int | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.customer_id or self.email)


def buyer_token(email: str) -> str:
    """The blind token of a buyer's e-mail, the same for all its spellings and +tags."""
    return blind("email", buyer_of(email))


def is_code(code: str) -> bool:
    """Whether a discount, running or not, has this code."""
    return Discount.objects.filter(code=code).exists()


def discounts_in_full():
    """Discounts with all that decides what they take off; `group_ids` are the groups each is for."""
    groups = DiscountGroup.objects.filter(discount=OuterRef("pk")).values("group")
    discounts = Discount.objects.annotate(group_ids=ArraySubquery(groups))
    return discounts.prefetch_related("amounts", "targets", "labels")


def with_standing(discounts, at: datetime | None = None):
    """Discounts with how each stands at a moment, now by default, for lists to filter by."""
    at = at or clock.now()
    return discounts.annotate(
        standing=Case(
            When(Q(is_active=False) | Q(ends_at__lte=at), then=Value(Standing.ENDED)),
            When(used__gte=F("limit_in_all"), then=Value(Standing.USED_UP)),
            When(starts_at__gt=at, then=Value(Standing.PLANNED)),
            default=Value(Standing.NOW),
            output_field=CharField(),
        )
    )


def offers_and(codes: Collection[str], at: datetime | None = None):
    """The automatic offers of a moment, now by default, and the discounts of some codes, running or not."""
    at = at or clock.now()
    begun = Q(starts_at=None) | Q(starts_at__lte=at)
    going_on = Q(ends_at=None) | Q(ends_at__gt=at)
    automatic = Q(code="", is_active=True) & begun & going_on
    named = Q(code__in=codes) & ~Q(code="")
    return discounts_in_full().filter(automatic | named)


def terms_of(discounts: Iterable[Discount], *, currency: str, language: str, buyer: Buyer) -> list[Terms]:
    """The terms of discounts in a currency and language, with what is left of their limits for a buyer."""
    discounts = list(discounts)
    own, mine = _uses(discounts, buyer)
    return [_terms(found, currency, language, own[found.pk], mine[found.pk]) for found in discounts]


def is_first_order(buyer: Buyer) -> bool | None:
    """Whether a buyer has paid for nothing yet; None as long as nobody knows who it is."""
    if not buyer.is_known:
        return None
    same = Q(pk=buyer.customer_id)
    if buyer.email:
        same |= Q(pk__in=find(Customer, "email", buyer.email))
    paid = Customer.objects.filter(same, orders__paid_at__isnull=False, orders__cancelled_at=None)
    return not paid.exists()


def collections_of(product_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The collections of products, by product."""
    product_ids, found = set(product_ids), defaultdict(set)
    rows = ProductCollection.objects.filter(product__in=product_ids)
    for product_id, collection_id in rows.values_list("product", "collection"):
        found[product_id].add(collection_id)
    return {pk: frozenset(found[pk]) for pk in product_ids}


def uses_by(buyer_token: str, customer_id: int | None):
    """The uses that count against one buyer: by e-mail, or by the customer they are known as."""
    same = Q(buyer_token=buyer_token)
    if customer_id:
        same |= Q(customer=customer_id)
    return DiscountUse.objects.filter(same, given_back_at=None)


def _uses(discounts, buyer):
    """How often the cart's own waiting order, and the buyer elsewhere, use each of these discounts."""
    own, mine = Counter(), Counter()
    limited = [
        found.pk for found in discounts if found.limit_in_all is not None or found.limit_for_buyer is not None
    ]
    if not limited:
        return own, mine
    waiting = Q(order__cart=buyer.cart_id, order__status="placed")
    if buyer.cart_id:
        ours = DiscountUse.objects.filter(waiting, discount__in=limited, given_back_at=None)
        own.update(ours.values_list("discount", flat=True))
    if buyer.is_known:
        token = buyer_token(buyer.email) if buyer.email else ""
        theirs = uses_by(token, buyer.customer_id).filter(discount__in=limited)
        if buyer.cart_id:
            theirs = theirs.exclude(waiting)
        mine.update(theirs.values_list("discount", flat=True))
    return own, mine


def _terms(discount, currency, language, own, mine):
    amounts = list(discount.amounts.all())
    here = next((amount for amount in amounts if amount.currency == currency), None)
    off = here.off_minor if here else None
    minimum = here.minimum_minor if here else None
    has_minimum = any(amount.minimum_minor is not None for amount in amounts)
    labels = {label.locale: label.label for label in discount.labels.all()}
    in_all, for_buyer = discount.limit_in_all, discount.limit_for_buyer
    return Terms(
        id=discount.pk,
        name=labels.get(language, discount.name),
        kind=discount.kind,
        code=discount.code,
        percent=discount.percent or 0,
        off=None if off is None else Money(off, currency),
        minimum=None if minimum is None else Money(minimum, currency),
        is_in_currency=(off is not None or discount.kind != "amount")
        and (minimum is not None or not has_minimum),
        buys=discount.buys or 0,
        gets=discount.gets or 0,
        scope=_scope(discount, FOR),
        got=_scope(discount, GETS),
        countries=frozenset(discount.countries),
        groups=frozenset(discount.group_ids),
        first_order_only=discount.first_order_only,
        starts_at=discount.starts_at,
        ends_at=discount.ends_at,
        is_active=discount.is_active,
        left=None if in_all is None else in_all - (discount.used - own),
        left_for_buyer=None if for_buyer is None else for_buyer - mine,
        is_exclusive=discount.is_exclusive,
        priority=discount.priority,
    )


def _scope(discount, role):
    targets = [target for target in discount.targets.all() if target.role == role]
    return Scope(
        products=frozenset(target.product_id for target in targets if target.product_id),
        collections=frozenset(target.collection_id for target in targets if target.collection_id),
    )

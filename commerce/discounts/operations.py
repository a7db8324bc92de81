"""The writers of discounts: how often they are used, and what staff say of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from commerce.catalogue.models import Collection, Product
from commerce.customers.models import CustomerGroup
from commerce.discounts.models import (
    Discount,
    DiscountAmount,
    DiscountChange,
    DiscountGroup,
    DiscountLabel,
    DiscountTarget,
    DiscountUse,
    Kind,
)
from commerce.discounts.queries import buyer_token, discounts_in_full, uses_by
from commerce.errors import (
    CodeNotForBuyer,
    CodeUsedUp,
    DiscountCodeTaken,
    DiscountMoved,
    LimitBelowUses,
    QuoteChanged,
)
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Plan:
    """All that staff say of a discount. `off` and `minimum` have an amount for each currency it is for.

    Without `groups` it is for everybody.
    """

    name: str
    kind: str
    code: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    percent: Decimal | None = None
    off: tuple[Money, ...] = ()
    minimum: tuple[Money, ...] = ()
    buys: int | None = None
    gets: int | None = None
    products: tuple[Product, ...] = ()
    collections: tuple[Collection, ...] = ()
    got_products: tuple[Product, ...] = ()
    got_collections: tuple[Collection, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[CustomerGroup, ...] = ()
    first_order_only: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    limit_in_all: int | None = None
    limit_per_customer: int | None = None
    is_exclusive: bool = False
    priority: int = 0
    is_active: bool = True


COLUMNS = (
    *("name", "kind", "code", "percent", "buys", "gets", "first_order_only", "starts_at", "ends_at"),
    *("limit_in_all", "limit_per_customer", "is_exclusive", "priority", "is_active"),
)


@transaction.atomic
def create_discount(*, plan: Plan, by: Actor) -> Discount:
    """Begin a discount as planned. Raises DiscountCodeTaken."""
    discount = Discount()
    _write(discount, plan)
    _note(discount, by, [("created", "", str(discount))])
    return discount


@transaction.atomic
def change_discount(*, discount: Discount, plan: Plan, version: int, by: Actor) -> Discount:
    """Say anew what a discount is, unless a colleague did since `version`; uses so far stay.

    Raises DiscountMoved, DiscountCodeTaken, LimitBelowUses.
    """
    Discount.objects.select_for_update().get(pk=discount.pk)
    found = discounts_in_full().get(pk=discount.pk)
    if found.version != version:
        raise DiscountMoved
    if plan.limit_in_all is not None and plan.limit_in_all < found.used:
        raise LimitBelowUses(found.used)
    before = _facts(found)
    _write(found, plan)
    after = _facts(discounts_in_full().get(pk=found.pk))
    _note(found, by, [(name, before[name], after[name]) for name in after if before[name] != after[name]])
    return found


@transaction.atomic
def end_discount(*, discount: Discount, by: Actor) -> None:
    """Let a discount be used no more from now on; ending one that is over changes nothing."""
    now = clock.now()
    found = Discount.objects.select_for_update().get(pk=discount.pk)
    if not found.is_active or (found.ends_at and found.ends_at <= now):
        return
    before = {"ends_at": found.ends_at, "is_active": found.is_active}
    # One that has not begun can't end before it starts: it is switched off instead.
    after = {"ends_at": now} if not found.starts_at or found.starts_at <= now else {"is_active": False}
    Discount.objects.filter(pk=found.pk).update(**after, version=F("version") + 1)
    _note(found, by, [(name, _text(before[name]), _text(value)) for name, value in after.items()])


@transaction.atomic
def count_uses(*, order, discount_ids: Iterable[int], email: str, customer) -> None:
    """Count what an order uses, once, and within the limits: in all by a guarded update, then per customer.

    Each discount is locked, by id, so that two orders of one customer take turns. Called again for the
    same order it counts nothing, and only learns of another e-mail. However many discounts there are, it
    takes four statements at most. Raises CodeUsedUp, CodeNotForBuyer, or QuoteChanged for an automatic offer.
    """
    wanted, token = set(discount_ids), buyer_token(email)
    if not wanted:
        return
    own = DiscountUse.objects.filter(order=order, discount=OuterRef("pk"))
    discounts = Discount.objects.select_for_update().filter(pk__in=wanted).annotate(is_counted=Exists(own))
    discounts = list(discounts.order_by("pk"))
    _count([discount for discount in discounts if not discount.is_counted])
    DiscountUse.objects.bulk_create(
        [
            DiscountUse(discount=discount, order=order, customer=customer, buyer_token=token)
            for discount in discounts
        ],
        update_conflicts=True,
        unique_fields=["discount", "order"],
        update_fields=["customer", "buyer_token"],
    )
    limited = [discount for discount in discounts if discount.limit_for_buyer is not None]
    if limited:
        uses = uses_by(token, customer.pk).filter(discount__in=limited)
        counts = Counter(uses.values_list("discount", flat=True))
        for discount in limited:
            if counts[discount.pk] > discount.limit_for_buyer:
                raise CodeNotForBuyer if discount.code else QuoteChanged


@transaction.atomic
def give_back_uses(*, order) -> None:
    """An order that was cancelled used nothing; asked twice, it is given back once."""
    uses = DiscountUse.objects.filter(order=order, given_back_at=None).order_by("discount")
    for use in uses:
        given = DiscountUse.objects.filter(pk=use.pk, given_back_at=None).update(given_back_at=clock.now())
        Discount.objects.filter(pk=use.discount_id, used__gte=given).update(used=F("used") - given)


def _count(discounts):
    """Move the counters of locked discounts where their limits allow, or say which one's does not."""
    if not discounts:
        return
    left = Q(limit_in_all=None) | Q(used__lt=F("limit_in_all"))
    ids = [discount.pk for discount in discounts]
    if Discount.objects.filter(left, pk__in=ids).update(used=F("used") + 1) < len(ids):
        full = next(discount for discount in discounts if discount.is_used_up)
        raise CodeUsedUp if full.code else QuoteChanged


def _write(discount, plan):
    for name in COLUMNS:
        setattr(discount, name, getattr(plan, name))
    discount.countries = list(plan.countries)
    discount.version += 0 if discount.pk is None else 1
    is_new = discount.pk is None
    fields = None if is_new else [*COLUMNS, "countries", "version"]
    try:
        with transaction.atomic():
            discount.save(force_insert=is_new, update_fields=fields)
    except IntegrityError as problem:
        if "discount_code_once" in str(problem):
            raise DiscountCodeTaken from problem
        raise
    _write_rows(discount, plan)


def _write_rows(discount, plan):
    off = {money.currency: money.minor for money in plan.off} if plan.kind == Kind.AMOUNT else {}
    minimum = {money.currency: money.minor for money in plan.minimum}
    DiscountAmount.objects.filter(discount=discount).delete()
    DiscountAmount.objects.bulk_create(
        DiscountAmount(
            discount=discount,
            currency=currency,
            off_minor=off.get(currency),
            minimum_minor=minimum.get(currency),
        )
        for currency in sorted(off.keys() | minimum.keys())
    )
    DiscountLabel.objects.filter(discount=discount).delete()
    DiscountLabel.objects.bulk_create(
        DiscountLabel(discount=discount, locale=locale, label=label)
        for locale, label in plan.labels.items()
        if label
    )
    DiscountGroup.objects.filter(discount=discount).delete()
    DiscountGroup.objects.bulk_create(DiscountGroup(discount=discount, group=group) for group in plan.groups)
    roles = DiscountTarget.Role
    DiscountTarget.objects.filter(discount=discount).delete()
    DiscountTarget.objects.bulk_create(
        [
            *_targets(discount, roles.FOR, plan.products, plan.collections),
            *_targets(discount, roles.GETS, plan.got_products, plan.got_collections),
        ]
    )


def _targets(discount, role, products, collections):
    yield from (DiscountTarget(discount=discount, role=role, product=product) for product in products)
    yield from (
        DiscountTarget(discount=discount, role=role, collection=collection) for collection in collections
    )


def _facts(discount):
    """What a discount is, by name, as texts for its history."""
    facts = {name: _text(getattr(discount, name)) for name in (*COLUMNS, "countries")}
    for amount in discount.amounts.all():
        for name, minor in (("off", amount.off_minor), ("minimum", amount.minimum_minor)):
            if minor is not None:
                money = Money(minor, amount.currency).written("en_US")
                facts[name] = ", ".join(filter(None, [facts.get(name), money]))
    targets = discount.targets.select_related("product", "collection").all()
    for role, name in ((DiscountTarget.Role.FOR, "for"), (DiscountTarget.Role.GETS, "gets_of")):
        facts[name] = ", ".join(
            str(target.product or target.collection) for target in targets if target.role == role
        )
    groups = discount.groups.select_related("group").order_by("group__name")
    facts["groups"] = ", ".join(row.group.name for row in groups)
    facts["names"] = ", ".join(f"{label.locale}: {label.label}" for label in discount.labels.all())
    return {"off": "", "minimum": "", **facts}


def _text(value):
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def _note(discount, by, steps):
    DiscountChange.objects.bulk_create(
        DiscountChange(
            discount=discount,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_label=by.label,
            what=what,
            before=before,
            after=after,
        )
        for what, before, after in steps
    )

"""Which discounts apply to a cart, in which order, and what each takes off which line. Pure.

Discounts are taken off one after the other, the lower priority first, each from what the ones before left
of the lines it is for. A percentage is computed once of all these lines, rounded half up, and an amount is
cut to what they come to; either is then split among them by largest remainder. Of buy and get, the cheapest
units are the ones that are got. An exclusive discount stands alone: the shopper gets the better of the best
exclusive one and of all others together, the latter where both come to the same. Free delivery takes off what
the cheapest delivery costs: a dearer one costs the difference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from commerce.discounts.models import Kind
from commerce.errors import (
    BelowMinimum,
    CodeAlreadyUsed,
    CodeExpired,
    CodeForAccounts,
    CodeForFirstOrders,
    CodeForGroups,
    CodeNotForBuyer,
    CodeNotForCountry,
    CodeNotForCurrency,
    CodeNotForThese,
    CodeNotYet,
    CodeOutdone,
    CodeRefused,
    CodeTakesNothing,
    CodeUsedUp,
)
from commerce.money import Money, total

SPELLING = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cart, as far as discounts look at it."""

    product_id: int
    collections: frozenset[int]
    unit: Money
    quantity: int

    @property
    def amount(self) -> Money:
        return self.unit * self.quantity


@dataclass(frozen=True, slots=True)
class Scope:
    """Products and collections; an empty one takes everything in."""

    products: frozenset[int] = frozenset()
    collections: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.products or self.collections)

    def has(self, line: Line) -> bool:
        return not self or line.product_id in self.products or bool(line.collections & self.collections)


@dataclass(frozen=True, slots=True)
class Terms:
    """A discount in one currency and language, with what is left of its limits for whoever asks."""

    id: int
    name: str
    kind: str
    code: str = ""
    percent: Decimal = Decimal(0)
    off: Money | None = None
    minimum: Money | None = None
    is_in_currency: bool = True
    buys: int = 0
    gets: int = 0
    scope: Scope = Scope()
    got: Scope = Scope()
    countries: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    first_order_only: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_active: bool = True
    left: int | None = None
    left_for_buyer: int | None = None
    is_exclusive: bool = False
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of whoever buys: no country, delivery or first order where it is not known yet.

    Who is known by an address that was typed (`is_typed`) is not told what that address did before.
    `groups` are those of the account that buys, none for a guest: an address makes nobody a member.
    """

    now: datetime
    country: str = ""
    delivery: Money | None = None
    cheapest_delivery: Money | None = None
    is_first_order: bool | None = None
    is_typed: bool = False
    groups: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A discount that applies: its share of each line, and what it takes off delivery."""

    terms: Terms
    shares: tuple[Money, ...]
    delivery: Money

    @property
    def amount(self) -> Money:
        return total(self.shares, self.delivery.currency) + self.delivery

    @property
    def is_delivery(self) -> bool:
        return self.terms.kind == Kind.FREE_DELIVERY


@dataclass(frozen=True, slots=True)
class Missed:
    """A discount that does not apply, and why."""

    terms: Terms
    why: CodeRefused

    @property
    def is_delivery(self) -> bool:
        return self.terms.kind == Kind.FREE_DELIVERY


@dataclass(frozen=True, slots=True)
class Decision:
    """What applies, in the order it was taken off, and what does not."""

    applied: tuple[Applied, ...] = ()
    missed: tuple[Missed, ...] = ()


def decide(lines: Sequence[Line], discounts: Iterable[Terms], facts: Facts, currency: str) -> Decision:
    """Decide which discounts apply to the lines of a cart, and what each is worth."""
    known = sorted(discounts, key=lambda terms: (terms.priority, terms.id))
    missed, fit = [], []
    for terms in known:
        why = why_not(terms, lines, facts, currency)
        if why is None:
            fit.append(terms)
        else:
            missed.append(Missed(terms, why))
    together = [terms for terms in fit if not terms.is_exclusive]
    ways = [_take_off(lines, together, facts, currency)]
    ways += [_take_off(lines, [terms], facts, currency) for terms in fit if terms.is_exclusive]
    best = max(ways, key=lambda way: (_worth(way, currency), len(way) > 0))
    chosen = {applied.terms.id for applied in best}
    for terms in fit:
        if terms.id not in chosen:
            alone = _take_off(lines, [terms], facts, currency)
            missed.append(Missed(terms, CodeOutdone() if alone and best else CodeTakesNothing()))
    return Decision(tuple(best), tuple(missed))


def why_not(terms: Terms, lines: Sequence[Line], facts: Facts, currency: str) -> CodeRefused | None:
    """Why a discount does not apply to a cart, or None where its conditions are met."""
    if not terms.is_active or (terms.ends_at and terms.ends_at <= facts.now):
        return CodeExpired()
    if terms.starts_at and terms.starts_at > facts.now:
        return CodeNotYet()
    if not terms.is_in_currency:
        return CodeNotForCurrency()
    if terms.left is not None and terms.left <= 0:
        return CodeUsedUp()
    # Before all that a typed address decides: among members, its answer would tell who is one.
    if terms.groups and terms.groups.isdisjoint(facts.groups or ()):
        return CodeForAccounts() if facts.groups is None else CodeForGroups()
    if terms.left_for_buyer is not None and terms.left_for_buyer <= 0:
        return CodeNotForBuyer() if facts.is_typed else CodeAlreadyUsed()
    if terms.first_order_only and facts.is_first_order is False:
        return CodeNotForBuyer() if facts.is_typed else CodeForFirstOrders()
    if terms.countries and facts.country and facts.country not in terms.countries:
        return CodeNotForCountry()
    if not any(terms.scope.has(line) for line in lines):
        return CodeNotForThese()
    missing = missing_to(terms, lines, currency)
    return BelowMinimum(missing) if missing else None


def missing_to(terms: Terms, lines: Sequence[Line], currency: str) -> Money:
    """How much more has to be bought: a minimum counts the whole cart, before discounts."""
    bought = total((line.amount for line in lines), currency)
    nothing = Money(0, currency)
    return max(terms.minimum - bought, nothing) if terms.minimum else nothing


def _take_off(lines, discounts, facts, currency):
    """Take discounts off one after the other; those that take off nothing are left out."""
    left = [line.amount for line in lines]
    delivery = facts.delivery
    taken = []
    for terms in discounts:
        applied = _applied(terms, lines, left, _freed(delivery, facts), currency)
        if not applied.amount and not (applied.is_delivery and delivery is None):
            continue
        left = [rest - share for rest, share in zip(left, applied.shares, strict=True)]
        delivery = delivery - applied.delivery if delivery is not None else None
        taken.append(applied)
    return taken


def _freed(delivery, facts):
    return min(delivery, facts.cheapest_delivery) if delivery is not None else None


def _applied(terms, lines, left, freed, currency):
    nothing = Money(0, currency)
    if terms.kind == Kind.FREE_DELIVERY:
        return Applied(terms, (nothing,) * len(lines), freed or nothing)
    if terms.kind == Kind.BUY_GET:
        shares = _got_units(terms, lines, left)
    else:
        weights = [rest.minor if terms.scope.has(line) else 0 for line, rest in zip(lines, left, strict=True)]
        whole = Money(sum(weights), currency)
        off = whole.times(terms.percent / 100) if terms.kind == Kind.PERCENTAGE else min(terms.off, whole)
        shares = off.split(weights) if off else [nothing] * len(lines)
    return Applied(terms, tuple(shares), nothing)


def _got_units(terms, lines, left):
    """The shares of buy and get: as many units as can be got, the cheapest first."""
    bought = [terms.scope.has(line) for line in lines]
    got = [(terms.got or terms.scope).has(line) for line in lines]
    only_bought = sum(line.quantity for line, b, g in zip(lines, bought, got, strict=True) if b and not g)
    only_got = sum(line.quantity for line, b, g in zip(lines, bought, got, strict=True) if g and not b)
    both = sum(line.quantity for line, b, g in zip(lines, bought, got, strict=True) if b and g)
    units, spare = _most_got(terms, only_bought, only_got, both)
    shares = [rest * 0 for rest in left]
    for index in sorted(range(len(lines)), key=lambda index: (lines[index].unit.minor, index)):
        line = lines[index]
        if not got[index]:
            continue
        taken = min(line.quantity, units, spare if bought[index] else units)
        units -= taken
        spare -= taken if bought[index] else 0
        shares[index] = min((line.unit * taken).times(terms.percent / 100), left[index])
    return shares


def _most_got(terms, only_bought, only_got, both):
    """How many units are got, and how many of them may be of lines that count as bought, too."""
    best, spare = 0, 0
    for times in range(1, (only_bought + both) // terms.buys + 1):
        free = both - max(0, times * terms.buys - only_bought)
        found = min(times * terms.gets, only_got + free)
        if found > best:
            best, spare = found, free
    return best, spare


def buyer_of(email: str) -> str:
    """The e-mail of a person without what follows a plus: the same mailbox, however it is tagged."""
    name, at, host = email.strip().rpartition("@")
    return f"{name.partition('+')[0]}{at}{host}"


def code_from(text: str) -> str:
    """A code as it is kept: capitals, without blanks; empty where no code is spelt like that."""
    code = "".join(text.split()).upper()
    return code if SPELLING.fullmatch(code) else ""


def _worth(way, currency):
    return total((applied.amount for applied in way), currency)

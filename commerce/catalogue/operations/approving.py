"""Prices that a second colleague decides: proposed by one, approved or declined by another."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from commerce.catalogue.models import PriceChange
from commerce.catalogue.operations.noting import of_price
from commerce.catalogue.operations.series import Series
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.errors import NotYourProposal, OwnProposal, PastPrice, PriceMove, PricesMoved, ProposalDecided
from commerce.events import OfferChanged, PricesProposed
from commerce.markets.models import PriceList
from commerce.trail.operations import Action, Area, Change, write_trail
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce

Status = PriceProposal.Status
LIMIT = "commerce.pricelimit"


@transaction.atomic
def limit_prices(*, limits: Mapping[PriceList, int | None], by: Actor) -> None:
    """Set by how many percent one colleague changes prices alone, by price list; None is without limit."""
    known = {limit.price_list_id: limit for limit in PriceLimit.objects.select_for_update().order_by("pk")}
    changed = []
    for price_list, percent in sorted(limits.items(), key=lambda pair: pair[0].pk):
        row = known.get(price_list.pk)
        before = row.alone_up_to_percent if row else None
        if before == percent:
            continue
        if percent is None:
            row.delete()
        else:
            facts = {"alone_up_to_percent": percent}
            PriceLimit.objects.update_or_create(price_list=price_list, defaults=facts)
        sides = {"before": _percent(before), "after": _percent(percent)}
        changed.append(Change(area=Area.SETTING, key=LIMIT, what=price_list.code, **sides))
    write_trail(changes=changed, by=by)


def propose(
    changes: Iterable[tuple[PriceChange, PriceChange | None]], now: datetime, by: Actor
) -> list[PriceProposal]:
    """Let prices wait for a second colleague, each with what it was to be instead of; the same waits once."""
    wanted = [_proposal(change, base, now, by) for change, base in changes]
    variant_ids = [proposal.variant_id for proposal in wanted]
    waiting = PriceProposal.objects.filter(status=Status.PROPOSED, variant__in=variant_ids)
    known = {_said(proposal): proposal for proposal in waiting}
    fresh = [proposal for proposal in wanted if _said(proposal) not in known]
    PriceProposal.objects.bulk_create(fresh)
    write_trail(changes=[_noted(proposal, Action.PROPOSED) for proposal in fresh], by=by)
    if fresh:
        announce(PricesProposed(tuple(proposal.pk for proposal in fresh)))
    return [known.get(_said(proposal), proposal) for proposal in wanted]


@transaction.atomic
def approve_prices(*, proposals: Iterable[PriceProposal], by: Actor) -> None:
    """A second colleague lets prices come true: all of them or none, from now where no later day was named.

    Raises OwnProposal, ProposalDecided, PricesMoved where another price is in force than the one they were
    to replace, PastPrice where their day is over, PlanInTheWay.
    """
    proposals = _lock(proposals)
    if any(proposal.actor_id == by.id for proposal in proposals):
        raise OwnProposal
    series = Series([proposal.key for proposal in proposals])
    now = series.now
    for proposal in proposals:
        begin = proposal.starts_at or now
        if begin < now or (proposal.ends_at and proposal.ends_at <= begin):
            raise PastPrice
        _compare(proposal, series.in_force(proposal.key, begin))
        proposal.change = _became(proposal, begin, now)
        series.add(proposal.change)
    series.write()
    _decide(proposals, Status.APPROVED, now, by)
    write_trail(changes=[_noted(proposal, Action.APPROVED) for proposal in proposals], by=by)
    announce(OfferChanged(tuple(series.product_ids)))


@transaction.atomic
def decline_prices(*, proposals: Iterable[PriceProposal], by: Actor, reason: str = "") -> None:
    """A second colleague leaves prices as they are. Raises OwnProposal, ProposalDecided."""
    proposals = _lock(proposals)
    if any(proposal.actor_id == by.id for proposal in proposals):
        raise OwnProposal
    _end(proposals, Status.DECLINED, Action.DECLINED, by, reason)


@transaction.atomic
def withdraw_proposals(*, proposals: Iterable[PriceProposal], by: Actor) -> None:
    """Whoever proposed prices thinks better of it. Raises ProposalDecided, NotYourProposal."""
    proposals = _lock(proposals)
    if any(proposal.actor_id != by.id for proposal in proposals):
        raise NotYourProposal
    _end(proposals, Status.WITHDRAWN, Action.WITHDRAWN, by)


def _proposal(change, base, now, by):
    return PriceProposal(
        variant=change.variant,
        price_list=change.price_list,
        minor=change.minor,
        base_minor=base.minor if base else None,
        is_reduction=change.is_reduction,
        starts_at=change.valid_from if change.valid_from > now else None,
        ends_at=change.valid_until,
        actor_id=by.id,
        actor_label=by.label,
        at=now,
    )


def _end(proposals, status, action, by, reason=""):
    _decide(proposals, status, clock.now(), by, reason)
    write_trail(changes=[_noted(proposal, action, reason) for proposal in proposals], by=by)


def _lock(proposals):
    """The same proposals under their lock, as long as they wait."""
    wanted = PriceProposal.objects.filter(pk__in=[proposal.pk for proposal in proposals]).order_by("pk")
    locked = list(wanted.select_for_update(of=("self",)).select_related("variant", "price_list"))
    if decided := next((proposal for proposal in locked if proposal.status != Status.PROPOSED), None):
        raise ProposalDecided(decided)
    return locked


def _compare(proposal, running):
    actual = running.money if running else None
    if actual != proposal.base:
        raise PricesMoved([PriceMove(key=proposal.key, seen=proposal.base, actual=actual, change=running)])


def _became(proposal, begin, now):
    return PriceChange(
        variant=proposal.variant,
        price_list=proposal.price_list,
        minor=proposal.minor,
        is_reduction=proposal.is_reduction,
        valid_from=begin,
        valid_until=proposal.ends_at,
        actor_kind="staff",
        actor_id=proposal.actor_id,
        actor_label=proposal.actor_label,
        at=now,
    )


def _decide(proposals, status, now, by, reason=""):
    for proposal in proposals:
        proposal.status, proposal.decided_at, proposal.reason = status, now, reason
        proposal.decided_by_id, proposal.decided_by_label = by.id, by.label
    fields = ["status", "decided_at", "reason", "decided_by_id", "decided_by_label", "change"]
    PriceProposal.objects.bulk_update(proposals, fields)


def _noted(proposal, action, reason=""):
    return of_price(proposal, before=proposal.base, after=proposal.money, action=action, reason=reason)


def _said(proposal):
    """What a proposal says, so that the same is not kept twice."""
    facts = proposal.minor, proposal.is_reduction, proposal.starts_at, proposal.ends_at, proposal.actor_id
    return (*proposal.key, *facts)


def _percent(value):
    return "" if value is None else f"{value} %"

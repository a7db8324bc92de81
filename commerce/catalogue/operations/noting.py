"""What the trail says of prices."""

from datetime import datetime

from commerce.catalogue.models import PriceChange
from commerce.money import Money
from commerce.trail.operations import Action, Area, Change


def decided(new: PriceChange, before: PriceChange | None, now: datetime) -> Change:
    """A price that was set or planned; `before` is what was to be in force then."""
    return of_price(
        new,
        before=before.money if before else None,
        after=new.money,
        action=Action.PLANNED if new.valid_from > now else Action.CHANGED,
    )


def ended(old: PriceChange, after: PriceChange | None, is_planned: bool) -> Change:
    """A price that was withdrawn or ended early; `after` is what runs instead."""
    return of_price(
        old,
        before=old.money,
        after=after.money if after else None,
        action=Action.WITHDRAWN if is_planned else Action.ENDED,
    )


def of_price(price, *, before: Money | None, after: Money | None, action: Action, reason: str = "") -> Change:
    """`price` names a variant, a price list and a period."""
    return Change(
        area=Area.PRICE,
        key=price.variant_id,
        name=price.variant.sku,
        what=price.price_list.code,
        before=in_words(before),
        after=in_words(after),
        action=action,
        reason=reason,
        starts_at=price.valid_from,
        ends_at=price.valid_until,
    )


def in_words(money: Money | None) -> str:
    """An amount as the trail keeps it, the same in every language."""
    return f"{money.major:f} {money.currency}" if money is not None else ""

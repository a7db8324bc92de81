"""A discount in words: what it does, for whom, how it stands, and what became of it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commerce.backoffice.queries import with_names
from commerce.customers.rules import country_choices
from commerce.discounts.models import Discount, DiscountTarget, Kind, Standing
from commerce.discounts.queries import discounts_in_full, with_standing
from commerce.money import Money

FOR, GETS = DiscountTarget.Role.FOR, DiscountTarget.Role.GETS
WHOLE, SHOWN = 100, 2
LATEST = 20

# What a line of the history is about; columns that are not named here were never changed by staff.
STEPS = {
    "created": gettext_lazy("Created"),
    "name": gettext_lazy("Name"),
    "names": gettext_lazy("Names"),
    "kind": gettext_lazy("Kind"),
    "code": gettext_lazy("Code"),
    "percent": gettext_lazy("Percent off"),
    "off": gettext_lazy("Amount off"),
    "minimum": gettext_lazy("Minimum"),
    "buys": gettext_lazy("Units to buy"),
    "gets": gettext_lazy("Units to get"),
    "for": gettext_lazy("Goods"),
    "gets_of": gettext_lazy("Goods to get"),
    "countries": gettext_lazy("Countries"),
    "groups": gettext_lazy("Customer groups"),
    "first_order_only": gettext_lazy("First order only"),
    "starts_at": gettext_lazy("From"),
    "ends_at": gettext_lazy("Until"),
    "is_active": gettext_lazy("Switched on"),
    "limit_in_all": gettext_lazy("Uses in all"),
    "limit_per_customer": gettext_lazy("Uses of one customer"),
    "is_exclusive": gettext_lazy("Stands alone"),
    "priority": gettext_lazy("Order"),
}


def discounts_listed():
    """Discounts with all that their words need, and how each stands now."""
    named = ("targets__product", "targets__collection", "groups__group")
    return with_standing(discounts_in_full().prefetch_related(*named))


def what_it_does(discount: Discount) -> str:
    """What a discount takes off, in one line."""
    goods = _goods(discount, FOR)
    if discount.kind == Kind.FREE_DELIVERY:
        return _("Free delivery with %(goods)s") % {"goods": goods} if goods else _("Free delivery")
    if discount.kind == Kind.BUY_GET:
        return _buy_get(discount, goods)
    off = _off(discount)
    return _("%(off)s off %(goods)s") % {"off": off, "goods": goods or _("everything")}


def in_short(discount: Discount) -> str:
    """What it takes off and on which conditions, for a list."""
    return " · ".join([what_it_does(discount), *conditions_of(discount)])


def conditions_of(discount: Discount) -> list[str]:
    """For whom and beside what it applies, one condition a line."""
    said = []
    minimum = _written(discount, "minimum_minor")
    if minimum:
        said.append(_("From a cart of %(amount)s") % {"amount": minimum})
    if discount.first_order_only:
        said.append(_("First order only"))
    if groups := sorted(row.group.name for row in discount.groups.all()):
        said.append(_("Members of %(groups)s") % {"groups": ", ".join(groups)})
    if discount.countries:
        names = (name for _code, name in country_choices(discount.countries, get_language()))
        said.append(_("Sent to %(countries)s") % {"countries": ", ".join(names)})
    if discount.limit_per_customer is not None:
        said.append(_("Uses of one customer: %(count)d") % {"count": discount.limit_per_customer})
    if discount.is_exclusive:
        said.append(_("Not together with others"))
    return said


def used_of(discount: Discount) -> str:
    """How often it was used, and of how many."""
    if discount.limit_in_all is None:
        return str(discount.used)
    return _("%(used)d of %(limit)d") % {"used": discount.used, "limit": discount.limit_in_all}


def dates_of(discount: Discount) -> str:
    """From when until when, as the shop's clock shows it."""
    start, end = _moment(discount.starts_at), _moment(discount.ends_at)
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("from %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else _("always")


def standing_tags(discount):
    """How it stands; what runs stands out."""
    standing = Standing(discount.standing)
    return [(standing.label, standing == Standing.NOW)]


def steps_since(discount: Discount, seen: int) -> list[str]:
    """What colleagues changed since a line of the history, in words."""
    steps = with_names(list(discount.changes.filter(pk__gt=seen).order_by("pk")))
    return [
        _("%(what)s: %(before)s → %(after)s (%(who)s)")
        % {"what": named(step), "before": step.before or "–", "after": step.after or "–", "who": step.who}
        for step in steps
    ]


def named(step) -> str:
    """What a line of the history is about."""
    return str(STEPS.get(step.what, step.what))


def page_facts(discount):
    """What the page of a discount shows."""
    steps = with_names(list(discount.changes.all()[:LATEST]))
    for step in steps:
        step.label = named(step)
    return {
        "does": what_it_does(discount),
        "conditions": conditions_of(discount),
        "used": used_of(discount),
        "dates": dates_of(discount),
        "tags": standing_tags(discount),
        "steps": steps,
        "uses": discount.uses.select_related("order")[:LATEST],
    }


def _buy_get(discount, goods):
    facts = {
        "buys": discount.buys,
        "gets": discount.gets,
        "percent": _percent(discount),
        "goods": goods or _("anything"),
        "got": _goods(discount, GETS) or _("the same"),
    }
    if discount.percent == WHOLE:
        return _("Buy %(buys)d of %(goods)s, get %(gets)d of %(got)s free") % facts
    return _("Buy %(buys)d of %(goods)s, get %(gets)d of %(got)s at %(percent)s off") % facts


def _off(discount):
    return _percent(discount) if discount.kind == Kind.PERCENTAGE else _written(discount, "off_minor")


def _percent(discount):
    return f"{discount.percent.normalize():f} %"


def _written(discount, column):
    found = ((getattr(amount, column), amount.currency) for amount in discount.amounts.all())
    language = get_language()
    return " / ".join(Money(minor, currency).written(language) for minor, currency in found if minor)


def _goods(discount, role):
    names = [
        str(target.product or target.collection) for target in discount.targets.all() if target.role == role
    ]
    more = len(names) - SHOWN
    shown = names[:SHOWN] + ([_("%(count)d more") % {"count": more}] if more > 0 else [])
    return ", ".join(shown)


def _moment(moment):
    if moment is None:
        return ""
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "j M Y, H:i")

"""What the screen of the trail shows, in a fixed number of queries."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.queries import with_names
from commerce.catalogue.models import Variant
from commerce.markets.models import PriceList
from commerce.stock.models import StockItem
from commerce.trail.models import TrailEntry
from kinsite.accounts.queries import names_of

A_PAGE = 50
Area = TrailEntry.Area
PRODUCT_FIELDS = {
    "code": gettext_lazy("Code"),
    "title": gettext_lazy("Title"),
    "teaser": gettext_lazy("Teaser"),
    "tax_category": gettext_lazy("Tax category"),
    "order_limit": gettext_lazy("Units an order may hold"),
    "warranty_years": gettext_lazy("Warranty in years"),
    "collections": gettext_lazy("Collections"),
    "options": gettext_lazy("Options"),
    "attributes": gettext_lazy("Attributes"),
    "pictures": gettext_lazy("Pictures"),
    "retired": gettext_lazy("Retired"),
    "leads_to": gettext_lazy("Where visitors go"),
    "choices": gettext_lazy("Options"),
    "grams": gettext_lazy("Weight with packaging, in grams"),
    "width_mm": gettext_lazy("Width in mm"),
    "depth_mm": gettext_lazy("Depth in mm"),
    "height_mm": gettext_lazy("Height in mm"),
}


@dataclass(frozen=True, slots=True)
class TrailPage:
    entries: list
    newer: int | None
    older: int | None


def subjects_of_product(product_id) -> list[str]:
    """The chains of a product: its own, and the prices and the stock of all its variants."""
    variants = Variant.objects.filter(product=product_id).values_list("pk", flat=True)
    items = StockItem.objects.filter(variant__product=product_id).values_list("pk", flat=True)
    of_variants = [f"price/{pk}" for pk in variants] + [f"stock/{pk}" for pk in items]
    return [f"product/{product_id}", *of_variants]


def page_of(entries, *, after=None, before=None, size=A_PAGE) -> TrailPage:
    """The page that begins after a row (older) or ends before one (newer)."""
    if before:
        found = list(entries.filter(pk__gt=before).order_by("pk")[: size + 1])
        shown = found[:size][::-1]
        newer = shown[0].pk if len(found) > size else None
        return TrailPage(with_words(shown), newer, shown[-1].pk if shown else None)
    found = list((entries.filter(pk__lt=after) if after else entries).order_by("-pk")[: size + 1])
    shown = found[:size]
    older = shown[-1].pk if len(found) > size else None
    return TrailPage(with_words(shown), shown[0].pk if after and shown else None, older)


def with_words(entries):
    """Rows, each with `who`, what it is about (`about`) and what was changed (`field`, `old`, `new`)."""
    with_names(entries)
    lists = {each.code: each for each in PriceList.objects.all()}
    people = names_of(_people_in(entries))
    for entry in entries:
        entry.about, entry.field = entry.name, entry.what
        entry.old, entry.new = _said(entry.before), _said(entry.after)
        if entry.area == Area.PRICE:
            price_list = lists.get(entry.what)
            entry.field = _("Price, %(list)s") % {"list": price_list.name if price_list else entry.what}
        elif entry.area == Area.STOCK:
            entry.field = {"on_hand": _("On hand"), "threshold": _("Low at")}.get(entry.what, entry.what)
        elif entry.area == Area.PRODUCT:
            entry.field = str(PRODUCT_FIELDS.get(entry.what, entry.what))
        elif entry.area == Area.SETTING:
            _word_setting(entry)
        else:
            _word_right(entry, people)
    return entries


def _word_setting(entry):
    """A setting by the words of its model, as far as that is still there."""
    try:
        model = apps.get_model(entry.subject.partition("/")[2])
    except (LookupError, ValueError):
        return
    entry.about = capfirst(model._meta.verbose_name)
    field = next((field for field in model._meta.fields if field.name == entry.what), None)
    if field:
        entry.field = capfirst(field.verbose_name)
        labels = dict(field.choices or ())
        entry.old, entry.new = labels.get(entry.before, entry.old), labels.get(entry.after, entry.new)


def _word_right(entry, people):
    fields = {
        "groups": _("Groups"),
        "members": _("Members"),
        "permissions": _("Rights"),
        "places": _("Rights on pages and files"),
        "existence": _("Account or group"),
        "is_staff": _("Colleague"),
        "is_superuser": _("May do everything"),
        "is_active": _("May sign in"),
    }
    entry.field = fields.get(entry.what, entry.what)
    kind, _slash, pk = entry.subject.removeprefix("right/").partition("/")
    if kind == "person":
        entry.about = people.get(int(pk)) or _("Person %(id)s") % {"id": pk}
    if entry.what == "members":
        entry.old, entry.new = (_member(text, people) for text in (entry.before, entry.after))


def _people_in(entries):
    """Ids of the people whom rows of rights are about."""
    for entry in entries:
        if entry.area == Area.RIGHT:
            for text in (entry.subject.removeprefix("right/"), entry.before, entry.after):
                if pk := _id_in(text):
                    yield pk


def _id_in(text):
    kind, _slash, pk = text.replace(" ", "/").partition("/")
    return int(pk) if kind == "person" and pk.isdecimal() else None


def _member(text, people):
    return people.get(_id_in(text), text)


def _said(text):
    return {"yes": _("yes"), "no": _("no")}.get(text, text)

"""What a preview may show otherwise than the page is: a variant, nothing left, prices of a day to come."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.catalogue.choices import choices_of
from commerce.catalogue.queries import next_repricing
from commerce.markets.queries import market_for
from kinsite.foundation import clock

GUEST, SOLD_OUT, PLANNED = "", "sold-out", "planned-price"
VARIANT = "variant:"


@dataclass(frozen=True, slots=True)
class Preview:
    """How a page is looked at before it is public."""

    sku: str = ""
    is_sold_out: bool = False
    at: datetime | None = None

    @property
    def levels(self):
        """What is left of each variant, in place of what is counted."""
        return {} if self.is_sold_out else None


def modes_of(page) -> list[tuple[str, str]]:
    """The ways the page can be looked at, by the name each has in an address."""
    modes = [(GUEST, _("As a guest sees it")), (SOLD_OUT, _("Everything sold out"))]
    planned = planned_moment(page)
    if planned:
        modes.append((PLANNED, _("With the prices of %(moment)s") % {"moment": moment_in_words(planned)}))
    return [*modes, *((f"{VARIANT}{sku}", words) for sku, words in _variants(page))]


def preview_of(page, request) -> Preview | None:
    """What a request wants to see of the page otherwise; nothing where it is no preview."""
    if not getattr(request, "is_preview", False):
        return None
    mode = getattr(request, "preview_mode", None) or GUEST
    if mode == PLANNED:
        return Preview(at=planned_moment(page))
    return Preview(
        sku=mode.removeprefix(VARIANT) if mode.startswith(VARIANT) else "", is_sold_out=mode == SOLD_OUT
    )


def planned_moment(page) -> datetime | None:
    """When the page goes live, as planned; for one without a plan, when its product's price next changes."""
    if page.go_live_at and page.go_live_at > clock.now():
        return page.go_live_at
    product = getattr(page, "product", None)
    return next_repricing(product, _market(page).price_list) if product else None


def moment_in_words(moment: datetime) -> str:
    """A moment in the time zone of whoever reads, which is named."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({timezone.get_current_timezone_name()})"


def _variants(page):
    product = getattr(page, "product", None)
    if product is None:
        return
    variants = list(product.variants.filter(retired_at=None))
    choices = choices_of([variant.pk for variant in variants], _market(page).language)
    for variant in variants:
        words = ", ".join(choice.label for choice in choices[variant.pk])
        yield variant.sku, f"{words} ({variant.sku})" if words else variant.sku


def _market(page):
    return market_for(page.locale.language_code)

"""Cards: what a listing row shows, in the words of the shop. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commerce.catalogue.models import ListingRow
from commerce.catalogue.queries import ShownVariant
from commerce.catalogue.ratings import Rating
from commerce.money import Money
from commerce.storefront.wording import tax_note

Availability = ListingRow.Availability


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as components/product_card.html takes it. `code`, `sku` and `source` lead to its offer.

    `stands_in_for` is the title of what it takes the place of. An inert card sells nothing: a preview's.
    """

    code: str
    title: str
    url: str
    image: Any
    second_image: Any
    price: Money | None
    was: Money | None
    varies: bool
    note: str
    is_sold_out: bool
    badges: list[dict] = field(default_factory=list)
    swatches: list[dict] = field(default_factory=list)
    teaser: str = ""
    rating: Rating | None = None
    source: str = ""
    sku: str = ""
    stands_in_for: str = ""
    is_inert: bool = False

    @property
    def offer_url(self) -> str:
        """Where the product can be chosen and added, with the place it was seen at."""
        return self._offer_url()

    @property
    def quick_url(self) -> str:
        """The same for the drawer that opens over the page."""
        return self._offer_url(place="quick")

    def _offer_url(self, **facts):
        known = {"variant": self.sku, "source": self.source, **facts}
        asked = urlencode({name: value for name, value in known.items() if value})
        url = reverse("offer", args=[self.code])
        return f"{url}?{asked}" if asked else url


@dataclass(frozen=True, slots=True)
class Stock:
    """Stock in words, as components/stock.html takes it."""

    text: str
    state: str


def card_of(
    row: ListingRow, market, *, swatch_names: Mapping[str, str] | None = None, source: str = ""
) -> ProductCard:
    """The card of a row; colours are shown where `swatch_names` says what each is called."""
    row.market = market
    return ProductCard(
        code=row.product.code,
        title=row.title,
        url=row.path,
        image=row.image,
        second_image=row.second_image,
        price=row.price if row.from_minor is not None else None,
        was=row.was,
        varies=row.varies,
        note=tax_note(market) if market.prices_include_tax else "",
        is_sold_out=row.is_sold_out,
        badges=_badges(row.availability, is_reduced=bool(row.prior_minor)),
        swatches=_swatches(row, swatch_names or {}),
        teaser=row.teaser,
        rating=row.rating,
        source=source,
    )


def as_variant(card: ProductCard, variant: ShownVariant) -> ProductCard:
    """The card of a product as that of one variant of it: its name, price, stock and address."""
    return replace(
        card,
        title=f"{card.title}, {variant.options}" if variant.options else card.title,
        url=f"{card.url}?{urlencode({'variant': variant.sku})}",
        price=variant.price,
        was=variant.was,
        varies=False,
        is_sold_out=variant.availability == Availability.SOLD_OUT,
        badges=_badges(variant.availability, is_reduced=variant.was is not None),
        swatches=[],
        sku=variant.sku,
    )


def as_stand_in(card: ProductCard, *, for_title: str) -> ProductCard:
    """The card, saying in whose place it stands."""
    return replace(card, stands_in_for=for_title or card.title)


def price_of(told: ListingRow | ShownVariant, market) -> dict:
    """What a product or one variant of it costs, as components/price.html takes it."""
    varies = isinstance(told, ListingRow) and told.varies
    return {"price": told.price, "was": told.was, "varies": varies, "note": tax_note(market)}


def stock_of(told: ListingRow | ShownVariant) -> Stock:
    """What a cached page says of the stock of a product or variant: no numbers, since they are soon wrong."""
    words = {
        Availability.IN_STOCK: (_("In stock"), "available"),
        Availability.FEW_LEFT: (_("Few left"), "low"),
        Availability.SOLD_OUT: (_("Sold out"), "sold_out"),
    }
    return Stock(*words[told.availability])


def _swatches(row, names):
    """The colours there are to choose from; one is no choice."""
    shown = [{"colour": colour, "label": names[colour]} for colour in row.swatches if colour in names]
    return shown if len(shown) > 1 else []


def _badges(availability, *, is_reduced):
    badges = []
    if availability == Availability.SOLD_OUT:
        badges.append({"text": _("Sold out"), "kind": "sold-out"})
    elif availability == Availability.FEW_LEFT:
        badges.append({"text": _("Few left"), "kind": "low"})
    if is_reduced and availability != Availability.SOLD_OUT:
        badges.append({"text": pgettext("badge", "Sale"), "kind": "sale"})
    return badges

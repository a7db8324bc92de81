"""The offer of a product: what there is to choose, and what each choice leads to. Pure, once it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commerce.catalogue.levels import Level
from commerce.catalogue.models import Product, ProductPicture, ProductPresence, Variant, VariantOption
from commerce.catalogue.rules import Availability
from commerce.money import Money


@dataclass(frozen=True, slots=True)
class OfferVariant:
    """A variant that has a price here, with `values` by the code of the option."""

    variant: Variant
    options: str
    values: Mapping[str, str]
    price: Money
    was: Money | None
    level: Level

    @property
    def sku(self) -> str:
        return self.variant.sku

    @property
    def available(self) -> int:
        return self.level.available

    @property
    def availability(self) -> Availability:
        return self.level.availability

    @property
    def is_sold_out(self) -> bool:
        return not self.level.available


@dataclass(frozen=True, slots=True)
class OfferValue:
    """A value of an option, and the variant it leads to where the other choices stay as they are.

    `target` is None where no variant has this combination.
    """

    pk: int
    code: str
    label: str
    swatch: str
    is_picked: bool
    target: OfferVariant | None

    @property
    def is_possible(self) -> bool:
        return self.target is not None


@dataclass(frozen=True, slots=True)
class OfferOption:
    code: str
    label: str
    is_swatch: bool
    values: tuple[OfferValue, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A product in a market, as its page's live part shows it.

    `picked` is the variant that was asked for, or the first that can be bought; None where the choices
    that were asked for do not go together.
    """

    product: Product
    title: str
    path: str
    live_revision_id: int | None
    variants: tuple[OfferVariant, ...]
    options: tuple[OfferOption, ...]
    picked: OfferVariant | None
    pictures: tuple[ProductPicture, ...]

    @property
    def is_sold(self) -> bool:
        return bool(self.variants)


def build_offer(
    *,
    product: Product,
    presence: ProductPresence | None,
    variants: Iterable[OfferVariant],
    choices: Mapping[int, list[VariantOption]],
    picked: str | Mapping[str, str] | None,
    pictures: Iterable[ProductPicture],
) -> Offer:
    """Put an offer together from what was read of it. `picked` is a SKU, or values by option."""
    variants = tuple(variants)
    wanted, chosen = _pick(variants, picked)
    return Offer(
        product=product,
        title=presence.title if presence else product.title,
        path=presence.path if presence else "",
        live_revision_id=presence.live_revision_id if presence else None,
        variants=variants,
        options=_options(variants, choices, wanted),
        picked=chosen,
        pictures=tuple(pictures),
    )


def _pick(variants, picked):
    """The values that are chosen, and the variant that has them all."""
    if isinstance(picked, Mapping) and picked:
        first = _first_choice(variants)
        wanted = {**(first.values if first else {}), **picked}
        return wanted, _with_values(variants, wanted)
    asked = next((variant for variant in variants if variant.sku == picked), None)
    chosen = asked or _first_choice(variants)
    return (chosen.values if chosen else {}), chosen


def _first_choice(variants):
    buyable = [variant for variant in variants if not variant.is_sold_out]
    return next(iter(buyable or variants), None)


def _with_values(variants, values):
    return next((variant for variant in variants if variant.values == values), None)


def _options(variants, choices, wanted):
    """Each option with all values that a variant has; none where there is nothing to choose."""
    by_option = {}
    for variant in variants:
        for choice in choices[variant.variant.pk]:
            by_option.setdefault(choice.option, {})[choice.value] = choice
    return tuple(
        OfferOption(
            code=option.code,
            label=next(iter(held.values())).option_label,
            is_swatch=option.is_swatch,
            values=tuple(
                OfferValue(
                    pk=value.pk,
                    code=value.code,
                    label=held[value].label,
                    swatch=value.swatch,
                    is_picked=wanted.get(option.code) == value.code,
                    target=_with_values(variants, {**wanted, option.code: value.code}),
                )
                for value in sorted(held, key=lambda value: (value.position, value.code))
            ),
        )
        for option, held in by_option.items()
    )

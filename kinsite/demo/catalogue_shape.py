"""How a demo product is written down: plain facts and texts, no rows yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinsite.demo.catalogue_options import COLOURS, SIZES

Blocks = tuple[tuple[str, object], ...]


def say(text: str) -> str:
    """A paragraph that was written over several lines."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Section:
    """A piece of a story: a heading, then whatever of the rest it has, in this order."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    quote: tuple[str, str] | None = None
    steps: tuple[tuple[str, str], ...] = ()
    specs: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> Blocks:
        blocks: list[tuple[str, object]] = [("heading", self.heading)]
        blocks += [("paragraph", f"<p>{text}</p>") for text in self.paragraphs]
        if self.quote:
            blocks.append(("quote", {"text": self.quote[0], "who": self.quote[1]}))
        if self.steps:
            blocks.append(("steps", self.steps))
        if self.specs:
            blocks.append(("specifications", self.specs))
        return tuple(blocks)


@dataclass(frozen=True)
class Size:
    """What one size weighs, measures (width, depth, height in millimetres) and costs in minor units.

    USD without tax, EUR with it. `was` is the price before a sale, in the same two currencies.
    """

    key: str
    grams: int
    measures: tuple[int, int, int]
    usd: int
    eur: int
    was: tuple[int, int] | None = None


@dataclass(frozen=True)
class Variant:
    sku: str
    choices: tuple[tuple[str, str], ...]  # (option key, value key)
    grams: int
    width: int
    depth: int
    height: int
    usd: int
    eur: int
    was_usd: int | None
    was_eur: int | None
    stock: int

    @property
    def colour(self) -> str:
        return dict(self.choices)["colour"]

    @property
    def size(self) -> str | None:
        return dict(self.choices).get("size")


@dataclass(frozen=True)
class Product:
    handle: str
    title: str
    title_de: str
    collection: str
    teaser: str
    description: str
    meta_description: str
    shows: str  # the front picture in words, without the colour
    in_use: str  # the detail picture in words, without the colour
    materials: tuple[str, ...]
    assembly: str
    delivery_class: str
    order_limit: int
    variants: tuple[Variant, ...]
    story: tuple[Section, ...]
    goes_with: tuple[str, ...]
    tax_category: str = "standard"
    warranty_years: int | None = 10  # on frames and solid wood; 5 on what moves or shines
    launches_in_days: int | None = None  # a draft until then

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.variants[0].choices)

    @property
    def colours(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(variant.colour for variant in self.variants))

    @property
    def sizes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(variant.size for variant in self.variants if variant.size))

    @property
    def stock(self) -> int:
        return sum(variant.stock for variant in self.variants)

    @property
    def on_sale(self) -> bool:
        return any(variant.was_usd for variant in self.variants)

    @property
    def story_blocks(self) -> Blocks:
        return tuple(block for section in self.story for block in section.blocks())

    def picture_alt(self, colour: str, view: str = "front") -> str:
        """Contextual alternative text: what is seen, in which colour."""
        words = self.in_use if view == "detail" else self.shows
        return f"{words}, in {COLOURS[colour].label.lower()}"


def cross(
    base: str,
    colours: Sequence[str],
    sizes: Sequence[Size],
    stock: Sequence[int],
    without: Iterable[tuple[str, str]] = (),
) -> tuple[Variant, ...]:
    """Every colour in every size but the impossible ones, with stock levels in that order.

    A size with an empty key means that the product comes in one size only.
    """
    impossible = set(without)
    pairs = [(colour, size) for colour in colours for size in sizes if (colour, size.key) not in impossible]
    variants = []
    for (colour, size), level in zip(pairs, stock, strict=True):
        codes = [base]
        choices = [("colour", colour)]
        if len(colours) > 1:
            codes.append(COLOURS[colour].code)
        if size.key:
            codes.append(SIZES[size.key].code)
            choices.append(("size", size.key))
        width, depth, height = size.measures
        was_usd, was_eur = size.was or (None, None)
        variants.append(
            Variant(
                sku="-".join(codes),
                choices=tuple(choices),
                grams=size.grams,
                width=width,
                depth=depth,
                height=height,
                usd=size.usd,
                eur=size.eur,
                was_usd=was_usd,
                was_eur=was_eur,
                stock=level,
            )
        )
    return tuple(variants)

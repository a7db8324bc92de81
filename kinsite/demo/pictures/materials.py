"""What things are made of: a colour, how it answers to light, and the surface laid over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kinsite.demo.catalogue_options import COLOURS
from kinsite.demo.pictures.space import Point, dot, unit

Rgb = tuple[int, int, int]

WINDOW = unit((-0.50, -0.50, 0.98))  # where the light comes from: left, before the thing, above
WARM = (1.025, 1.0, 0.965)
COOL = (0.965, 0.985, 1.0)


def rgb(hexes: str) -> Rgb:
    value = hexes.lstrip("#")
    return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16))


@dataclass(frozen=True)
class Material:
    """How a surface looks before any light falls on it."""

    colour: Rgb
    gloss: float = 0.05
    sharpness: int = 12
    grain: float = 0  # contrast of wood grain; 0 for anything but wood
    weave: str = ""
    washed: bool = True  # large plain faces get a wash of light
    glow: float = 0  # shines by itself: 1 needs no light at all

    def darker(self, share: float) -> Material:
        return replace(self, colour=tuple(int(c * share) for c in self.colour))


def swatch(key: str) -> Rgb:
    return rgb(COLOURS[key].swatch)


GRAIN = {"natural-oak": 0.62, "smoked-oak": 0.72, "black-oak": 0.55, "walnut": 0.85, "ash": 0.50}


def wood(key: str) -> Material:
    return Material(swatch(key), gloss=0.05, sharpness=8, grain=GRAIN[key])


def plain(material: Material) -> Material:
    """The same without its grain: for rods too thin to show any."""
    return replace(material, grain=0)


def calmer(material: Material) -> Material:
    """The same board with its figure toned down, for seeing it close."""
    return replace(material, grain=material.grain * 0.66)


def paint(key: str, gloss: float = 0.10) -> Material:
    return Material(swatch(key), gloss=gloss, sharpness=14)


def inked(key: str) -> Material:
    """Printed on paper: no form of its own."""
    return Material(swatch(key), gloss=0, glow=0.35, washed=False)


def steel(key: str = "black") -> Material:
    return Material(swatch(key), gloss=0.16, sharpness=18)


def cloth(key: str, weave: str = "felt") -> Material:
    return Material(swatch(key), gloss=0.0, weave=weave, washed=False)


def leather(key: str) -> Material:
    return Material(swatch(key), gloss=0.16, sharpness=10, weave="leather", washed=False)


def glazed(key: str) -> Material:
    return Material(swatch(key), gloss=0.20, sharpness=24, weave="stone")


def finish(key: str) -> Material:
    """What a colour means where it names a whole body: wood for woods, metal for brass, else paint."""
    if key in GRAIN:
        return wood(key)
    if key == "brass":
        return BRASS
    return paint(key)


BRASS = Material(rgb(COLOURS["brass"].swatch), gloss=0.55, sharpness=22)
CHROME = Material((176, 174, 170), gloss=0.6, sharpness=26)
IRON = Material((52, 51, 49), gloss=0.14, sharpness=16)
RUBBER = Material((40, 39, 38), gloss=0.05)
PAPER = Material((243, 239, 230), gloss=0)
SHADE = Material((240, 231, 213), gloss=0, weave="linen", glow=0.35, washed=False)
OPAL = Material((252, 244, 228), gloss=0.1, glow=0.62, washed=False)
LIGHT = Material((255, 240, 208), glow=1.0, washed=False)
SCREEN = Material((46, 48, 50), gloss=0.12)
LEAF = Material((106, 124, 96), gloss=0.06, washed=False)
LEAF_DARK = Material((82, 101, 77), gloss=0.06, washed=False)
SOIL = Material((74, 60, 50), gloss=0)
CORD = Material((212, 190, 152), gloss=0.0, weave="linen", washed=False)


@lru_cache(maxsize=8192)
def shade(material: Material, normal: Point, viewer: Point, tone: float) -> Rgb:
    """The colour of a face turned like this: window light, a soft sky, a warm floor."""
    facing = 0.5 + 0.5 * dot(normal, WINDOW)
    level = 0.36 + 0.54 * facing * facing + 0.07 * (1 + normal[2])
    level = level**0.66 * 1.02 * tone
    if material.glow:
        level = level + (1 - level) * material.glow
    share = min(1.0, max(0.0, (level - 0.55) / 0.4))
    half = unit((WINDOW[0] + viewer[0], WINDOW[1] + viewer[1], WINDOW[2] + viewer[2]))
    shine = material.gloss * max(0.0, dot(normal, half)) ** material.sharpness * tone
    result = []
    for channel, cool, warm in zip(material.colour, COOL, WARM, strict=True):
        lit = channel * level * (cool + (warm - cool) * share)
        lit += (255 - lit) * shine + 9 * facing * facing * (1 - channel / 255)
        result.append(255 if lit > 255 else int(lit))
    return (result[0], result[1], result[2])

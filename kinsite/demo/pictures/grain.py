"""What a surface feels like: wood grain, weaves, leather, and noise that keeps gradients smooth."""

from __future__ import annotations

from functools import lru_cache
from math import floor, sin, sqrt
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageOps

Rgb = tuple[int, int, int]
WOOD = (1600, 600)


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    return Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))


def streaks(size: tuple[int, int], cells: tuple[int, int], seed: int) -> Image.Image:
    """Noise of few cells stretched to a size: long fibres when there are fewer cells across than down."""
    return noise(cells, seed).resize(size, Image.Resampling.BICUBIC)


@lru_cache(maxsize=4)
def figure(seed: int) -> Image.Image:
    """Year rings as a saw cuts them: a calm plain-sawn figure, in greys."""
    draw = Random(seed)
    width, height = 320, 120
    tilt, reach, phase = draw.uniform(1.2, 1.8), draw.uniform(0.25, 0.4), draw.uniform(0, 6)
    centre = draw.uniform(0.35, 0.65)
    values = bytearray()
    for row in range(height):
        across = (row / height - centre) * 2.6
        for column in range(width):
            along = column / width
            bend = 0.10 * sin(along * 5.1 + phase) + 0.035 * sin(along * 13 + row * 0.05)
            v = across + bend
            ring = 5.2 * sqrt(v * v + (reach + tilt * along) ** 2 * 0.22)
            part = ring - floor(ring)
            tone = part * part if part < 0.86 else (1 - part) * 5.2
            values.append(int(255 - 200 * tone))
    return (
        Image.frombytes("L", (width, height), bytes(values))
        .resize(WOOD, Image.Resampling.BICUBIC)
        .filter(ImageFilter.GaussianBlur(2.2))
    )


@lru_cache(maxsize=2)
def board(seed: int = 7) -> Image.Image:
    """A board before it has a colour: rings, fibres and pores, in greys."""
    fibres = streaks(WOOD, (14, 220), seed + 1)
    broad = streaks(WOOD, (5, 16), seed + 2)
    pores = streaks(WOOD, (90, 420), seed + 3).point(lambda v: 255 if v < 178 else 255 - (v - 178) * 2)
    grey = Image.blend(figure(seed), fibres, 0.30)
    grey = Image.blend(grey, broad, 0.22)
    return ImageOps.autocontrast(Image.blend(grey, ImageChops.multiply(grey, pores), 0.5), cutoff=1)


@lru_cache(maxsize=1024)
def oiled(colour: Rgb, lit: Rgb, contrast: float) -> tuple[list[int], ...]:
    """Three curves, from a board's greys to a species as it looks in this light."""
    middle, curves = 112, []
    for i, (own, seen) in enumerate(zip(colour, lit, strict=True)):
        dark = max(0.0, own * (1 - 0.36 * contrast) - 5 * contrast * i)
        light = min(255.0, own * (1 + 0.13 * contrast) + 4)
        gain = seen / max(1, own)
        low = [dark + (own - dark) * v / middle for v in range(middle)]
        high = [own + (light - own) * (v - middle) / (255 - middle) for v in range(middle, 256)]
        curves.append([min(255, int(v * gain)) for v in (*low, *high)])
    return tuple(curves)


# how much darker the deepest thread of a weave is than its face
DEPTH = {
    "felt": 0.16,
    "boucle": 0.22,
    "linen": 0.20,
    "mesh": 0.42,
    "leather": 0.10,
    "cork": 0.36,
    "cord": 0.34,
}
DEPTH["stone"] = 0.08
TILE = (900, 900)


@lru_cache(maxsize=20)
def weave(kind: str, fine: bool = False) -> Image.Image:
    """A tile of greys to multiply onto cloth, leather, cork or stone; fine for things far away."""
    if fine:
        return weave(kind).resize((TILE[0] * 5 // 9, TILE[1] * 5 // 9), Image.Resampling.BOX)
    tile = ImageOps.autocontrast(_WEAVES[kind](), cutoff=2)
    low = 255 * (1 - DEPTH[kind])
    return tile.point([min(255, int(low + (255 - low) * v / 255)) for v in range(256)])


def _felt() -> Image.Image:
    tile = Image.blend(noise(TILE, 11), streaks(TILE, (300, 300), 12), 0.5)
    return tile.filter(ImageFilter.GaussianBlur(0.9))


def _boucle() -> Image.Image:
    loops = streaks(TILE, (130, 130), 21).filter(ImageFilter.GaussianBlur(1.2))
    return Image.blend(loops, streaks(TILE, (260, 260), 22), 0.35)


def _linen() -> Image.Image:
    return Image.blend(streaks(TILE, (450, 40), 31), streaks(TILE, (40, 450), 32), 0.5)


def _mesh() -> Image.Image:
    cell = Image.new("L", (6, 6), 255)
    for x, y in ((1, 1), (2, 1), (1, 2), (2, 2), (4, 4), (5, 4), (4, 5), (5, 5)):
        cell.putpixel((x, y), 0)
    return _repeated(cell)


def _leather() -> Image.Image:
    return Image.blend(streaks(TILE, (260, 260), 41), streaks(TILE, (60, 60), 42), 0.4)


def _cork() -> Image.Image:
    flecks = streaks(TILE, (240, 240), 51).point(lambda v: 255 if v > 105 else 110)
    return Image.blend(flecks.filter(ImageFilter.GaussianBlur(1)), streaks(TILE, (90, 90), 52), 0.35)


def _cord() -> Image.Image:
    strand = Image.new("L", (10, 1))
    for x, value in enumerate((20, 120, 190, 235, 255, 255, 235, 190, 120, 20)):
        strand.putpixel((x, 0), value)
    return Image.blend(_repeated(strand), streaks(TILE, (90, 50), 71), 0.25)


def _stone() -> Image.Image:
    return Image.blend(streaks(TILE, (300, 300), 61), streaks(TILE, (12, 12), 62), 0.5)


def _repeated(cell: Image.Image) -> Image.Image:
    tile = Image.new("L", TILE)
    for x in range(0, TILE[0], cell.width):
        for y in range(0, TILE[1] if cell.height > 1 else 1, cell.height):
            tile.paste(cell, (x, y))
    return tile if cell.height > 1 else tile.crop((0, 0, TILE[0], 1)).resize(TILE)


_WEAVES = {
    "felt": _felt,
    "boucle": _boucle,
    "linen": _linen,
    "mesh": _mesh,
    "leather": _leather,
    "cork": _cork,
    "cord": _cord,
    "stone": _stone,
}


def smooth(size: tuple[int, int], rows: list[tuple[float, float, float]]) -> Image.Image:
    """A gradient from top to bottom, its rounding scattered so that no band shows."""
    scatter = noise(size, 3).convert("F").point(lambda v: v * (2.6 / 255) - 1.3)
    channels = []
    for channel in range(3):
        strip = Image.new("F", (1, len(rows)))
        for row, colour in enumerate(rows):
            strip.putpixel((0, row), colour[channel] + 0.5)
        ramp = strip.resize(size, Image.Resampling.BICUBIC)
        channels.append(ImageMath.lambda_eval(lambda a: a["ramp"] + a["scatter"], ramp=ramp, scatter=scatter))
    return Image.merge("RGB", [c.convert("L") for c in channels])


@lru_cache(maxsize=2)
def falloff() -> Image.Image:
    """A wash of light over a large plain face: bright where the window is, quieter away from it."""
    across = Image.linear_gradient("L").rotate(90).point(lambda v: 255 - v * 15 // 255)
    down = Image.linear_gradient("L").point(lambda v: 255 - v * 12 // 255)
    return ImageChops.multiply(across, down)

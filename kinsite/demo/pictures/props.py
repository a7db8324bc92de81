"""Small companions that say how large a thing is and what it is for."""

from __future__ import annotations

from math import cos, pi, radians, sin

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.shapes import (
    Part,
    ball,
    block,
    board,
    curve,
    line,
    place,
    rectangle,
    sheet,
    tube,
    turned,
)
from kinsite.demo.pictures.space import Point


def books(colours: tuple[str, ...], *, tall: float = 220, lying: bool = False) -> list[Part]:
    """A few bound books, standing in a row or lying in a pile."""
    parts: list[Part] = []
    at = 0.0
    for i, colour in enumerate(colours):
        thick, height, deep = 24 + (i * 7) % 15, tall - (i * 17) % 38, tall * 0.72
        cover = of.cloth(colour, "linen")
        if lying:
            parts.append(block(height, deep - 6, thick - 6, of.PAPER, edge=1).at(-3, 0, at + 3).on(i))
            parts.append(block(height + 4, deep, 4, cover, edge=1).at(0, 0, at).on(i))
            parts.append(block(height + 4, 6, thick, cover, edge=2).at(0, -deep / 2, at).on(i))
            parts.append(block(height + 4, deep, 4, cover, edge=1).at(0, 0, at + thick - 4).on(i))
            at += thick
        else:
            parts.append(block(thick, deep, height, cover, edge=4).at(at + thick / 2, 0, 0))
            at += thick + 1
    return parts


def cup(colour: str, *, size: float = 1) -> list[Part]:
    clay = of.glazed(colour)
    body = [(0, 0), (30, 0), (36, 4), (39, 20), (40, 78), (38, 80), (36, 78), (35, 66)]
    handle = curve((38, 0, 64), (62, 0, 62), (66, 0, 40), (37, 0, 22), steps=6)
    parts = [
        tube(handle, 5, clay, steps=10, soft=0.4),
        turned(body, clay, steps=36, open=True).on(1),
        turned([(34, 66), (0, 66.1)], of.Material((82, 56, 40)), soft=0.5, open=True).on(2).shadowless(),
    ]
    return place(parts, turn=-50, size=size)


def leaf(length: float, width: float, bend: float, *, dark: bool = False) -> Part:
    """One blade, growing from the origin upwards and outwards along x."""

    def surface(u: float, v: float) -> Point:
        side = (v - 0.5) * 2
        broad = width * max(0.0, sin(pi * u**0.72)) ** 0.8 * 0.5
        angle = radians(78 - bend * u)
        return (
            length * u * cos(angle),
            side * broad,
            length * u * sin(angle) + abs(side) * broad * 0.28,
        )

    return sheet(surface, 9, 4, of.LEAF_DARK if dark else of.LEAF, soft=0.8)


def foliage(count: int, length: float, width: float, *, bend: float = 50, seed: int = 1) -> list[Part]:
    """A plant as a rosette of leaves, outer ones lower."""
    parts = []
    for i in range(count):
        share = i / max(1, count - 1)
        angle = seed * 40 + i * 137.5
        size = length * (0.72 + 0.28 * ((i * 7 + seed) % 5) / 4)
        blade = leaf(size, width, bend * (1.15 - share * 0.75), dark=i % 3 == 0)
        parts.append(blade.at(turn=angle).at(8 * cos(radians(angle)), 8 * sin(radians(angle)), 0).on(2))
    return parts


def pot_plant(colour: str = "soft-white", *, size: float = 1, seed: int = 1) -> list[Part]:
    pot = turned(
        [(0, 0), (62, 0), (70, 6), (88, 130), (88, 140), (80, 140), (78, 124)], of.glazed(colour), open=True
    )
    soil = turned([(79, 126), (0, 127)], of.SOIL, soft=0.5, open=True).on(1).shadowless()
    return place([pot, soil, *place(foliage(13, 330, 74, bend=58, seed=seed), z=122)], size=size)


def floor_plant(colour: str = "soft-white", *, size: float = 1) -> list[Part]:
    """A tall plant in a wide pot, leaves on bending stems."""
    pot = turned(
        [(0, 0), (130, 0), (150, 12), (182, 300), (184, 322), (168, 324), (164, 290)],
        of.glazed(colour),
        open=True,
    )
    parts = [pot, turned([(165, 292), (0, 294)], of.SOIL, soft=0.5, open=True).on(1).shadowless()]
    for i in range(9):
        turn = i * 137.5
        reach, tall = 110 + 34 * (i % 4), 560 + 92 * ((i * 3) % 7)
        path = curve((0, 0, 290), (reach * 0.35, 0, 290 + tall * 0.6), (reach, 0, 290 + tall), steps=6)
        parts += place([tube(path, 5, of.LEAF_DARK, steps=6, soft=0.3).on(2)], turn=turn)
        blade = leaf(350, 132, 96, dark=i % 3 == 0).at(reach, 0, 290 + tall - 8).on(3)
        parts += place([blade], turn=turn)
    return place(parts, size=size)


def branches(colour: str = "sand", *, size: float = 1) -> list[Part]:
    """A narrow vase with three bare twigs and a few leaves."""
    vase = turned(
        [(0, 0), (34, 0), (46, 14), (54, 60), (44, 112), (22, 146), (20, 170), (24, 176), (17, 174)],
        of.glazed(colour),
        open=True,
    ).on(1)
    parts = [vase]
    for turn, reach, tall in ((20, 120, 360), (165, 90, 430), (265, 60, 300)):
        path = curve((0, 0, 150), (reach * 0.3, 0, 150 + tall * 0.5), (reach, 0, 150 + tall), steps=6)
        parts += place([tube(path, 2.6, of.wood("smoked-oak"), steps=6)], turn=turn)
        for share in (0.45, 0.62, 0.78, 0.93):
            p = path[int(share * (len(path) - 1))]
            blade = leaf(74, 32, 70).at(turn=share * 900).at(*p)
            parts += place([blade], turn=turn)
    return place(parts, size=size)


def laptop(*, size: float = 1, open_at: float = 18) -> list[Part]:
    shell = of.Material((188, 186, 182), gloss=0.14, sharpness=16)
    base = board(rectangle(312, 218, 12), 12, shell, edge=3)
    keys = block(262, 96, 1.2, of.SCREEN, edge=0.5).at(0, 30, 12).on(1).shadowless()
    pad = block(100, 62, 0.8, shell.darker(0.94), edge=0.3).at(0, -66, 12).on(1).shadowless()
    lid = block(312, 6, 208, shell, edge=3)
    face = block(298, 1, 194, of.SCREEN, edge=0.4).at(0, -4, 8).on(3).shadowless()
    screen = [part.at(lean=-open_at).at(0, 108, 10) for part in (lid.on(2), face)]
    return place([base, keys, pad, *screen], size=size)


def monitor(*, wide: float = 610, size: float = 1, shows: bool = True) -> list[Part]:
    """A screen on its stand; on it, where it shows something, a calm evening."""
    tall = wide * 0.575
    stand = of.IRON
    parts = [
        board(rectangle(240, 180, 20), 10, stand, edge=3),
        block(46, 24, 210, stand, edge=4).at(0, 50, 8).on(1),
        block(wide, 22, tall, stand, edge=8).at(0, 20, 130).on(2),
        block(wide - 18, 2, tall - 18, of.SCREEN, edge=0.8).at(0, 8, 139).on(3).shadowless(),
    ]
    if shows:
        left, right, low, high = -wide / 2 + 13, wide / 2 - 13, 143.0, 126 + tall - 4
        skies = [
            (high, (206, 199, 184)),
            (low + tall * 0.44, (170, 174, 158)),
            (low + tall * 0.25, (122, 132, 116)),
        ]
        for number, (level, colour) in enumerate(skies):
            rim = [(right - (right - left) * i / 16, 6.4, level) for i in range(17)]
            if number:
                rim = [
                    (x, y, z + tall * 0.05 * sin(i * 0.42 + number * 2)) for i, (x, y, z) in enumerate(rim)
                ]
            outline = [(left, 6.4, low), (right, 6.4, low), *rim]
            face = Part(
                outline, [tuple(range(len(outline)))], of.Material(colour, glow=0.35, washed=False), open=True
            )
            parts.append(face.on(4 + number).shadowless())
    return place(parts, size=size)


def keyboard(*, size: float = 1, pale: bool = True) -> list[Part]:
    """A flat keyboard: a board, and every key a lid with two visible sides."""
    shell = of.Material((226, 223, 216) if pale else (62, 62, 61), gloss=0.08, washed=False)
    points: list[Point] = []
    faces: list[tuple[int, ...]] = []
    for row in range(5):
        spans = [(-138 + c * 23.25, -117.75 + c * 23.25) for c in range(12)]
        if row == 0:
            spans = [(-138, -94), (-90, -60), (-56, 56), (60, 90), (94, 138)]
        for left, right in spans:
            low, high, at = -52 + row * 21, -34 + row * 21, len(points)
            points += [(left + 1, low + 1, 18), (right - 1, low + 1, 18), (right - 1, high - 1, 18)]
            points += [(left + 1, high - 1, 18), (left, low, 14), (right, low, 14), (left, high, 14)]
            faces += [
                (at, at + 1, at + 2, at + 3),
                (at + 4, at + 5, at + 1, at),
                (at + 6, at + 4, at, at + 3),
            ]
    keys = Part(points, faces, shell.darker(1.03)).on(1).shadowless()
    return place([board(rectangle(300, 118, 12), 14, shell, edge=4), keys], size=size)


def mouse(*, size: float = 1) -> list[Part]:
    body = block(
        58, 102, 32, of.Material((228, 225, 219), gloss=0.1), edge=15.5, cuts=(2, 2, 1), curve=4, soft=1
    )
    return place([body], size=size)


def rug(wide: float, deep: float, colour: str = "oat") -> list[Part]:
    border = board(rectangle(wide, deep, 8), 8, of.cloth(colour, "felt"), edge=2)
    return [border.shadowless()]


def print_in_frame(wide: float, tall: float, motif: str = "hills") -> list[Part]:
    """A framed sheet on a wall: facing the viewer, standing on z = 0."""
    parts = [
        block(wide, 18, tall, of.wood("natural-oak"), edge=2),
        block(wide - 26, 2, tall - 26, of.Material((244, 240, 231), glow=0.45), edge=0.5)
        .at(0, -10, 13)
        .on(1)
        .shadowless(),
    ]
    shapes: list[tuple[list[tuple[float, float]], str]] = []
    w, t = wide * 0.30, tall * 0.5
    if motif == "hills":
        sun = [
            (w * 0.35 * cos(radians(a)) + w * 0.25, t + w * 0.35 * sin(radians(a)) + tall * 0.1)
            for a in range(0, 360, 12)
        ]
        far = [(-w, t - tall * 0.1)]
        far += [(-w + 2 * w * i / 12, t - tall * 0.06 + tall * 0.06 * sin(i * 0.5)) for i in range(13)]
        far += [(w, t - tall * 0.26), (-w, t - tall * 0.26)]
        near = [(-w + 2 * w * i / 12, t - tall * 0.15 + tall * 0.05 * cos(i * 0.42)) for i in range(13)]
        near += [(w, t - tall * 0.30), (-w, t - tall * 0.30)]
        shapes = [(sun, "clay"), (far, "sand"), (near, "sage")]
    else:
        for i, colour in enumerate(("sage", "clay", "slate")):
            radius = w * (0.62 - i * 0.13)
            cx, cz = (-w * 0.25, w * 0.3, -w * 0.05)[i], t + (0.1, 0.02, -0.16)[i] * tall
            shapes.append(
                (
                    [
                        (cx + radius * cos(radians(a)), cz + radius * sin(radians(a)))
                        for a in range(0, 360, 12)
                    ],
                    colour,
                )
            )
    for layer, (outline, colour) in enumerate(shapes):
        flat = Part(
            [(x, -12, z) for x, z in outline], [tuple(range(len(outline)))], of.inked(colour), open=True
        )
        parts.append(flat.on(2 + layer).shadowless())
    return parts


def pendulum_line(height: float, top: float) -> Part:
    """The flex a lamp hangs from."""
    return tube(line((0, 0, height), (0, 0, top)), 4, of.RUBBER, steps=8)


def pebble(size: float = 1) -> list[Part]:
    return place([ball(26, of.glazed("slate"), flat=0.6)], size=size)

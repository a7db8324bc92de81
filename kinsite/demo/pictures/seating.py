"""Chairs that roll: a star of five feet, a column, and what one sits on. Each faces the viewer."""

from __future__ import annotations

from math import cos, pi, radians, sin

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.materials import Material
from kinsite.demo.pictures.shapes import Part, bar, block, bowed, curve, line, sheet, tube, turned
from kinsite.demo.pictures.space import Point


def star(metal: Material, *, reach: float = 310, column: float = 420) -> list[Part]:
    """Five arms on castors and the gas spring they carry."""
    parts: list[Part] = []
    for i in range(5):
        angle = radians(18 + 72 * i)
        end = (reach * cos(angle), reach * sin(angle))
        arm = bar((end[0] * 0.08, end[1] * 0.08, 108), (end[0], end[1], 78), 34, 26, metal, edge=8)
        wheel = turned([(0, 0), (24, 0), (29, 5), (29, 17), (24, 22), (0, 22)], of.RUBBER, steps=24, soft=0.6)
        for side in (-13, 13):
            parts.append(
                wheel.at(0, 0, -11).at(roll=90).at(side, 0, 29).at(turn=30 + 72 * i).at(end[0], end[1], 0)
            )
        parts.append(tube(line((end[0], end[1], 52), (end[0], end[1], 80)), 9, metal, steps=8))
        parts.append(arm.on(1))
    parts.append(turned([(0, 88), (48, 88), (52, 96), (40, 128), (0, 130)], metal, steps=28).on(2))
    parts.append(tube(line((0, 0, 120), (0, 0, column * 0.72)), 27, of.IRON, steps=18, soft=0.6).on(3))
    parts.append(tube(line((0, 0, column * 0.7), (0, 0, column)), 15, of.CHROME, steps=16, soft=0.4).on(3))
    return parts


def cushion(
    wide: float, deep: float, thick: float, material: Material, *, puff: float = 12, edge: float = 28
) -> Part:
    """An upholstered pad: eased all round and a little higher in the middle."""
    pad = block(
        wide, deep, thick, material, edge=min(edge, thick * 0.49), cuts=(10, 10, 1), curve=4, soft=2.2
    )

    def puffed(p: Point) -> Point:
        rise = puff * (1 - (2 * p[0] / wide) ** 2) * (1 - (2 * p[1] / deep) ** 2)
        return (p[0], p[1], p[2] + (rise if p[2] > thick / 2 else 0))

    return pad.bent(puffed)


def upright(
    wide: float, thick: float, tall: float, material: Material, *, bow: float = -70, edge: float = 20
) -> Part:
    """A pad that stands: a back, bowed around who leans on it."""
    pad = block(
        wide, thick, tall, material, edge=min(edge, thick * 0.49), cuts=(12, 1, 10), curve=4, soft=2.2
    )
    return bowed(pad, along=0, into=1, by=bow)


def task(colour: str) -> list[Part]:
    """A mesh back in a slim frame, an upholstered seat, arms that move."""
    frame = of.IRON
    seat_cloth = of.cloth(colour, "felt")
    net = of.Material(seat_cloth.colour, weave="mesh", washed=False)
    parts = star(frame, column=430)
    parts.append(block(200, 220, 44, frame, edge=14).at(0, 10, 418).on(4))
    seat = cushion(500, 480, 74, seat_cloth, puff=10)
    parts.append(
        seat.bent(lambda p: (p[0], p[1], p[2] - max(0.0, -p[1] - 130) ** 2 * 0.0022)).at(0, -10, 452).on(5)
    )
    parts.append(
        tube(curve((0, 150, 440), (0, 300, 470), (0, 330, 620), (0, 300, 820)), 20, frame, soft=0.5).on(4)
    )

    def rim(angle: float, share: float = 1.0) -> Point:
        c, s = cos(angle), sin(angle)
        x = share * 226 * abs(c) ** 0.42 * (1 if c > 0 else -1)
        z = share * 286 * abs(s) ** 0.42 * (1 if s > 0 else -1)
        return (x, 8 - 74 * (x / 220) ** 2, z + 280)

    back = sheet(lambda u, v: rim(2 * pi * v, u), 6, 48, net, soft=1.8)
    parts.append(back.at(lean=-8).at(0, 290, 545).on(5))
    edge = tube([rim(radians(a)) for a in range(0, 361, 6)], 13, frame, steps=8, soft=0.3)
    parts.append(edge.at(lean=-8).at(0, 288, 545).on(6))
    for side in (-1, 1):
        post = curve(
            (side * 170, 20, 440),
            (side * 285, 20, 455),
            (side * 296, 30, 540),
            (side * 296, 30, 650),
            steps=6,
        )
        parts.append(tube(post, 15, frame, steps=10, soft=0.4).on(5 if side * 1 < 0 else 6))
        pad = block(84, 270, 28, of.RUBBER, edge=13, curve=3, soft=0.8)
        parts.append(pad.at(side * 296, 10, 648).on(7))
    return parts


def high_back(colour: str) -> list[Part]:
    """Leather in soft horizontal rolls over a high back."""
    hide, metal = of.leather(colour), of.CHROME
    parts = star(metal, reach=330, column=410)
    parts.append(block(220, 240, 40, of.IRON, edge=12).at(0, 20, 404).on(4))
    parts.append(cushion(560, 540, 108, hide, puff=16, edge=46).at(0, -10, 440).on(7))
    shell = upright(530, 44, 790, hide.darker(0.86), bow=-60).at(lean=-11).at(0, 290, 490)
    parts.append(shell.on(5))
    rolls, z = (150, 150, 150, 150, 170), 0.0
    for number, tall in enumerate(rolls):
        roll = upright(500 - 8 * number, 86, tall - 4, hide, bow=-56, edge=42).at(0, -38, z + 10)
        parts.append(roll.at(lean=-11).at(0, 276, 500).on(6))
        z += tall
    for side in (-1, 1):
        loop = curve(
            (side * 300, -190, 500),
            (side * 306, -200, 610),
            (side * 306, -160, 655),
            (side * 306, 150, 672),
            (side * 300, 240, 640),
            steps=6,
        )
        parts.append(tube(loop, 15, metal, steps=12, soft=0.4).on(6))
        parts.append(
            block(76, 310, 34, hide, edge=16, curve=3, soft=1).at(lean=2).at(side * 306, 0, 660).on(9)
        )
    return parts


def saddle(colour: str) -> list[Part]:
    """A saddle on a column: two wings and a valley between them."""
    metal = of.CHROME
    parts = star(metal, reach=280, column=560)
    parts.append(turned([(0, 548), (70, 552), (86, 566), (0, 570)], of.IRON, steps=28).on(4))
    seat = block(430, 400, 84, of.leather(colour), edge=41, cuts=(14, 14, 1), curve=5, soft=2.4)

    def saddled(p: Point) -> Point:
        x, y = p[0] / 215, p[1] / 200
        round_off = 1 - 0.20 * y * y - 0.16 * max(0.0, -y)
        drop = 58 * abs(x) ** 1.8
        rise = 34 * y * y + 14 * max(0.0, -y) ** 2
        return (p[0] * round_off, p[1] * (1 - 0.10 * x * x), p[2] - drop + rise)

    parts.append(seat.bent(saddled).at(0, 0, 572).on(5))
    parts.append(tube(line((60, -20, 556), (190, -60, 548)), 7, of.IRON, steps=8).on(4))
    return parts

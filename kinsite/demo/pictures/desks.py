"""Desks on legs of their own. Each faces the viewer, stands on z = 0 about the origin."""

from __future__ import annotations

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.shapes import (
    Part,
    bar,
    block,
    board,
    line,
    place,
    rectangle,
    tube,
    turned,
)
from kinsite.demo.pictures.space import Point


def under(top: float, depth: float = 0.28):
    """Shade that a top throws on what carries it: darkest right below, gone a hand lower."""

    def tone(p: Point) -> float:
        return 1 - depth * max(0.0, min(1.0, 1 - (top - p[2]) / 240))

    return tone


def leg(foot: Point, head: Point, thin: float, thick: float, material) -> Part:
    radii = [thin + (thick - thin) * i / 14 for i in range(15)]
    return tube(line(foot, head, 14), radii, material, steps=18, soft=0.8).toned(under(head[2]))


def minimal_oak(colour: str) -> list[Part]:
    oak, width, depth, height = of.wood(colour), 1400, 700, 740
    parts = [
        leg(
            (sx * (width / 2 - 55), sy * (depth / 2 - 55), 0),
            (sx * (width / 2 - 105), sy * 255, height - 26),
            13,
            25,
            oak,
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    for y in (-245, 245):
        parts.append(block(width - 230, 22, 62, oak, edge=3).at(0, y, height - 90).toned(lambda p: 0.82))
    for x in (-590, 590):
        parts.append(block(22, 440, 62, oak, edge=3).at(x, 0, height - 90).toned(lambda p: 0.80))
    parts.append(board(rectangle(width, depth, 34), 27, oak, edge=6).at(0, 0, height - 27).on(1))
    return parts


def _shelf_unit(width: float, depth: float, height: float, drawers: int, body, fronts, pull) -> list[Part]:
    """A pedestal of drawers with shadow gaps between its fronts."""
    parts = [block(width, depth, height, body, edge=4).toned(lambda p: 0.95)]
    gap, tall = 6, (height - 30) / drawers
    for i in range(drawers):
        z = 15 + i * tall
        parts.append(block(width - 24, 18, tall - gap, fronts, edge=3).at(0, -depth / 2 - 8, z).on(1))
        parts.append(
            bar((-60, -depth / 2 - 24, z + tall - 42), (60, -depth / 2 - 24, z + tall - 42), 8, 8, pull).on(2)
        )
    return parts


def executive_l(colour: str) -> list[Part]:
    top, frame, height = of.wood(colour), of.IRON, 745
    outline = [(-900, -250), (250, -250), (310, -310), (310, -1000), (900, -1000), (900, 420), (-900, 420)]
    parts = [
        block(34, 600, height - 40, top, edge=4).at(-862, 85, 0).toned(under(height)),
        block(1660, 20, 420, top, edge=3).at(0, 380, height - 460).toned(lambda p: 0.78),
        *place(_shelf_unit(520, 560, height - 150, 3, top, top, of.BRASS), x=600, y=-690, z=110, layer=1),
        block(520, 560, 14, frame, edge=3).at(600, -690, 98),
    ]
    for x, y in ((380, -930), (830, -930), (380, -450), (830, -450), (840, 360)):
        parts.append(bar((x, y, 0), (x, y, 105 if y < 0 else height - 40), 36, 36, frame))
    parts.append(block(420, 14, 12, of.IRON.darker(0.8), edge=2).at(-330, -210, height - 62).on(1))
    parts.append(board(outline, 38, top, edge=6).at(0, 0, height - 38).on(3))
    parts.append(
        turned([(0, 0), (32, 0), (34, 2), (30, 3), (0, 3)], of.IRON, soft=0.4)
        .at(-560, 330, height)
        .on(4)
        .shadowless()
    )
    return place(parts, x=0, y=180)


def rise(colour: str) -> list[Part]:
    top = of.finish(colour)
    frame = of.paint("soft-white") if colour != "walnut" else of.steel()
    width, depth, height = 1400, 700, 1080
    parts: list[Part] = []
    for x in (-470, 470):
        parts.append(block(76, 620, 26, frame, edge=8).at(x, 0, 6))
        for y in (-285, 285):
            parts.append(turned(_levelling_foot(), of.RUBBER, steps=20).at(x, y, 0))
        parts.append(block(62, 92, 560, frame, edge=6).at(x, 0, 30).on(1))
        parts.append(
            block(50, 78, 500, frame, edge=5, cuts=(1, 1, 8)).at(x, 0, 560).toned(under(height, 0.3)).on(1)
        )
        parts.append(block(60, 560, 30, frame, edge=4).at(x, 0, height - 60).toned(lambda p: 0.78).on(2))
    parts.append(block(900, 60, 42, frame, edge=4).at(0, 0, height - 74).toned(lambda p: 0.74).on(2))
    parts.append(block(820, 130, 60, of.IRON, edge=6).at(0, 150, height - 120).on(1))
    parts.append(board(rectangle(width, depth, 40), 26, top, edge=6).at(0, 0, height - 26).on(3))
    parts.append(block(120, 40, 20, of.IRON, edge=6).at(430, -depth / 2 + 12, height - 50).on(2))
    return parts


def _levelling_foot() -> list[tuple[float, float]]:
    return [(0, 0), (20, 0), (20, 6), (0, 6)]


def trestle(colour: str) -> list[Part]:
    top, steel, height = of.wood("ash"), of.paint(colour, 0.16), 735
    parts: list[Part] = []
    for x in (-480, 480):
        head = height - 34
        for y in (-1, 1):
            foot_l, foot_r = (x - 150, y * 290, 0), (x + 150, y * 290, 0)
            for foot, lean in ((foot_l, -60), (foot_r, 60)):
                parts.append(
                    bar(foot, (x + lean, y * 70, head), 26, 26, steel, cuts=10).toned(under(head, 0.22))
                )
            parts.append(bar((x - 118, y * 213, 240), (x + 118, y * 213, 240), 20, 20, steel).on(0))
        parts.append(block(170, 560, 34, steel, edge=4).at(x, 0, head - 4).toned(lambda p: 0.85).on(1))
        parts.append(bar((x, -205, 240), (x, 205, 240), 20, 20, steel))
    parts.append(board(rectangle(1500, 700, 14), 30, top, edge=4).at(0, 0, height - 30).on(2))
    return parts


def writing(colour: str) -> list[Part]:
    body, height, width, depth = of.wood(colour), 750, 1150, 560
    parts = [
        leg(
            (sx * (width / 2 - 30), sy * (depth / 2 - 40), 0),
            (sx * (width / 2 - 62), sy * (depth / 2 - 62), height - 150),
            11,
            23,
            body,
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    parts.append(block(width - 40, depth - 30, 124, body, edge=5).at(0, 0, height - 150).on(1))
    for x in (-1, 1):
        centre = x * (width / 4 - 14)
        parts.append(
            block(width / 2 - 62, 14, 92, body, edge=3).at(centre, -depth / 2 + 12, height - 136).on(2)
        )
        knob = turned(
            [(0, 0), (7, 0), (7, 10), (13, 15), (13, 20), (9, 24), (0, 25)], of.BRASS, steps=24, soft=0.6
        )
        parts.append(knob.at(lean=90).at(centre, -depth / 2 + 6, height - 90).on(3))
    parts.append(board(rectangle(width, depth, 18), 24, body, edge=5).at(0, 0, height - 26).on(4))
    back = [block(width - 30, 16, 74, body, edge=4).at(0, depth / 2 - 16, height - 2)]
    back += [
        block(16, 210, 74, body, edge=4).at(x * (width / 2 - 23), depth / 2 - 120, height - 2)
        for x in (-1, 1)
    ]
    return parts + [part.on(5) for part in back]

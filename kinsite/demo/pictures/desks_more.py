"""Desks that lean on something: a table top, a wall, a pair of rails."""

from __future__ import annotations

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.desks import under
from kinsite.demo.pictures.props import books, cup
from kinsite.demo.pictures.shapes import Part, bar, block, board, line, place, rectangle, tube, turned


def converter(colour: str) -> list[Part]:
    """A raised platform on crossed arms, with a lower shelf for the keyboard."""
    top, frame = of.finish(colour), of.steel("slate") if colour == "natural-oak" else of.finish(colour)
    parts: list[Part] = []
    for x in (-320, 320):
        parts.append(block(46, 470, 16, frame, edge=5).at(x, 20, 0))
        parts.append(bar((x, -150, 20), (x, 150, 250), 22, 34, frame, cuts=6).toned(under(290, 0.25)).on(1))
        inner = x - 24 if x > 0 else x + 24
        parts.append(
            bar((inner, 150, 20), (inner, -150, 250), 22, 34, frame, cuts=6).toned(under(290, 0.35)).on(1)
        )
        pin = turned([(0, 0), (16, 0), (16, 6), (0, 6)], of.CHROME, steps=20, soft=0.4)
        parts.append(pin.at(roll=90).at(x + 12, 0, 135).on(2))
        parts.append(block(34, 420, 22, frame, edge=4).at(x, 0, 246).toned(lambda p: 0.8).on(2))
        parts.append(bar((x * 0.84, -160, 250), (x * 0.84, -345, 150), 18, 26, frame).on(2))
    parts.append(bar((-320, 200, 14), (320, 200, 14), 40, 14, frame))
    parts.append(board(rectangle(690, 210, 26), 16, top, edge=4).at(0, -330, 138).on(3))
    parts.append(board(rectangle(900, 420, 30), 20, top, edge=5).at(0, 0, 268).on(4))
    for x in (-1, 1):
        parts.append(block(26, 90, 12, of.IRON, edge=4).at(x * 428, -120, 256).on(3))
    return parts


def fold_away(colour: str) -> list[Part]:
    """A shallow cabinet on the wall, its front let down to write on."""
    wood, inside = of.wood(colour), of.wood(colour).darker(0.97)
    low, tall, wide, deep = 700, 620, 900, 190
    back = [
        block(wide, 14, tall, inside, edge=2).at(0, 98, low).toned(lambda p: 0.97),
        block(22, deep, tall, wood, edge=4).at(-wide / 2 + 11, 10, low).on(1),
        block(22, deep, tall, wood, edge=4).at(wide / 2 - 11, 10, low).on(1),
        block(wide - 44, deep - 20, 18, wood, edge=3).at(0, 14, low).toned(lambda p: 0.9).on(1),
        block(wide - 44, deep - 40, 16, wood, edge=3).at(0, 20, low + 330).toned(lambda p: 0.92).on(2),
        block(16, deep - 40, 310, wood, edge=3).at(110, 20, low + 18).toned(lambda p: 0.86).on(2),
        block(wide, deep, 24, wood, edge=4).at(0, 10, low + tall - 2).on(6),
    ]
    things = [
        *place(books(("sage", "oat", "clay", "slate"), tall=190), x=190, y=20, z=low + 18, layer=3),
        *place(books(("sand", "ink", "oat"), tall=165), x=-330, y=20, z=low + 346, layer=3),
        *place(cup("sage"), x=300, y=0, z=low + 346, layer=3),
    ]
    flap = board(rectangle(wide - 8, 520, 10), 24, wood, edge=5).at(0, -345, low - 6).on(4)
    hinge = [
        tube(line((x, -470, low + 20), (x, -76, low + 330), 4), 4, of.BRASS, steps=8).on(5)
        for x in (-414, 414)
    ]
    return [*back, *things, flap, *hinge]


def leaning(colour: str) -> list[Part]:
    """Two rails against a wall; a desk and two shelves hung between them."""
    frame = of.finish(colour)
    shelf = of.wood("natural-oak") if colour != "natural-oak" else frame
    tall, run = 1980, 520

    def lean(z: float) -> float:
        return -run / 2 + run * z / tall

    parts: list[Part] = []
    for x in (-440, 440):
        parts.append(bar((x, lean(0), 0), (x, lean(tall), tall), 30, 46, frame, edge=5, cuts=12).on(0))
        parts.append(bar((x, -300, 735), (x, lean(735), 735), 24, 40, frame, edge=4).on(0))
        parts.append(bar((x, -330, 715), (x, lean(440), 440), 20, 24, frame, edge=4).on(0))
    for z, deep in ((1180, 270), (1540, 210)):
        middle = lean(z) + 20 - deep / 2 + 60
        parts.append(block(860, deep, 20, shelf, edge=4).at(0, middle, z).on(2))
        parts.append(block(860, 12, 46, shelf, edge=3).at(0, middle + deep / 2 - 6, z + 18).on(1))
    desk_middle = (lean(735) - 420) / 2 + 40
    parts.append(board(rectangle(860, 530, 8), 26, shelf, edge=5).at(0, desk_middle, 735).on(2))
    return parts

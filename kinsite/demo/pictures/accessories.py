"""Things for the top of a desk. Each stands on z = 0, facing the viewer."""

from __future__ import annotations

from math import cos, pi, radians, sin

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.props import foliage
from kinsite.demo.pictures.shapes import (
    Part,
    bar,
    block,
    board,
    circle,
    curve,
    line,
    place,
    rectangle,
    rounded,
    sheet,
    tube,
    turned,
)
from kinsite.demo.pictures.space import Point


def desk_mat(colour: str) -> list[Part]:
    """Wool felt on cork, one end still rolled."""
    felt, cork = of.cloth(colour, "felt"), of.Material((190, 152, 112), weave="cork", washed=False)
    wide, deep, flat = 800.0, 360.0, 560.0

    def roll(u: float, lift: float) -> tuple[float, float]:
        along = u * wide
        if along <= flat:
            return along - 380, lift
        turn = (along - flat) / 44
        radius = 44 - 2.4 * turn
        return flat - 380 + radius * sin(turn), 44 - radius * cos(turn) + lift * cos(turn)

    def top(u: float, v: float) -> Point:
        x, z = roll(u, 6)
        return (x, (v - 0.5) * deep, z)

    def bottom(u: float, v: float) -> Point:
        x, z = roll(u, 1)
        return (x, (v - 0.5) * deep, z)

    share = flat / wide
    flat_part = board(rectangle(flat, deep, 14), 6, felt, edge=2).at(flat / 2 - 380, 0, 0)
    rolled_back = sheet(lambda u, v: bottom(share + (1 - share) * u, v), 40, 2, cork, soft=0.8).on(2)
    rolled = sheet(lambda u, v: top(share + (1 - share) * u * 0.42, v), 24, 2, felt, soft=0.8).on(1)
    return [flat_part, rolled, rolled_back]


def monitor_stand(colour: str) -> list[Part]:
    wood = of.wood(colour)
    parts = [block(22, 200, 86, wood, edge=4).at(x, 0, 0).toned(lambda p: 0.94) for x in (-238, 238)]
    parts.append(block(454, 190, 12, wood, edge=3).at(0, 0, 34).toned(lambda p: 0.84))
    parts.append(board(rectangle(560, 220, 22), 20, wood, edge=5).at(0, 0, 86).on(1))
    return parts


def organiser(colour: str) -> list[Part]:
    """Three boxes that stand together: pens, cards, the small rest."""
    wood = of.wood(colour)
    parts = _open_box(96, 96, 110, wood)
    parts = place(parts, x=-112, y=20)
    for x, y, tall, colour_of in ((-130, 30, 176, "ink"), (-104, 6, 190, "clay"), (-96, 40, 168, "slate")):
        pencil = [tube([(x, y, 14), (x + (x + 112) * 0.3, y + 4, tall)], 4.2, of.paint(colour_of), steps=8)]
        tip = tube(
            [(x + (x + 112) * 0.3, y + 4, tall), (x + (x + 112) * 0.36, y + 5, tall + 12)],
            [4.2, 0.8],
            of.wood("ash"),
            steps=8,
        )
        parts += [part.on(3).shadowless() for part in (*pencil, tip)]
    parts += place(_front(96, 96, 110, wood), layer=4, x=-112, y=20)
    tray = _open_box(190, 150, 44, wood)
    parts += place(tray, layer=4, x=48, y=-10)
    clip = curve(
        (20, -10, 14), (62, -26, 14), (70, -8, 14), (24, 8, 14), (22, -4, 14), (58, -14, 14), steps=5
    )
    parts.append(tube(clip, 2.2, of.BRASS, steps=6).on(7).shadowless())
    parts.append(block(60, 44, 15, of.cloth("sage", "felt"), edge=3).at(92, 14, 10).on(7).shadowless())
    parts += place(_front(190, 150, 44, wood), layer=8, x=48, y=-10)
    return parts


def _open_box(wide: float, deep: float, tall: float, wood) -> list[Part]:
    """A box without lid and without its front: what lies in it comes next."""
    wall = 9.0
    inside = wood.darker(0.92)
    return [
        block(wide - 4, deep - 4, 8, inside, edge=1).toned(lambda p: 0.8),
        block(wide, wall, tall, wood, edge=3).at(0, deep / 2 - wall / 2, 0).on(1),
        block(wall, deep - wall, tall, wood, edge=3).at(wide / 2 - wall / 2, -wall / 2, 0).on(1),
        block(wall, deep - wall, tall, wood, edge=3).at(-wide / 2 + wall / 2, -wall / 2, 0).on(1),
    ]


def _front(wide: float, deep: float, tall: float, wood) -> list[Part]:
    return [block(wide, 9, tall, wood, edge=3).at(0, -deep / 2 + 4.5, 0)]


def valet_tray(colour: str) -> list[Part]:
    """One hide, four pinched corners, a brass stud in each."""
    hide = of.leather(colour)
    wide, deep, rise = 250.0, 180.0, 40.0

    def surface(u: float, v: float) -> Point:
        x, y = (u - 0.5) * 2, (v - 0.5) * 2
        edge_x, edge_y = max(0.0, abs(x) - 0.74) / 0.26, max(0.0, abs(y) - 0.66) / 0.34
        lift = max(edge_x, edge_y)
        pinch = edge_x * edge_y
        sx, sy = (1 if x > 0 else -1), (1 if y > 0 else -1)
        return (
            x * wide / 2 + sx * (6 * edge_x - 16 * pinch),
            y * deep / 2 + sy * (6 * edge_y - 16 * pinch),
            3 + rise * lift**1.25 * (1 - 0.06 * pinch),
        )

    skin = sheet(surface, 30, 30, hide, soft=1.2)
    skin = skin.toned(lambda p: 1.0 if p[2] < 6 else 1.02)
    parts = [skin]
    for sx in (-1, 1):
        for sy in (-1, 1):
            stud = turned([(0, 0), (5.5, 0), (5, 3), (0, 4)], of.BRASS, steps=16, soft=0.3)
            parts.append(
                stud.at(lean=70)
                .at(turn=35 * sx * -sy)
                .at(sx * 113, sy * 77 - 2, 28 if sy > 0 else 31)
                .on(1 if sy > 0 else 2)
                .shadowless()
            )
    key = curve((-40, 10, 8), (-60, 26, 8), (-44, 42, 8), (-26, 28, 8), (-40, 10, 8), steps=6)
    parts.append(tube(key, 3, of.BRASS, steps=8).on(1))
    parts.append(bar((-36, 16, 8), (14, -30, 8), 6, 4, of.BRASS).on(1))
    parts.append(
        turned([(0, 0), (13, 0), (13, 2), (0, 2.4)], of.CHROME, steps=28, soft=0.4).at(52, 10, 4).on(1)
    )
    parts.append(
        turned([(0, 0), (10, 0), (10, 2), (0, 2.4)], of.BRASS, steps=28, soft=0.4).at(66, -12, 4).on(1)
    )
    return parts


def cable_box(colour: str) -> list[Part]:
    """Steel below, oak above, a slot at each end."""
    body, lid = of.paint(colour), of.wood("natural-oak")
    parts = [
        block(400, 150, 122, body, edge=14, curve=3).on(1),
        board(rectangle(404, 154, 14), 14, lid, edge=4).at(0, 0, 122).on(2),
        block(3, 44, 26, of.RUBBER, edge=1).at(-199.5, -16, 84).on(2).shadowless(),
        block(3, 44, 26, of.RUBBER, edge=1).at(199.5, -16, 84).on(2).shadowless(),
    ]
    cable = curve(
        (-196, -18, 96),
        (-240, -24, 92),
        (-262, -50, 30),
        (-250, -120, 6),
        (-180, -190, 5),
        (-60, -210, 5),
        steps=8,
    )
    parts.append(tube(cable, 4.5, of.RUBBER, steps=8, soft=0.3).on(3))
    return parts


def planter(colour: str) -> list[Part]:
    """Stoneware, thrown in two parts, with a plant that likes a desk."""
    pot = [
        (0, 0),
        (74, 0),
        *rounded((78, 2), (86, 14), (91, 56), (94, 100), (95, 134)),
        (91, 139),
        (85, 138),
        (83, 124),
    ]
    saucer = [(0, 0), (88, 0), (104, 10), (106, 16), (98, 16), (86, 10)]
    parts = [
        turned(saucer, of.glazed(colour), steps=48, open=True),
        turned(pot, of.glazed(colour), steps=48, soft=1.2, open=True).at(0, 0, 8).on(1),
        turned([(84, 130), (0, 132)], of.SOIL, soft=0.5, open=True).on(2).shadowless(),
    ]
    return parts + place(foliage(15, 300, 66, bend=56, seed=3), z=128, layer=1)


def clock(colour: str) -> list[Part]:
    """A block of wood, a dial, two hands."""
    wood = of.wood(colour)
    parts = [block(170, 62, 170, wood, edge=16, curve=4)]
    dial = turned(
        [(0, 0), (66, 0), (66, 3), (0, 3.2)], of.Material((247, 243, 234), glow=0.45), steps=56, soft=0.4
    )
    parts.append(dial.at(lean=90).at(0, -30, 85).on(1).shadowless())
    for hour in range(12):
        a = 2 * pi * hour / 12
        inner, outer = (50 if hour % 3 else 46), 58
        mark = bar(
            (inner * sin(a), -34, 85 + inner * cos(a)),
            (outer * sin(a), -34, 85 + outer * cos(a)),
            2.6,
            2,
            of.IRON,
            edge=0.5,
        )
        parts.append(mark.on(2).shadowless())
    for angle, length, thick in ((302, 34, 5), (62, 48, 3.4)):
        a = radians(angle)
        hand = bar(
            (-6 * sin(a), -36, 85 - 6 * cos(a)),
            (length * sin(a), -36, 85 + length * cos(a)),
            thick,
            2,
            of.IRON,
            edge=0.6,
        )
        parts.append(hand.on(3).shadowless())
    hub = turned([(0, 0), (5, 0), (5, 3), (0, 3.4)], of.BRASS, steps=20, soft=0.3).at(lean=90).at(0, -36, 85)
    return [*parts, hub.on(4).shadowless()]


def notebook(colour: str) -> list[Part]:
    """Cloth covers, a ribbon, pages that lie flat."""
    cover = of.cloth(colour, "linen")
    ribbon = of.paint("clay" if colour != "clay" else "sand")
    return [
        board(rectangle(148, 212, 6), 3, cover, edge=1),
        block(142, 206, 15, of.PAPER, edge=1).at(1, 0, 3),
        board(rectangle(148, 212, 6), 3, cover, edge=1).at(0, 0, 18).on(1),
        block(5, 212, 21, cover, edge=2).at(-73, 0, 0).on(1),
        bar((30, -103, 9), (34, -150, 2), 6, 0.8, ribbon, edge=0.2).on(1),
        block(9, 214, 1.4, of.IRON, edge=0.4).at(56, 0, 21).on(2).shadowless(),
        block(40, 26, 0.8, of.PAPER.darker(0.98), edge=0.2).at(-16, 52, 21).on(2).shadowless(),
    ]


def pen(colour: str = "black") -> list[Part]:
    body = tube(line((-66, 0, 5), (58, 0, 5)), 5, of.paint(colour, 0.2), steps=12, soft=0.3)
    tip = tube(line((58, 0, 5), (74, 0, 5)), [5, 1], of.BRASS, steps=12)
    return [body, tip]


def coaster() -> list[Part]:
    return [board(circle(50), 6, of.Material((190, 152, 112), weave="cork"), edge=2)]

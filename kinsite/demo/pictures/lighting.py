"""Lamps. Each stands on z = 0 or hangs above it; GLOWS says where its light is."""

from __future__ import annotations

from math import cos, radians, sin

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.desks import leg
from kinsite.demo.pictures.props import monitor
from kinsite.demo.pictures.shapes import Part, ball, block, curve, line, place, rounded, tube, turned


def counterpoise(colour: str) -> list[Part]:
    """Two arms in balance: the tail carries the weight, the head stays where it is put."""
    body, joint = of.finish(colour), of.BRASS
    elbow, head = (-150.0, 0.0, 330.0), (175.0, 0.0, 478.0)
    tail = (elbow[0] - 130, 0.0, elbow[2] - 59)
    parts = [
        turned([(0, 0), (96, 0), (104, 4), (104, 16), (98, 22), (0, 24)], body, steps=48),
        turned([(0, 22), (16, 22), (16, 44), (0, 46)], joint, steps=20, soft=0.5).on(1),
        tube(line((0, 0, 36), elbow, 6), 7, body, steps=12, soft=0.4).on(2),
        tube(line(tail, head, 8), 6.5, body, steps=12, soft=0.4).at(y=-14).on(4),
        turned([(0, 0), (17, 0), (17, 26), (0, 26)], joint, steps=24, soft=0.5)
        .at(lean=90)
        .at(elbow[0], 2, elbow[2])
        .on(3),
        turned([(0, 0), (10, 0), (10, 8), (0, 8)], of.IRON, steps=20, soft=0.4)
        .at(lean=90)
        .at(elbow[0], -20, elbow[2])
        .on(5),
    ]
    weight = turned([(0, 0), (22, 0), (26, 5), (26, 58), (22, 63), (0, 63)], body, steps=28, soft=0.8)
    parts.append(weight.at(0, 0, -40).at(roll=-114).at(tail[0], -14, tail[2]).on(4))
    shade = [
        (92, 0),
        *rounded((92, 4), (84, 34), (70, 66), (50, 98), (34, 112)),
        (28, 116),
        (24, 140),
        (0, 144),
    ]
    parts.append(
        turned(shade, body, steps=44, soft=1.2).at(roll=-16).at(head[0] + 18, -14, head[2] - 122).on(6)
    )
    parts.append(
        turned([(0, 0), (11, 0), (11, 16), (0, 16)], joint, steps=20, soft=0.4)
        .at(lean=90)
        .at(head[0], -18, head[2])
        .on(7)
    )
    return place(parts, x=-10)


def beam_light(colour: str) -> list[Part]:
    """A post and a bar: light along the whole length of the desk."""
    body = of.finish(colour)
    return [
        turned([(0, 0), (88, 0), (94, 4), (94, 20), (90, 24), (0, 25)], body, steps=48).at(-210, 40, 0),
        tube(line((-210, 40, 20), (-210, 40, 452), 6), 8, body, steps=14, soft=0.4).on(1),
        turned([(0, 0), (16, 0), (16, 32), (0, 32)], of.IRON, steps=24, soft=0.4).at(-210, 40, 436).on(2),
        block(600, 34, 15, body, edge=7, curve=3).at(60, 20, 456).on(3),
        block(570, 22, 3, of.LIGHT, edge=1).at(68, 20, 452).on(2).shadowless(),
        turned([(0, 0), (9, 0), (9, 3), (0, 3)], of.BRASS, steps=20, soft=0.3).at(310, 14, 471).on(4),
    ]


def dome(colour: str) -> list[Part]:
    """A spun dome on a cloth flex, white inside."""
    body = of.finish(colour)
    outer = [(radius * 1.0, height) for radius, height in _dome_profile(215, 190)]
    inner = of.Material((250, 240, 220), glow=0.7, washed=False)
    lining = turned([(r * 0.985, z + 1) for r, z in outer[:-1]], inner, steps=56, soft=1.6, open=True)
    return [
        lining.on(0),
        ball(42, of.OPAL).at(0, 0, 52).on(1),
        turned(outer, body, steps=56, soft=1.6).on(2),
        turned([(26, 188), (26, 214), (18, 232), (0, 236)], of.BRASS, steps=24, soft=0.6).on(3),
        tube(line((0, 0, 230), (0, 0, 1200)), 3.4, of.RUBBER, steps=8).on(3),
    ]


def _dome_profile(radius: float, tall: float) -> list[tuple[float, float]]:
    profile = [(radius, 0.0), (radius + 2, 3.0)]
    profile += [(radius * cos(radians(a)), 4 + tall * sin(radians(a))) for a in range(4, 84, 6)]
    return [*profile, (24, tall - 2), (0, tall)]


def linear(colour: str) -> list[Part]:
    """A long oiled bar that hangs level, light on its underside."""
    wood = of.wood(colour)
    parts = [
        block(1180, 30, 7, of.LIGHT, edge=2).at(0, 0, -3).on(1).shadowless(),
        block(1240, 52, 62, wood, edge=6).on(0),
    ]
    for x in (-470, 470):
        parts.append(
            turned([(0, 62), (9, 62), (9, 76), (0, 80)], of.BRASS, steps=16, soft=0.4).at(x, 0, 0).on(2)
        )
        parts.append(tube(line((x, 0, 76), (x, 0, 1500)), 2.6, of.IRON, steps=6).on(2))
    return parts


def tripod(colour: str) -> list[Part]:
    """Three legs that meet in brass, a linen drum above."""
    wood = of.wood(colour)
    parts: list[Part] = []
    for angle in (90, 210, 330):
        a = radians(angle + 14)
        parts.append(leg((300 * cos(a), 300 * sin(a), 0), (34 * cos(a), 34 * sin(a), 1130), 11, 19, wood))
    parts.append(
        turned([(0, 1080), (46, 1080), (50, 1086), (50, 1112), (44, 1120), (0, 1122)], of.BRASS, steps=32).on(
            1
        )
    )
    parts.append(tube(line((0, 0, 1120), (0, 0, 1220)), 9, of.BRASS, steps=12, soft=0.3).on(1))
    drum = turned([(252, 1190), (254, 1194), (212, 1540), (208, 1542)], of.SHADE, steps=60, soft=2)
    parts.append(drum.toned(lambda p: 1.16 - 0.00042 * abs(p[2] - 1330)).on(2))
    parts.append(
        turned([(208, 1541), (0, 1541)], of.SHADE.darker(0.93), steps=48, open=True).on(3).shadowless()
    )
    return parts


def arc_reader(colour: str) -> list[Part]:
    """One long bow from a stone foot to a small dome."""
    metal = of.BRASS if colour == "brass" else of.steel(colour)
    path = curve(
        (-420, 0, 40),
        (-430, 0, 500),
        (-400, 0, 1000),
        (-260, 0, 1420),
        (20, 0, 1610),
        (300, 0, 1560),
        (400, 0, 1420),
        steps=8,
    )
    shade = [(r, z) for r, z in _dome_profile(150, 128)]
    return [
        turned(
            [(0, 0), (158, 0), (166, 6), (166, 46), (158, 54), (0, 56)],
            of.Material((214, 208, 199), 0.1, weave="stone"),
            steps=56,
        ),
        turned([(0, 54), (24, 54), (24, 74), (0, 76)], metal, steps=24, soft=0.5).at(-420 + 420, 0, 0).on(1),
        *[tube(path, 11, metal, steps=14, soft=0.5).at(420, 0, 0).on(2)],
        turned(shade, metal, steps=48, soft=1.4).at(820, 0, 1282).on(3),
        turned([(20, 126), (20, 148), (10, 156), (0, 158)], metal, steps=24, soft=0.5).at(820, 0, 1282).on(4),
    ]


def opal(colour: str) -> list[Part]:
    """A glass globe on a thrown foot."""
    foot = [
        (0, 0),
        (82, 0),
        *rounded((88, 2), (96, 18), (92, 44), (72, 80), (52, 106), (49, 122), (56, 134)),
        (0, 136),
    ]
    globe = ball(118, of.OPAL, soft=3).toned(lambda p: 1.10 - 0.0011 * abs(p[2] - 90))
    return [
        turned(foot, of.glazed(colour), steps=48, soft=1.2),
        turned([(52, 132), (54, 134), (54, 144), (0, 146)], of.BRASS, steps=36, soft=0.5).on(1),
        globe.at(0, 0, 136).on(2),
    ]


def light_bar(colour: str) -> list[Part]:
    """A bar over the screen: light on the desk, none in the eyes."""
    body = of.paint(colour, 0.16)
    rod = tube(line((-245, 0, 0), (245, 0, 0), 2), 15, body, steps=20, soft=0.6)
    caps = [
        turned([(0, 0), (15, 0), (16, 2), (16, 10), (0, 11)], of.BRASS, steps=24, soft=0.4)
        .at(roll=90)
        .at(x, 0, 0)
        for x in (-250, 240)
    ]
    place_at = 130 + 351 + 26
    return [
        *monitor(),
        block(64, 46, 40, body, edge=8).at(0, 30, place_at - 34).on(4),
        rod.at(0, 2, place_at + 4).on(5),
        *[cap.at(0, 2, place_at + 4).on(6) for cap in caps],
        block(460, 9, 4, of.LIGHT, edge=1).at(0, -9, place_at - 12).on(6).shadowless(),
    ]


# what shines, where (in the lamp's own place), how far and how strongly
GLOWS = {
    "counterpoise": [((180, -14, 352), 230, 0.50)],
    "beam_light": [((60, 20, 446), 330, 0.34)],
    "dome": [((0, 0, 40), 430, 0.42)],
    "linear": [((0, 0, -20), 560, 0.34)],
    "tripod": [((0, 0, 1360), 620, 0.34)],
    "arc_reader": [((820, 0, 1270), 430, 0.42)],
    "opal": [((0, 0, 254), 330, 0.50)],
    "light_bar": [((0, -30, 470), 300, 0.22)],
}
# ovals of light on what a lamp stands on
POOLS = {
    "counterpoise": [((170, -14, 0), 240, 240, 0.55)],
    "beam_light": [((60, 10, 0), 420, 260, 0.50)],
    "tripod": [((0, 0, 0), 520, 520, 0.35)],
    "arc_reader": [((820, 0, 0), 560, 560, 0.42)],
    "opal": [((0, 0, 0), 280, 280, 0.45)],
    "light_bar": [((0, -120, 0), 400, 240, 0.50)],
}

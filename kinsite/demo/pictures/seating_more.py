"""Seats on legs: shells, stools, the kneeling frame, the armchair, the bench."""

from __future__ import annotations

from math import cos, radians, sin

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.desks import leg
from kinsite.demo.pictures.seating import cushion, upright
from kinsite.demo.pictures.shapes import Part, bar, beam, block, board, circle, curve, sheet, tube, turned
from kinsite.demo.pictures.space import Point

PROFILE = curve(
    (0, -240, 438),
    (0, -190, 452),
    (0, -40, 440),
    (0, 120, 428),
    (0, 205, 470),
    (0, 252, 600),
    (0, 290, 740),
    (0, 306, 830),
    steps=5,
)


def _shell(u: float, v: float) -> Point:
    """A pressed shell: flat where one sits, wrapped where one leans."""
    at = u * (len(PROFILE) - 1)
    low = min(int(at), len(PROFILE) - 2)
    share = at - low
    y = PROFILE[low][1] + (PROFILE[low + 1][1] - PROFILE[low][1]) * share
    z = PROFILE[low][2] + (PROFILE[low + 1][2] - PROFILE[low][2]) * share
    side = (v - 0.5) * 2
    corner = 1 - 0.22 * max(0.0, (u - 0.78) / 0.22) ** 2 - 0.10 * max(0.0, (0.16 - u) / 0.16) ** 2
    half = (236 + 26 * sin(u * 3.14)) * corner
    wrap = abs(side) ** 2.4
    sitting = max(0.0, 1 - max(0.0, u - 0.42) / 0.2) if u > 0.42 else 1.0
    arm = max(0.0, 1 - abs(u - 0.56) / 0.24)
    return (
        side * half,
        y - wrap * (96 * (1 - sitting) + 24 * arm),
        z + wrap * (30 * sitting + 74 * arm),
    )


def felt_shell(colour: str) -> list[Part]:
    oak, felt = of.wood("natural-oak"), of.cloth(colour, "felt")
    parts = [
        leg((sx * 250, sy * 235 + 10, 0), (sx * 150, sy * 130 + 10, 425), 12, 19, oak)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    parts.append(bar((-150, -120, 412), (150, 140, 412), 34, 18, of.IRON).on(1))
    parts.append(bar((150, -120, 412), (-150, 140, 412), 34, 18, of.IRON).on(1))
    shell = sheet(_shell, 34, 20, felt, soft=1.6)
    seat = shell.toned(lambda p: 1 - 0.16 * max(0.0, 1 - abs(p[1] - 175) / 110))
    parts.append(seat.on(3))
    rim = of.Material(tuple(min(255, int(c * 1.04)) for c in felt.colour), washed=False)
    around = [_shell(u / 40, 0) for u in range(17, -1, -1)] + [_shell(0, v / 12) for v in range(1, 13)]
    around += [_shell(u / 40, 1) for u in range(1, 18)]
    over = [_shell(u / 40, 0) for u in range(17, 41)] + [_shell(1, v / 12) for v in range(1, 13)]
    over += [_shell(u / 40, 1) for u in range(39, 16, -1)]
    parts.append(tube(over, 6, rim, steps=8, soft=0.4).on(4))
    parts.append(tube(around, 6, rim, steps=8, soft=0.4).on(4))
    return parts


def perch(colour: str) -> list[Part]:
    oak, height = of.wood(colour), 690
    parts: list[Part] = []
    for i in range(4):
        angle = radians(45 + 90 * i)
        parts.append(
            leg(
                (218 * cos(angle), 218 * sin(angle), 0),
                (112 * cos(angle), 112 * sin(angle), height - 34),
                13,
                19,
                oak,
            )
        )
    reach = 218 - 106 * 250 / (height - 34)
    hoop = [(reach * cos(radians(a)), reach * sin(radians(a)), 250.0) for a in range(0, 361, 10)]
    far, near = hoop[:19], hoop[18:]
    parts.append(tube(far, 9, of.BRASS, steps=10, soft=0.3))
    parts.append(tube(near, 9, of.BRASS, steps=10, soft=0.3).on(1))
    parts.append(board(circle(180, 64), 36, oak, edge=10).at(0, 0, height - 36).on(2))
    return parts


def kneeling(colour: str) -> list[Part]:
    """Two curved runners, a tilted seat above, a pad for the shins below."""
    oak, pad = of.wood("natural-oak"), of.cloth(colour, "linen")
    parts: list[Part] = []
    lath = of.plain(oak)
    for x in (-190, 190):
        runner = curve((x, -330, 44), (x, -180, 16), (x, 60, 12), (x, 300, 40), (x, 400, 66), steps=8)
        stem = curve((x, -250, 40), (x, -60, 210), (x, 110, 370), (x, 230, 500), steps=8)
        brace = curve((x, 330, 54), (x, 130, 170), (x, -110, 262), (x, -190, 282), steps=8)
        parts += [beam(runner, 30, 40, lath), beam(brace, 26, 40, lath).on(1), beam(stem, 30, 44, lath).on(1)]
    parts.append(tube([(-190, 300, 50), (190, 300, 50)], 14, oak, soft=0.4))
    parts.append(tube([(-190, -250, 40), (190, -250, 40)], 14, oak, soft=0.4).on(1))
    parts.append(cushion(430, 220, 70, pad, puff=14, edge=32).at(lean=-22).at(0, -190, 280).on(3))
    parts.append(cushion(440, 340, 76, pad, puff=16, edge=34).at(lean=15).at(0, 215, 490).on(2))
    return parts


def reading(colour: str) -> list[Part]:
    """A low armchair, all soft edges."""
    wool = of.cloth(colour, "boucle")
    parts = [
        leg((sx * 300, sy * 270, 0), (sx * 280, sy * 250, 170), 15, 22, of.wood("walnut"))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    base = block(700, 690, 150, wool, edge=50, cuts=(6, 6, 2), curve=4, soft=2.4)
    parts.append(base.at(0, 0, 160).toned(lambda p: 0.9).on(1))
    back = upright(720, 190, 560, wool, bow=-70, edge=80).at(lean=-13).at(0, 300, 240)
    parts.append(back.on(2))
    pad = cushion(520, 580, 150, wool, puff=20, edge=56).at(0, -60, 300)
    parts.append(pad.toned(lambda p: 1 - 0.14 * max(0.0, 1 - abs(p[1] - 230) / 120)).on(3))
    for side in (-1, 1):
        arm = block(150, 660, 340, wool, edge=66, cuts=(4, 8, 4), curve=4, soft=2.4)
        drop = arm.bent(lambda p: (p[0], p[1], p[2] + (p[2] / 340) * (p[1] + 330) * 0.07))
        parts.append(drop.at(side * 330, -20, 190).on(3))
    return parts


def bench(colour: str) -> list[Part]:
    """Round legs, four rails, a seat woven of paper cord."""
    oak = of.wood(colour)
    parts = [
        leg((sx * 545, sy * 175, 0), (sx * 535, sy * 165, 440), 17, 22, oak)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    for y in (-165, 165):
        parts.append(tube([(-540, y, 210), (540, y, 210)], 11, oak, soft=0.4))
        parts.append(tube([(-540, y, 404), (540, y, 404)], 17, oak, soft=0.4).on(1))
    for x in (-538, 538):
        parts.append(tube([(x, -165, 250), (x, 165, 250)], 11, oak, soft=0.4))
        parts.append(tube([(x, -165, 404), (x, 165, 404)], 17, oak, soft=0.4).on(1))
    cord = of.Material(of.CORD.colour, weave="cord", washed=False)
    seat = block(1030, 372, 46, cord, edge=20, cuts=(1, 1, 1), curve=4)
    parts.append(seat.at(0, 0, 392).on(2))
    for sx in (-1, 1):
        for sy in (-1, 1):
            cap = turned([(22, 0), (22, 20), (18, 26), (0, 28)], oak, steps=20, soft=0.5)
            parts.append(cap.at(sx * 535, sy * 165, 424).on(3))
    return parts

"""Desks and seats where they are used: a room, a window, one or two companions."""

from __future__ import annotations

from collections.abc import Sequence

from kinsite.demo.pictures import props
from kinsite.demo.pictures.canvas import Canvas
from kinsite.demo.pictures.shapes import Part, place
from kinsite.demo.pictures.stage import PLASTER, SAGE, SAND, STONE, Palette, Shot, Thing, laden, room
from kinsite.demo.pictures.subjects import SUBJECTS

Laid = Sequence[list[Part]]


def model(handle: str, colour: str, **frame: float) -> list[Part]:
    return place(SUBJECTS[handle].model(colour), **frame)


def set_up(handle: str, colour: str, upon: Laid = (), **frame: float) -> Thing:
    """A product on the floor with things on its top."""
    subject = SUBJECTS[handle]
    height, wide, deep = subject.top
    return laden(subject.model(colour), height, wide, deep, upon, **frame)


def alone(parts: list[Part]) -> Thing:
    return Thing(parts)


def seen(shot: Shot, palette: Palette, things: list[Thing], hung: Laid = (), wall: float = 800) -> Canvas:
    return room(shot.camera(), palette, things, wall=wall, hung=hung)


def minimal_oak(colour: str) -> Canvas:
    upon = [
        place(props.laptop(), x=40, y=-60, turn=4),
        place(props.cup("sage"), x=-250, y=-170),
        place(props.books(("sage", "oat", "clay"), tall=230, lying=True), x=-470, y=90, turn=8),
        place(props.branches("sand"), x=-480, y=95, z=84),
    ]
    return seen(
        Shot(2250, 600, 11, aim=(0.5, 0.56), x=60),
        PLASTER,
        [
            set_up("minimal-oak-desk", colour, upon, turn=-14),
            alone(model("felt-shell-chair", "sage", x=150, y=490, turn=20)),
            alone(place(props.floor_plant(), x=990, y=360, size=0.95)),
        ],
        hung=[place(props.print_in_frame(440, 590), x=240, y=790, z=1050)],
    )


def converter(colour: str) -> Canvas:
    under_it = SUBJECTS["trestle-desk"]
    lift = place(SUBJECTS["standing-desk-converter"].model(colour), y=40)
    screen = place(props.monitor(wide=560), y=60, z=288, layer=10)
    keys = place(props.keyboard(), y=-290, z=154, layer=10)
    rodent = place(props.mouse(), x=230, y=-290, z=154, layer=10)
    upon = [[*lift, *screen, *keys, *rodent], place(props.cup("clay"), x=590, y=-180)]
    desk = laden(under_it.model("black"), 735, 1500, 700, upon, turn=-16)
    return seen(Shot(1750, 950, 12, aim=(0.5, 0.56), x=20), STONE, [desk], wall=620)


def executive_l(colour: str) -> Canvas:
    upon = [
        place(props.monitor(wide=640), x=-230, y=230, turn=-8),
        place(props.keyboard(), x=-230, y=-40, turn=-8),
        place(props.mouse(), x=20, y=-60),
        place(props.books(("ink", "oat", "sage", "slate"), tall=250), x=620, y=420),
        place(SUBJECTS["opal-globe-lamp"].model("sand"), x=-720, y=380),
        place(SUBJECTS["linen-notebook"].model("clay"), x=600, y=-560, turn=12),
    ]
    desk = set_up("executive-l-shaped-desk", colour, upon, turn=-22)
    desk.area = []
    return seen(Shot(2750, 640, 19, aim=(0.5, 0.58), x=40), PLASTER, [desk], wall=1150)


def rise(colour: str) -> Canvas:
    upon = [
        place(props.monitor(wide=620), x=60, y=120),
        place(props.keyboard(), x=40, y=-170),
        place(props.mouse(), x=270, y=-170),
        place(props.pot_plant("sage", size=0.8), x=-500, y=90),
    ]
    things = [set_up("rise-standing-desk", colour, upon, turn=-16)]
    hung = [place(props.print_in_frame(380, 510, "stones"), x=-640, y=790, z=1330)]
    return seen(Shot(2350, 820, 9, aim=(0.5, 0.54)), SAGE, things, hung)


def trestle(colour: str) -> Canvas:
    upon = [
        place(SUBJECTS["counterpoise-desk-lamp"].model(colour), x=-470, y=130),
        place(props.books(("oat", "clay"), tall=260, lying=True), x=330, y=60, turn=-10),
        place(SUBJECTS["linen-notebook"].model("oat"), x=-40, y=-110, turn=10),
    ]
    return seen(
        Shot(2250, 590, 11, aim=(0.5, 0.56)),
        SAND,
        [
            set_up("trestle-desk", colour, upon, turn=14),
            alone(model("oak-perch-stool", "natural-oak", x=-120, y=600, turn=20)),
        ],
    )


def fold_away(colour: str) -> Canvas:
    shot = Shot(1950, 820, 10, aim=(0.5, 0.56), x=-110)
    cabinet = place(SUBJECTS["fold-away-wall-desk"].model(colour), y=395)
    things = [
        Thing(cabinet, 718, [], [place(props.laptop(), x=0, y=25, z=718)]),
        alone(model("felt-shell-chair", "oat", x=-600, y=130, turn=-34)),
    ]
    return seen(shot, SAGE, things, wall=500)


def writing(colour: str) -> Canvas:
    upon = [
        place(SUBJECTS["opal-globe-lamp"].model("sage"), x=-400, y=60),
        place(SUBJECTS["linen-notebook"].model("ink"), x=60, y=-70, turn=-8),
        place(props.cup("soft-white"), x=330, y=40),
    ]
    hung = [place(props.print_in_frame(400, 540), x=-160, y=790, z=1110)]
    return seen(
        Shot(2000, 610, 10, aim=(0.5, 0.56), x=60),
        PLASTER,
        [
            set_up("two-drawer-writing-desk", colour, upon, turn=-16),
            alone(place(props.floor_plant("clay", size=0.85), x=860, y=330)),
        ],
        hung,
    )


def leaning(colour: str) -> Canvas:
    ladder = model("leaning-ladder-desk", colour, y=455)
    shelves = [
        place(props.laptop(size=0.95), y=205, z=761),
        place(props.books(("sage", "oat", "ink", "clay"), tall=220), x=-380, y=425, z=1202),
        place(props.pot_plant("soft-white", size=0.62, seed=2), x=250, y=435, z=1202),
        place(props.branches("clay", size=0.8), x=-230, y=535, z=1560),
    ]
    things = [
        Thing(ladder, 761, [], shelves),
        alone(model("oak-perch-stool", "natural-oak", x=620, y=150)),
    ]
    return seen(Shot(2500, 930, 8, aim=(0.5, 0.55), x=90), SAND, things, wall=730)


def task(colour: str) -> Canvas:
    upon = [place(props.laptop(), x=-100, y=0, turn=180), place(props.cup("sand"), x=260, y=80)]
    desk = set_up("minimal-oak-desk", "natural-oak", upon, x=620, y=420, turn=90)
    return seen(
        Shot(1900, 620, 10, x=150, aim=(0.5, 0.56)),
        STONE,
        [desk, alone(model("poise-task-chair", colour, x=-80, y=-60, turn=42))],
        wall=1250,
    )


def high_back(colour: str) -> Canvas:
    shelf = place(props.floor_plant("slate"), x=-640, y=420)
    return seen(
        Shot(2000, 680, 10, aim=(0.5, 0.56), x=-40),
        SAND,
        [alone(shelf), alone(model("meridian-high-back-chair", colour, x=80, turn=-32))],
        hung=[place(props.print_in_frame(520, 690, "stones"), x=480, y=790, z=900)],
    )


def shell(colour: str) -> Canvas:
    pair = [
        alone(model("felt-shell-chair", colour, x=-330, y=260, turn=34)),
        alone(model("felt-shell-chair", colour, x=330, y=-20, turn=-30)),
    ]
    return seen(Shot(1750, 520, 11, aim=(0.5, 0.57)), PLASTER, pair, wall=760)


def saddle(colour: str) -> Canvas:
    upon = [place(props.monitor(wide=560), y=110), place(props.keyboard(), y=-150)]
    desk = set_up("rise-standing-desk", "natural-oak", upon, x=300, y=430, turn=-8)
    stool = alone(model("saddle-stool", colour, x=-260, y=-330, turn=30))
    return seen(Shot(1900, 640, 10, aim=(0.5, 0.56), x=60), SAGE, [desk, stool], wall=980)


def perch(colour: str) -> Canvas:
    pair = [
        alone(model("oak-perch-stool", colour, x=-250, y=180, turn=10)),
        alone(model("oak-perch-stool", colour, x=260, y=-60, turn=40)),
    ]
    hung = [place(props.print_in_frame(360, 480), x=60, y=690, z=880)]
    return seen(Shot(1600, 560, 11, aim=(0.5, 0.57)), SAND, pair, hung, wall=700)


def kneeling(colour: str) -> Canvas:
    rug = props.rug(1500, 1000, "soft-white")
    chair = Thing([*rug, *model("kneeling-chair", colour, x=40, z=8, turn=-42, layer=1)])
    plant = alone(place(props.floor_plant("oat", size=0.8), x=-560, y=520))
    return seen(Shot(1650, 450, 12, aim=(0.5, 0.58)), SAGE, [plant, chair], wall=800)


def reading(colour: str) -> Canvas:
    lamp = alone(model("tripod-floor-lamp", "walnut", x=-620, y=330))
    stool = laden(SUBJECTS["paper-cord-bench"].model("natural-oak"), 438, 1000, 360, [], x=0)
    stool.parts = place(props.books(("clay", "oat", "sage"), tall=250, lying=True), x=640, y=-120, turn=-14)
    chair = alone(model("still-reading-chair", colour, x=40, y=0, turn=-26))
    return seen(Shot(2150, 660, 10, aim=(0.5, 0.56)), PLASTER, [lamp, chair, stool])


def bench(colour: str) -> Canvas:
    upon = [
        place(props.books(("oat", "ink"), tall=260, lying=True), x=-330, y=0, turn=6),
        place(props.cup("sage"), x=-320, y=0, z=52),
    ]
    thing = set_up("paper-cord-bench", colour, upon, turn=-10)
    hung = [
        place(props.print_in_frame(420, 560), x=-260, y=590, z=820),
        place(props.print_in_frame(420, 560, "stones"), x=260, y=590, z=820),
    ]
    return seen(Shot(1850, 560, 10, aim=(0.5, 0.56)), SAND, [thing], hung, wall=600)


LARGE = {
    "minimal-oak-desk": minimal_oak,
    "standing-desk-converter": converter,
    "executive-l-shaped-desk": executive_l,
    "rise-standing-desk": rise,
    "trestle-desk": trestle,
    "fold-away-wall-desk": fold_away,
    "two-drawer-writing-desk": writing,
    "leaning-ladder-desk": leaning,
    "poise-task-chair": task,
    "meridian-high-back-chair": high_back,
    "felt-shell-chair": shell,
    "saddle-stool": saddle,
    "oak-perch-stool": perch,
    "kneeling-chair": kneeling,
    "still-reading-chair": reading,
    "paper-cord-bench": bench,
}

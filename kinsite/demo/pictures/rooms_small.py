"""Lamps at dusk and small things in use: an evening room, a desk's top seen close."""

from __future__ import annotations

from collections.abc import Sequence

from kinsite.demo.pictures import props
from kinsite.demo.pictures.accessories import pen
from kinsite.demo.pictures.canvas import Canvas
from kinsite.demo.pictures.rooms_large import Laid, alone, model, set_up
from kinsite.demo.pictures.shapes import Part, place
from kinsite.demo.pictures.space import Frame
from kinsite.demo.pictures.stage import (
    EVENING,
    PLASTER,
    SAGE,
    SAND,
    STONE,
    Lamp,
    Palette,
    Shot,
    Thing,
    room,
    tabletop,
)
from kinsite.demo.pictures.subjects import SUBJECTS


def lit(handle: str, gain: float = 1.9, **frame: float) -> Lamp:
    return SUBJECTS[handle].lit(gain, **frame)


def close(
    shot: Shot,
    palette: Palette,
    upon: Laid,
    top: str = "natural-oak",
    lamps: Sequence[Lamp] = (),
) -> Canvas:
    return tabletop(shot.camera(), palette, upon, top=top, lamps=lamps)


def evening(shot: Shot, things: list[Thing], lamps: Sequence[Lamp], wall: float = 800) -> Canvas:
    return room(shot.camera(), EVENING, things, wall=wall, lamps=lamps)


def counterpoise(colour: str) -> Canvas:
    upon: list[list[Part]] = [
        model("counterpoise-desk-lamp", colour, x=-120, y=90, turn=12),
        place(props.books(("oat", "sage"), tall=230, lying=True), x=180, y=30, turn=-12),
        place(props.cup("clay"), x=-300, y=-90),
    ]
    return close(
        Shot(980, 250, 13, aim=(0.5, 0.56)),
        EVENING,
        upon,
        "walnut",
        [lit("counterpoise-desk-lamp", x=-120, y=90, turn=12)],
    )


def beam_light(colour: str) -> Canvas:
    upon = [
        model("beam-task-light", colour, x=-60, y=120, turn=10),
        place(props.laptop(), x=20, y=-70, turn=4),
        model("linen-notebook", "oat", x=330, y=-90, turn=-14),
    ]
    return close(
        Shot(1080, 240, 15, aim=(0.5, 0.56)),
        EVENING,
        upon,
        "walnut",
        [lit("beam-task-light", x=-60, y=120, turn=10)],
    )


def dome(colour: str) -> Canvas:
    upon = [
        place(props.books(("clay", "oat"), tall=250, lying=True), x=-240, y=40, turn=8),
        place(props.cup("sage"), x=160, y=-60),
    ]
    desk = set_up("trestle-desk", "black", upon, turn=-10)
    lamp = model("dome-pendant", colour, y=30, z=1330)
    pool = Lamp(Frame(y=30), pools=[((0, 0, 735), 520, 330, 0.7)])
    return evening(
        Shot(1900, 1010, 6, aim=(0.5, 0.55)),
        [desk, Thing([p.shadowless() for p in lamp])],
        [lit("dome-pendant", y=30, z=1330), pool],
    )


def linear(colour: str) -> Canvas:
    upon = [
        place(props.laptop(), x=-260, y=-40),
        model("linen-notebook", "sage", x=190, y=-100, turn=16),
        place(props.branches("sand"), x=500, y=110),
    ]
    desk = set_up("minimal-oak-desk", "smoked-oak", upon)
    lamp = model("linear-oak-pendant", colour, z=1420)
    pool = Lamp(Frame(), pools=[((0, 0, 740), 760, 330, 0.6)])
    return evening(
        Shot(1950, 1000, 6, aim=(0.5, 0.55)),
        [desk, Thing([p.shadowless() for p in lamp])],
        [lit("linear-oak-pendant", z=1420), pool],
    )


def tripod(colour: str) -> Canvas:
    lamp = alone(model("tripod-floor-lamp", colour, x=420, y=330))
    chair = alone(model("still-reading-chair", "oat", x=-280, y=60, turn=22))
    return evening(
        Shot(2200, 740, 9, aim=(0.5, 0.55)), [lamp, chair], [lit("tripod-floor-lamp", x=420, y=330)]
    )


def arc_reader(colour: str) -> Canvas:
    lamp = alone(model("arc-reading-lamp", colour, x=-660, y=330))
    chair = alone(model("still-reading-chair", "sage", x=230, y=120, turn=-24))
    return evening(
        Shot(2400, 830, 9, aim=(0.5, 0.55)),
        [lamp, chair],
        [lit("arc-reading-lamp", x=-660, y=330)],
        wall=900,
    )


def opal(colour: str) -> Canvas:
    upon = [
        model("opal-globe-lamp", colour, x=-90, y=60),
        place(props.books(("ink", "clay", "oat"), tall=210), x=150, y=130),
        place(props.cup("soft-white"), x=110, y=-110),
    ]
    return close(
        Shot(820, 180, 14, aim=(0.5, 0.57)),
        EVENING,
        upon,
        "walnut",
        [lit("opal-globe-lamp", x=-90, y=60)],
    )


def light_bar(colour: str) -> Canvas:
    upon = [
        model("monitor-light-bar", colour, y=90, turn=6),
        place(props.keyboard(), x=0, y=-190),
        place(props.mouse(), x=230, y=-190),
        place(props.pot_plant("sage", size=0.7), x=-430, y=130),
    ]
    return close(
        Shot(1150, 280, 13, aim=(0.5, 0.57)),
        EVENING,
        upon,
        "smoked-oak",
        [lit("monitor-light-bar", y=90, turn=6)],
    )


def desk_mat(colour: str) -> Canvas:
    flat = place(SUBJECTS["wool-felt-desk-mat"].model(colour)[:1], x=90)
    shown = [part.bent(lambda p: (p[0] * 1.4, p[1], p[2])) for part in flat]
    laid = [
        *shown,
        *place(props.laptop(), x=-40, y=10, z=6, layer=1),
        *place(props.mouse(), x=220, y=-60, z=6, layer=1),
    ]
    upon = [
        laid,
        model("linen-notebook", "oat", x=500, y=60, turn=10),
        place(props.cup("clay"), x=-430, y=220),
    ]
    return close(Shot(1150, 60, 26, aim=(0.5, 0.58), x=50), PLASTER, upon)


def monitor_stand(colour: str) -> Canvas:
    raised = [
        *model("oak-monitor-stand", colour, y=60),
        *place(props.monitor(wide=600), y=75, z=106, layer=10),
    ]
    upon = [
        raised,
        place(props.keyboard(), y=-170),
        place(props.mouse(), x=230, y=-170),
        place(props.branches("clay", size=0.8), x=430, y=110),
    ]
    top = "ash" if colour != "walnut" else "natural-oak"
    return close(Shot(1250, 240, 13, aim=(0.5, 0.56)), SAGE, upon, top)


def organiser(colour: str) -> Canvas:
    upon = [
        model("desk-organiser", colour, x=-30, y=50, turn=16),
        model("linen-notebook", "clay", x=170, y=-120, turn=-12),
        place(props.cup("sage"), x=-280, y=60),
    ]
    return close(Shot(640, 80, 20, aim=(0.5, 0.58)), PLASTER, upon, "walnut" if colour == "ash" else "ash")


def valet_tray(colour: str) -> Canvas:
    upon = [
        model("leather-valet-tray", colour, x=-10, y=-30, turn=-16),
        model("oak-table-clock", "natural-oak", x=-210, y=150, turn=18),
        place(props.cup("soft-white"), x=220, y=110),
    ]
    return close(Shot(640, 60, 24, aim=(0.5, 0.58)), SAND, upon, "ash" if colour != "sand" else "walnut")


def cable_box(colour: str) -> Canvas:
    upon = [
        model("quiet-cable-box", colour, x=20, y=40, turn=-14),
        place(props.pot_plant("soft-white", size=0.8, seed=4), x=-340, y=140),
        place(props.books(("ink", "oat", "clay"), tall=220), x=290, y=170),
    ]
    return close(Shot(1000, 110, 17, aim=(0.5, 0.57)), STONE, upon)


def planter(colour: str) -> Canvas:
    upon = [
        model("stoneware-planter", colour, x=-120, y=70),
        place(props.pot_plant(colour, size=0.72, seed=6), x=180, y=120),
        model("linen-notebook", "oat", x=160, y=-140, turn=14),
    ]
    return close(Shot(900, 170, 15, aim=(0.5, 0.58)), SAND, upon, "ash")


def clock(colour: str) -> Canvas:
    upon = [
        model("oak-table-clock", colour, x=-40, y=60, turn=-14),
        place(props.books(("sage", "clay"), tall=220, lying=True), x=190, y=90, turn=8),
        place(pen("ink"), x=120, y=-110, turn=24),
    ]
    return close(Shot(560, 90, 16, aim=(0.5, 0.58)), SAGE, upon, "ash")


def notebook(colour: str) -> Canvas:
    others = [c for c in ("oat", "sage", "ink", "clay") if c != colour]
    pile = [
        *model("linen-notebook", others[0], x=-140, y=70, turn=16),
        *model("linen-notebook", others[1], x=-140, y=70, z=23, turn=6, layer=10),
        *model("linen-notebook", others[2], x=-140, y=70, z=46, turn=-4, layer=20),
    ]
    upon = [
        pile,
        model("linen-notebook", colour, x=120, y=-60, turn=-16),
        place(pen("black"), x=300, y=-40, turn=66),
        place(props.cup("sand"), x=190, y=180),
    ]
    return close(Shot(680, 40, 28, aim=(0.5, 0.56), x=60), PLASTER, upon)


SMALL = {
    "counterpoise-desk-lamp": counterpoise,
    "beam-task-light": beam_light,
    "dome-pendant": dome,
    "linear-oak-pendant": linear,
    "tripod-floor-lamp": tripod,
    "arc-reading-lamp": arc_reader,
    "opal-globe-lamp": opal,
    "monitor-light-bar": light_bar,
    "wool-felt-desk-mat": desk_mat,
    "oak-monitor-stand": monitor_stand,
    "desk-organiser": organiser,
    "leather-valet-tray": valet_tray,
    "quiet-cable-box": cable_box,
    "stoneware-planter": planter,
    "oak-table-clock": clock,
    "linen-notebook": notebook,
}

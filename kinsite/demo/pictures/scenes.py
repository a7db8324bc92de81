"""Whole set-ups for the wide pictures: the home page, each collection, the workshop of the about page."""

from __future__ import annotations

from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures import props
from kinsite.demo.pictures.accessories import coaster, pen
from kinsite.demo.pictures.canvas import Canvas
from kinsite.demo.pictures.rooms_large import alone, model, set_up
from kinsite.demo.pictures.rooms_small import lit
from kinsite.demo.pictures.shapes import Part, block, place
from kinsite.demo.pictures.space import Frame
from kinsite.demo.pictures.stage import EVENING, PLASTER, SAGE, SAND, Lamp, Shot, Thing, room, tabletop

WIDE = (1600, 1000)
HERO = (2000, 1200)


def home() -> Canvas:
    """A desk in a calm room, late morning; the left third stays free for words."""
    upon = [
        place(props.laptop(), x=60, y=-50, turn=2),
        model("counterpoise-desk-lamp", "sage", x=-480, y=130, turn=8),
        place(props.books(("oat", "clay", "sage"), tall=230, lying=True), x=455, y=110, turn=-8),
        place(props.branches("sand"), x=455, y=115, z=84),
        place(props.cup("soft-white"), x=-190, y=-150),
    ]
    things = [
        set_up("minimal-oak-desk", "natural-oak", upon, x=380, turn=-10),
        alone(model("felt-shell-chair", "sage", x=470, y=520, turn=16)),
        alone(place(props.floor_plant(), x=1420, y=430)),
        alone(model("tripod-floor-lamp", "natural-oak", x=-560, y=520)),
    ]
    hung = [
        place(props.print_in_frame(420, 560), x=330, y=890, z=1090),
        place(props.print_in_frame(420, 560, "stones"), x=830, y=890, z=1090),
    ]
    shot = Shot(3500, 740, 8, aim=(0.5, 0.5), x=0)
    lamp = lit("tripod-floor-lamp", 0.5, x=-560, y=520)
    return room(shot.camera(HERO), PLASTER, things, wall=900, hung=hung, lamps=[lamp])


def desks() -> Canvas:
    upon_rise = [
        place(props.monitor(wide=600), y=110),
        place(props.keyboard(), y=-170),
        place(props.mouse(), x=230, y=-170),
    ]
    upon_low = [
        place(props.laptop(), x=-60, y=-40),
        place(props.cup("clay"), x=300, y=-60),
        place(props.pot_plant("sage", size=0.85), x=-470, y=90),
    ]
    things = [
        set_up("rise-standing-desk", "natural-oak", upon_rise, x=-820, y=300, turn=14),
        set_up("trestle-desk", "sage", upon_low, x=820, y=0, turn=-12),
        alone(model("felt-shell-chair", "oat", x=900, y=520, turn=14)),
    ]
    hung = [place(props.print_in_frame(440, 590), x=560, y=990, z=1180)]
    return room(Shot(3500, 760, 8, aim=(0.5, 0.53)).camera(WIDE), PLASTER, things, wall=1000, hung=hung)


def seating() -> Canvas:
    things = [
        alone(model("still-reading-chair", "oat", x=-860, y=220, turn=24)),
        alone(model("felt-shell-chair", "clay", x=-20, y=320, turn=14)),
        alone(model("poise-task-chair", "slate", x=680, y=120, turn=-26)),
        alone(model("oak-perch-stool", "natural-oak", x=1260, y=300)),
        alone(place(props.floor_plant("slate", size=0.9), x=-1420, y=520)),
    ]
    return room(Shot(3300, 590, 8, aim=(0.5, 0.56)).camera(WIDE), SAGE, things, wall=950)


def lighting() -> Canvas:
    upon = [
        place(props.books(("clay", "oat"), tall=240, lying=True), x=-380, y=30, turn=6),
        place(props.laptop(), x=60, y=-50),
        model("opal-globe-lamp", "sand", x=470, y=90),
    ]
    desk = set_up("minimal-oak-desk", "natural-oak", upon, x=420, y=100)
    places = (("clay", 130), ("soft-white", 700))
    pendants = [model("dome-pendant", colour, x=x, y=110, z=1400) for colour, x in places]
    hanging = [Thing([part.shadowless() for part in lamp]) for lamp in pendants]
    things = [
        desk,
        *hanging,
        alone(model("tripod-floor-lamp", "walnut", x=-1300, y=420)),
        alone(model("still-reading-chair", "sage", x=-760, y=160, turn=20)),
    ]
    lamps = [
        Lamp(Frame(), pools=[((420, 110, 740), 640, 300, 0.6)]),
        *[lit("dome-pendant", 1.6, x=x, y=110, z=1400) for _, x in places],
        lit("opal-globe-lamp", 1.2, x=890, y=190, z=740),
        lit("tripod-floor-lamp", 1.8, x=-1300, y=420),
    ]
    shot = Shot(3300, 880, 7, aim=(0.5, 0.53))
    return room(shot.camera(WIDE), EVENING, things, wall=850, lamps=lamps)


def accessories() -> Canvas:
    raised = [
        *model("oak-monitor-stand", "walnut", x=40, y=110),
        *place(props.monitor(wide=600), x=40, y=125, z=106, layer=10),
    ]
    mat = model("wool-felt-desk-mat", "slate", x=40, y=-190)[:1]
    flat = [part.bent(lambda p: (40 + (p[0] + 100 - 40) * 1.35, p[1] * 0.8 - 38, p[2])) for part in mat]
    laid = [
        *flat,
        *place(props.keyboard(), x=20, y=-180, z=6, layer=1),
        *place(props.mouse(), x=260, y=-180, z=6, layer=1),
    ]
    upon: list[list[Part]] = [
        raised,
        laid,
        model("stoneware-planter", "clay", x=-640, y=170),
        model("desk-organiser", "ash", x=-420, y=-20, turn=14),
        model("oak-table-clock", "natural-oak", x=540, y=190, turn=-14),
        model("leather-valet-tray", "cognac", x=740, y=-40, turn=-12),
        model("linen-notebook", "sage", x=600, y=-270, turn=-14),
        place(props.cup("soft-white"), x=-560, y=-200),
    ]
    return tabletop(Shot(1950, 210, 15, aim=(0.5, 0.52)).camera(WIDE), SAND, upon, far=380)


def clutter() -> Canvas:
    """The tabletop of accessories() on the day before: everything that was put down and left."""
    upon: list[list[Part]] = [
        place(props.monitor(wide=600), x=40, y=125),
        place(props.keyboard(), x=-60, y=-210, turn=9),
        place(props.mouse(), x=330, y=-250, turn=-20),
        place(props.books(("clay", "oat", "sage", "slate"), tall=230, lying=True), x=-640, y=120, turn=12),
        place(props.books(("oat", "slate", "clay"), tall=210, lying=True), x=560, y=170, turn=-18),
        place(props.books(("sage", "clay"), tall=200, lying=True), x=-420, y=-60, turn=-24),
        place(props.cup("clay"), x=-250, y=-60),
        place(props.cup("soft-white"), x=-560, y=-250),
        place(props.cup("sage"), x=470, y=-40),
        place(props.cup("soft-white"), x=740, y=-190),
        model("linen-notebook", "clay", x=640, y=-300, turn=28),
        model("linen-notebook", "oat", x=-740, y=-160, turn=-16),
        place(pen("ink"), x=250, y=-330, turn=64),
        place(pen(), x=-330, y=-310, turn=-38),
        [block(300, 210, 1.2, of.PAPER, edge=0.4).at(turn=-14).at(-160, -330, 0)],
        [block(300, 210, 1.2, of.PAPER, edge=0.4).at(turn=22).at(430, -170, 0)],
    ]
    return tabletop(Shot(1950, 210, 15, aim=(0.5, 0.52)).camera(WIDE), SAND, upon, far=380)


def about() -> Canvas:
    """The workshop: boards against the wall, a drawing on the bench, one good lamp."""
    planks: list[list[Part]] = []
    for number, (wood, x, tall) in enumerate(
        (
            ("walnut", -1330, 1900),
            ("ash", -1160, 2060),
            ("natural-oak", -980, 1780),
            ("smoked-oak", -820, 1960),
        )
    ):
        board = block(150, 28, tall, of.wood(wood), edge=3).at(lean=-7).at(x, 640, 0)
        planks.append([board.on(number)])
    drawing = block(520, 370, 1.2, of.PAPER, edge=0.4).at(-40, -60, 0)
    samples = [
        block(150, 90, 18, of.wood(key), edge=2).at(turn=turn).at(x, y, 0)
        for key, x, y, turn in (("walnut", 360, 60, 12), ("ash", 430, -90, -8), ("smoked-oak", 560, 50, 30))
    ]
    upon = [
        [drawing],
        [sample.on(number) for number, sample in enumerate(samples)],
        place(pen("ink"), x=60, y=-120, turn=28, z=2),
        model("counterpoise-desk-lamp", "black", x=-560, y=120, turn=6),
        [*coaster(), *place(props.cup("sage"), z=6, layer=2)],
    ]
    upon[-1] = place(upon[-1], x=300, y=-190)
    things = [
        *[Thing(plank) for plank in planks],
        set_up("trestle-desk", "black", upon, x=330, y=0, turn=-6),
        alone(model("oak-perch-stool", "natural-oak", x=-560, y=-60)),
        alone(place(props.floor_plant("oat", size=0.9), x=1380, y=420)),
    ]
    hung = [place(props.print_in_frame(420, 560), x=420, y=790, z=1090)]
    return room(Shot(3200, 740, 8, aim=(0.5, 0.53)).camera(WIDE), SAND, things, wall=800, hung=hung)


SCENES = {
    "home": home,
    "desks": desks,
    "seating": seating,
    "lighting": lighting,
    "accessories": accessories,
    "clutter": clutter,
    "about": about,
}

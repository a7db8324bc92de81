"""Where a thing is shown: the studio's paper sweep, a room with a wall and boards, a table top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image

from kinsite.demo.pictures import light
from kinsite.demo.pictures import materials as of
from kinsite.demo.pictures.canvas import Canvas
from kinsite.demo.pictures.materials import Rgb
from kinsite.demo.pictures.shapes import Part, rectangle
from kinsite.demo.pictures.space import Camera, Frame, Point

SIDE = 1200
Stops = tuple[tuple[float, Rgb], ...]
PAPER: Stops = (
    (0.0, (229, 224, 214)),
    (0.44, (243, 240, 233)),
    (0.62, (240, 236, 228)),
    (1.0, (225, 218, 207)),
)
DUSK: Stops = (
    (0.0, (146, 137, 125)),
    (0.45, (190, 181, 167)),
    (0.63, (186, 176, 162)),
    (1.0, (152, 142, 129)),
)
GLOW: Rgb = (255, 208, 140)


@dataclass(frozen=True)
class Palette:
    """The colours of a room: wall and floor, far and near, and how much sun comes in."""

    wall: tuple[Rgb, Rgb]
    floor: tuple[Rgb, Rgb]
    sun: float = 0.42


PLASTER = Palette(((214, 206, 194), (233, 227, 217)), ((216, 204, 187), (203, 189, 170)))
SAGE = Palette(((166, 170, 154), (192, 195, 181)), ((214, 204, 188), (198, 186, 168)), sun=0.36)
SAND = Palette(((205, 189, 166), (224, 211, 192)), ((212, 196, 174), (196, 179, 156)))
STONE = Palette(((188, 186, 181), (212, 210, 205)), ((208, 201, 191), (190, 182, 171)), sun=0.36)
EVENING = Palette(((92, 84, 76), (130, 119, 106)), ((112, 98, 84), (92, 80, 68)), sun=0)


@dataclass(frozen=True)
class Shot:
    """From where a thing is seen: how wide the picture is at the thing, from how high, how far turned."""

    span: float = 2000
    height: float = 350  # the height that lands in the middle
    pitch: float = 15
    turn: float = 24
    x: float = 0
    aim: tuple[float, float] = (0.5, 0.53)
    wall: float | None = None  # distance of a wall behind that catches the shadow
    floor: bool = True
    lens: float = 3.2

    def camera(self, size: tuple[int, int] = (SIDE, SIDE)) -> Camera:
        return Camera(
            size,
            target=(self.x, 0, self.height),
            span=self.span,
            pitch=self.pitch,
            aim=self.aim,
            lens=self.lens,
        )


@dataclass
class Thing:
    """Something that stands somewhere, and what stands on top of it."""

    parts: list[Part]
    top: float = 0
    area: list[Point] = field(default_factory=list)
    upon: list[list[Part]] = field(default_factory=list)

    def everything(self) -> list[Part]:
        return [*self.parts, *(part for parts in self.upon for part in parts)]


def laden(
    parts: list[Part], top: float, wide: float, deep: float, upon: Sequence[list[Part]], **frame: float
) -> Thing:
    """A piece of furniture with things on its top, all turned and moved together."""
    put = Frame(**frame)
    area = put.apply([(x, y, top) for x, y in rectangle(wide, deep)])
    raised = [[p.at(0, 0, top).placed(put) for p in thing] for thing in upon]
    return Thing([part.placed(put) for part in parts], top + put.z, area, raised)


@lru_cache(maxsize=16)
def _sweep(size: tuple[int, int], stops: Stops) -> Image.Image:
    return light.upright(size, list(stops))


@dataclass(frozen=True)
class Lamp:
    """A lamp that is on: where it stands, the glows around it, the ovals it lights."""

    frame: Frame
    glows: Sequence = ()
    pools: Sequence = ()
    gain: float = 1.0


def studio(shot: Shot, parts: list[Part], sweep: Stops = PAPER, lamps: Sequence[Lamp] = ()) -> Canvas:
    """A thing by itself on a paper sweep."""
    canvas = Canvas(_sweep((SIDE, SIDE), sweep).copy(), shot.camera())
    light_air(canvas, lamps)
    if shot.floor:
        light.ground(canvas, parts, reach=shot.span * 0.03)
        within = None if shot.wall is None else _floor_before(shot.wall, shot.turn)
        light.cast(canvas, parts, within=within, edge=3)
    if shot.wall is not None:
        area = _wall_above(shot.wall, shot.turn)
        light.cast(canvas, parts, at=shot.wall, wall=shot.turn, within=area, strength=0.32, edge=3)
    canvas.paint_sorted(parts)
    light_things(canvas, lamps)
    return canvas


def _floor_before(wall: float, turn: float = 0) -> list[Point]:
    far, near = wall, wall - 2600
    return Frame(turn=turn).apply([(-5000, far, 0), (5000, far, 0), (5000, near, 0), (-5000, near, 0)])


def _wall_above(wall: float, turn: float = 0) -> list[Point]:
    return Frame(turn=turn).apply(
        [(-5000, wall, 0), (5000, wall, 0), (5000, wall, 5000), (-5000, wall, 5000)]
    )


def room(
    camera: Camera,
    palette: Palette,
    things: list[Thing],
    *,
    wall: float = 800,
    hung: Sequence[list[Part]] = (),
    lamps: Sequence[Lamp] = (),
) -> Canvas:
    """A wall, a boarded floor, sun through a window, and things that stand there from back to front."""
    canvas = Canvas(_corner(camera, palette, wall), camera)
    if palette.sun:
        light.panes(canvas, _window(camera, wall), palette.sun)
    light_air(canvas, lamps)
    solid = [part for thing in things for part in thing.everything()]
    low_parts = [part for thing in things for part in thing.parts]
    light.ground(canvas, low_parts, reach=52)
    strength = 0.40 if palette.sun else 0.26
    light.cast(canvas, solid, within=_floor_before(wall), strength=strength)
    pictures = [part for parts in hung for part in parts]
    light.cast(
        canvas, [*solid, *pictures], at=wall, wall=0, within=_wall_above(wall), strength=strength * 0.75
    )
    for parts in hung:
        canvas.paint_sorted(parts)
    for thing in sorted(things, key=lambda t: -min(p[1] for part in t.parts for p in part.points)):
        stand(canvas, thing, strength)
    light_things(canvas, lamps)
    return canvas


def stand(canvas: Canvas, thing: Thing, strength: float = 0.40) -> None:
    """Paint a thing, the shadows of what stands on it, then that."""
    canvas.paint_sorted(thing.parts)
    load = [part for parts in thing.upon for part in parts]
    if load:
        light.ground(canvas, load, at=thing.top, reach=22, strength=0.30)
        light.cast(canvas, load, at=thing.top, within=thing.area, strength=strength)
    for parts in sorted(thing.upon, key=lambda parts: -sum(p.depth() for p in parts) / len(parts)):
        canvas.paint_sorted(parts)


def _corner(camera: Camera, palette: Palette, wall: float) -> Image.Image:
    """Wall above, floor below, a narrow skirting between them."""
    width, height = camera.size
    foot = camera.project([(camera.eye[0], wall, 0)])[0][1]
    top = camera.project([(camera.eye[0], wall, 70)])[0][1]
    edge = max(0.02, min(1.0, foot / height))
    picture = _sweep(
        camera.size, ((0.0, palette.wall[0]), (edge, palette.wall[1]), (1.0, palette.wall[1]))
    ).copy()
    if foot >= height:
        return picture
    below = _sweep(camera.size, ((0.0, palette.floor[0]), (edge, palette.floor[0]), (1.0, palette.floor[1])))
    picture.paste(below.crop((0, int(foot), width, height)), (0, int(foot)))
    band = picture.crop((0, int(top), width, int(foot))).point(
        [min(255, int(v * 1.045)) for v in range(256)] * 3
    )
    picture.paste(band, (0, int(top)))
    seam = picture.crop((0, int(foot) - 1, width, int(foot) + 2)).point(
        [int(v * 0.86) for v in range(256)] * 3
    )
    picture.paste(seam, (0, int(foot) - 1))
    return picture


def _window(camera: Camera, wall: float) -> list[list[Point]]:
    """Six panes of sun on the wall, slanted as a late morning slants them."""
    unit = camera.size[0] / camera.scale / 1900
    aspect = camera.size[1] / camera.size[0]
    left = camera.eye[0] - 880 * unit
    low = 620 * unit + (1 - aspect) * 80
    panes = []
    for column in range(2):
        for row in range(3):
            x, z = left + column * 300 * unit, low + row * 290 * unit
            w, h, slant = 270 * unit, 262 * unit, 0.42
            corner = [(x, z), (x + w, z - w * 0.12), (x + w, z + h - w * 0.12), (x, z + h)]
            panes.append(
                [(cx + (low + 700 * unit - cz) * -slant + 260 * unit, wall, cz) for cx, cz in corner]
            )
    return panes


def tabletop(
    camera: Camera,
    palette: Palette,
    upon: Sequence[list[Part]],
    *,
    top: str = "natural-oak",
    far: float = 330,
    lamps: Sequence[Lamp] = (),
) -> Canvas:
    """A desk's top seen close, a wall out of focus behind it."""
    high, low = palette.wall
    canvas = Canvas(_sweep(camera.size, ((0.0, high), (0.55, low), (1.0, low))).copy(), camera)
    if palette.sun:
        light.panes(canvas, _window(camera, far + 500), palette.sun * 0.9, edge=12)
    light_air(canvas, lamps)
    half = camera.size[0] / camera.scale * (0.5 + far / camera.distance) + 120
    wood = of.calmer(of.wood(top))
    staves = []
    for number in range(int((far + camera.size[0] / camera.scale) / 130) + 1):
        back = far - number * 130
        plank = [(-half, back - 130, 0), (half, back - 130, 0), (half, back, 0), (-half, back, 0)]
        stave = Part([(x + camera.eye[0], y, z) for x, y, z in plank], [(0, 1, 2, 3)], wood, casts=False)
        tone = 0.975 + 0.05 * ((number * 5) % 7) / 6
        staves.append(stave.toned(lambda p, tone=tone: tone))
    area = [(x, y, 0) for x, y in ((-2000, -1400), (2000, -1400), (2000, far), (-2000, far))]
    stand(canvas, Thing(staves, 0, area, list(upon)), 0.44 if palette.sun else 0.30)
    light_things(canvas, lamps)
    return canvas


def light_air(canvas: Canvas, lamps: Sequence[Lamp]) -> None:
    """The glow behind everything, on the wall."""
    for lamp in lamps:
        for centre, radius, strength in lamp.glows:
            light.glow(canvas, lamp.frame.apply([centre])[0], radius, GLOW, min(1.0, strength * lamp.gain))


def light_things(canvas: Canvas, lamps: Sequence[Lamp]) -> None:
    """What a lamp lights, and a breath of its glow before the things that stand there."""
    for lamp in lamps:
        for centre, wide, deep, strength in lamp.pools:
            light.pool(canvas, lamp.frame.apply([centre])[0], wide, deep, min(1.0, strength * lamp.gain))
        for centre, radius, strength in lamp.glows:
            faint = min(1.0, strength * lamp.gain * 0.22)
            light.glow(canvas, lamp.frame.apply([centre])[0], radius, GLOW, faint)

"""Solid shapes: each returns a Part, ready to be placed and painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt, tan

from kinsite.demo.pictures.materials import Material
from kinsite.demo.pictures.space import Frame, Point, cross, minus, ring, unit

Outline = list[tuple[float, float]]


@dataclass(frozen=True)
class Part:
    """Points and the faces between them, of one material.

    `soft` blurs the shading inside the silhouette (cushions, turned things); `open` faces are seen
    from both sides; `sheets` gives the four points that a grain is stretched over, by face.
    """

    points: list[Point]
    faces: list[tuple[int, ...]]
    material: Material
    soft: float = 0
    open: bool = False
    sheets: dict[int, tuple[int, int, int, int]] | None = None
    tones: list[float] | None = None
    casts: bool = True
    layer: int = 0  # painted by layer first, then far to near

    def at(self, x: float = 0, y: float = 0, z: float = 0, **angles: float) -> Part:
        return self.placed(Frame(x, y, z, **angles))

    def placed(self, frame: Frame) -> Part:
        return replace(self, points=frame.apply(self.points))

    def toned(self, tone: Callable[[Point], float]) -> Part:
        """Darker or lighter by place: shade under a top, in a fold, behind a cushion."""
        return replace(self, tones=[tone(p) for p in self.points])

    def bent(self, bend: Callable[[Point], Point]) -> Part:
        return replace(self, points=[bend(p) for p in self.points])

    def shadowless(self) -> Part:
        return replace(self, casts=False)

    def on(self, layer: int) -> Part:
        return replace(self, layer=layer)

    def depth(self) -> float:
        return sum(p[1] for p in self.points) / len(self.points)


def place(parts: list[Part], *, layer: int = 0, **frame: float) -> list[Part]:
    """Set a thing down somewhere; a layer lifts it over what it stands on."""
    put = Frame(**frame)
    return [replace(part, points=put.apply(part.points), layer=part.layer + layer) for part in parts]


def _steps(half: float, radius: float, cuts: int, curve: int) -> list[float]:
    inner = half - radius
    edge = [inner + radius * tan(radians(45 * i / curve)) for i in range(curve, 0, -1)]
    flat = [inner - 2 * inner * i / cuts for i in range(cuts + 1)]
    return [*edge, *flat, *(-e for e in reversed(edge))]


@lru_cache(maxsize=256)
def block(
    width: float,
    depth: float,
    height: float,
    material: Material,
    *,
    edge: float = 4,
    cuts: tuple[int, int, int] = (1, 1, 1),
    curve: int = 1,
    soft: float = 0,
) -> Part:
    """A box with eased edges, standing on z = 0 about the origin; enough cuts make it bendable."""
    halves = (width / 2, depth / 2, height / 2)
    radius = min(edge, *(h * 0.999 for h in halves))
    inner = tuple(h - radius for h in halves)
    steps = [_steps(h, radius, c, curve) for h, c in zip(halves, cuts, strict=True)]
    points: list[Point] = []
    faces: list[tuple[int, ...]] = []
    for axis in range(3):
        one, two = (axis + 1) % 3, (axis + 2) % 3
        for side in (1, -1):
            start, rows, columns = len(points), len(steps[one]), len(steps[two])
            for a in steps[one]:
                for b in steps[two]:
                    p = [0.0, 0.0, 0.0]
                    p[axis], p[one], p[two] = side * halves[axis], a, b
                    core = [max(-i, min(i, v)) for v, i in zip(p, inner, strict=True)]
                    n = unit((p[0] - core[0], p[1] - core[1], p[2] - core[2]))
                    points.append(
                        (
                            core[0] + radius * n[0],
                            core[1] + radius * n[1],
                            core[2] + radius * n[2] + halves[2],
                        )
                    )
            for i in range(rows - 1):
                for j in range(columns - 1):
                    q = start + i * columns + j
                    face = (q, q + 1, q + columns + 1, q + columns)
                    faces.append(face if side < 0 else face[::-1])
    return Part(points, faces, material, soft=soft)


def _inset(outline: Outline, by: float) -> Outline:
    """The outline drawn in by a little, corner by corner."""
    result = []
    for i, (x, y) in enumerate(outline):
        (ax, ay), (bx, by_) = outline[i - 1], outline[(i + 1) % len(outline)]
        first, second = hypot(x - ax, y - ay) or 1, hypot(bx - x, by_ - y) or 1
        nx = (y - ay) / first + (by_ - y) / second
        ny = -(x - ax) / first - (bx - x) / second
        length = (nx * nx + ny * ny) / 2 or 1
        result.append((x - by * nx / length, y - by * ny / length))
    return result


def board(
    outline: Outline, thickness: float, material: Material, *, edge: float = 3, across: bool = False
) -> Part:
    """A board of any outline (anti-clockwise), lying on z = 0, with eased edges and one run of grain."""
    layers = [
        (edge, 0.0),
        (0.0, edge),
        (0.0, thickness - edge),
        (edge * 0.35, thickness - edge * 0.3),
        (edge, thickness),
    ]
    points: list[Point] = []
    for inset, z in layers:
        points += [(x, y, z) for x, y in (_inset(outline, inset) if inset else outline)]
    count = len(outline)
    faces: list[tuple[int, ...]] = []
    for level in range(len(layers) - 1):
        for i in range(count):
            a, b = level * count + i, level * count + (i + 1) % count
            faces.append((a, b, b + count, a + count))
    top = tuple(range((len(layers) - 1) * count, len(layers) * count))
    faces.append(top)
    faces.append(tuple(range(count - 1, -1, -1)))
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    corners = [(min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys))]
    sheet = [len(points) + i for i in range(4)]
    points += [(x, y, thickness) for x, y in corners]
    if across:
        sheet = sheet[1:] + sheet[:1]
    return Part(points, faces, material, sheets={len(faces) - 2: tuple(sheet)})


def rectangle(width: float, depth: float, corner: float = 0, steps: int = 6) -> Outline:
    """A rectangle about the origin, anti-clockwise, its corners rounded."""
    if corner <= 0:
        return [
            (-width / 2, -depth / 2),
            (width / 2, -depth / 2),
            (width / 2, depth / 2),
            (-width / 2, depth / 2),
        ]
    outline = []
    for cx, cy, start in ((1, -1, -90), (1, 1, 0), (-1, 1, 90), (-1, -1, 180)):
        for i in range(steps + 1):
            angle = radians(start + 90 * i / steps)
            outline.append(
                (
                    cx * (width / 2 - corner) + corner * cos(angle),
                    cy * (depth / 2 - corner) + corner * sin(angle),
                )
            )
    return outline


def circle(radius: float, steps: int = 48) -> Outline:
    return [(x * radius, y * radius) for x, y in ring(steps)]


def turned(
    profile: Outline, material: Material, *, steps: int = 40, soft: float = 1.2, open: bool = False
) -> Part:
    """A thing from the lathe: (radius, height) pairs, from below upwards along the outside."""
    points: list[Point] = [(r * x, r * y, z) for r, z in profile for x, y in ring(steps)]
    faces: list[tuple[int, ...]] = []
    for level in range(len(profile) - 1):
        for i in range(steps):
            a, b = level * steps + i, level * steps + (i + 1) % steps
            faces.append((a, b, b + steps, a + steps))
    return Part(points, faces, material, soft=soft, open=open)


def rounded(*knots: tuple[float, float], steps: int = 4) -> Outline:
    """A profile for the lathe without corners: the knots joined by one curve."""
    return [(max(0.0, x), z) for x, _, z in curve(*((r, 0.0, z) for r, z in knots), steps=steps)]


def ball(radius: float, material: Material, *, flat: float = 1.0, soft: float = 1.5) -> Part:
    profile = [
        (radius * cos(radians(a)), radius * flat * sin(radians(a)) + radius * flat)
        for a in range(-90, 91, 10)
    ]
    return turned(profile, material, steps=36, soft=soft)


def tube(
    path: list[Point], radius: float | list[float], material: Material, *, steps: int = 12, soft: float = 0
) -> Part:
    """A rod along a path; a list of radii makes it taper."""
    radii = radius if isinstance(radius, list) else [radius] * len(path)
    points: list[Point] = []
    side: Point = (1, 0, 0)
    for i, p in enumerate(path):
        ahead = unit(minus(path[min(i + 1, len(path) - 1)], path[max(i - 1, 0)]))
        if i == 0:
            side = (1, 0, 0) if abs(ahead[0]) < 0.8 else (0, 1, 0)
        other = unit(cross(ahead, side))
        side = unit(cross(other, ahead))
        for c, s in ring(steps):
            points.append(
                (
                    p[0] + radii[i] * (side[0] * c + other[0] * s),
                    p[1] + radii[i] * (side[1] * c + other[1] * s),
                    p[2] + radii[i] * (side[2] * c + other[2] * s),
                )
            )
    faces: list[tuple[int, ...]] = []
    for level in range(len(path) - 1):
        for i in range(steps):
            a, b = level * steps + i, level * steps + (i + 1) % steps
            faces.append((a, b, b + steps, a + steps))
    faces.append(tuple(range(steps - 1, -1, -1)))
    faces.append(tuple(range(len(points) - steps, len(points))))
    return Part(points, faces, material, soft=soft)


def beam(path: list[Point], wide: float, deep: float, material: Material) -> Part:
    """A bent lath: a rectangular section along a path that runs in an upright plane."""
    points: list[Point] = []
    for i, p in enumerate(path):
        ahead = unit(minus(path[min(i + 1, len(path) - 1)], path[max(i - 1, 0)]))
        side = unit(cross(ahead, (0, 0, 1)))
        above = cross(side, ahead)
        for s, d in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            points.append(
                tuple(v + side[k] * s * wide / 2 + above[k] * d * deep / 2 for k, v in enumerate(p))  # type: ignore
            )
    faces: list[tuple[int, ...]] = []
    for level in range(len(path) - 1):
        for i in range(4):
            a, b = level * 4 + i, level * 4 + (i + 1) % 4
            faces.append((a, a + 4, b + 4, b))
    faces += [(0, 1, 2, 3), tuple(range(len(points) - 1, len(points) - 5, -1))]
    return Part(points, faces, material)


def curve(*knots: Point, steps: int = 8) -> list[Point]:
    """A smooth path through the knots."""
    ends = [knots[0], *knots, knots[-1]]
    path: list[Point] = []
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1 : i + 3]
        for step in range(steps):
            t = step / steps
            path.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return [*path, knots[-1]]


def sheet(
    surface: Callable[[float, float], Point],
    rows: int,
    columns: int,
    material: Material,
    *,
    soft: float = 1.2,
) -> Part:
    """A bent sheet seen from both sides: surface(u, v) for u and v from 0 to 1."""
    points = [surface(i / rows, j / columns) for i in range(rows + 1) for j in range(columns + 1)]
    faces: list[tuple[int, ...]] = []
    wide = columns + 1
    for i in range(rows):
        for j in range(columns):
            q = i * wide + j
            faces.append((q, q + 1, q + wide + 1, q + wide))
    return Part(points, faces, material, soft=soft, open=True)


def bowed(part: Part, *, along: int, into: int, by: float) -> Part:
    """Bend a part so that its ends along one axis move into another: a back that holds."""
    values = [p[along] for p in part.points]
    middle, reach = (max(values) + min(values)) / 2, (max(values) - min(values)) / 2 or 1

    def bend(p: Point) -> Point:
        moved = list(p)
        moved[into] += by * ((p[along] - middle) / reach) ** 2
        return (moved[0], moved[1], moved[2])

    return part.bent(bend)


def line(a: Point, b: Point, steps: int = 1) -> list[Point]:
    return [tuple(p + (q - p) * i / steps for p, q in zip(a, b, strict=True)) for i in range(steps + 1)]


def bar(
    a: Point, b: Point, wide: float, deep: float, material: Material, *, edge: float = 3, cuts: int = 1
) -> Part:
    """A square rod from one point to another; `wide` lies level, `deep` across it."""
    reach = minus(b, a)
    length = sqrt(reach[0] ** 2 + reach[1] ** 2 + reach[2] ** 2)
    ahead = unit(reach)
    side = unit(cross(ahead, (0, 0, 1))) if abs(ahead[2]) < 0.999 else (1.0, 0.0, 0.0)
    other = cross(side, ahead)
    rod = block(wide, deep, length, material, edge=edge, cuts=(1, 1, cuts))

    def put(p: Point) -> Point:
        return (
            a[0] + side[0] * p[0] - other[0] * p[1] + ahead[0] * p[2],
            a[1] + side[1] * p[0] - other[1] * p[1] + ahead[1] * p[2],
            a[2] + side[2] * p[0] - other[2] * p[1] + ahead[2] * p[2],
        )

    return rod.bent(put)

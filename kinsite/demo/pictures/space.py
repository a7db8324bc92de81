"""Points, frames and the camera: where a thing stands and where it falls on the picture.

Millimetres; x runs to the right, y away from the viewer, z up.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt, tan

Point = tuple[float, float, float]


def minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Point, b: Point) -> Point:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Point) -> Point:
    length = sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) or 1.0
    return (a[0] / length, a[1] / length, a[2] / length)


def blend(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


@dataclass(frozen=True)
class Frame:
    """A place and a direction: turn about the upright, lean forward (about x), roll (about y)."""

    x: float = 0
    y: float = 0
    z: float = 0
    turn: float = 0
    lean: float = 0
    roll: float = 0
    size: float = 1

    def apply(self, points: list[Point]) -> list[Point]:
        turn, lean, roll = radians(self.turn), radians(self.lean), radians(self.roll)
        ct, st, cl, sl, cr, sr = cos(turn), sin(turn), cos(lean), sin(lean), cos(roll), sin(roll)
        placed = []
        for x, y, z in points:
            x, y, z = x * self.size, y * self.size, z * self.size
            x, z = x * cr + z * sr, z * cr - x * sr
            y, z = y * cl - z * sl, y * sl + z * cl
            x, y = x * ct - y * st, x * st + y * ct
            placed.append((x + self.x, y + self.y, z + self.z))
        return placed


class Camera:
    """Looks along +y, a little downwards, at a target that lands at `aim` of the picture."""

    def __init__(
        self,
        size: tuple[int, int],
        *,
        target: Point = (0, 0, 350),
        span: float = 1900,
        pitch: float = 13,
        lens: float = 3.2,
        aim: tuple[float, float] = (0.5, 0.5),
    ):
        self.size = size
        self.pitch = radians(pitch)
        self.distance = span * lens
        self.focal = size[0] * lens
        self.forward = (0.0, cos(self.pitch), -sin(self.pitch))
        self.up = (0.0, sin(self.pitch), cos(self.pitch))
        self.eye = (
            target[0],
            target[1] - self.forward[1] * self.distance,
            target[2] - self.forward[2] * self.distance,
        )
        self.to_viewer = (0.0, -self.forward[1], -self.forward[2])
        self.centre = (size[0] * aim[0], size[1] * aim[1])
        self.scale = size[0] / span

    def project(self, points: list[Point]) -> list[Point]:
        """Picture coordinates and distance of each point."""
        ex, ey, ez = self.eye
        fy, fz, uy, uz = self.forward[1], self.forward[2], self.up[1], self.up[2]
        cx, cy, focal = self.centre[0], self.centre[1], self.focal
        seen = []
        for x, y, z in points:
            y -= ey
            z -= ez
            depth = y * fy + z * fz
            if depth < 1:
                depth = 1
            ratio = focal / depth
            seen.append((cx + (x - ex) * ratio, cy - (y * uy + z * uz) * ratio, depth))
        return seen

    def horizon(self) -> float:
        """The height on the picture at which a floor without end would stop."""
        return self.centre[1] - self.focal * tan(self.pitch)


def arc(radius: float, start: float, end: float, steps: int) -> list[tuple[float, float]]:
    """Points on a circle about the origin, angles in degrees."""
    angles = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(radius * cos(a), radius * sin(a)) for a in angles]


def ring(steps: int) -> list[tuple[float, float]]:
    """A unit circle without the doubled last point."""
    return [(cos(2 * pi * i / steps), sin(2 * pi * i / steps)) for i in range(steps)]

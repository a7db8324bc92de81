"""Backdrops and what light does to them: shadows that soften with height, window panes, a lamp's glow."""

from __future__ import annotations

from bisect import bisect_right
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kinsite.demo.pictures import grain
from kinsite.demo.pictures.canvas import Canvas
from kinsite.demo.pictures.materials import WINDOW, Rgb
from kinsite.demo.pictures.shapes import Part
from kinsite.demo.pictures.space import Point, cross, dot, minus, ring

COARSE = 4  # shadows are soft: a quarter of the picture's size is plenty
BANDS = (0, 25, 90, 220, 420, 750, 1300, 4000)
SHADOW: Rgb = (118, 103, 87)


def upright(size: tuple[int, int], stops: list[tuple[float, Rgb]]) -> Image.Image:
    """A gradient from top to bottom through (share of height, colour) stops."""
    rows: list[tuple[float, float, float]] = []
    for row in range(256):
        at = row / 255
        low, one = [stop for stop in stops if stop[0] <= at][-1]
        high, two = next((stop for stop in stops if stop[0] > at), stops[-1])
        share = (at - low) / ((high - low) or 1)
        share = share * share * (3 - 2 * share)
        r, g, b = (x + (y - x) * share for x, y in zip(one, two, strict=True))
        rows.append((r, g, b))
    return grain.smooth(size, rows)


def glow(canvas: Canvas, centre: Point, radius: float, colour: Rgb, strength: float = 1.0) -> None:
    """Light that spills into the air around a point: radius in millimetres."""
    (x, y, _), over = canvas.pixels([centre])[0], canvas.over
    reach = radius * canvas.camera.scale * over
    halo(canvas, (x, y), (reach, reach), colour, strength)


def halo(
    canvas: Canvas, centre: tuple[float, float], reach: tuple[float, float], colour: Rgb, strength: float
) -> None:
    """An oval of light laid over the picture, strongest in the middle."""
    left, top = int(centre[0] - reach[0]), int(centre[1] - reach[1])
    size = (max(2, int(reach[0] * 2)), max(2, int(reach[1] * 2)))
    middle = Image.radial_gradient("L")
    rim = middle.getpixel((0, 128)) - 1
    fall = [int(max(0.0, 1 - v / rim) ** 1.7 * 255 * strength) for v in range(256)]
    oval = middle.point(fall).resize(size, Image.Resampling.BICUBIC)
    width, height = canvas.image.size
    box = (max(0, left), max(0, top), min(width, left + size[0]), min(height, top + size[1]))
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    oval = oval.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    light = Image.merge("RGB", [oval.point([v * c // 255 for v in range(256)]) for c in colour])
    canvas.image.paste(ImageChops.screen(canvas.image.crop(box), light), box)


def lay(canvas: Canvas, mask: Image.Image, colour: Rgb, strength: float, mode: str = "multiply") -> None:
    """Darken or lighten the picture where a coarse mask is set."""
    found = mask.getbbox()
    if not found:
        return
    width, height = canvas.image.size
    fx, fy = width / mask.width, height / mask.height
    box = (
        int(found[0] * fx),
        int(found[1] * fy),
        min(width, int(found[2] * fx) + 1),
        min(height, int(found[3] * fy) + 1),
    )
    wide = mask.crop(found).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
    wide = wide.point([int(v * strength) for v in range(256)])
    region = canvas.image.crop(box)
    flat = Image.new("RGB", region.size, colour)
    blended = ImageChops.multiply(region, flat) if mode == "multiply" else ImageChops.screen(region, flat)
    canvas.image.paste(Image.composite(blended, region, wide), box)


def _onto(at: float, turn: float | None):
    """How a point falls along the light onto a floor at a height, or onto a wall at a distance.

    Beside the fallen point: how far from the plane it was.
    """
    lx, ly, lz = WINDOW
    if turn is None:
        nx, ny, nz, offset = 0.0, 0.0, 1.0, at
    else:
        nx, ny, nz, offset = sin(radians(turn)), -cos(radians(turn)), 0.0, -at
    slope = lx * nx + ly * ny + lz * nz

    def fall(p: Point) -> tuple[Point, float]:
        gap = p[0] * nx + p[1] * ny + p[2] * nz - offset
        back = gap / slope
        return (p[0] - lx * back, p[1] - ly * back, p[2] - lz * back), gap

    return fall


def _between(polygon: list[tuple[Point, float]], low: float, high: float) -> list[Point]:
    """The piece of a fallen polygon that came from heights between two bounds."""
    for bound, keep in ((low, 1), (high, -1)):
        clipped: list[tuple[Point, float]] = []
        for i, (p, h) in enumerate(polygon):
            q, g = polygon[i - 1]
            inside, before = (h - bound) * keep >= 0, (g - bound) * keep >= 0
            if inside != before:
                share = (bound - g) / (h - g)
                middle = tuple(a + (b - a) * share for a, b in zip(q, p, strict=True))
                clipped.append((middle, bound))
            if inside:
                clipped.append((p, h))
        polygon = clipped
        if len(polygon) < 3:
            return []
    return [p for p, _ in polygon]


def cast(
    canvas: Canvas,
    parts: list[Part],
    *,
    at: float = 0,
    wall: float | None = None,
    strength: float = 0.42,
    softness: float = 0.13,
    within: list[Point] | None = None,
    edge: float = 0.5,
    colour: Rgb = SHADOW,
) -> None:
    """The shadows of parts on a floor at a height, or on a wall turned like this and `at` a distance.

    Sharp where they touch the plane, soft where they come from far off.
    """
    camera, small = canvas.camera, _coarse(canvas)
    total = Image.new("L", small, 0)
    for number, polygons in sorted(_fallen(canvas, parts, _onto(at, wall)).items()):
        mask = Image.new("L", small, 0)
        draw = ImageDraw.Draw(mask)
        for polygon in polygons:
            draw.polygon(polygon, fill=255, outline=255)
        middle = (BANDS[number] + min(BANDS[number + 1], BANDS[number] * 2 + 30)) / 2
        blur = 0.7 + middle * softness * camera.scale / COARSE
        total = ImageChops.add(total, mask.filter(ImageFilter.GaussianBlur(blur)))
    if within:
        area = Image.new("L", small, 0)
        ImageDraw.Draw(area).polygon(_reduced(camera.project(within)), fill=255)
        total = ImageChops.multiply(total, area.filter(ImageFilter.GaussianBlur(edge)))
    lay(canvas, total, colour, strength)


def _coarse(canvas: Canvas) -> tuple[int, int]:
    width, height = canvas.image.size
    return (width // (COARSE * canvas.over), height // (COARSE * canvas.over))


def _reduced(seen: list[Point]) -> list[tuple[float, float]]:
    return [(x / COARSE, y / COARSE) for x, y, _ in seen]


def _fallen(canvas: Canvas, parts: list[Part], fall) -> dict[int, list[list[tuple[float, float]]]]:
    """Where faces fall, sorted by how far they fell: each band of distances is as soft as it is far."""
    bands: dict[int, list[list[tuple[float, float]]]] = {}
    for part in parts:
        if not part.casts:
            continue
        fallen = [fall(p) for p in part.points]
        levels = [bisect_right(BANDS, h) - 1 for _, h in fallen]
        seen = _reduced(canvas.camera.project([p for p, _ in fallen]))
        points = part.points
        for face in part.faces:
            if not part.open and len(face) == 4:
                a, b, c, d = face
                if dot(cross(minus(points[c], points[a]), minus(points[d], points[b])), WINDOW) <= 0:
                    continue
            reach = [levels[i] for i in face]
            lowest, highest = min(reach), max(reach)
            if lowest == highest:
                if lowest >= 0:
                    bands.setdefault(lowest, []).append([seen[i] for i in face])
                continue
            for number in range(max(0, lowest), min(highest, len(BANDS) - 2) + 1):
                if piece := _between([fallen[i] for i in face], BANDS[number], BANDS[number + 1]):
                    bands.setdefault(number, []).append(_reduced(canvas.camera.project(piece)))
    return bands


def ground(
    canvas: Canvas, parts: list[Part], *, at: float = 0, strength: float = 0.34, reach: float = 60
) -> None:
    """The dark breath under a thing, where hardly any light of the room gets in."""
    camera, small = canvas.camera, _coarse(canvas)
    near, wide = Image.new("L", small, 0), Image.new("L", small, 0)
    on_near, on_wide = ImageDraw.Draw(near), ImageDraw.Draw(wide)
    for part in parts:
        heights = [z - at for _, _, z in part.points]
        if not part.casts or min(heights) > 900:
            continue
        flat = _reduced(camera.project([(x, y, at) for x, y, _ in part.points]))
        for face in part.faces:
            outline = [flat[i] for i in face]
            if len(face) == 4:
                (ax, ay), (bx, by), (cx, cy), (dx, dy) = outline
                if abs((cx - ax) * (dy - by) - (dx - bx) * (cy - ay)) < 0.05:
                    continue
            lowest = min(heights[i] for i in face)
            if lowest < reach * 0.5:
                on_near.polygon(outline, fill=255, outline=255)
            if lowest <= 900:
                on_wide.polygon(outline, fill=255)
    scale = camera.scale / COARSE
    lay(canvas, near.filter(ImageFilter.GaussianBlur(max(0.8, reach * 0.22 * scale))), SHADOW, strength * 1.4)
    lay(canvas, wide.filter(ImageFilter.GaussianBlur(reach * 1.6 * scale)), SHADOW, strength * 0.6)


def panes(canvas: Canvas, outline: list[list[Point]], strength: float = 0.5, edge: float = 4) -> None:
    """Sun through a window, as it lies on a wall or a floor: one polygon per pane."""
    mask = Image.new("L", _coarse(canvas), 0)
    draw = ImageDraw.Draw(mask)
    for polygon in outline:
        draw.polygon(_reduced(canvas.camera.project(polygon)), fill=255)
    lay(canvas, mask.filter(ImageFilter.GaussianBlur(edge)), (150, 126, 84), strength, "screen")


def pool(canvas: Canvas, centre: Point, wide: float, deep: float, strength: float = 0.5) -> None:
    """The oval that a lamp lights on the surface below it."""
    camera = canvas.camera
    mask = Image.new("L", _coarse(canvas), 0)
    draw = ImageDraw.Draw(mask)
    for step in range(12):
        share = 1 - step / 12
        outline = [
            (centre[0] + x * wide * share, centre[1] + y * deep * share, centre[2]) for x, y in ring(40)
        ]
        draw.polygon(_reduced(camera.project(outline)), fill=int(255 * ((step + 1) / 12) ** 1.4))
    soft = mask.filter(ImageFilter.GaussianBlur(wide * 0.10 * camera.scale / COARSE))
    lay(canvas, soft, (190, 152, 88), strength, "screen")


def blur(canvas: Canvas, radius: float) -> None:
    """What lies far behind goes out of focus."""
    width, height = canvas.image.size
    step = 4 if radius * canvas.over > 6 else 2
    small = canvas.image.reduce(step).filter(ImageFilter.GaussianBlur(radius * canvas.over / step))
    canvas.image = small.resize((width, height), Image.Resampling.BICUBIC)

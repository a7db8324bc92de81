"""The picture itself: parts painted from far to near, at twice the size, then brought down."""

from __future__ import annotations

from itertools import count

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kinsite.demo.pictures import grain
from kinsite.demo.pictures.materials import Rgb, shade
from kinsite.demo.pictures.shapes import Part
from kinsite.demo.pictures.space import Camera, Point, cross, dot, minus, unit

Corners = list[tuple[float, float]]

OVER = 2  # drawn this many times larger than kept
FACE_WITH_GRAIN = 2600  # faces of fewer pixels are too small to show any
FACE_WITH_WASH = 30000
FINE = 0.72  # pixels to the millimetre below which a weave is drawn smaller


class Canvas:
    """Starts as a backdrop in its final size (cheap to light and to shade), grows when first painted on."""

    def __init__(self, backdrop: Image.Image, camera: Camera):
        self.image = backdrop
        self.camera = camera
        self.over = 1
        self._cuts = count()

    # painting

    def paint(self, *parts: Part) -> None:
        self._grow()
        for part in parts:
            if part.soft:
                self._paint_soft(part)
            else:
                self._paint_crisp(part)

    def paint_sorted(self, parts: list[Part]) -> None:
        """Lower layers first and far parts first: enough where parts do not reach around each other."""
        self.paint(*sorted(parts, key=lambda part: (part.layer, -part.depth())))

    def finished(self) -> Image.Image:
        return self.image.reduce(self.over) if self.over > 1 else self.image

    def _grow(self) -> None:
        if self.over == 1:
            self.over = OVER
            width, height = self.image.size
            self.image = self.image.resize((width * OVER, height * OVER), Image.Resampling.NEAREST)

    def pixels(self, points: list[Point]) -> list[Point]:
        over = self.over
        return [(x * over, y * over, d) for x, y, d in self.camera.project(points)]

    def _faces(self, part: Part) -> tuple[list[Point], list[tuple[float, int, Rgb]]]:
        """Faces turned to the viewer, far ones first, each with its colour."""
        points, seen = part.points, self.pixels(part.points)
        eye, viewer, tones = self.camera.eye, self.camera.to_viewer, part.tones
        woven = 1 + 0.5 * grain.DEPTH.get(part.material.weave, 0)  # what the weave will darken again
        visible = []
        for number, face in enumerate(part.faces):
            a = points[face[0]]
            normal = (0.0, 0.0, 0.0)
            before = minus(points[face[1]], a)
            for i in face[2:]:
                along = minus(points[i], a)
                x, y, z = cross(before, along)
                normal = (normal[0] + x, normal[1] + y, normal[2] + z)
                before = along
            turned = dot(normal, minus(eye, a))
            tone = woven
            if turned <= 0:
                if not part.open or turned == 0:
                    continue
                normal = (-normal[0], -normal[1], -normal[2])
                tone *= 0.80
            normal = unit(normal)
            if tones:
                tone *= sum(tones[i] for i in face) / len(face)
            normal = (round(normal[0], 3), round(normal[1], 3), round(normal[2], 3))
            colour = shade(part.material, normal, viewer, round(tone, 3))
            distance = sum(seen[i][2] for i in face) / len(face)
            visible.append((distance, number, colour))
        visible.sort(key=lambda entry: -entry[0])
        return seen, visible

    def _paint_crisp(self, part: Part) -> None:
        seen, visible = self._faces(part)
        draw = ImageDraw.Draw(self.image)
        for _, number, colour in visible:
            face = part.faces[number]
            outline = [(seen[i][0], seen[i][1]) for i in face]
            draw.polygon(outline, fill=colour)
            if not (part.material.grain or part.material.washed or part.material.weave):
                continue
            quad = part.sheets.get(number) if part.sheets else None
            if quad is None and len(face) == 4:
                quad = face
            if quad is None:
                continue
            area = _area(outline)
            if area > (FACE_WITH_GRAIN if part.material.grain else FACE_WITH_WASH):
                self._lay_surface(part, quad, outline, colour, [(seen[i][0], seen[i][1]) for i in quad])

    def _lay_surface(
        self,
        part: Part,
        quad: tuple[int, ...],
        outline: Corners,
        colour: Rgb,
        corners: Corners,
    ) -> None:
        """Stretch grain, weave or a wash of light over one face, in perspective."""
        width, height = self.image.size
        left = max(0, int(min(x for x, _ in outline)) - 1)
        top = max(0, int(min(y for _, y in outline)) - 1)
        right = min(width, int(max(x for x, _ in outline)) + 2)
        bottom = min(height, int(max(y for _, y in outline)) + 2)
        if right <= left or bottom <= top:
            return
        material = part.material
        if material.grain:
            texture, source = grain.board(), self._cut(part, quad, corners)
            curves = grain.oiled(material.colour, colour, material.grain)
        else:
            if material.weave:
                texture = grain.weave(material.weave, self.camera.scale < FINE)
                source = _whole((min(texture.width, right - left), min(texture.height, bottom - top)))
            else:
                texture = grain.falloff()
                source = _whole(texture.size)
            curves = tuple([v * channel // 255 for v in range(256)] for channel in colour)
        away = _perspective([(x - left, y - top) for x, y in corners], source)
        size = (right - left, bottom - top)
        grey = texture.transform(size, Image.Transform.PERSPECTIVE, away, Image.Resampling.BILINEAR)
        patch = Image.merge("RGB", [grey.point(curve) for curve in curves])
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=255)
        self.image.paste(patch, (left, top), mask)

    def _cut(self, part: Part, quad: tuple[int, ...], corners: Corners) -> Corners:
        """Where in the board a face is cut from: as long and as wide, its fibres along the longer side."""
        a, b, d = (part.points[quad[i]] for i in (0, 1, 3))
        long, wide = _length(minus(b, a)), _length(minus(d, a))
        if part.sheets is None and wide > long:
            corners[:] = corners[1:] + corners[:1]
            long, wide = wide, long
        scale = min(2.6, max(1.0, self.camera.scale * self.over * 0.8))
        full = grain.WOOD
        w, h = min(full[0] - 2, long * scale), min(full[1] - 2, wide * scale)
        number = next(self._cuts)
        x, y = (number * 397) % max(1, int(full[0] - w)), (number * 211) % max(1, int(full[1] - h))
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]

    def _paint_soft(self, part: Part) -> None:
        """Shading drawn small and blurred, silhouette drawn sharp: cushions, shells, turned things."""
        seen, visible = self._faces(part)
        if not visible:
            return
        used = [seen[i] for _, number, _ in visible for i in part.faces[number]]
        width, height = self.image.size
        left, top = max(0, int(min(p[0] for p in used)) - 4), max(0, int(min(p[1] for p in used)) - 4)
        right = min(width, int(max(p[0] for p in used)) + 5)
        bottom = min(height, int(max(p[1] for p in used)) + 5)
        if right - left < 2 or bottom - top < 2:
            return
        shrink = 4 if max(right - left, bottom - top) > 240 else 2
        size = (right - left, bottom - top)
        small = ((size[0] + shrink - 1) // shrink, (size[1] + shrink - 1) // shrink)
        layer, mask = Image.new("RGBA", small, (0, 0, 0, 0)), Image.new("L", size, 0)
        on_layer, on_mask = ImageDraw.Draw(layer), ImageDraw.Draw(mask)
        for _, number, colour in visible:
            outline = [(seen[i][0] - left, seen[i][1] - top) for i in part.faces[number]]
            on_mask.polygon(outline, fill=255)
            reduced = [(x / shrink, y / shrink) for x, y in outline]
            on_layer.polygon(reduced, fill=(*colour, 255), outline=(*colour, 255), width=2)
        facet = (size[0] * size[1] / len(visible)) ** 0.5 / shrink
        blur = max(part.soft * 3 / shrink, min(6.0, facet * 0.36))
        # blurred with its own coverage, so that nothing from outside the silhouette bleeds in
        layer = layer.convert("RGBa").filter(ImageFilter.GaussianBlur(blur)).convert("RGBA").convert("RGB")
        layer = layer.resize((small[0] * shrink, small[1] * shrink), Image.Resampling.BILINEAR)
        layer = layer.crop((0, 0, *size))
        if part.material.weave:
            tile = _tiled(part.material.weave, size, self.camera.scale < FINE)
            layer = ImageChops.multiply(layer, Image.merge("RGB", (tile, tile, tile)))
        self.image.paste(layer, (left, top), mask)


def _tiled(kind: str, size: tuple[int, int], fine: bool) -> Image.Image:
    tile = grain.weave(kind, fine)
    if size[0] <= tile.width and size[1] <= tile.height:
        return tile.crop((0, 0, *size))
    sheet = Image.new("L", size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            sheet.paste(tile, (x, y))
    return sheet


def _area(outline: list[tuple[float, float]]) -> float:
    total = 0.0
    for i, (x, y) in enumerate(outline):
        px, py = outline[i - 1]
        total += px * y - x * py
    return abs(total) / 2


def _length(v: Point) -> float:
    return (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) ** 0.5


def _whole(size: tuple[int, int]) -> list[tuple[float, float]]:
    return [(0, size[1] - 1), (size[0] - 1, size[1] - 1), (size[0] - 1, 0), (0, 0)]


def _perspective(seen: list[tuple[float, float]], source: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds, for a point of the picture, the point of the texture."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        lead = rows[i][i] or 1e-9
        rows[i] = [value / lead for value in rows[i]]
        for r in range(8):
            if r != i and rows[r][i]:
                factor = rows[r][i]
                rows[r] = [value - factor * own for value, own in zip(rows[r], rows[i], strict=True)]
    return [row[8] for row in rows]

"""Every product's picture: which drawing it is, from where it is seen, and what light it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kinsite.demo.pictures import accessories, desks, desks_more, lighting, seating, seating_more
from kinsite.demo.pictures.shapes import Part
from kinsite.demo.pictures.space import Frame
from kinsite.demo.pictures.stage import DUSK, PAPER, Lamp, Shot, Stops


@dataclass(frozen=True)
class Subject:
    model: Callable[[str], list[Part]]
    shot: Shot
    sweep: Stops = PAPER
    top: tuple[float, float, float] = (0, 0, 0)  # height, width and depth of what things can stand on

    def lit(self, gain: float = 1.0, **frame: float) -> Lamp:
        """The light it gives when it stands like this; none, for all but lamps."""
        name = self.model.__name__
        return Lamp(Frame(**frame), lighting.GLOWS.get(name, ()), lighting.POOLS.get(name, ()), gain)


SUBJECTS = {
    "minimal-oak-desk": Subject(desks.minimal_oak, Shot(1900, 345, 16, 24), top=(740, 1400, 700)),
    "standing-desk-converter": Subject(desks_more.converter, Shot(1180, 110, 18, 24), top=(288, 900, 420)),
    "executive-l-shaped-desk": Subject(desks.executive_l, Shot(2350, 310, 25, -26), top=(745, 1800, 1420)),
    "rise-standing-desk": Subject(desks.rise, Shot(1900, 520, 12, 24), top=(1080, 1400, 700)),
    "trestle-desk": Subject(desks.trestle, Shot(1950, 340, 14, 24), top=(735, 1500, 700)),
    "fold-away-wall-desk": Subject(desks_more.fold_away, Shot(1380, 960, 13, 0, wall=110, floor=False)),
    "two-drawer-writing-desk": Subject(desks.writing, Shot(1580, 375, 15, 24), top=(750, 1150, 560)),
    "leaning-ladder-desk": Subject(desks_more.leaning, Shot(2280, 960, 9, 26, wall=280)),
    "poise-task-chair": Subject(seating.task, Shot(1430, 545, 12, 28)),
    "meridian-high-back-chair": Subject(seating.high_back, Shot(1580, 620, 12, 28)),
    "felt-shell-chair": Subject(seating_more.felt_shell, Shot(1190, 415, 13, 30)),
    "saddle-stool": Subject(seating.saddle, Shot(1000, 330, 18, 36)),
    "oak-perch-stool": Subject(seating_more.perch, Shot(1000, 345, 18, 20)),
    "kneeling-chair": Subject(seating_more.kneeling, Shot(1080, 285, 15, 38)),
    "still-reading-chair": Subject(seating_more.reading, Shot(1260, 390, 14, 28)),
    "paper-cord-bench": Subject(seating_more.bench, Shot(1480, 220, 18, 24), top=(438, 1000, 360)),
    "counterpoise-desk-lamp": Subject(lighting.counterpoise, Shot(760, 265, 12, 18, x=10), DUSK),
    "beam-task-light": Subject(lighting.beam_light, Shot(860, 235, 14, 22), DUSK),
    "dome-pendant": Subject(lighting.dome, Shot(900, 170, -9, 0, wall=260, floor=False), DUSK),
    "linear-oak-pendant": Subject(lighting.linear, Shot(1550, 190, -8, 16, floor=False), DUSK),
    "tripod-floor-lamp": Subject(lighting.tripod, Shot(1780, 770, 9, 0), DUSK),
    "arc-reading-lamp": Subject(lighting.arc_reader, Shot(1900, 800, 9, 16, x=390), DUSK),
    "opal-globe-lamp": Subject(lighting.opal, Shot(620, 190, 11, 0), DUSK),
    "monitor-light-bar": Subject(lighting.light_bar, Shot(820, 275, 11, 22), DUSK),
    "wool-felt-desk-mat": Subject(accessories.desk_mat, Shot(920, 20, 32, 20)),
    "oak-monitor-stand": Subject(accessories.monitor_stand, Shot(720, 50, 18, 26), top=(106, 560, 220)),
    "desk-organiser": Subject(accessories.organiser, Shot(440, 78, 24, 24)),
    "leather-valet-tray": Subject(accessories.valet_tray, Shot(370, 15, 34, 24)),
    "quiet-cable-box": Subject(accessories.cable_box, Shot(640, 55, 20, 26)),
    "stoneware-planter": Subject(accessories.planter, Shot(680, 215, 14, 0)),
    "oak-table-clock": Subject(accessories.clock, Shot(340, 85, 12, 22)),
    "linen-notebook": Subject(accessories.notebook, Shot(360, 10, 42, 28)),
}

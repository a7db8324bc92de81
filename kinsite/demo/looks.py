"""What stands where in the wide pictures, so that it can be bought from them.

Each spot: handle, SKU or "" for the product as such, per cent from the left and from the top of the picture
cut to 3:2, and the handle of what stands in while it is sold out.
"""

from __future__ import annotations

Spot = tuple[str, str, int, int, str]

HOME_SPOTS: tuple[Spot, ...] = (
    ("minimal-oak-desk", "DESK-OAK-NAT-140", 46, 52, "trestle-desk"),
    ("counterpoise-desk-lamp", "", 53, 29, "beam-task-light"),
    ("felt-shell-chair", "", 71, 61, "poise-task-chair"),
    ("tripod-floor-lamp", "", 33, 18, "opal-globe-lamp"),
)
DESKS_SPOTS: tuple[Spot, ...] = (
    ("rise-standing-desk", "", 36, 37, "standing-desk-converter"),
    ("trestle-desk", "", 87, 55, "minimal-oak-desk"),
    ("felt-shell-chair", "", 78, 63, "poise-task-chair"),
)
SEATING_SPOTS: tuple[Spot, ...] = (
    ("still-reading-chair", "", 20, 58, "felt-shell-chair"),
    ("felt-shell-chair", "", 48, 52, "poise-task-chair"),
    ("poise-task-chair", "", 74, 43, "felt-shell-chair"),
    ("oak-perch-stool", "", 90, 50, "saddle-stool"),
)
LIGHTING_SPOTS: tuple[Spot, ...] = (
    ("dome-pendant", "", 73, 25, "linear-oak-pendant"),
    ("opal-globe-lamp", "", 79, 47, "counterpoise-desk-lamp"),
    ("tripod-floor-lamp", "", 9, 27, "opal-globe-lamp"),
    ("still-reading-chair", "", 24, 72, "felt-shell-chair"),
    ("minimal-oak-desk", "", 58, 60, "trestle-desk"),
)
ACCESSORIES_SPOTS: tuple[Spot, ...] = (
    ("oak-monitor-stand", "", 61, 59, "desk-organiser"),
    ("wool-felt-desk-mat", "", 36, 74, "linen-notebook"),
    ("desk-organiser", "", 25, 66, "quiet-cable-box"),
    ("stoneware-planter", "", 14, 56, "desk-organiser"),
    ("oak-table-clock", "", 79, 58, "opal-globe-lamp"),
    ("leather-valet-tray", "", 93, 67, "desk-organiser"),
)

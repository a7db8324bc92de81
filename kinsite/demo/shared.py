"""What the demo's pages share, written down: an announcement, menus, testimonials, guides. No rows yet."""

from __future__ import annotations

from dataclasses import dataclass

from kinsite.demo.catalogue_shape import Product, say
from kinsite.demo.pages import PAGES


@dataclass(frozen=True)
class Announcement:
    text: str
    label: str
    page: str
    days: int  # from yesterday on


@dataclass(frozen=True)
class Testimonial:
    quote: str
    name: str
    role: str
    product: str  # whose picture in use stands beside it


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Guide:
    """A text in HTML, and a table if it needs one."""

    title: str
    html: str
    table: Table | None = None


ANNOUNCEMENT = Announcement(
    text="Unsure about the wood? Three oiled samples come to you by post.",
    label="Ask for them",
    page="support",
    days=60,
)

# Links are a label (empty: the page's title) and a path. The header has the first level of pages.
HEADER = tuple(("", page.path) for page in PAGES if page.in_menu and not page.parent)
FOOTER = (
    ("Shop", (("Everything", "shop"), *(("", page.path) for page in PAGES if page.parent == "shop"))),
    ("Help", tuple(("", page.path) for page in PAGES if page.footer == "help")),
    ("Company", tuple(("", page.path) for page in PAGES if page.footer == "company")),
)

TESTIMONIALS = {
    "hanna": Testimonial(
        quote=say("""
            I notice my desk about once a year, when the evening sun is on it. The rest of the time it lets
            me work.
        """),
        name="Hanna Weiss",
        role="Translator, Leipzig",
        product="minimal-oak-desk",
    ),
    "marcus": Testimonial(
        quote=say("""
            My back had opinions about every chair before this one. It has been silent since March.
        """),
        name="Marcus Reed",
        role="Software engineer, Portland",
        product="felt-shell-chair",
    ),
    "yuki": Testimonial(
        quote=say("""
            I bought one lamp, then a second for my sister, who had kept borrowing mine for her drawings.
        """),
        name="Yuki Tanaka",
        role="Illustrator, Vancouver",
        product="counterpoise-desk-lamp",
    ),
}

SIZE_GUIDES = {
    "desks": Guide(
        title="Which width fits",
        html=say("""
            <p>Lay out a usual day on the floor: screen, keyboard, the paper beside it. Then add a hand's
            width on each side. <strong>Behind the desk</strong> a chair needs 90 cm to roll back.</p>
        """),
        table=Table(
            "Widths of desks",
            ("Width", "Holds", "Room it asks for"),
            (
                ("100 cm", "A laptop and a cup", "A niche or a landing"),
                ("120 cm", "A laptop and a notebook", "A wall of 1.4 m"),
                ("140 cm", "One screen and both elbows", "A wall of 1.6 m"),
                ("160 cm", "Two screens, or one and a sketchbook", "A wall of 1.9 m"),
                ("180 cm", "Two people, for an afternoon", "A room of its own"),
            ),
        ),
    ),
    "seating": Guide(
        title="Which seat height fits",
        html=say("""
            <p>Sit with your shoes on. The thighs lie level, the feet stand flat, and no edge presses behind
            the knee. Between two heights, the lower one suits a desk, the higher one a counter.</p>
        """),
        table=Table(
            "Seats by body height",
            ("Seat", "Body height", "Goes with"),
            (
                ("Regular", "1.55 to 1.80 m", "Desks of 72 to 75 cm"),
                ("Tall", "1.78 to 2.00 m", "Desks of 75 cm and higher"),
                ("65 cm seat", "Any", "Counters of 90 cm"),
                ("75 cm seat", "Any", "Bars of 105 cm, standing desks"),
            ),
        ),
    ),
}

CARE_GUIDES = {
    "wood": Guide(
        title="Caring for wood",
        html=say("""
            <p>Oiled wood stays open, so it can be mended where it stands.</p>
            <ul><li>Wipe along the grain, with water and nothing else.</li>
            <li>Put a coaster under what is hot or wet.</li>
            <li>When drops no longer bead, it is time for a thin coat of oil.</li></ul>
        """),
    ),
    "textile": Guide(
        title="Caring for wool, felt and linen",
        html=say("""
            <p>Wool cleans itself better than we could. Air it by an open window, brush it dry monthly.</p>
            <ul><li>Lift a spill with a dry cloth at once; press, do not rub.</li>
            <li>Covers that come off are washed by hand, in cool water.</li></ul>
        """),
    ),
    "metal": Guide(
        title="Caring for metal",
        html=say("""
            <p>Coated steel and aluminium ask for a soft cloth. Bare brass darkens with the years; whoever
            likes it bright polishes it with lemon and salt.</p>
        """),
    ),
}
_MATERIALS = {
    "wood": {"solid-oak", "solid-ash", "solid-walnut"},
    "textile": {"wool-felt", "wool", "linen", "mesh"},
    "metal": {"steel", "aluminium", "brass"},
}


def size_guide_of(product: Product) -> str | None:
    """The guide of a product that comes in sizes one sits on or at."""
    return product.collection if product.sizes and product.collection in SIZE_GUIDES else None


def care_guides_of(product: Product) -> list[str]:
    """The guides of the materials a product is made of."""
    return [care for care, materials in _MATERIALS.items() if materials & set(product.materials)]

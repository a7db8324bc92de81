"""The other four desks: for shared rooms, small rooms and borrowed walls."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

MORE_DESKS = (
    Product(
        handle="trestle-desk",
        title="Trestle Desk",
        title_de="Bocktisch",
        collection="desks",
        teaser="A wide ash top on two trestles that fold flat.",
        description=say("""
            The oldest work table there is, made a little lighter. Two powder-coated steel trestles open
            like a book and lock under a top of solid ash. Take it apart in the time it takes to boil a
            kettle.
        """),
        meta_description=say("""
            A wide ash top on two folding steel trestles in sage, black or clay. Set up without tools,
            stored flat behind a door.
        """),
        shows="Ash table top on two splayed steel trestles",
        in_use="The trestle desk with a matching desk lamp, books and a stool on the far side",
        materials=("solid-ash", "steel"),
        assembly="none",
        delivery_class="bulky",
        order_limit=6,
        variants=cross(
            "DESK-TRES",
            ("sage", "black", "clay"),
            (
                Size("140", 26700, (1400, 700, 735), 38900, 41900),
                Size("160", 30100, (1600, 750, 735), 42900, 45900),
            ),
            (23, 31, 29, 44, 12),
            without=(("clay", "160"),),
        ),
        story=(
            Section(
                "Ash, because it bends before it breaks",
                (
                    say("""
                        Ash was the wood for oars and tool handles. It is pale, springy and honest about its
                        grain. We leave it matt, with a soap finish that can be renewed with a sponge.
                    """),
                ),
            ),
            Section(
                "Trestles you can open with one hand",
                (
                    say("""
                        Square tube, 26 mm, welded on the inside where nobody looks and everybody's hands
                        go. A pad of felt under each crossbar grips the top, so it cannot creep.
                    """),
                    say("""
                        Closed, a trestle is as thick as a dictionary. Both hang on the two hooks that come
                        in the box.
                    """),
                ),
                specs=(
                    ("Top", "30 mm solid ash, soap finish"),
                    ("Trestles", "Powder-coated steel, 6.1 kg the pair"),
                    ("Carries", "90 kg (198 lb) spread over the top"),
                    ("Stored", "12 cm (4.7 in) deep, hooks included"),
                ),
            ),
        ),
        goes_with=("oak-perch-stool", "counterpoise-desk-lamp", "dome-pendant"),
    ),
    Product(
        handle="fold-away-wall-desk",
        title="Fold-Away Wall Desk",
        title_de="Klappsekretär für die Wand",
        collection="desks",
        teaser="An office that closes at six.",
        description=say("""
            A shallow cabinet that hangs on two screws and opens into a desk. Behind the flap are two
            shelves, a divider and a gap for the charger. Close it and the working day is a picture on the
            wall, 21 cm deep.
        """),
        meta_description=say("""
            A wall-mounted desk that folds shut over its own shelves. Solid ash or walnut, brass stays, only
            21 cm deep when closed.
        """),
        shows="Open wall cabinet whose front folds down into a desk",
        in_use="The wall desk open on a sage wall with a laptop on its flap and a shell chair beside it",
        materials=("solid-ash", "solid-walnut", "brass"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=4,
        variants=cross(
            "DESK-FOLD",
            ("ash", "walnut"),
            (Size("", 21400, (900, 210, 640), 22900, 24900, was=(27900, 30900)),),
            (18, 13),
        ),
        story=(
            Section(
                "For rooms that have another life",
                (
                    say("""
                        Hallways, bedrooms, the end of a kitchen. The flap comes down on two brass stays and
                        stops dead level. A damper catches the last part of the fall, so it never drops on a
                        sleeping dog.
                    """),
                    say("""
                        Cables enter through a brushed slot in the floor of the cabinet. The laptop can
                        charge behind a closed door, because the back has a finger's width of air.
                    """),
                ),
            ),
            Section(
                "Hung in one go",
                steps=(
                    ("Hold the paper template to the wall", "The line marks the desk at 72 cm."),
                    ("Drill two holes", "Plugs for masonry and plasterboard are in the box."),
                    ("Hook in and slide left", "A hidden latch clicks. Level it with the screw inside."),
                ),
                specs=(
                    ("Closed", "90 × 64 × 21 cm (35.4 × 25.2 × 8.3 in)"),
                    ("Open", "73 cm (28.7 in) into the room"),
                    ("Flap carries", "25 kg (55 lb)"),
                ),
            ),
        ),
        goes_with=("felt-shell-chair", "opal-globe-lamp", "desk-organiser"),
    ),
    Product(
        handle="two-drawer-writing-desk",
        title="Two-Drawer Writing Desk",
        title_de="Schreibtisch mit zwei Schubladen",
        collection="desks",
        teaser="For letters, lists and long thoughts.",
        description=say("""
            A small desk with a raised back and two shallow drawers, drawn after the writing tables that
            stood in hallways. Legs taper towards the floor, the rail keeps pens from rolling off the far
            side. It asks for little space and gives it back as order.
        """),
        meta_description=say("""
            A compact writing desk with two dovetailed drawers, brass knobs and a low gallery rail. Solid
            walnut or ash, 100 or 120 cm wide.
        """),
        shows="Compact writing desk with two drawers, brass knobs and a low rail at the back",
        in_use="The writing desk with a globe lamp, a notebook and a cup, beside a tall plant",
        materials=("solid-walnut", "solid-ash", "brass"),
        assembly="minutes",
        delivery_class="bulky",
        order_limit=4,
        variants=cross(
            "DESK-WRIT",
            ("walnut", "ash"),
            (
                Size("100", 23900, (1000, 520, 820), 47900, 51900),
                Size("120", 26800, (1200, 560, 820), 52900, 56900),
            ),
            (14, 21, 33, 25),
        ),
        story=(
            Section(
                "Drawers cut by hand",
                (
                    say("""
                        Both fronts come from one board, so the figure runs across the gap between them. The
                        corners are dovetailed, the runners waxed. There is no metal in the drawer but the
                        knob.
                    """),
                ),
                quote=(
                    "I cut the dovetails a little proud and plane them down. It is the part I would miss.",
                    "Jonas Adler, joiner",
                ),
            ),
            Section(
                "A rail at the back",
                (
                    say("""
                        Seven centimetres are enough to lean a card against, and to stop a lamp's foot from
                        wandering. A slot behind it lets one cable through.
                    """),
                ),
                specs=(
                    ("Writing height", "75 cm (29.5 in)"),
                    ("Drawers", "42 × 36 × 7 cm inside (16.5 × 14.2 × 2.8 in)"),
                    ("Finish", "Hard-wax oil, matt"),
                ),
            ),
        ),
        goes_with=("opal-globe-lamp", "linen-notebook", "felt-shell-chair"),
    ),
    Product(
        handle="leaning-ladder-desk",
        title="Leaning Ladder Desk",
        title_de="Leiterregal mit Schreibplatte",
        collection="desks",
        teaser="Leans on a wall, stands on its own two feet.",
        description=say("""
            Two rails, a desk and two shelves. The weight of what you put on it presses the rails against
            the wall, where felt pads hold without a single hole. A good first desk, and a good last one for
            a narrow room.
        """),
        meta_description=say("""
            A leaning desk with two shelves that needs no drilling. 88 cm wide, oak shelves, rails in oak,
            white or black.
        """),
        shows="Leaning ladder desk with a writing shelf and two shelves above it",
        in_use="The ladder desk against a sand-coloured wall with books, plants and a stool",
        materials=("solid-oak",),
        assembly="minutes",
        delivery_class="bulky",
        order_limit=4,
        variants=cross(
            "DESK-LEAN",
            ("natural-oak", "soft-white", "black"),
            (Size("", 22300, (880, 540, 1980), 31900, 34900),),
            (27, 22, 16),
        ),
        story=(
            Section(
                "Physics instead of screws",
                (
                    say("""
                        The rails meet the floor at an angle of fifteen degrees. Rubber below, felt above,
                        and every book makes it steadier. For homes with children there is a strap for the
                        wall as well, and we ask you to use it.
                    """),
                ),
            ),
            Section(
                "Three depths",
                (
                    say("""
                        Twenty-one centimetres at the top for a vase, twenty-seven in the middle for
                        paperbacks, fifty-three below for a laptop and both elbows. A lip at the back of
                        each shelf keeps things from slipping behind.
                    """),
                ),
                specs=(
                    ("Desk height", "76 cm (29.9 in)"),
                    ("Shelf carries", "8 kg (18 lb) each"),
                    ("Ceiling from", "200 cm (78.8 in)"),
                ),
            ),
        ),
        goes_with=("oak-perch-stool", "stoneware-planter", "counterpoise-desk-lamp"),
    ),
)

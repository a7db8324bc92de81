"""Four small companions: one hides, one grows, one counts, one listens."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

MORE_ACCESSORIES = (
    Product(
        handle="quiet-cable-box",
        title="Quiet Cable Box",
        title_de="Kabelbox",
        collection="accessories",
        teaser="Eight plugs go in, two cables come out.",
        description=say("""
            A steel box with an oak lid that swallows a power strip and everything plugged into it. Slots at
            both ends are lined with rubber. It stands behind the monitor or under the desk and looks like
            nothing, on purpose.
        """),
        meta_description=say("""
            A ventilated steel cable box with an oak lid. Hides a six-way power strip and its plugs, on the
            desk or below it.
        """),
        shows="Rounded steel cable box with an oak lid and one cable leaving it",
        in_use="The cable box on an oak desk between a plant and a few books",
        materials=("steel", "solid-oak"),
        assembly="none",
        delivery_class="parcel",
        order_limit=12,
        warranty_years=None,
        variants=cross(
            "ACC-CABLE",
            ("soft-white", "black", "sage"),
            (Size("", 1650, (404, 154, 136), 3900, 4200),),
            (47, 52, 26),
        ),
        story=(
            Section(
                "Warm plugs need air",
                (
                    say("""
                        Chargers give off heat. The floor of the box is perforated and stands on six
                        millimetres of rubber, the lid rests on four pins. Air rises through, dust mostly
                        does not.
                    """),
                ),
            ),
            Section(
                "Big enough to close",
                (
                    say("""
                        Most boxes fit the strip and forget the plugs. This one is twelve centimetres high
                        inside, which is two chargers on top of each other, turned the wrong way round.
                    """),
                ),
                specs=(
                    ("Inside", "39 × 14 × 12 cm (15.4 × 5.5 × 4.7 in)"),
                    ("Steel", "1 mm, powder-coated"),
                    ("Lid", "Solid oak, 14 mm"),
                ),
            ),
        ),
        goes_with=("oak-monitor-stand", "monitor-light-bar", "executive-l-shaped-desk"),
    ),
    Product(
        handle="stoneware-planter",
        title="Stoneware Planter",
        title_de="Pflanztopf aus Steinzeug",
        collection="accessories",
        teaser="A pot with a saucer, thrown in one sitting.",
        description=say("""
            Heavy-bottomed stoneware in a matt glaze, with a drain hole and a saucer that belongs to it. The
            clay is fired once, at 1240 degrees, so it survives a fall into the sink. The plant in the
            picture stays with us.
        """),
        meta_description=say("""
            A matt-glazed stoneware planter with drainage and its own saucer, for plants up to 17 cm across.
            Thrown by hand, plant not included.
        """),
        shows="Stoneware pot with saucer holding a plant with pointed leaves",
        in_use="Two planters of different size on an ash desk with a notebook",
        materials=("stoneware",),
        assembly="none",
        delivery_class="parcel",
        order_limit=12,
        warranty_years=None,
        variants=cross(
            "ACC-PLANT",
            ("soft-white", "clay", "sage"),
            (Size("", 1480, (212, 212, 150), 3400, 3700),),
            (40, 33, 29),
        ),
        story=(
            Section(
                "A glaze like skin",
                (
                    say("""
                        The glaze is mixed from wood ash and feldspar and sprayed thin. It breaks to a
                        lighter line wherever the clay turns a corner. Fingerprints of the thrower stay on
                        the inside.
                    """),
                ),
            ),
            Section(
                "Good neighbours",
                (
                    say("""
                        Aloe and snake plant forgive a forgotten week. A pilea turns with the light and
                        wants to be turned back. All three grow happily a metre from a window.
                    """),
                ),
                specs=(
                    ("Pot", "19 cm across, 14 cm high (7.5 × 5.5 in)"),
                    ("Saucer", "21 cm (8.3 in)"),
                    ("Drainage", "One hole, felt disc included"),
                ),
            ),
        ),
        goes_with=("leaning-ladder-desk", "paper-cord-bench", "desk-organiser"),
    ),
    Product(
        handle="oak-table-clock",
        title="Oak Table Clock",
        title_de="Tischuhr aus Holz",
        collection="accessories",
        teaser="Tells the time, and nothing else.",
        description=say("""
            A block of wood, a paper dial under glass, two hands. The movement sweeps without ticking. It
            replaces the glance at a phone, which is how most breaks become an hour long.
        """),
        meta_description=say("""
            A silent table clock in solid oak or walnut with a paper dial. No alarm, no tick, no
            notifications, two years on one battery.
        """),
        shows="Square wooden table clock with a round pale dial",
        in_use="The clock on an ash desk beside two books and a pen",
        materials=("solid-oak", "solid-walnut", "glass"),
        assembly="none",
        delivery_class="small",
        order_limit=8,
        warranty_years=5,
        variants=cross(
            "ACC-CLOCK",
            ("natural-oak", "walnut"),
            (Size("", 1120, (170, 62, 170), 7900, 8500),),
            (0, 0),
        ),
        story=(
            Section(
                "Silence, sixteen times a second",
                (
                    say("""
                        The hand moves in steps too small to see or hear. We listened to nine movements in a
                        recording booth and chose the one the engineer thought was switched off.
                    """),
                ),
            ),
            Section(
                "Made from what is left",
                (
                    say("""
                        The block is glued from three offcuts with the grain crossed in the middle. That
                        keeps it square through dry winters. The dial is printed letterpress on cotton
                        paper.
                    """),
                ),
                specs=(
                    ("Body", "17 × 17 × 6.2 cm (6.7 × 6.7 × 2.4 in)"),
                    ("Movement", "Quartz, continuous sweep"),
                    ("Battery", "One AA, included"),
                ),
            ),
        ),
        goes_with=("two-drawer-writing-desk", "leather-valet-tray", "opal-globe-lamp"),
    ),
    Product(
        handle="linen-notebook",
        title="Linen Notebook",
        title_de="Notizbuch in Leinen",
        collection="accessories",
        teaser="Opens flat on any page, closes with a band.",
        description=say("""
            A hardback notebook in bookbinder's linen. Its 192 pages are sewn in twelve sections, so it lies
            open by itself from the first page to the last. The paper takes a fountain pen without showing
            it on the back.
        """),
        meta_description=say("""
            A thread-sewn A5 notebook in linen with 192 numbered pages of 100 g paper. Lies flat, takes ink,
            in four calm colours.
        """),
        shows="Linen-bound notebook with an elastic band and a ribbon",
        in_use="The notebook on a desk beside a pile of others, a pen and a cup",
        materials=("linen", "paper"),
        assembly="none",
        delivery_class="small",
        order_limit=40,
        warranty_years=None,
        variants=cross(
            "ACC-NOTE",
            ("oat", "sage", "ink", "clay"),
            (Size("", 390, (148, 212, 21), 1900, 2100),),
            (60, 57, 49, 38),
        ),
        story=(
            Section(
                "Sewn through the fold",
                (
                    say("""
                        Linen thread goes through every section and around two tapes. It is slower than glue
                        and lasts for as long as you have something to write. A bindery in the next street
                        does it for us, on a machine from 1958.
                    """),
                ),
            ),
            Section(
                "Dots, barely",
                (
                    say("""
                        A grid of five millimetres in the grey of a pencil that was rubbed out. It is there
                        when you draw a table and gone when you write a letter.
                    """),
                ),
                specs=(
                    ("Format", "A5, 148 × 212 mm (5.8 × 8.3 in)"),
                    ("Pages", "192, numbered, with an index"),
                    ("Stock", "100 g/m² uncoated, off-white"),
                ),
            ),
        ),
        goes_with=("counterpoise-desk-lamp", "desk-organiser", "still-reading-chair"),
    ),
)

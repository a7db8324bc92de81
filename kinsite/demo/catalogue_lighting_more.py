"""Four lamps for the room around the desk."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

MORE_LIGHTING = (
    Product(
        handle="dome-pendant",
        title="Dome Pendant",
        title_de="Pendelleuchte Dom",
        collection="lighting",
        teaser="Spun from one disc of aluminium.",
        description=say("""
            A half sphere on a long flex. It is spun on a lathe from a single disc, powder-coated outside
            and left white within, so the light that reaches the table is clean and the light that leaves
            sideways is none.
        """),
        meta_description=say("""
            A spun aluminium pendant in four colours with a white inside. Hangs low over a desk or table on
            a cloth flex of 2.5 m.
        """),
        shows="Half-round pendant lamp with a brass cap on a dark flex",
        in_use="The pendant lit above a trestle desk in the evening",
        materials=("aluminium", "brass"),
        assembly="half-hour",
        delivery_class="parcel",
        order_limit=6,
        warranty_years=5,
        variants=cross(
            "LAMP-DOME",
            ("sage", "soft-white", "black", "clay"),
            (Size("", 1900, (430, 430, 240), 13900, 14900),),
            (29, 37, 32, 15),
        ),
        story=(
            Section(
                "Spun in ninety seconds",
                (
                    say("""
                        A flat disc turns fast, a roller presses, and the metal flows over a wooden form.
                        The form is pear wood and lasts about four thousand lamps. You can see the tool's
                        path inside if you hold it to the sun.
                    """),
                ),
            ),
            Section(
                "How low to hang it",
                (
                    say("""
                        Over a desk, the rim goes 60 cm above the top, just out of sight when you sit. Over
                        a table where people talk, ten more.
                    """),
                ),
                specs=(
                    ("Across", "43 cm (16.9 in)"),
                    ("Socket", "E27 or E26, up to 15 W LED"),
                    ("Flex", "2.5 m (98 in), can be shortened"),
                    ("Ceiling cup", "Brass, 10 cm"),
                ),
            ),
        ),
        goes_with=("trestle-desk", "felt-shell-chair", "paper-cord-bench"),
    ),
    Product(
        handle="linear-oak-pendant",
        title="Linear Oak Pendant",
        title_de="Lange Pendelleuchte aus Holz",
        collection="lighting",
        teaser="A beam of wood with light along its belly.",
        description=say("""
            One straight piece of wood, 124 cm long, with a groove milled into its underside. Light comes
            out of the groove and nowhere else. It hangs on two wires as thin as a guitar string and levels
            itself.
        """),
        meta_description=say("""
            A long wooden pendant with dimmable light along its underside. 124 cm of oak or walnut on two
            fine wires, for desks and tables.
        """),
        shows="Long wooden pendant bar hung on two thin wires, lit from below",
        in_use="The wooden pendant lit above a smoked oak desk at night",
        materials=("solid-oak", "solid-walnut", "brass"),
        assembly="half-hour",
        delivery_class="parcel",
        order_limit=4,
        warranty_years=5,
        variants=cross(
            "LAMP-LINR",
            ("natural-oak", "walnut"),
            (Size("", 4300, (1240, 52, 62), 28900, 31900),),
            (17, 12),
        ),
        story=(
            Section(
                "Chosen for straightness",
                (
                    say("""
                        A long thin piece of timber wants to bow. We take quarter-sawn boards, let them rest
                        for six weeks between cuts, and reject every third. What is left stays straight
                        above a radiator.
                    """),
                ),
            ),
            Section(
                "Hung with two fingers",
                (
                    say("""
                        Each wire runs through a small brass gripper. Push, and it slides; let go, and it
                        holds. You set the height at the table, not on the ladder.
                    """),
                ),
                specs=(
                    ("Light", "2700 K, 1,900 lm, CRI 95, dimmable"),
                    ("Wires", "Up to 2 m (79 in)"),
                    ("Canopy", "Wood to match, 60 cm"),
                ),
            ),
        ),
        goes_with=("executive-l-shaped-desk", "paper-cord-bench", "minimal-oak-desk"),
    ),
    Product(
        handle="tripod-floor-lamp",
        title="Tripod Floor Lamp",
        title_de="Stehlampe Dreibein",
        collection="lighting",
        teaser="Three legs, one linen shade, no wobble.",
        description=say("""
            A floor lamp that stands like a camera. Three turned legs meet in a brass hub and carry a drum
            of undyed linen. The shade warms the light and breaks it softly on the wall.
        """),
        meta_description=say("""
            A wooden tripod floor lamp with a brass hub and an undyed linen shade. Stands firm on any floor,
            in oak or walnut.
        """),
        shows="Floor lamp on three wooden legs with a linen drum shade",
        in_use="The floor lamp lit behind an armchair in the evening",
        materials=("solid-oak", "solid-walnut", "linen", "brass"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=4,
        warranty_years=5,
        variants=cross(
            "LAMP-TRIP",
            ("natural-oak", "walnut"),
            (Size("", 5100, (620, 620, 1540), 21900, 23900),),
            (2, 0),
        ),
        story=(
            Section(
                "Three is the steadiest number",
                (
                    say("""
                        A tripod cannot rock, not even on old floorboards. The legs are angled to stay
                        inside the shade's own shadow, so nobody trips over the third.
                    """),
                ),
            ),
            Section(
                "Linen, left alone",
                (
                    say("""
                        The cloth is woven from long flax and neither bleached nor dyed. Lit, it shows every
                        thread. Unlit, it is the colour of bread.
                    """),
                ),
                specs=(
                    ("Height", "154 cm (60.6 in)"),
                    ("Shade", "51 cm across, 35 cm tall"),
                    ("Switch", "On the cable, for foot or hand"),
                    ("Takes", "E27 or E26, up to 20 W LED"),
                ),
            ),
        ),
        goes_with=("still-reading-chair", "meridian-high-back-chair", "linen-notebook"),
    ),
    Product(
        handle="arc-reading-lamp",
        title="Arc Reading Lamp",
        title_de="Bogenleuchte",
        collection="lighting",
        teaser="Reaches over the back of the chair.",
        description=say("""
            A long bow of tube rises from a stone foot and comes down where the book is. The foot weighs
            eleven kilograms and has a hole for a broom handle, so one person can move it. The dome turns
            all the way round.
        """),
        meta_description=say("""
            A tall arc lamp on a heavy stone foot that reaches over an armchair or the end of a desk. In
            brushed brass or black.
        """),
        shows="Arc floor lamp with a stone foot and a small dome shade",
        in_use="The arc lamp reaching over a sage armchair in the evening",
        materials=("steel", "brass"),
        assembly="half-hour",
        delivery_class="bulky",
        order_limit=4,
        warranty_years=5,
        variants=cross(
            "LAMP-ARC",
            ("brass", "black"),
            (Size("", 16900, (1100, 320, 1660), 24900, 27400),),
            (22, 18),
        ),
        launches_in_days=7,
        story=(
            Section(
                "One bend, four metres of thought",
                (
                    say("""
                        The tube is filled with sand before it is bent, so that it stays round. Its curve is
                        part of a spiral, tighter towards the end, which is why it looks calm and not like a
                        fishing rod.
                    """),
                ),
            ),
            Section(
                "Stone at the bottom",
                (
                    say("""
                        The foot is cut from limestone offcuts of a quarry that mostly makes window sills.
                        No two have the same fossils.
                    """),
                ),
                specs=(
                    ("Reach", "82 cm (32.3 in) from foot to shade"),
                    ("Light", "2700 K, 800 lm, dims at the shade"),
                    ("Foot", "Limestone, 11 kg (24 lb)"),
                ),
            ),
        ),
        goes_with=("still-reading-chair", "executive-l-shaped-desk", "stoneware-planter"),
    ),
)

"""Four lamps that stand or clip where the work is."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

LIGHTING = (
    Product(
        handle="counterpoise-desk-lamp",
        title="Counterpoise Desk Lamp",
        title_de="Schreibtischlampe Kontergewicht",
        collection="lighting",
        teaser="Balanced by a weight, not by a spring.",
        description=say("""
            Two steel arms cross at a brass joint. A cylinder on the tail weighs as much as the shade on the
            other end, so the head floats to wherever a finger sends it. The light is warm, even and
            dimmable down to a candle.
        """),
        meta_description=say("""
            A counterweighted steel desk lamp with brass joints and warm dimmable light. Stays where you put
            it, without springs.
        """),
        shows="Desk lamp with two crossed arms, a cone shade and a counterweight",
        in_use="The desk lamp lit on a walnut desk in the evening, with books and a cup",
        materials=("steel", "brass"),
        assembly="none",
        delivery_class="parcel",
        order_limit=8,
        warranty_years=5,
        variants=cross(
            "LAMP-CNTR",
            ("sage", "black", "soft-white", "clay"),
            (Size("", 3400, (620, 210, 560), 12900, 13900),),
            (31, 44, 26, 17),
        ),
        story=(
            Section(
                "The old trick with the weight",
                (
                    say("""
                        Springs tire and squeal. A weight does neither. We turn the tail piece to within two
                        grams of the shade, then stamp the pair with the same number so they stay together.
                    """),
                ),
                quote=(
                    "You should be able to move it while reading, without looking up.",
                    "Teo Brandt, lighting",
                ),
            ),
            Section(
                "Light for paper",
                (
                    say("""
                        The module sits deep in the cone, so you see what it shines on and never the source.
                        Touch the brass cap to dim. It remembers.
                    """),
                ),
                specs=(
                    ("Light", "2700 K, 620 lm, CRI 95"),
                    ("Power", "8 W, module can be replaced"),
                    ("Reach", "62 cm (24.4 in) from base to shade"),
                    ("Cable", "Woven, 2 m (79 in)"),
                ),
            ),
        ),
        goes_with=("minimal-oak-desk", "trestle-desk", "linen-notebook"),
    ),
    Product(
        handle="beam-task-light",
        title="Beam Task Light",
        title_de="Arbeitsleuchte Beam",
        collection="lighting",
        teaser="A line of light as long as your desk needs.",
        description=say("""
            A post, a bar and a heavy round foot. The bar is 60 cm long and lights a whole drawing sheet
            without a hard shadow of the hand. Slide it up the post, swing it over the keyboard, turn it to
            the wall for the evening.
        """),
        meta_description=say("""
            A slim LED bar on a post that lights the full width of a desk without glare. Height, angle and
            warmth adjust by touch.
        """),
        shows="Slim horizontal light bar on a post with a round base",
        in_use="The light bar above a laptop and a notebook on a walnut desk at dusk",
        materials=("aluminium", "brass", "steel"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=8,
        warranty_years=5,
        variants=cross(
            "LAMP-BEAM",
            ("brass", "black"),
            (Size("", 2900, (700, 190, 480), 15900, 17400),),
            (20, 36),
        ),
        story=(
            Section(
                "Eighty-four small lights, one even edge",
                (
                    say("""
                        Diodes sit close behind an opal strip, so they add up to a line. The strip is cut at
                        an angle that keeps glare below the screen's top edge. Video calls look better for
                        it.
                    """),
                ),
            ),
            Section(
                "Morning and evening",
                (
                    say("""
                        Slide a finger along the bar: cool for sketching at ten, warm for reading at nine at
                        night. A double tap hands the choice to the clock inside.
                    """),
                ),
                specs=(
                    ("Light", "2400 to 5000 K, 900 lm, CRI 93"),
                    ("Bar", "60 cm (23.6 in) extruded aluminium"),
                    ("Base", "2.1 kg steel, felt below"),
                    ("Power", "11 W by USB-C, adapter included"),
                ),
            ),
        ),
        goes_with=("two-drawer-writing-desk", "wool-felt-desk-mat", "poise-task-chair"),
    ),
    Product(
        handle="opal-globe-lamp",
        title="Opal Globe Lamp",
        title_de="Tischleuchte Opal",
        collection="lighting",
        teaser="A small moon on a thrown foot.",
        description=say("""
            Mouth-blown opal glass over a stoneware foot. The globe has no seam and no shade, and lights a
            corner the way snow does. Turn the brass collar to dim it until it only glows.
        """),
        meta_description=say("""
            A table lamp with a mouth-blown opal globe on a hand-thrown stoneware foot. Dims with a turn of
            its brass collar.
        """),
        shows="Glowing opal glass globe on a waisted stoneware foot",
        in_use="The globe lamp glowing on a walnut desk beside books and a cup",
        materials=("glass", "stoneware", "brass"),
        assembly="none",
        delivery_class="parcel",
        order_limit=6,
        warranty_years=5,
        variants=cross(
            "LAMP-OPAL",
            ("sand", "sage", "slate"),
            (Size("", 2600, (240, 240, 390), 9800, 10900),),
            (19, 24, 13),
        ),
        story=(
            Section(
                "Blown in three breaths",
                (
                    say("""
                        Clear glass first, then a skin of white, then clear again. The layers melt into one
                        and spread the light so evenly that you cannot find the bulb. Each globe differs by
                        a millimetre or two, and each foot is thrown to fit its own.
                    """),
                ),
            ),
            Section(
                "A light for the other half of the room",
                (
                    say("""
                        Put it where no work is done. A second, softer light behind the screen rests the
                        eyes more than a brighter one above it.
                    """),
                ),
                specs=(
                    ("Globe", "24 cm (9.4 in)"),
                    ("Bulb", "E27 or E26, 6 W LED included"),
                    ("Cord", "Linen-covered, 1.8 m (71 in)"),
                ),
            ),
        ),
        goes_with=("two-drawer-writing-desk", "executive-l-shaped-desk", "still-reading-chair"),
    ),
    Product(
        handle="monitor-light-bar",
        title="Monitor Light Bar",
        title_de="Bildschirmleuchte",
        collection="lighting",
        teaser="Lights the desk, leaves the screen dark.",
        description=say("""
            A bar that hangs on the upper edge of a monitor and throws its light down and forward. An
            asymmetric reflector keeps it off the glass. The weight behind the screen is the only clamp it
            needs.
        """),
        meta_description=say("""
            A light bar for monitors that brightens the desk without reflections on the screen. Powered by
            USB-C, dimmed by touch.
        """),
        shows="Slim light bar with brass ends resting on top of a monitor",
        in_use="The light bar on a monitor above keyboard and mouse at night",
        materials=("aluminium", "brass"),
        assembly="none",
        delivery_class="small",
        order_limit=10,
        warranty_years=5,
        variants=cross(
            "LAMP-MBAR",
            ("black", "soft-white"),
            (Size("", 820, (500, 110, 95), 8900, 9700),),
            (58, 33),
        ),
        story=(
            Section(
                "Forty-five degrees",
                (
                    say("""
                        That is the angle at which light leaves the bar. It falls on keys and paper, and
                        what would reflect goes past you into your lap. We tried eleven reflectors before
                        this one.
                    """),
                ),
            ),
            Section(
                "Nothing on the desk",
                (
                    say("""
                        It takes no space below and gives some back. The balance fits frames from 5 to 45
                        mm, flat or curved, and leaves the camera free.
                    """),
                ),
                specs=(
                    ("Lit area", "85 × 45 cm (33 × 18 in) at 50 cm"),
                    ("Colour of light", "2700 to 6000 K"),
                    ("Supply", "5 W from the monitor's USB port"),
                ),
            ),
        ),
        goes_with=("oak-monitor-stand", "rise-standing-desk", "quiet-cable-box"),
    ),
)

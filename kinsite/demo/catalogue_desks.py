"""The first four desks."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

DESKS = (
    Product(
        handle="minimal-oak-desk",
        title="Minimal Oak Desk",
        title_de="Minimalistischer Eichentisch",
        collection="desks",
        teaser="Solid oak, four tapered legs, nothing to explain.",
        description=say("""
            A desk in solid European oak, oiled by hand and left open underneath. The top is 27 mm thick
            with a rounded edge that is kind to wrists. Four turned legs taper to a foot the width of a
            coin, so the floor stays visible and the room stays light.
        """),
        meta_description=say("""
            A slim desk in solid, hand-oiled oak with four turned legs. In three widths and three finishes,
            assembled in ten minutes with one key.
        """),
        shows="Slim oak desk with a rounded top and four tapered round legs",
        in_use="The desk in a bright room with a laptop, a pile of books and a felt chair behind it",
        materials=("solid-oak",),
        assembly="minutes",
        delivery_class="bulky",
        order_limit=6,
        variants=cross(
            "DESK-OAK",
            ("natural-oak", "smoked-oak", "black-oak"),
            (
                Size("120", 24500, (1200, 600, 740), 44900, 47900),
                Size("140", 28900, (1400, 700, 740), 49900, 52900),
                Size("160", 33600, (1600, 750, 740), 54900, 58900),
            ),
            (24, 41, 17, 12, 26, 9, 18, 11),
            without=(("black-oak", "120"),),
        ),
        story=(
            Section(
                "One tree, one top",
                (
                    say("""
                        Each top is glued from staves that were cut from the same log. The grain runs on
                        from one board to the next, and so does the tone. We sort the staves by daylight,
                        because oak looks different under a lamp.
                    """),
                    say("""
                        The surface gets two coats of hard-wax oil and a day of rest between them. You feel
                        wood, not lacquer. A scratch can be sanded out at home and oiled again.
                    """),
                ),
                quote=(
                    "If you can see where one stave ends, we turn it and look again.",
                    "Jonas Adler, joiner",
                ),
            ),
            Section(
                "Legs that hold without a bar between them",
                (
                    say("""
                        A steel plate hides in each corner of the frame. The leg screws into it with a
                        thread of 12 mm and pulls itself tight against the oak. There is no crossbar for
                        knees to find.
                    """),
                ),
                steps=(
                    ("Lay the top on its blanket", "The box doubles as a clean work surface."),
                    ("Turn in the four legs", "By hand first, then a quarter turn with the key."),
                    ("Set it upright", "Two people make it easy. Level the feet by up to 8 mm."),
                ),
            ),
            Section(
                "Measures",
                specs=(
                    ("Height", "74 cm (29.1 in)"),
                    ("Top", "27 mm solid oak, hard-wax oil"),
                    ("Room for knees", "64 cm (25.2 in)"),
                    ("Carries", "80 kg (176 lb)"),
                ),
            ),
        ),
        goes_with=("felt-shell-chair", "counterpoise-desk-lamp", "oak-monitor-stand"),
    ),
    Product(
        handle="standing-desk-converter",
        title="Standing Desk Converter",
        title_de="Steh-Sitz-Aufsatz",
        collection="desks",
        teaser="Keeps the desk you love and lets you stand at it.",
        description=say("""
            A platform that sits on your desk and rises to standing height on two gas springs. It lifts
            straight up, so nothing needs clearing from behind or in front. The lower shelf carries keyboard
            and mouse at the height of your elbows.
        """),
        meta_description=say("""
            A sit-stand platform for the desk you already have. Lifts straight up on gas springs, holds 15
            kg, and arrives ready to use.
        """),
        shows="Two-level standing desk converter raised on crossed arms",
        in_use="The converter on an ash table, carrying a monitor above and a keyboard below",
        materials=("steel", "solid-oak"),
        assembly="none",
        delivery_class="parcel",
        order_limit=5,
        warranty_years=5,
        variants=cross(
            "DESK-CONV",
            ("natural-oak", "black", "soft-white"),
            (Size("", 16800, (900, 590, 420), 22900, 24900),),
            (19, 34, 28),
        ),
        story=(
            Section(
                "Up in one breath",
                (
                    say("""
                        Squeeze the two levers under the top and it follows your hands. Let go and it stays.
                        The springs are set at the factory for a laptop and a screen of up to 32 inches, and
                        a screw under the shelf trims them for more or less.
                    """),
                    say("""
                        Crossed arms keep both levels flat on the whole way from 11 to 42 cm. Your coffee
                        does not notice.
                    """),
                ),
            ),
            Section(
                "Made to be leaned on",
                (
                    say("""
                        Most converters wobble when you type standing. This one stands on two runners of
                        folded steel, each as long as the platform is deep, with cork under the whole
                        length.
                    """),
                ),
                specs=(
                    ("Travel", "11 to 42 cm (4.3 to 16.5 in), without steps"),
                    ("Upper level", "90 × 42 cm (35.4 × 16.5 in)"),
                    ("Lower level", "69 × 21 cm (27.2 × 8.3 in)"),
                    ("Lifts", "15 kg (33 lb)"),
                ),
            ),
        ),
        goes_with=("poise-task-chair", "monitor-light-bar", "wool-felt-desk-mat"),
    ),
    Product(
        handle="executive-l-shaped-desk",
        title="Executive L-Shaped Desk",
        title_de="Eckschreibtisch Executive",
        collection="desks",
        teaser="Two work surfaces, one unbroken run of grain.",
        description=say("""
            An L-shaped desk for people who work on screen and on paper. The long side takes monitors, the
            return takes drawings, books and visitors. Both tops are cut from one veneered leaf over a solid
            edge, so the figure turns the corner with you.
        """),
        meta_description=say("""
            A generous L-shaped desk in walnut or smoked oak, with three full-extension drawers and room for
            screens on one side, paper on the other.
        """),
        shows="L-shaped desk with a three-drawer pedestal under the return",
        in_use="The L-shaped desk with a monitor on the long side and a notebook on the return",
        materials=("solid-walnut", "solid-oak", "steel", "brass"),
        assembly="half-hour",
        delivery_class="bulky",
        order_limit=2,
        variants=cross(
            "DESK-EXEC",
            ("walnut", "smoked-oak"),
            (
                Size("160", 71200, (1600, 1300, 745), 82900, 89900),
                Size("180", 78400, (1800, 1420, 745), 89900, 97900),
            ),
            (1, 2, 0),
            without=(("smoked-oak", "180"),),
        ),
        story=(
            Section(
                "A corner with a purpose",
                (
                    say("""
                        We watched people at L-shaped desks and saw most of them use one half as a shelf. So
                        the inner corner is cut back at an angle, and the chair turns from one side to the
                        other without backing out.
                    """),
                    say("""
                        The pedestal can stand under either end. Move it once, on moving day, and forget it.
                    """),
                ),
                quote=(
                    "A big desk is only useful if you can reach all of it.",
                    "Mara Lindqvist, designer",
                ),
            ),
            Section(
                "Drawers that close like a book",
                (
                    say("""
                        Three drawers run on full-extension slides and draw themselves shut over the last
                        hand's breadth. Boxes are dovetailed in solid ash. Pulls are brushed brass and will
                        darken where you touch them.
                    """),
                    say("""
                        A channel under the long top takes power strips and their plugs. One cable leaves
                        the desk, behind the leg.
                    """),
                ),
            ),
            Section(
                "In numbers",
                specs=(
                    ("Top", "38 mm, solid wood edge"),
                    ("Drawers", "Three, 48 cm deep, 20 kg each"),
                    ("Orientation", "Return left or right, decided on assembly"),
                    ("Delivered in", "Four cartons, the heaviest 27 kg (60 lb)"),
                ),
            ),
        ),
        goes_with=("meridian-high-back-chair", "opal-globe-lamp", "leather-valet-tray"),
    ),
    Product(
        handle="rise-standing-desk",
        title="Rise Standing Desk",
        title_de="Höhenverstellbarer Tisch Rise",
        collection="desks",
        teaser="A quiet motor, a steady frame, a top you want to touch.",
        description=say("""
            An electric desk that moves from 62 to 127 cm with less noise than a page being turned in the
            next room. Two motors share the load and stop when they meet a knee or a window sill. The top is
            real wood, oiled or lacquered white, with an edge shaped to rest your forearms on.
        """),
        meta_description=say("""
            Electric sit-stand desk with two quiet motors, four memory heights and a real wood top. Moves
            from 62 to 127 cm and stops at obstacles.
        """),
        shows="Electric standing desk at full height on two telescopic legs",
        in_use="The desk raised to standing height in a sage room with a monitor and a plant",
        materials=("solid-oak", "solid-walnut", "steel"),
        assembly="half-hour",
        delivery_class="bulky",
        order_limit=4,
        warranty_years=5,
        variants=cross(
            "DESK-RISE",
            ("natural-oak", "walnut", "soft-white"),
            (
                Size("120", 38200, (1200, 700, 1270), 59900, 64900),
                Size("140", 41000, (1400, 700, 1270), 64900, 69900),
                Size("160", 44300, (1600, 800, 1270), 69900, 75900),
            ),
            (16, 37, 22, 10, 19, 21, 30, 14),
            without=(("walnut", "120"),),
        ),
        story=(
            Section(
                "The sound of nothing in particular",
                (
                    say("""
                        We measured it in a bedroom at night: 38 decibels at one metre. The gears are
                        helical and run in grease that stays put. Starting and stopping are ramped, so a
                        full glass keeps its surface.
                    """),
                ),
            ),
            Section(
                "Steady where it counts",
                (
                    say("""
                        A standing desk is judged at the top of its travel. Each leg overlaps by a hand even
                        at full height, and the feet are as deep as the top minus the width of your shoe.
                    """),
                    say("""
                        The control sits flush in the front edge. Two buttons move the desk, four remember
                        you and the person you share it with.
                    """),
                ),
                steps=(
                    ("Set your sitting height", "Elbows at a right angle, shoulders down. Hold button 1."),
                    ("Set your standing height", "Same elbows, shoes on. Hold button 2."),
                    ("Change often", "Half an hour either way is plenty. The desk never reminds you."),
                ),
            ),
            Section(
                "Facts",
                specs=(
                    ("Travel", "62 to 127 cm (24.4 to 50 in)"),
                    ("Speed", "36 mm per second"),
                    ("Lifts", "110 kg (242 lb)"),
                    ("Standby", "0.1 W"),
                ),
            ),
        ),
        goes_with=("poise-task-chair", "saddle-stool", "monitor-light-bar"),
    ),
)

"""Four seats for the hours at a desk."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

SEATING = (
    Product(
        handle="poise-task-chair",
        title="Poise Task Chair",
        title_de="Bürodrehstuhl Poise",
        collection="seating",
        teaser="Moves when you move, and is quiet about it.",
        description=say("""
            A task chair with a mesh back and an upholstered seat. The mechanism weighs you when you sit
            down and sets its own resistance, so there are three levers to learn instead of nine. Fabric and
            mesh are knitted from recycled yarn.
        """),
        meta_description=say("""
            An ergonomic task chair with mesh back and self-weighing tilt. Three levers, recycled fabric, in
            regular and tall.
        """),
        shows="Task chair with a framed mesh back, upholstered seat and armrests on five castors",
        in_use="The task chair turned away from an oak desk with a laptop",
        materials=("mesh", "aluminium", "steel"),
        assembly="minutes",
        delivery_class="bulky",
        order_limit=12,
        warranty_years=5,
        variants=cross(
            "SEAT-POISE",
            ("slate", "sage", "oat"),
            (
                Size("regular", 15200, (680, 650, 1110), 37900, 40900),
                Size("tall", 15900, (680, 680, 1190), 39900, 42900),
            ),
            (48, 22, 35, 17, 26),
            without=(("oat", "tall"),),
        ),
        story=(
            Section(
                "It weighs you first",
                (
                    say("""
                        Under the seat, a lever arm turns your own weight into counterpressure. A light
                        person and a heavy one lean back with the same small push. The knob most people
                        never find is not there to be missed.
                    """),
                    say("""
                        The back is hung at two points behind the shoulder blades. Twist to reach the
                        printer and it twists along, then comes home.
                    """),
                ),
                quote=("A chair should vanish by ten in the morning.", "Mara Lindqvist, designer"),
            ),
            Section(
                "Which size",
                (
                    say("""
                        Regular suits people between 155 and 183 cm. Tall has a longer spring, a deeper seat
                        and a back that ends four fingers higher.
                    """),
                ),
                specs=(
                    ("Seat height, regular", "42 to 53 cm (16.5 to 20.9 in)"),
                    ("Seat height, tall", "47 to 60 cm (18.5 to 23.6 in)"),
                    ("Armrests", "Height, width and angle"),
                    ("Rated for", "130 kg (286 lb), eight hours a day"),
                ),
            ),
        ),
        goes_with=("rise-standing-desk", "minimal-oak-desk", "monitor-light-bar"),
    ),
    Product(
        handle="meridian-high-back-chair",
        title="Meridian High-Back Chair",
        title_de="Chefsessel Meridian",
        collection="seating",
        teaser="Five rolls of leather, one long line.",
        description=say("""
            A high back in full-grain leather, stitched into five soft rolls that follow the spine. The
            frame is polished aluminium, the arms are one bent tube each. It swivels, tilts and locks, and
            after a year it looks better than on the day it came.
        """),
        meta_description=say("""
            A high-back swivel chair in full-grain vegetable-tanned leather on polished aluminium. Tilts,
            locks and ages well.
        """),
        shows="High-back leather swivel chair with five horizontal rolls and tubular arms",
        in_use="The high-back chair in a sand-coloured room between a tall plant and a framed print",
        materials=("leather", "aluminium"),
        assembly="minutes",
        delivery_class="bulky",
        order_limit=4,
        warranty_years=5,
        variants=cross(
            "SEAT-MERI",
            ("cognac", "black"),
            (Size("", 21800, (660, 700, 1290), 64900, 69900),),
            (3, 1),
        ),
        story=(
            Section(
                "Leather with a memory",
                (
                    say("""
                        The hides are tanned with bark for six weeks and dyed through, then waxed, never
                        coated. Small marks from the animal's life stay in. Cognac darkens towards chestnut,
                        black turns soft at the edges.
                    """),
                ),
                steps=(
                    ("Dust with a dry cloth", "Once a week is enough."),
                    ("Feed it twice a year", "A coin of colourless wax, rubbed in with the palm."),
                    ("Keep it from the radiator", "Half a metre, and it will not dry out."),
                ),
            ),
            Section(
                "Rolled, not padded",
                (
                    say("""
                        Each roll is a sleeve of its own, filled with wool over a core of latex. Air moves
                        between them. In July you notice.
                    """),
                ),
                specs=(
                    ("Seat height", "44 to 54 cm (17.3 to 21.3 in)"),
                    ("Back above the seat", "79 cm (31.1 in)"),
                    ("Tilt", "Five positions, or free"),
                    ("Castors", "Soft tread for wooden floors"),
                ),
            ),
        ),
        goes_with=("executive-l-shaped-desk", "leather-valet-tray", "tripod-floor-lamp"),
    ),
    Product(
        handle="saddle-stool",
        title="Saddle Stool",
        title_de="Sattelhocker",
        collection="seating",
        teaser="Sit like a rider: hips open, back straight.",
        description=say("""
            A stool shaped like a small saddle. Your thighs slope down, your pelvis tips forward and your
            back stands up by itself. Made for people who turn, reach and get up often: dentists know it,
            draughtsmen knew it.
        """),
        meta_description=say("""
            A leather saddle stool on castors that opens the hips and straightens the back. Two heights, for
            sitting or half-standing desks.
        """),
        shows="Saddle-shaped leather stool on a steel column with five castors",
        in_use="The saddle stool in front of a raised standing desk with a monitor",
        materials=("leather", "steel"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=6,
        warranty_years=5,
        variants=cross(
            "SEAT-SADL",
            ("cognac", "black"),
            (
                Size("regular", 8900, (560, 560, 640), 18900, 20900),
                Size("tall", 9300, (560, 560, 790), 19900, 21900),
            ),
            (15, 9, 27, 12),
        ),
        story=(
            Section(
                "Give it a week",
                (
                    say("""
                        The first days feel unfamiliar, because muscles that dozed in an armchair are asked
                        to take part. Start with an hour in the morning. By the second Monday most people
                        forget to change back.
                    """),
                ),
            ),
            Section(
                "One hide, one seam",
                (
                    say("""
                        The cover is a single piece of leather, drawn wet over a beech shell and left to dry
                        in place for two days. The seam runs underneath, where trousers never meet it.
                    """),
                ),
                specs=(
                    ("Regular", "53 to 67 cm (20.9 to 26.4 in)"),
                    ("Tall", "64 to 84 cm (25.2 to 33.1 in)"),
                    ("Tilt", "From level to 12 degrees forward"),
                    ("Takes", "120 kg (264 lb)"),
                ),
            ),
        ),
        goes_with=("rise-standing-desk", "standing-desk-converter", "trestle-desk"),
    ),
    Product(
        handle="kneeling-chair",
        title="Kneeling Chair",
        title_de="Kniestuhl",
        collection="seating",
        teaser="A rocking frame for people who cannot sit still.",
        description=say("""
            Two bent oak runners, a tilted seat and a pad for the shins. It rocks a few degrees with every
            reach, so the small muscles of the back stay awake. No springs, no levers, nothing to adjust and
            nothing to wear out.
        """),
        meta_description=say("""
            A rocking kneeling chair in steam-bent oak with linen pads. Keeps the back moving, needs no
            adjustment, weighs under 7 kg.
        """),
        shows="Kneeling chair with curved oak runners, a tilted seat and a shin pad",
        in_use="The kneeling chair on a pale rug in a sage room",
        materials=("solid-oak", "linen"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=4,
        variants=cross(
            "SEAT-KNEEL",
            ("sage", "oat"),
            (Size("", 6800, (500, 730, 570), 21900, 23900),),
            (0, 0),
        ),
        story=(
            Section(
                "Bent, not sawn",
                (
                    say("""
                        The runners spend an hour in steam and a night in a mould. Fibres that follow the
                        curve are stronger than any that were cut through, and they give a little. You can
                        hear the difference when you knock on them.
                    """),
                ),
            ),
            Section(
                "How to sit on it",
                steps=(
                    ("Sit down first", "On the upper pad, as on a stool."),
                    ("Then tuck in your feet", "Shins rest on the lower pad, they do not carry."),
                    ("Change after an hour", "Alternate with a chair. Both get better."),
                ),
                specs=(
                    ("Seat", "52 cm (20.5 in) high, tilted 15 degrees"),
                    ("Pads", "Linen over wool, covers wash at 30 °C"),
                    ("Carries", "110 kg (242 lb)"),
                ),
            ),
        ),
        goes_with=("minimal-oak-desk", "wool-felt-desk-mat", "beam-task-light"),
    ),
)

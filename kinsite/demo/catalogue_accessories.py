"""Four things that give a desk its order."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

ACCESSORIES = (
    Product(
        handle="wool-felt-desk-mat",
        title="Wool Felt Desk Mat",
        title_de="Schreibunterlage aus Wollfilz",
        collection="accessories",
        teaser="Felt above, cork below, quiet in between.",
        description=say("""
            Four millimetres of merino felt on two millimetres of cork. It warms a cold table top, softens
            the sound of keys and keeps a cup from leaving rings. Roll it up and it lies flat again by the
            time the kettle boils.
        """),
        meta_description=say("""
            A merino felt desk mat on natural cork. Softens typing, protects the table and stays put without
            glue, in medium and large.
        """),
        shows="Felt desk mat with one end rolled to show its cork underside",
        in_use="The desk mat under a laptop and a mouse on an oak desk",
        materials=("wool-felt", "cork"),
        assembly="none",
        delivery_class="small",
        order_limit=20,
        warranty_years=None,
        variants=cross(
            "ACC-MAT",
            ("slate", "oat", "sage"),
            (
                Size("medium", 480, (600, 330, 6), 4900, 5300),
                Size("large", 760, (800, 360, 6), 5900, 6300),
            ),
            (54, 60, 37, 41, 28),
            without=(("sage", "medium"),),
        ),
        story=(
            Section(
                "Felted, not glued",
                (
                    say("""
                        Water, soap and pressure lock the fibres together. There is no binder to crumble and
                        no smell on a warm day. The cork is joined with a film of latex that lets both sides
                        move.
                    """),
                ),
            ),
            Section(
                "If something spills",
                steps=(
                    ("Lift, do not rub", "Wool repels water for a while. A cloth takes most of it."),
                    ("Dab with cool water", "A drop of wool soap for coffee."),
                    ("Dry it lying down", "Away from the sun. Brush the nap when dry."),
                ),
                specs=(
                    ("Medium", "60 × 33 cm (23.6 × 13 in)"),
                    ("Large", "80 × 36 cm (31.5 × 14.2 in)"),
                    ("Felt", "100 % merino wool"),
                ),
            ),
        ),
        goes_with=("minimal-oak-desk", "leather-valet-tray", "beam-task-light"),
    ),
    Product(
        handle="oak-monitor-stand",
        title="Oak Monitor Stand",
        title_de="Monitorständer aus Holz",
        collection="accessories",
        teaser="Raises the screen, makes room for the rest.",
        description=say("""
            A bridge of solid wood that lifts a monitor by eleven centimetres. Underneath, a shelf takes the
            keyboard at night and a laptop by day. Ends are joined with long tenons, so the grain folds over
            the edge.
        """),
        meta_description=say("""
            A solid wood monitor stand with a shelf below. Lifts the screen by 11 cm, carries 30 kg, clears
            the desk for paper.
        """),
        shows="Wooden monitor stand with a shelf between its two sides",
        in_use="The stand under a monitor, with keyboard, mouse and a vase",
        materials=("solid-oak", "solid-walnut", "cork"),
        assembly="none",
        delivery_class="parcel",
        order_limit=10,
        variants=cross(
            "ACC-STAND",
            ("natural-oak", "walnut", "black-oak"),
            (Size("", 2700, (560, 220, 106), 11900, 12900),),
            (46, 31, 20),
        ),
        story=(
            Section(
                "Eyes on the upper third",
                (
                    say("""
                        Most screens stand too low, and necks pay for it. Eleven centimetres bring the top
                        edge of a 27-inch monitor to the eye level of someone 175 cm tall. For others, that
                        is what the monitor's own foot is for.
                    """),
                ),
            ),
            Section(
                "From the ends of desk tops",
                (
                    say("""
                        When we cut a desk top to length, a piece remains. It is too good for the stove and
                        just wide enough for this. Your stand may match your desk to the tree.
                    """),
                ),
                specs=(
                    ("Outside", "56 × 22 × 10.6 cm (22 × 8.7 × 4.2 in)"),
                    ("Below the top", "8.6 cm, shelf at 3.4 cm"),
                    ("Load", "30 kg (66 lb)"),
                    ("Feet", "Cork strips"),
                ),
            ),
        ),
        goes_with=("monitor-light-bar", "rise-standing-desk", "quiet-cable-box"),
    ),
    Product(
        handle="desk-organiser",
        title="Two-Piece Desk Organiser",
        title_de="Zweiteiliger Schreibtisch-Organizer",
        collection="accessories",
        teaser="A tall box, a flat box, an end to rummaging.",
        description=say("""
            One box stands for pens, one lies for clips, cards and the small rest. Both are mitred in nine
            millimetre wood and lined with nothing, so they wipe clean. They share a height step and line up
            in any order.
        """),
        meta_description=say("""
            Two mitred wooden boxes for pens and small things. Solid ash or walnut, felt feet, made to stand
            together or apart.
        """),
        shows="Tall wooden pen box beside a flat wooden tray with clips and an eraser",
        in_use="The two boxes on a desk with a notebook and a cup",
        materials=("solid-ash", "solid-walnut"),
        assembly="none",
        delivery_class="small",
        order_limit=12,
        variants=cross(
            "ACC-ORG",
            ("ash", "walnut"),
            (Size("", 940, (320, 160, 110), 5500, 5900, was=(6900, 7400)),),
            (35, 24),
        ),
        story=(
            Section(
                "Why two are enough",
                (
                    say("""
                        We began with seven compartments and gave the prototypes to colleagues. After a
                        month, five held the same dust. What people use stands upright or lies flat. The
                        rest belongs in a drawer.
                    """),
                ),
                quote=("Every compartment is a decision you have to make again.", "Mara Lindqvist, designer"),
            ),
            Section(
                "Corners",
                (
                    say("""
                        Eight mitres, each with a hidden spline. The four sides of a box are cut from one
                        strip, in sequence, so a knot on the left comes out again at the front.
                    """),
                ),
                specs=(
                    ("Tall box", "9.6 × 9.6 × 11 cm (3.8 × 3.8 × 4.3 in)"),
                    ("Flat box", "19 × 15 × 4.4 cm (7.5 × 5.9 × 1.7 in)"),
                    ("Surface", "Wax"),
                ),
            ),
        ),
        goes_with=("two-drawer-writing-desk", "linen-notebook", "fold-away-wall-desk"),
    ),
    Product(
        handle="leather-valet-tray",
        title="Leather Valet Tray",
        title_de="Taschenleerer aus Leder",
        collection="accessories",
        teaser="Where keys go, so that they are there.",
        description=say("""
            A rectangle of saddle leather with its corners pinched and studded. Open the four brass studs
            and it lies flat for travel. Keys, coins, ring, watch: put down in the evening, found in the
            morning.
        """),
        meta_description=say("""
            A saddle leather tray with four brass studs. Folds flat for travel, holds keys and coins on a
            desk or by the door.
        """),
        shows="Leather tray with pinched, studded corners holding a key and two coins",
        in_use="The leather tray on a desk with a wooden clock and a cup",
        materials=("leather", "brass"),
        assembly="none",
        delivery_class="small",
        order_limit=10,
        warranty_years=None,
        variants=cross(
            "ACC-TRAY",
            ("cognac", "black", "sand"),
            (Size("", 190, (250, 180, 40), 4500, 4900),),
            (2, 0, 1),
        ),
        story=(
            Section(
                "Three millimetres, one piece",
                (
                    say("""
                        Saddlers call this butt: the dense part of the hide along the back. It is thick
                        enough to stand by itself. Edges are bevelled, dampened and rubbed with a bone until
                        they shine.
                    """),
                ),
            ),
            Section(
                "It will show that it is yours",
                (
                    say("""
                        A ring of coffee, a scratch of a key. Rub them with a little fat from your palm and
                        they become part of it.
                    """),
                ),
                specs=(
                    ("Set up", "25 × 18 × 4 cm (9.8 × 7.1 × 1.6 in)"),
                    ("Flat", "27 × 20 cm (10.6 × 7.9 in)"),
                    ("Studs", "Solid brass, screwed"),
                ),
            ),
        ),
        goes_with=("executive-l-shaped-desk", "wool-felt-desk-mat", "meridian-high-back-chair"),
    ),
)

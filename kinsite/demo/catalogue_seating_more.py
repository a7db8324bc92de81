"""Four seats for around the desk, and for after it."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import Product, Section, Size, cross, say

MORE_SEATING = (
    Product(
        handle="felt-shell-chair",
        title="Felt Shell Chair",
        title_de="Schalenstuhl aus Filz",
        collection="seating",
        teaser="Pressed felt that holds its shape and swallows noise.",
        description=say("""
            Eleven layers of felt, made from old bottles and new wool, are pressed hot into one shell. It is
            firm at the seat, flexible at the back and soft to lean an arm on. Oak legs screw into a steel
            cross beneath.
        """),
        meta_description=say("""
            A moulded felt chair on oak legs. Sound-absorbing, stain-resistant, in four calm colours for
            desks and meeting tables.
        """),
        shows="Moulded felt shell chair on four oak legs",
        in_use="Two felt shell chairs facing each other in morning light",
        materials=("wool-felt", "solid-oak", "steel"),
        assembly="minutes",
        delivery_class="parcel",
        order_limit=12,
        variants=cross(
            "SEAT-SHELL",
            ("oat", "sage", "slate", "clay"),
            (Size("", 5600, (540, 560, 830), 20900, 22900, was=(25900, 27900)),),
            (42, 38, 27, 19),
        ),
        story=(
            Section(
                "A quieter room, chair by chair",
                (
                    say("""
                        Felt takes the edge off voices. Six of these around a table change how a meeting
                        sounds, which is why you find them in libraries. The fibre goes all the way through,
                        so a worn corner looks like the rest.
                    """),
                ),
            ),
            Section(
                "What it shrugs off",
                (
                    say("""
                        Coffee stays on top for a minute, long enough to find a cloth. Crumbs brush away.
                        For everything else, lukewarm water and patience.
                    """),
                ),
                specs=(
                    ("Seat height", "45 cm (17.7 in)"),
                    ("Shell", "60 % recycled polyester, 40 % wool"),
                    ("Legs", "Solid oak, felt glides included"),
                    ("Tested for", "120 kg (264 lb)"),
                ),
            ),
        ),
        goes_with=("minimal-oak-desk", "fold-away-wall-desk", "dome-pendant"),
    ),
    Product(
        handle="oak-perch-stool",
        title="Oak Perch Stool",
        title_de="Eichenhocker",
        collection="seating",
        teaser="Half sitting, half standing, all oak.",
        description=say("""
            A round stool for counters and raised desks. The seat is turned from one plank and hollowed by
            four millimetres, which is all a body needs. A ring of brass at shin height keeps the legs
            together and gives your feet a place.
        """),
        meta_description=say("""
            A turned oak stool with a brass foot ring, in two seat heights. For perching at a standing desk
            or a kitchen counter.
        """),
        shows="Round oak stool on four legs with a brass foot ring",
        in_use="Two oak stools side by side under a framed print",
        materials=("solid-oak", "brass"),
        assembly="none",
        delivery_class="parcel",
        order_limit=8,
        variants=cross(
            "SEAT-PERCH",
            ("natural-oak", "smoked-oak", "black-oak"),
            (
                Size("seat-65", 5200, (400, 400, 650), 14900, 16900),
                Size("seat-75", 5700, (420, 420, 750), 15900, 17900),
            ),
            (33, 40, 18, 21, 16),
            without=(("black-oak", "seat-65"),),
        ),
        story=(
            Section(
                "Wedged from above",
                (
                    say("""
                        The legs run right through the seat and are spread with a wedge of darker wood. You
                        see four small lines on top. The more you sit on it, the tighter they hold.
                    """),
                ),
                quote=("No glue in the world is older than a wedge.", "Jonas Adler, joiner"),
            ),
            Section(
                "Which height",
                (
                    say("""
                        Take 65 for kitchen counters and for leaning at a desk of 100 cm. Take 75 for bars,
                        and if you like to be nearly standing.
                    """),
                ),
                specs=(
                    ("Seat", "36 cm (14.2 in) across, 36 mm thick"),
                    ("Foot ring", "Solid brass, 25 cm above the floor"),
                    ("Bears", "130 kg (286 lb)"),
                ),
            ),
        ),
        goes_with=("trestle-desk", "leaning-ladder-desk", "rise-standing-desk"),
    ),
    Product(
        handle="still-reading-chair",
        title="Still Reading Chair",
        title_de="Lesesessel Still",
        collection="seating",
        teaser="The chair you go to when the screen goes dark.",
        description=say("""
            A low armchair in wool bouclé with arms wide enough for a cup and a book. Foam of three
            densities sits on a frame of beech and webbing. It stands a little apart from the desk, and that
            is its job.
        """),
        meta_description=say("""
            A low, deep armchair in woven wool bouclé with walnut feet. Removable covers, wide arms, made
            for an hour away from the screen.
        """),
        shows="Low rounded armchair in wool bouclé with walnut feet",
        in_use="The armchair in daylight with a tripod lamp and a pile of books",
        materials=("wool", "solid-walnut"),
        assembly="none",
        delivery_class="bulky",
        order_limit=4,
        variants=cross(
            "SEAT-STILL",
            ("oat", "sage", "clay"),
            (Size("", 28600, (810, 780, 790), 52900, 56900),),
            (14, 11, 8),
        ),
        story=(
            Section(
                "Wool that forgives",
                (
                    say("""
                        Bouclé is yarn with loops in it. The loops hide seams, hold warmth and spring back
                        after a long evening. Ours is woven in a mill that has done little else since 1911.
                    """),
                ),
            ),
            Section(
                "Built from the inside",
                (
                    say("""
                        Under the cushion, strips of jute webbing are stretched by hand until they hum. Firm
                        foam carries, soft foam greets, and a layer of feathers in between keeps them from
                        arguing.
                    """),
                    say("""
                        All covers come off with a zip, and you can order a second set. The upholsterer
                        signs the frame before it is closed.
                    """),
                ),
                quote=("I test every one with a chapter.", "Ines Moreau, upholsterer"),
                specs=(
                    ("Seat", "42 cm high, 56 cm deep (16.5 and 22 in)"),
                    ("Cover", "92 % new wool, 8 % polyamide"),
                    ("Abrasion", "60,000 rubs, Martindale"),
                ),
            ),
        ),
        goes_with=("tripod-floor-lamp", "paper-cord-bench", "linen-notebook"),
    ),
    Product(
        handle="paper-cord-bench",
        title="Paper Cord Bench",
        title_de="Bank mit Papiergeflecht",
        collection="seating",
        teaser="One hundred and forty metres of cord, woven in a day.",
        description=say("""
            An oak bench with a seat of twisted paper cord. It goes where chairs are in the way: behind the
            door, along the window, at the foot of the bookshelf. The weave is firm at first and takes your
            shape over a winter.
        """),
        meta_description=say("""
            An oak bench with a hand-woven paper cord seat, 112 cm wide. For the hall, the window or the far
            side of the desk.
        """),
        shows="Low oak bench with a woven paper cord seat",
        in_use="The bench below two framed prints with books and a cup on it",
        materials=("solid-oak", "paper-cord"),
        assembly="none",
        delivery_class="bulky",
        order_limit=4,
        variants=cross(
            "SEAT-BENCH",
            ("natural-oak",),
            (Size("", 9400, (1120, 400, 450), 29900, 32900),),
            (21,),
        ),
        story=(
            Section(
                "Paper, stronger than it sounds",
                (
                    say("""
                        Three strips of kraft paper are twisted damp into a cord that carries a grown man.
                        It neither squeaks nor sticks in summer. One person weaves a seat from the first
                        knot to the last, so the tension is the same throughout.
                    """),
                ),
            ),
            Section(
                "Easy to live with",
                (
                    say("""
                        Vacuum it with the soft brush. Blot spills, do not rub. After fifteen years or so it
                        can be woven again, on the same frame, and we will do it.
                    """),
                ),
                specs=(
                    ("Seat height", "44 cm (17.3 in)"),
                    ("Cord", "3.2 mm unbleached kraft paper, waxed"),
                    ("Seats", "Two, 200 kg (440 lb) together"),
                ),
            ),
        ),
        goes_with=("still-reading-chair", "stoneware-planter", "dome-pendant"),
    ),
)

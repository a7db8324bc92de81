"""The home page, the shop's own page and the about page."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.looks import ACCESSORIES_SPOTS
from kinsite.demo.pages_shape import Home, Page, prose

HOME = Home(
    title="Kin Workspace",
    meta_description=say("""
        Desks, seating, lighting and accessories in wood, wool and steel. Intentionally designed workspace
        tools for focus, clarity and calm.
    """),
    kicker="Intentionally designed workspace tools",
    headline="Create Calm. Work Better.",
    intro=say("""
        Desks, chairs, lamps and small things in wood, wool and steel. Made to be used every day, and to be
        quiet about it.
    """),
    picture="scene/home",
    picture_alt="An oak desk with a laptop, a sage lamp and a felt chair in a bright, calm room",
    link=("Shop now", "shop"),
    second_link=("How we work", "about"),
    blocks=(
        ("collections", ("desks", "seating", "lighting", "accessories")),
        ("heading", "Begin with these"),
        (
            "featured_products",
            ("minimal-oak-desk", "felt-shell-chair", "counterpoise-desk-lamp", "wool-felt-desk-mat"),
        ),
        (
            "band",
            {
                "title": "Fewer things, better made",
                "text": say("""
                    A good workspace needs a surface, a seat, a light and a place for what is left. We
                    design those four, and we stop there. Thirty-two products, no seasons.
                """),
                "key": "scene/desks",
                "alt": "A standing desk in oak and a trestle desk with sage legs side by side",
                "turned": False,
                "tinted": True,
                "page": "shop/desks",
                "label": "See the desks",
            },
        ),
        ("heading", "From other desks"),
        ("testimonials", ("hanna", "marcus", "yuki")),
        (
            "band",
            {
                "title": "Light for the hours you keep",
                "text": say("""
                    Paper wants another light than a screen, and the evening another than both. Our lamps
                    shine on the work, stay out of your eyes and dim to a glow.
                """),
                "key": "scene/lighting",
                "alt": "A desk at dusk under two pendants, with a globe lamp and an armchair beside it",
                "turned": True,
                "tinted": False,
                "page": "shop/lighting",
                "label": "See the lamps",
            },
        ),
        ("heading", "What you can count on"),
        (
            "specifications",
            (
                ("Thirty days", "Sit on it, work at it, change your mind. The way back is simple."),
                ("Ten years", "Our guarantee on frames and solid wood. Five on moving parts."),
                ("Spare parts", "Every leg, castor and shade can be ordered by itself."),
                ("One price", "Shipping and tax are shown before you pay, to the cent."),
            ),
        ),
        (
            "shop_the_look",
            {
                "title": "A top with room on it",
                "text": "What stayed after an afternoon of clearing. Touch a number to see what it is.",
                "key": "scene/accessories",
                "alt": "A desk with a screen on a walnut stand, a mat, a plant, a clock and a tray",
                "spots": ACCESSORIES_SPOTS,
            },
        ),
        ("heading", "For the end of the day"),
        (
            "featured_products",
            ("still-reading-chair", "opal-globe-lamp", "linen-notebook", "stoneware-planter"),
        ),
        (
            "call_to_action",
            {
                "text": "Start with the desk",
                "more": "Everything else finds its place around it.",
                "page": "shop/desks",
                "label": "Shop desks",
            },
        ),
        (
            "newsletter",
            {
                "title": "A letter now and then",
                "text": say("""
                    What we finished, what we learned, who uses it. Four or five times a year, and never to
                    tell you that time is running out.
                """),
            },
        ),
    ),
)

SHOP = Page(
    path="shop",
    title="Shop",
    meta_description=say("""
        All desks, chairs, lamps and accessories by Kin Workspace, with live stock and honest prices. Solid
        wood, wool, steel, leather and light.
    """),
    intro="Everything we make, from the desk to the notebook on it.",
    in_menu=True,
    blocks=(
        ("heading", "Not sure where to begin"),
        prose(
            """
            Measure the room before the desk. A top of 120 cm is enough for a laptop and a notebook, 140 for
            a screen and both elbows, 160 if you spread things out. Leave 90 cm behind you for the chair.
            """,
            """
            Then the light, then the seat, then the rest. If you want a second opinion, send us a photo of
            the room. We answer with a sketch.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "Questions before you buy",
                "more": "Sizes, materials, delivery: most answers are on one page.",
                "page": "support",
                "label": "Ask us",
            },
        ),
    ),
)

ABOUT = Page(
    path="about",
    title="About",
    meta_description=say("""
        Kin Workspace is a small maker of desks, chairs and lamps with workshops in Portland and Leipzig.
        How we choose materials, people and prices.
    """),
    intro="A small company that makes thirty-two things for people who work at a desk.",
    footer="company",
    in_menu=True,
    blocks=(
        (
            "picture",
            {
                "key": "scene/about",
                "alt": "A workshop with boards of four woods against the wall and a drawing on the bench",
                "caption": "The bench in Leipzig. The boards wait six weeks before anyone cuts them.",
            },
        ),
        ("heading", "How it began"),
        prose(
            """
            In 2016 Mara Lindqvist shared a studio with a joiner, Jonas Adler. She drew furniture for
            offices, he repaired what offices threw away. One evening he put a broken desk on the bench and
            said: this was never meant to be opened. They took it apart anyway, and drew one that was.
            """,
            """
            That desk is still in the shop. It has changed eleven times, by a millimetre here and a screw
            there. It can still be taken apart with one key.
            """,
        ),
        ("heading", "What we believe about work"),
        prose(
            """
            Most people do not need a bigger desk. They need fewer things on it. Calm is not a style; it is
            what remains when nothing asks for your attention. So we leave out logos, lights that blink and
            edges that shine.
            """,
        ),
        (
            "quote",
            {
                "text": say("""
                    We ask of every part: what happens if it is not there? If the answer is nothing, it
                    goes.
                """),
                "who": "Mara Lindqvist, designer and co-founder",
            },
        ),
        ("heading", "Materials, and where they come from"),
        (
            "specifications",
            (
                (
                    "Oak, ash, walnut",
                    "From managed forests in Germany, France and Oregon. Dried slowly, oiled.",
                ),
                ("Steel and aluminium", "Bent and welded within 200 km of the workshop that uses it."),
                ("Wool and felt", "Mill-dyed in small lots. Felt carries up to 60 % recycled fibre."),
                ("Leather", "Tanned with bark, without chrome. By-product of the food chain."),
                ("Packaging", "Cardboard and paper tape. The big boxes come back with us if you like."),
            ),
        ),
        ("heading", "The people"),
        prose(
            """
            Twenty-three of us: nine in Portland, fourteen in Leipzig. Jonas still cuts the first piece of
            every new design. Ines Moreau upholsters, and signs what she closes. Teo Brandt listens to
            lamps, because a good one makes no sound at all. Whoever answers your mail has built at least
            one desk.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "See what came of it",
                "more": "Thirty-two products in four collections.",
                "page": "shop",
                "label": "Shop now",
            },
        ),
    ),
)

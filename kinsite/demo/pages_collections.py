"""The four landing pages: what each collection is about, and how to choose from it."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.pages_shape import Page, prose

DESKS = Page(
    path="shop/desks",
    title="Desks",
    meta_description=say("""
        Eight desks in solid oak, ash and walnut: fixed, standing, folding, leaning and L-shaped. How to
        choose the right height, width and wood.
    """),
    intro=say("""
        A desk is the ground you think on. Ours are made of wood you can feel, on frames that do not sway,
        in sizes that leave room for the room.
    """),
    picture="scene/desks",
    picture_alt="An oak standing desk and an ash trestle desk with sage legs in a bright room",
    in_menu=True,
    blocks=(
        ("heading", "Choosing a desk"),
        (
            "steps",
            (
                ("Start with your elbows", "Sit, let your arms hang, bend them. The top belongs just below."),
                ("Then the depth", "60 cm for a laptop, 70 for a screen, 75 if you like distance."),
                (
                    "Then the width",
                    "Lay a tape on the floor where the desk will stand, and live with it a day.",
                ),
                ("Wood last", "Oak for daylight, walnut for lamplight, ash where a room needs air."),
            ),
        ),
        ("heading", "Sitting, standing, both"),
        prose(
            """
            Standing all day is no better than sitting all day. What helps is the change. If you have a desk
            you like, the <strong>Standing Desk Converter</strong> adds a second height. If you are starting
            anew, the <strong>Rise Standing Desk</strong> moves the whole top, quietly.
            """,
        ),
        (
            "quote",
            {
                "text": "A top is finished when your hand stops looking for the join.",
                "who": "Jonas Adler, joiner and co-founder",
            },
        ),
    ),
)

SEATING = Page(
    path="shop/seating",
    title="Seating",
    meta_description=say("""
        Task chairs, stools, a kneeling chair, an armchair and a bench. Eight seats in wool, leather, felt
        and oak, and how to sit well on them.
    """),
    intro=say("""
        The best position is the next one. These eight seats let you change: lean, perch, kneel, rock, or
        sink into a book.
    """),
    picture="scene/seating",
    picture_alt="An armchair, a felt chair, a task chair and an oak stool before a sage wall",
    in_menu=True,
    blocks=(
        ("heading", "What a chair can and cannot do"),
        prose(
            """
            No chair makes eight hours healthy. A good one makes it easy to move, and hard to slump. Look
            for three things: feet flat on the floor, a hand's width behind the knee, and something that
            meets the small of your back without pushing.
            """,
        ),
        (
            "specifications",
            (
                ("All day", "Poise Task Chair, Meridian High-Back Chair"),
                ("An hour or two", "Felt Shell Chair, Kneeling Chair, Saddle Stool"),
                ("At a raised desk", "Oak Perch Stool, Saddle Stool in tall"),
                ("Afterwards", "Still Reading Chair, Paper Cord Bench"),
            ),
        ),
        ("heading", "Made to be mended"),
        prose(
            """
            Covers come off. Castors pull out. Gas springs are standard parts with a number on them. If
            something wears through, we send the piece and a page of drawings, or take the chair in and do
            it here.
            """,
        ),
    ),
)

LIGHTING = Page(
    path="shop/lighting",
    title="Lighting",
    meta_description=say("""
        Desk lamps, pendants, floor lamps and a light for your monitor. Eight warm, glare-free lamps, and
        how to light a desk with two of them.
    """),
    intro=say("""
        Light decides how long you can look at something. Ours is warm, even and dimmable, and you never see
        where it comes from.
    """),
    picture="scene/lighting",
    picture_alt="A desk at dusk under two pendants, a floor lamp and an armchair to its left",
    in_menu=True,
    blocks=(
        ("heading", "Two lamps are better than one"),
        prose(
            """
            One for the work, one for the wall behind it. The first lets you read, the second keeps your
            eyes from jumping between bright and dark. Together they need less power than a single ceiling
            light.
            """,
        ),
        (
            "steps",
            (
                ("Light from the side you do not write with", "So your hand throws no shadow on the line."),
                ("Warm in the evening", "2700 K or less after eight helps you to stop."),
                ("Hide the source", "If you can see the diode, lower the shade or turn the bar."),
            ),
        ),
        ("heading", "Numbers we publish"),
        prose(
            """
            For every lamp we give colour temperature, brightness and colour rendering as measured in our
            own dark room, after a hundred hours. Modules and bulbs can be replaced with a household
            screwdriver.
            """,
        ),
        (
            "quote",
            {
                "text": "I switch it on, read a page, and ask whether I thought about the lamp.",
                "who": "Teo Brandt, lighting",
            },
        ),
    ),
)

ACCESSORIES = Page(
    path="shop/accessories",
    title="Accessories",
    meta_description=say("""
        Felt mats, monitor stands, trays, planters, a clock and a notebook. Eight small things in wood, wool
        and leather that bring a desk to order.
    """),
    intro=say("""
        Order is a place for each thing you use, and none for the rest. Eight companions for the top of a
        desk.
    """),
    picture="scene/accessories",
    picture_alt="A desk with a monitor on a walnut stand, a felt mat, a planter, a clock and a leather tray",
    in_menu=True,
    blocks=(
        ("heading", "Clear the desk in ten minutes"),
        (
            "steps",
            (
                ("Take everything off", "All of it. Wipe the top."),
                ("Put back what you used today", "It is less than you think."),
                ("Give the rest a box", "One tall, one flat, one drawer."),
                ("Hide the cables", "What you do not see does not ask for you."),
            ),
        ),
        ("heading", "From the same boards"),
        prose(
            """
            Much in this collection is made of what the desks leave over: ends of tops, strips of veneer,
            the belly of a hide. It is the same wood and the same oil. Small things deserve the good piece,
            too.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "A present under fifty dollars",
                "more": "Notebook, planter, tray or mat: each comes in a plain box with a paper band.",
                "page": "shop/accessories",
                "label": "See accessories",
            },
        ),
    ),
)

COLLECTION_PAGES = (DESKS, SEATING, LIGHTING, ACCESSORIES)

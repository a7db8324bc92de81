"""Three more stories of the journal."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.looks import ACCESSORIES_SPOTS, LIGHTING_SPOTS
from kinsite.demo.pages_shape import Page, listed, prose

NORTH_LIGHT = Page(
    path="journal/light-in-a-north-room",
    title="Light in a north room",
    meta_description=say("""
        North light is even, cool and gone by four. How one illustrator lights a dark room with three lamps
        and never turns on the one in the middle of the ceiling.
    """),
    intro=say("""
        North light is the best light to draw in, until four in the afternoon. Then it leaves without
        saying so.
    """),
    topic="Light",
    author="Teo Brandt",
    days_old=91,
    picture="scene/lighting",
    picture_alt="A desk at dusk under two pendants, a globe lamp on it, an armchair beside a floor lamp",
    blocks=(
        prose(
            """
            Lea draws plants for field guides. Her studio looks north onto a courtyard, and for most of the
            year she switched on the ceiling light at three. By five she had a headache, and the greens on
            her paper had turned to olive.
            """,
        ),
        ("heading", "One light for each thing"),
        prose(
            """
            A single bright lamp makes one bright place and a dark room around it. Eyes walk between the two
            all evening, and get tired of the walk. Three weak lamps do more than a strong one.
            """,
        ),
        listed(
            "One for the paper, close and low, from the side of the hand that does not draw.",
            "One for the wall behind the screen, so that the screen is not a hole in the dark.",
            "One for the corner where nothing happens. It is what makes the room a room.",
        ),
        (
            "shop_the_look",
            {
                "title": "Lea's studio at five",
                "text": "Two pendants low over the paper, a globe for the wall, a lamp for the corner.",
                "key": "scene/lighting",
                "alt": "The studio in the evening, with every lamp turned on and the ceiling dark",
                "spots": LIGHTING_SPOTS,
            },
        ),
        ("heading", "How warm is warm"),
        (
            "specifications",
            (
                ("2700 K", "The colour of a candle's big sister. For corners and evenings."),
                ("3000 K", "Paper looks like paper. Most of our lamps start here."),
                ("4000 K", "Close to a cloudy noon. For colour work, and only by day."),
            ),
        ),
        (
            "quote",
            {
                "text": "I listen to a lamp before I look at it. If it hums, it is not done.",
                "who": "Teo Brandt, who tests them",
            },
        ),
        (
            "call_to_action",
            {
                "text": "Find your third lamp",
                "more": "Eight lamps that shine on work and stay out of eyes.",
                "page": "shop/lighting",
                "label": "Look at lamps",
            },
        ),
    ),
)

CLEARING = Page(
    path="journal/an-afternoon-of-clearing",
    title="An afternoon of clearing",
    meta_description=say("""
        What happens to a desk when everything is taken off and only what was missed comes back. A method
        in four boxes, and a picture from each end.
    """),
    intro="Take everything off. Put back what you miss. It takes an afternoon and four boxes.",
    topic="Order",
    author="Mara Lindqvist",
    days_old=120,
    picture="scene/accessories",
    picture_alt="A cleared desk: a screen on a walnut stand, a mat, a planter, a clock and a notebook",
    blocks=(
        prose(
            """
            I do this every January with my own desk, and I am always ashamed of the third box. It holds
            what I could not throw away last year. I still cannot. But I do not have to look at it while I
            work.
            """,
        ),
        (
            "before_after",
            {
                "title": "The same desk, four hours apart",
                "before": {
                    "key": "scene/clutter",
                    "alt": "A desk covered with books, cups, loose paper and small things",
                },
                "after": {
                    "key": "scene/accessories",
                    "alt": "The same desk with a screen, a mat and a few things in their places",
                },
                "caption": "Nothing was bought for the second picture but the tray.",
            },
        ),
        ("heading", "Four boxes"),
        (
            "steps",
            (
                ("Daily", "What you reached for this week. This box goes back first."),
                ("Weekly", "A drawer, a shelf, an organiser. Not the top."),
                ("Someday", "Close the lid, write the date on it, and put it in another room."),
                ("Gone", "Out of the house before the evening, or it comes back."),
            ),
        ),
        ("heading", "A place for what is left"),
        (
            "shop_the_look",
            {
                "title": "What came back",
                "text": "A stand to lift the screen, a mat to mark the middle, a tray for keys.",
                "key": "scene/accessories",
                "alt": "The cleared desk from the front, each thing with room around it",
                "spots": ACCESSORIES_SPOTS,
            },
        ),
        (
            "quote",
            {
                "text": "Order is not when everything has a place. It is when there is place.",
                "who": "A customer in Porto",
            },
        ),
    ),
)

QUIET = Page(
    path="journal/the-sound-of-a-room",
    title="The sound of a room",
    meta_description=say("""
        Clap once and listen. How felt, wool, paper and cork make a room easier to think in, and why hard
        rooms make us tired by lunch.
    """),
    intro="Stand in the middle and clap. If the room answers, it will answer all day.",
    topic="Materials",
    author="Ines Moreau",
    days_old=153,
    picture="felt-shell-chair/oat/detail",
    picture_alt="An oat felt chair standing in a pale room with a rug and a plant",
    blocks=(
        prose(
            """
            Most home offices are hard: glass, plaster, a laminate floor. Speech bounces three or four times
            before it fades, and we strain to hear through our own echo. We call it a long day.
            """,
        ),
        ("heading", "Soft things, in order of use"),
        listed(
            "A rug does half the work. Thick and ugly beats thin and lovely.",
            "Then something soft at ear height: a felt shell, a curtain, a coat rack with coats.",
            "Then the top you type on. Cork under wool takes the knock out of every key.",
        ),
        (
            "product",
            {
                "handle": "felt-shell-chair",
                "stand_in": "poise-task-chair",
                "text": "Two millimetres thick would be a hat. Nine is a chair.",
            },
        ),
        ("heading", "Pressed, not woven"),
        prose(
            """
            Felt has no thread. Fibres are wetted, rolled and pressed until they will not let go of each
            other. That is why it can be cut without fraying, and why a shell of it holds a person without a
            frame.
            """,
            """
            It swallows high notes best: cutlery, keyboards, the second violin. For low ones you need mass,
            which is what bookshelves are for.
            """,
        ),
        ("featured_products", ("felt-shell-chair", "wool-felt-desk-mat", "still-reading-chair")),
    ),
)

"""The journal and its first three stories; three more in pages_journal_more.py."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.looks import HOME_SPOTS
from kinsite.demo.pages_shape import Page, listed, prose

JOURNAL = Page(
    path="journal",
    title="Journal",
    meta_description=say("""
        Stories about rooms to work in: how things are made, how light falls, what to leave out. Written by
        the people who build the furniture.
    """),
    intro="Notes from the workshop and from rooms where people work. One a month, when there is one.",
    in_menu=True,
    blocks=(),
)

ONE_ROOM = Page(
    path="journal/one-room-two-jobs",
    title="One room, two jobs",
    meta_description=say("""
        A translator and a cellist share twelve square metres. What they moved, what they sold, and the
        four things that stayed in the room.
    """),
    intro=say("""
        Hanna translates, Piotr plays the cello. They share twelve square metres in Leipzig, and neither of
        them whispers.
    """),
    topic="Rooms",
    author="Mara Lindqvist",
    days_old=6,
    picture="scene/home",
    picture_alt="An oak desk with a sage lamp and a felt chair, a floor lamp and a plant in a pale room",
    blocks=(
        prose(
            """
            When I visited them in spring there were two desks in the room, and nobody sat at either. One
            held scores, the other held everything else. Hanna worked in the kitchen. Piotr practised in the
            hall, facing the coats.
            """,
            """
            We began by carrying things out. Not by buying. Two bookshelves went to a neighbour, a printer
            to a school. After a day the room had an echo, and that was the first useful thing it told us.
            """,
        ),
        ("heading", "What the echo asked for"),
        prose(
            """
            A room that rings is tiring for a voice and cruel to a cello. Felt and wool help more than
            foam. The chair is pressed felt, and it stands where the sound used to turn round. A mat on
            the desk takes the rest.
            """,
        ),
        (
            "shop_the_look",
            {
                "title": "The room, as it is now",
                "text": "One desk by the window, a lamp that leans away, and a chair that keeps quiet.",
                "key": "scene/home",
                "alt": "The finished room: desk, chair, two lamps, two prints and a plant",
                "spots": HOME_SPOTS,
            },
        ),
        ("heading", "Who sits when"),
        prose(
            """
            Mornings are for sentences. At two the chair is turned, the music stand comes out from behind
            the plant, and the desk becomes a place for a pencil. There is one rule: whoever leaves, clears
            the top.
            """,
        ),
        (
            "quote",
            {
                "text": "We do not own less now. We own the same things one after the other.",
                "who": "Hanna, translator",
            },
        ),
        ("heading", "If you share a room"),
        listed(
            "Decide which hour belongs to whom before you decide on furniture.",
            "Give each job one drawer or one box, and let it end there.",
            "Let the floor be seen. Legs without a bar between them make a room look wider.",
        ),
        (
            "call_to_action",
            {
                "text": "Begin with one surface",
                "more": "Eight desks, from a wall shelf that folds to a corner that holds two screens.",
                "page": "shop/desks",
                "label": "Look at desks",
            },
        ),
    ),
)

HOW_A_TOP = Page(
    path="journal/how-a-top-is-made",
    title="How a top is made",
    meta_description=say("""
        From a wet oak board to a surface you want to touch: seven weeks, six pairs of hands and one day of
        doing nothing at all.
    """),
    intro=say("""
        It takes seven weeks to make a surface that nobody notices. Most of that time the wood is lying
        still.
    """),
    topic="Craft",
    author="Jonas Adler",
    days_old=34,
    picture="scene/about",
    picture_alt="The workshop: boards of four woods against the wall, a drawing on the bench, a lamp",
    blocks=(
        prose(
            """
            Oak arrives here as planks with bark on both sides. We stack them with sticks in between and
            leave them alone. People ask what we do in those six weeks. We wait, and once a week we weigh.
            """,
            """
            A plank that lost nothing since last week is ready. One that still loses a gram would go on
            doing so in your study, and take the joint with it.
            """,
        ),
        ("heading", "Four steps, in this order"),
        (
            "steps",
            (
                ("Sort by daylight", "Staves of one log lie side by side until their tones agree."),
                ("Glue and press", "Twelve clamps, half turned, then turned again after ten minutes."),
                ("Plane and wait", "The top rests a night on edge, so that both faces breathe."),
                ("Oil, rest, oil", "Two coats of hard wax. Between them a day when nobody touches it."),
            ),
        ),
        ("heading", "Why we oil and do not varnish"),
        prose(
            """
            Varnish is a window in front of the wood. It looks the same for years and then, one day, it is
            broken. Oil wears from the first morning, slowly, where the hands lie. You can put it right in
            an evening with a cloth.
            """,
        ),
        (
            "product",
            {
                "handle": "minimal-oak-desk",
                "stand_in": "trestle-desk",
                "text": "The top this story is about, in three widths.",
            },
        ),
        (
            "quote",
            {
                "text": "My hands find a bad joint before my eyes do. I have stopped arguing with them.",
                "who": "Jonas Adler, joiner",
            },
        ),
        ("heading", "What you can do at home"),
        (
            "questions",
            (
                (
                    "How often should I oil it?",
                    "<p>Once a year where you rest your arms, every third year everywhere else.</p>",
                ),
                (
                    "A cup left a ring. What now?",
                    say("""
                        <p>Sand along the grain with 240 paper until it is gone, dust it, rub in a little
                        oil, and keep the cup away for a day.</p>
                    """),
                ),
                (
                    "May it stand in the sun?",
                    "<p>Yes. It turns warmer in tone. Move the lamp and the mat now and then.</p>",
                ),
            ),
        ),
    ),
)

SIT_STAND = Page(
    path="journal/sit-stand-walk-away",
    title="Sit, stand, walk away",
    meta_description=say("""
        Standing desks do not make anyone healthy. Changing does. Three ways to work at two heights, set
        side by side, with what each one costs.
    """),
    intro="A desk that moves is only useful if you do. Three ways to work at two heights, side by side.",
    topic="Habits",
    author="Ines Moreau",
    days_old=62,
    picture="scene/desks",
    picture_alt="A standing desk in oak beside a low trestle desk with sage legs",
    blocks=(
        prose(
            """
            I upholster for a living, so I stand. My sister keeps books, so she sits. In the evening the
            same part of our backs complains. It took us years to see that neither of us changed position
            between nine and noon.
            """,
            """
            What helps is cheap: a reason to get up. A lamp you have to walk to. Water in another room. A
            second height is the most comfortable of those reasons, and the only one we sell.
            """,
        ),
        (
            "comparison_table",
            {
                "title": "Which one fits your day",
                "rows": ("How it moves", "Takes how long", "Good for", "Think twice if"),
                "columns": (
                    (
                        "Rise Standing Desk",
                        "rise-standing-desk",
                        ("A motor", "Nine seconds", "A full day at one desk", "The room has one socket"),
                    ),
                    (
                        "Standing Desk Converter",
                        "standing-desk-converter",
                        ("By hand", "Two seconds", "A desk you already love", "You use two large screens"),
                    ),
                    (
                        "Oak Perch Stool",
                        "oak-perch-stool",
                        ("You do", "One step", "Calls and reading", "You type all day"),
                    ),
                ),
            },
        ),
        ("heading", "An hour, cut in four"),
        (
            "steps",
            (
                ("Twenty minutes sitting", "Feet flat, elbows just above the top."),
                ("Eight minutes standing", "One foot on a low shelf, then the other."),
                ("Two minutes away", "To the window, to the kettle, anywhere without a screen."),
                ("And again", "Twice an hour is plenty. Nobody keeps count after a week."),
            ),
        ),
        (
            "quote",
            {
                "text": "The best posture is the next one.",
                "who": "A physiotherapist in Portland, to all of us",
            },
        ),
        ("featured_products", ("rise-standing-desk", "standing-desk-converter", "oak-perch-stool")),
    ),
)

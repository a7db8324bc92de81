"""The gallery of whole set-ups."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.looks import ACCESSORIES_SPOTS, DESKS_SPOTS, HOME_SPOTS, LIGHTING_SPOTS, SEATING_SPOTS
from kinsite.demo.pages_shape import Page

INSPIRATION = Page(
    path="inspiration",
    title="Inspiration",
    meta_description=say("""
        Five whole set-ups by Kin Workspace, with everything in them named and for sale: a bright room, two
        desks, a row of seats, an evening, a clear top.
    """),
    intro=say("""
        Five rooms, shown as they stand. Every number on a picture is a thing you can look at, choose and
        have.
    """),
    in_menu=True,
    blocks=(
        (
            "shop_the_look",
            {
                "title": "A bright morning",
                "text": "Oak, sage and a floor that can be seen. The lamp leans out of the way by noon.",
                "key": "scene/home",
                "alt": "A bright room with an oak desk, a felt chair and two lamps",
                "spots": HOME_SPOTS,
            },
        ),
        (
            "shop_the_look",
            {
                "title": "Two heights",
                "text": "One desk for the long mornings, one for paper. They share a chair.",
                "key": "scene/desks",
                "alt": "A raised standing desk with a screen, and a low trestle desk with a laptop",
                "spots": DESKS_SPOTS,
            },
        ),
        (
            "shop_the_look",
            {
                "title": "Four ways to sit",
                "text": "Low for reading, upright for typing, shaped for talking, perched for a call.",
                "key": "scene/seating",
                "alt": "An armchair, a felt chair, a task chair and a stool before a sage wall",
                "spots": SEATING_SPOTS,
            },
        ),
        (
            "shop_the_look",
            {
                "title": "After dark",
                "text": "Four small lights and no large one. The corner is lit so that the desk may rest.",
                "key": "scene/lighting",
                "alt": "An evening room with pendants over a desk and a floor lamp by an armchair",
                "spots": LIGHTING_SPOTS,
            },
        ),
        (
            "shop_the_look",
            {
                "title": "A clear top",
                "text": "Six things with air between them. The seventh lives in the tray.",
                "key": "scene/accessories",
                "alt": "A desk from the front with a screen on a stand and small things around it",
                "spots": ACCESSORIES_SPOTS,
            },
        ),
        ("recently_viewed", "Seen lately"),
    ),
)

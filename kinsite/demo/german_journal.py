"""The journal and one of its stories, told in German."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.looks import HOME_SPOTS
from kinsite.demo.pages_shape import Page, listed, prose

JOURNAL = Page(
    path="journal",
    title="Journal",
    meta_description=say("""
        Geschichten über Räume zum Arbeiten: wie Dinge entstehen, wie Licht fällt, was man weglassen kann.
        Von den Menschen, die die Möbel bauen.
    """),
    intro=say("""
        Notizen aus der Werkstatt und aus Räumen, in denen Menschen arbeiten. Eine im Monat, wenn es eine
        gibt.
    """),
    in_menu=True,
    blocks=(),
)

ONE_ROOM = Page(
    path="journal/one-room-two-jobs",
    title="Ein Raum, zwei Berufe",
    meta_description=say("""
        Eine Übersetzerin und ein Cellist teilen sich zwölf Quadratmeter. Was sie umgestellt und verkauft
        haben, und die vier Dinge, die geblieben sind.
    """),
    intro=say("""
        Hanna übersetzt, Piotr spielt Cello. Sie teilen sich zwölf Quadratmeter in Leipzig, und keiner von
        beiden flüstert.
    """),
    topic="Räume",
    picture="scene/home",
    picture_alt=say("""
        Ein Eichentisch mit salbeigrüner Lampe und Filzstuhl, eine Stehlampe und eine Pflanze in einem
        hellen Raum
    """),
    blocks=(
        prose(
            """
            Als ich die beiden im Frühling besuchte, standen zwei Tische im Raum, und an keinem saß jemand.
            Auf dem einen lagen Noten, auf dem anderen alles Übrige. Hanna arbeitete in der Küche. Piotr
            übte im Flur, mit Blick auf die Mäntel.
            """,
            """
            Wir begannen damit, Dinge hinauszutragen. Nicht damit, welche zu kaufen. Zwei Bücherregale
            gingen an einen Nachbarn, ein Drucker an eine Schule. Nach einem Tag hatte der Raum ein Echo,
            und das war das erste Nützliche, was er uns sagte.
            """,
        ),
        ("heading", "Worum das Echo bat"),
        prose(
            """
            Ein Raum, der hallt, ermüdet die Stimme und ist hart zu einem Cello. Filz und Wolle helfen mehr
            als Schaumstoff. Der Stuhl ist aus gepresstem Filz und steht dort, wo der Klang früher
            umkehrte. Eine Unterlage auf dem Tisch nimmt den Rest.
            """,
        ),
        (
            "shop_the_look",
            {
                "title": "Der Raum, wie er jetzt ist",
                "text": "Ein Tisch am Fenster, eine Lampe, die sich abwendet, und ein Stuhl, der schweigt.",
                "key": "scene/home",
                "alt": "Der fertige Raum: Tisch, Stuhl, zwei Lampen, zwei Drucke und eine Pflanze",
                "spots": HOME_SPOTS,
            },
        ),
        ("heading", "Wer wann sitzt"),
        prose(
            """
            Der Vormittag gehört den Sätzen. Um zwei wird der Stuhl gedreht, der Notenständer kommt hinter
            der Pflanze hervor, und der Tisch wird zum Platz für einen Bleistift. Es gibt eine Regel: Wer
            geht, räumt die Platte frei.
            """,
        ),
        (
            "quote",
            {
                "text": "Wir besitzen jetzt nicht weniger. Wir besitzen dieselben Dinge nacheinander.",
                "who": "Hanna, Übersetzerin",
            },
        ),
        ("heading", "Wenn Sie sich einen Raum teilen"),
        listed(
            "Klären Sie, welche Stunde wem gehört, bevor Sie über Möbel entscheiden.",
            "Geben Sie jedem Beruf eine Schublade oder eine Kiste, und lassen Sie ihn dort enden.",
            "Lassen Sie den Boden sichtbar. Beine ohne Querstange machen einen Raum weiter.",
        ),
        (
            "call_to_action",
            {
                "text": "Beginnen Sie mit einer Fläche",
                "more": say("""
                    Acht Tische, vom Klappsekretär an der Wand bis zum Ecktisch für zwei Bildschirme.
                """),
                "page": "shop/desks",
                "label": "Tische ansehen",
            },
        ),
    ),
)

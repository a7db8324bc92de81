"""The pages that the demo tells in German; what is not here, German visitors read in English."""

from __future__ import annotations

from kinsite.demo.catalogue_shape import say
from kinsite.demo.pages_shape import Home, Page, prose

HOME = Home(
    title="Kin Workspace",
    meta_description=say("""
        Tische, Stühle, Licht und Zubehör aus Holz, Wolle und Stahl. Mit Absicht gestaltete Dinge für einen
        ruhigen, klaren Arbeitsplatz.
    """),
    kicker="Mit Absicht gestaltet, für die Arbeit",
    headline="Ruhe schaffen. Besser arbeiten.",
    intro=say("""
        Tische, Stühle, Lampen und kleine Dinge aus Holz, Wolle und Stahl. Gemacht für jeden Tag, und dafür,
        kein Aufheben davon zu machen.
    """),
    picture="scene/home",
    picture_alt="Ein Eichentisch mit Laptop, salbeigrüner Lampe und Filzstuhl in einem hellen, ruhigen Raum",
    link=("Jetzt einkaufen", "shop"),
    second_link=("Wie wir arbeiten", "about"),
    blocks=(
        ("collections", ("desks", "seating", "lighting", "accessories")),
        ("heading", "Womit Sie anfangen können"),
        (
            "featured_products",
            ("minimal-oak-desk", "standing-desk-converter", "executive-l-shaped-desk", "wool-felt-desk-mat"),
        ),
        (
            "band",
            {
                "title": "Weniger Dinge, besser gemacht",
                "text": say("""
                    Ein guter Arbeitsplatz braucht eine Fläche, einen Sitz, ein Licht und einen Ort für den
                    Rest. Diese vier gestalten wir, und dann hören wir auf. Zweiunddreißig Produkte, keine
                    Saison.
                """),
                "key": "scene/desks",
                "alt": "Ein Stehtisch aus Eiche und ein Bocktisch mit salbeigrünen Beinen nebeneinander",
                "turned": False,
                "tinted": True,
                "page": "shop/desks",
                "label": "Zu den Tischen",
            },
        ),
        (
            "quote",
            {
                "text": say("""
                    Meinen Tisch bemerke ich etwa einmal im Jahr, wenn die Abendsonne darauf liegt. Sonst
                    lässt er mich arbeiten.
                """),
                "who": "Hanna Weiss, Übersetzerin, Leipzig",
            },
        ),
        (
            "band",
            {
                "title": "Licht für Ihre Stunden",
                "text": say("""
                    Papier will anderes Licht als ein Bildschirm, und der Abend ein anderes als beide.
                    Unsere Lampen leuchten auf die Arbeit, nicht in die Augen, und dimmen bis zum Glimmen.
                """),
                "key": "scene/lighting",
                "alt": "Ein Tisch in der Dämmerung unter zwei Pendelleuchten, daneben Kugellampe und Sessel",
                "turned": True,
                "tinted": False,
                "page": "shop/lighting",
                "label": "Zu den Lampen",
            },
        ),
        ("heading", "Worauf Sie zählen können"),
        (
            "specifications",
            (
                ("Dreißig Tage", "Probesitzen, arbeiten, sich umentscheiden. Der Weg zurück ist einfach."),
                ("Zehn Jahre", "Unsere Garantie auf Gestelle und Massivholz. Fünf auf bewegliche Teile."),
                ("Ersatzteile", "Jedes Bein, jede Rolle, jeder Schirm lässt sich einzeln bestellen."),
                ("Ein Preis", "Mehrwertsteuer ist enthalten, der Versand steht da, bevor Sie bestellen."),
            ),
        ),
        (
            "call_to_action",
            {
                "text": "Beginnen Sie mit dem Tisch",
                "more": "Alles andere findet seinen Platz um ihn herum.",
                "page": "shop/desks",
                "label": "Tische ansehen",
            },
        ),
    ),
)

SHOP = Page(
    path="shop",
    title="Shop",
    meta_description=say("""
        Alle Tische, Stühle, Lampen und Zubehör von Kin Workspace, mit aktuellem Bestand und ehrlichen
        Preisen. Massivholz, Wolle, Stahl, Leder und Licht.
    """),
    intro="Alles, was wir machen, vom Tisch bis zum Notizbuch darauf.",
    in_menu=True,
    blocks=(
        ("heading", "Noch unsicher, wo Sie anfangen"),
        prose(
            """
            Messen Sie den Raum vor dem Tisch. 120 cm Platte reichen für Laptop und Notizbuch, 140 für einen
            Bildschirm und beide Ellbogen, 160, wenn Sie sich ausbreiten. Lassen Sie hinter sich 90 cm für
            den Stuhl.
            """,
            """
            Dann das Licht, dann der Sitz, dann der Rest. Wenn Sie eine zweite Meinung möchten, schicken Sie
            uns ein Foto des Raums. Wir antworten mit einer Skizze.
            """,
        ),
        (
            "call_to_action",
            {
                "text": "Fragen vor dem Kauf",
                "more": "Größen, Material, Lieferung: Die meisten Antworten stehen auf einer Seite.",
                "page": "support",
                "label": "Fragen Sie uns",
            },
        ),
    ),
)

DESKS = Page(
    path="shop/desks",
    title="Schreibtische",
    meta_description=say("""
        Acht Tische aus massiver Eiche, Esche und Nussbaum: fest, höhenverstellbar, klappbar, über Eck. Wie
        Sie Höhe, Breite und Holz wählen.
    """),
    intro=say("""
        Ein Tisch ist der Boden, auf dem Sie denken. Unsere sind aus Holz, das man spürt, auf Gestellen, die
        nicht schwanken, und lassen dem Raum seinen Raum.
    """),
    picture="scene/desks",
    picture_alt="Ein Stehtisch aus Eiche und ein Bocktisch aus Esche mit salbeigrünen Beinen im hellen Raum",
    in_menu=True,
    blocks=(
        ("heading", "Einen Tisch wählen"),
        (
            "steps",
            (
                (
                    "Beginnen Sie bei den Ellbogen",
                    "Hinsetzen, Arme hängen lassen, beugen. Die Platte gehört knapp darunter.",
                ),
                ("Dann die Tiefe", "60 cm für einen Laptop, 70 für einen Bildschirm, 75 mit Abstand."),
                (
                    "Dann die Breite",
                    "Kleben Sie den Umriss auf den Boden und leben Sie einen Tag damit.",
                ),
                ("Zuletzt das Holz", "Eiche für Tageslicht, Nussbaum für Lampenlicht, Esche für Luft."),
            ),
        ),
        ("heading", "Sitzen, stehen, beides"),
        prose(
            """
            Den ganzen Tag zu stehen ist nicht besser, als den ganzen Tag zu sitzen. Was hilft, ist der
            Wechsel. Wenn Sie Ihren Tisch mögen, gibt ihm der <strong>Steh-Sitz-Aufsatz</strong> eine zweite
            Höhe. Wenn Sie neu anfangen, bewegt der <strong>Rise Standing Desk</strong> die ganze Platte,
            und das leise.
            """,
        ),
        (
            "quote",
            {
                "text": "Eine Platte ist fertig, wenn die Hand die Fuge nicht mehr sucht.",
                "who": "Jonas Adler, Tischler und Mitgründer",
            },
        ),
    ),
)

"""Three desks, told in German. Their German titles stand in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from kinsite.demo.catalogue_shape import Blocks, Section, say


@dataclass(frozen=True)
class Told:
    """A product's page in another language."""

    handle: str
    description: str
    meta_description: str
    story: tuple[Section, ...]

    @property
    def story_blocks(self) -> Blocks:
        return tuple(block for section in self.story for block in section.blocks())


TOLD = (
    Told(
        handle="minimal-oak-desk",
        description=say("""
            Ein Tisch aus massiver europäischer Eiche, von Hand geölt und unten offen. Die Platte ist 27 mm
            stark, ihre gerundete Kante schont die Handgelenke. Vier gedrechselte Beine verjüngen sich bis
            auf die Breite einer Münze. So bleibt der Boden sichtbar und der Raum leicht.
        """),
        meta_description=say("""
            Ein schlanker Tisch aus massiver, von Hand geölter Eiche mit vier gedrechselten Beinen. In drei
            Breiten und drei Tönen, in zehn Minuten aufgebaut.
        """),
        story=(
            Section(
                "Ein Baum, eine Platte",
                (
                    say("""
                        Jede Platte ist aus Lamellen verleimt, die aus demselben Stamm geschnitten sind. Die
                        Maserung läuft von einem Brett ins nächste, der Ton auch. Wir sortieren bei
                        Tageslicht, weil Eiche unter der Lampe anders aussieht.
                    """),
                    say("""
                        Die Oberfläche bekommt zwei Schichten Hartwachsöl und dazwischen einen Tag Ruhe. Sie
                        fühlen Holz, keinen Lack. Einen Kratzer können Sie zu Hause schleifen und neu ölen.
                    """),
                ),
                quote=(
                    "Sieht man, wo eine Lamelle endet, drehen wir sie um und schauen noch einmal.",
                    "Jonas Adler, Tischler",
                ),
            ),
            Section(
                "Beine, die ohne Querstange halten",
                (
                    say("""
                        In jeder Ecke des Rahmens sitzt verborgen eine Stahlplatte. Das Bein dreht sich mit
                        einem Gewinde von 12 mm hinein und zieht sich fest an die Eiche. Keine Stange, an
                        die ein Knie stoßen könnte.
                    """),
                ),
                steps=(
                    ("Platte auf die Decke legen", "Der Karton dient dabei als saubere Arbeitsfläche."),
                    (
                        "Die vier Beine eindrehen",
                        "Erst von Hand, dann eine Vierteldrehung mit dem Schlüssel.",
                    ),
                    ("Aufstellen", "Zu zweit geht es leicht. Die Füße gleichen bis zu 8 mm aus."),
                ),
            ),
            Section(
                "Maße",
                specs=(
                    ("Höhe", "74 cm"),
                    ("Platte", "27 mm massive Eiche, Hartwachsöl"),
                    ("Beinfreiheit", "64 cm"),
                    ("Trägt", "80 kg"),
                ),
            ),
        ),
    ),
    Told(
        handle="standing-desk-converter",
        description=say("""
            Ein Aufsatz, der auf Ihrem Tisch steht und sich auf zwei Gasfedern bis zur Stehhöhe hebt. Er
            steigt senkrecht auf, davor und dahinter muss nichts weichen. Die untere Ebene trägt Tastatur
            und Maus auf Höhe der Ellbogen.
        """),
        meta_description=say("""
            Ein Steh-Sitz-Aufsatz für den Tisch, den Sie schon haben. Hebt sich senkrecht auf Gasfedern,
            trägt 15 kg und kommt fertig aufgebaut.
        """),
        story=(
            Section(
                "In einem Atemzug oben",
                (
                    say("""
                        Drücken Sie die zwei Hebel unter der Platte, und er folgt Ihren Händen. Lassen Sie
                        los, und er bleibt. Die Federn sind ab Werk auf einen Laptop und einen Bildschirm
                        bis 32 Zoll eingestellt; eine Schraube unter der Ablage stimmt sie nach.
                    """),
                    say("""
                        Gekreuzte Arme halten beide Ebenen waagerecht, auf dem ganzen Weg von 11 bis 42 cm.
                        Ihr Kaffee merkt nichts davon.
                    """),
                ),
            ),
            Section(
                "Man darf sich darauf stützen",
                (
                    say("""
                        Die meisten Aufsätze wackeln, wenn man im Stehen tippt. Dieser steht auf zwei Kufen
                        aus gefaltetem Stahl, so lang wie der Aufsatz tief ist, mit Kork auf ganzer Länge.
                    """),
                ),
                specs=(
                    ("Hub", "11 bis 42 cm, stufenlos"),
                    ("Obere Ebene", "90 × 42 cm"),
                    ("Untere Ebene", "69 × 21 cm"),
                    ("Hebt", "15 kg"),
                ),
            ),
        ),
    ),
    Told(
        handle="executive-l-shaped-desk",
        description=say("""
            Ein Eckschreibtisch für Menschen, die am Bildschirm und auf Papier arbeiten. Die lange Seite
            nimmt Monitore, die kurze Zeichnungen, Bücher und Besuch. Beide Platten sind aus einem
            Furnierblatt geschnitten, über einer massiven Kante, sodass die Maserung mit um die Ecke geht.
        """),
        meta_description=say("""
            Ein großzügiger Eckschreibtisch in Nussbaum oder Räuchereiche, mit drei Vollauszügen: Platz für
            Bildschirme hier, für Papier dort.
        """),
        story=(
            Section(
                "Eine Ecke mit Sinn",
                (
                    say("""
                        Wir haben Menschen an Eckschreibtischen zugesehen: Die meisten nutzen eine Hälfte
                        als Regal. Darum ist die innere Ecke schräg geschnitten, und der Stuhl dreht sich
                        von einer Seite zur anderen, ohne zurückzusetzen.
                    """),
                    say("""
                        Der Container passt unter beide Enden. Stellen Sie ihn einmal um, am Tag des Einzugs,
                        und vergessen Sie ihn.
                    """),
                ),
                quote=(
                    "Ein großer Tisch nützt nur, wenn man überall hinkommt.",
                    "Mara Lindqvist, Gestalterin",
                ),
            ),
            Section(
                "Schubladen, die wie ein Buch schließen",
                (
                    say("""
                        Drei Schubladen laufen auf Vollauszügen und ziehen sich auf der letzten Handbreit
                        selbst zu. Die Kästen sind aus massiver Esche gezinkt. Die Griffe aus gebürstetem
                        Messing dunkeln nach, wo Sie sie berühren.
                    """),
                    say("""
                        Ein Kanal unter der langen Platte nimmt Steckdosenleisten samt Steckern auf. Ein
                        einziges Kabel verlässt den Tisch, hinter dem Bein.
                    """),
                ),
            ),
            Section(
                "In Zahlen",
                specs=(
                    ("Platte", "38 mm, massive Kante"),
                    ("Schubladen", "Drei, 48 cm tief, je 20 kg"),
                    ("Ausrichtung", "Kurze Seite links oder rechts, beim Aufbau entschieden"),
                    ("Geliefert in", "Vier Kartons, der schwerste 27 kg"),
                ),
            ),
        ),
    ),
)

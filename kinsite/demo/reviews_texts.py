"""What people of the demo say of its products. Written for this shop; names are invented."""

from __future__ import annotations

from dataclasses import dataclass

from kinsite.demo.catalogue_shape import say


@dataclass(frozen=True)
class Said:
    """One review: of which product, how many stars, by whom, and the words."""

    handle: str
    stars: int
    author: str
    title: str
    text: str
    language: str = "en"
    photo: str = ""  # what a photo of it shows, where there is one
    helpful: int = 0


def _said(handle, stars, author, title, text, **facts):
    return Said(handle, stars, author, title, say(text), **facts)


REVIEWS = (
    _said("minimal-oak-desk", 5, "Clara", "The grain runs through", """
        I looked for the joint between the boards and found it on the second day, by daylight. Two of us set
        it up in ten minutes. It has not moved since.""",
        photo="The oak desk by a window, seen from close by", helpful=4),
    _said("minimal-oak-desk", 5, "Hugo", "Finally nothing to bump into", """
        No bar between the legs. I am tall and sit with my feet stretched out, which no other desk of mine
        allowed. The oil smelled for two days, then it was gone.""", helpful=3),
    _said("minimal-oak-desk", 4, "Priya", "Beautiful, and it shows a mug", """
        A hot mug left a pale ring in the first week. A little oil on a cloth took it away, as the care sheet
        says. One star less because I had to learn it that way.""", helpful=3),
    _said("minimal-oak-desk", 5, "Noah", "Two years of looking, one evening of building", """
        Everything else I tried was veneer or weighed as much as a piano. This one I carried up four floors
        with my sister.""", helpful=1),
    _said("minimal-oak-desk", 3, "Quinn", "Lovely top, one leg was short", """
        The top is what the pictures promise. One leg needed its foot turned out all the way before the desk
        stood level. It does now.""", helpful=2),
    _said("minimal-oak-desk", 5, "Mira", "Smoked oak is darker than on my screen", """
        And better for it. In the evening it is nearly brown, at noon you see every line."""),
    _said("minimal-oak-desk", 4, "Leo", "The 120 is enough", """
        Laptop, lamp, notebook, tea. I was afraid it would be small. It keeps me from putting things down.""",
        helpful=1),
    _said("minimal-oak-desk", 5, "Elif", "Sanded out a scratch", """
        Our cat left a line across the front edge. I sanded it with what was in the drawer, oiled it, and now
        I have to show people where it was.""", helpful=2),
    _said("minimal-oak-desk", 2, "Sami", "Came a week late", """
        I like the desk. I did not like carrying boxes home from the depot because the parcel service rang at
        the wrong door."""),
    _said("minimal-oak-desk", 5, "Rosa", "My daughter does her homework on it", """
        And I do my taxes. Both leave no trace.""", helpful=1),
    _said("minimal-oak-desk", 4, "Tess", "Good instructions", """
        One page, no words, and still clear. I would have liked a hole for the cable."""),
    _said("minimal-oak-desk", 5, "Anke", "Ein Tisch, der nicht wackelt", """
        Ich habe ihn allein aufgebaut, nur zum Umdrehen brauchte ich Hilfe. Die Kante ist rund und weich, auch
        nach einem langen Tag drückt nichts am Handgelenk.""", language="de", helpful=2),
    _said("minimal-oak-desk", 4, "Jörg", "Schöne Maserung, etwas Geduld beim Ölen", """
        Nach einem halben Jahr habe ich nachgeölt, wie es in der Anleitung steht. Danach sah er aus wie neu.
        Ein Tuch lag bei, das Öl leider nicht.""", language="de", helpful=1),
    _said("standing-desk-converter", 4, "Dev", "Up and down without a sound", """
        I raise it during calls and nobody notices. With two screens it needs a little push.""", helpful=2),
    _said("standing-desk-converter", 5, "Ines", "My back thanks me", """
        I did not want to replace the old table of my grandfather. Now it stands on top of it, and the felt
        feet leave no mark.""", helpful=1),
    _said("standing-desk-converter", 2, "Finn", "Too deep for my table", """
        Measure first. Mine is 55 cm deep and the keyboard tray hangs over the edge. It went back without
        any questions.""", helpful=2),
    _said("executive-l-shaped-desk", 5, "Grace", "Room for drawings and for the screen", """
        I draw on the long side and write on the short one. The corner takes the cables. Four people were
        needed to get it up the stairs, and nobody complained.""", helpful=1),
    _said("executive-l-shaped-desk", 4, "Jonas", "A lot of desk", """
        It fills the room and I knew it would. The drawers close with a soft sound at the very end."""),
    _said("rise-standing-desk", 5, "Kaya", "Remembers both heights", """
        Mine and my husband's. It takes nine seconds and is quieter than the kettle.""", helpful=3),
    _said("rise-standing-desk", 4, "Ben", "Steady, even all the way up", """
        A full glass of water stays full. The cable of the motor could be 20 cm longer.""", helpful=2),
    _said("rise-standing-desk", 3, "Olga", "Good frame, dull top", """
        The mechanism is flawless. I had hoped for more grain in the ash.""", helpful=1),
    _said("trestle-desk", 5, "Ada", "It moves with me", """
        Three flats in four years. The trestles fold, the top goes under the bed, and in the evening there is
        a dining room.""", helpful=1),
    _said("trestle-desk", 4, "Hugo", "Honest", """
        Wood, screws, nothing else. The edges are so clean that I first thought they were painted."""),
    _said("fold-away-wall-desk", 4, "Mira", "A study where there was a corridor", """
        Closed it is twelve centimetres. The screws for a brick wall are in the box, those for plasterboard
        are not.""", helpful=3),
    _said("fold-away-wall-desk", 5, "Leo", "Work ends when I close it", """
        That alone was worth it.""", helpful=4),
    _said("two-drawer-writing-desk", 5, "Priya", "Drawers that do not stick", """
        Not even in August. Waxed runners, wood on wood. I open them for no reason.""", helpful=1),
    _said("leaning-ladder-desk", 3, "Noah", "For a laptop and a plant", """
        It is meant to be small and it is. With a screen on it I would not lean anything against it.""",
        helpful=1),
    _said("poise-task-chair", 5, "Elif", "Eight hours and I forget it", """
        The back follows me, the seat does not pinch. It took me two days to find the right tension, there is
        a wheel for it below the seat.""", helpful=4),
    _said("poise-task-chair", 4, "Sami", "Firm, in a good way", """
        If you like to sink in, this is not yours. After a week I did not want the soft one back.""",
        helpful=2),
    _said("poise-task-chair", 5, "Rosa", "Castors that spare the floor", """
        Old parquet, no marks after a year. The felt can be taken off and washed by hand.""",
        photo="The chair at a table, seen from close by", helpful=1),
    _said("poise-task-chair", 1, "Tess", "The armrest came loose", """
        After three weeks. They sent a new one with the right screw two days later, so I may well change
        these stars.""", helpful=1),
    _said("meridian-high-back-chair", 5, "Quinn", "The headrest is where my head is", """
        I am 1.93 m. That happens never.""", helpful=2),
    _said("meridian-high-back-chair", 4, "Clara", "Warm in summer", """
        A wonderful chair from October to May. In July I would wish for mesh.""", helpful=1),
    _said("saddle-stool", 4, "Dev", "Takes a week to like", """
        For the first days I felt where I sat. Now I sit straight without thinking of it.""", helpful=1),
    _said("kneeling-chair", 3, "Ines", "For an hour, not for a day", """
        As a change it is good. My knees would not want it as the only chair in the room.""", helpful=2),
    _said("felt-shell-chair", 5, "Finn", "Quiet to look at, quiet to sit in", """
        The shell swallows a bit of the room. We bought two more for the table.""", helpful=1),
    _said("felt-shell-chair", 4, "Grace", "Dust shows on the dark one", """
        A soft brush once a week and it is fine. The seat is wider than I expected."""),
    _said("oak-perch-stool", 5, "Jonas", "Always in the way, in the best sense", """
        Seat, bedside table, step for the upper shelf. It carries me and 90 kg of doubt.""", helpful=1),
    _said("still-reading-chair", 5, "Kaya", "Where the evening goes", """
        High arms, a deep seat, room for one leg below the other. I read more since it stands here.""",
        photo="The reading chair beside a lamp, seen from close by", helpful=2),
    _said("still-reading-chair", 4, "Ben", "Heavy, and stays where it is", """
        Decide where it goes before the two men leave."""),
    _said("paper-cord-bench", 5, "Olga", "The cord sings a little", """
        It creaks when you sit down, like a good stair. The weave is perfectly even.""", helpful=1),
    _said("counterpoise-desk-lamp", 5, "Leo", "Stays where I leave it", """
        One finger moves it, and then it hangs in the air as if there were no weight at all.""", helpful=3),
    _said("counterpoise-desk-lamp", 4, "Mira", "Warm light, long arm", """
        It reaches across a desk of 160. The switch sits on the cable, I would have put it on the head.""",
        helpful=1),
    _said("counterpoise-desk-lamp", 5, "Birgit", "Endlich kein Nachjustieren mehr", """
        Ich ziehe sie über das Buch und sie bleibt dort. Das Licht ist warm und flimmert nicht, auch nicht auf
        Bildern.""", language="de", helpful=2),
    _said("beam-task-light", 4, "Noah", "Even light, no glare", """
        I solder below it. The dimmer goes down to where one can still read but nobody wakes up.""",
        helpful=1),
    _said("opal-globe-lamp", 5, "Ada", "A small moon", """
        It stands on the floor beside the bookcase and makes the corner a place.""", helpful=1),
    _said("monitor-light-bar", 3, "Hugo", "Fits most screens", """
        On my curved one it tilts a little. The light itself is even, and nothing mirrors.""", helpful=2),
    _said("dome-pendant", 5, "Priya", "Hung in a quarter of an hour", """
        The canopy has room for the wiring, which is rare. The enamel inside is white and makes the table
        bright.""", helpful=1),
    _said("tripod-floor-lamp", 4, "Quinn", "Stands on a carpet, too", """
        Three legs never wobble. The shade came with a crease that hung itself out."""),
    _said("wool-felt-desk-mat", 5, "Tess", "The mouse glides, the cup is silent", """
        After five months there is no pilling. It smelled of sheep for a day, which I liked.""", helpful=2),
    _said("wool-felt-desk-mat", 4, "Uwe", "Dicht und warm unter den Händen", """
        Liegt flach, rutscht nicht. Kaffee perlte ab, bis ich ihn verrieb, das war mein Fehler.""",
        language="de", helpful=1),
    _said("oak-monitor-stand", 5, "Sami", "Three centimetres that changed my neck", """
        The keyboard goes below it in the evening. Same oak as the desk, same tone.""", helpful=2),
    _said("desk-organiser", 4, "Rosa", "A place for the five things", """
        Pens, scissors, clips, stamps, the key to the bike. No room for a sixth, and that is fine."""),
    _said("quiet-cable-box", 5, "Elif", "Out of sight", """
        The lid closes by felt, the slots are wide enough for the thick plug of the laptop.""", helpful=1),
    _said("quiet-cable-box", 2, "Dev", "Gets warm with a large charger", """
        With two small ones it is fine. I took the lid off for the big one.""", helpful=1),
    _said("stoneware-planter", 5, "Ines", "The saucer belongs to it", """
        No more rings on the window sill. The glaze is different on each side."""),
    _said("oak-table-clock", 4, "Finn", "You do not hear it", """
        I had to look twice whether it was going. In the dark it cannot be read, and should not be.""",
        helpful=1),
    _said("linen-notebook", 5, "Grace", "Lies flat from the first page", """
        Ink does not go through, and the thread is linen as well. I am on my third.""", helpful=1),
    _said("linen-notebook", 4, "Jonas", "Good paper, soft corners", """
        They round off in a bag. It looks better for it."""),
)  # fmt: skip

# What staff have not read yet.
WAITING = (
    _said("rise-standing-desk", 4, "Kim", "Quiet enough for a shared flat", """
        I only bought it second-hand from a colleague, but it works as on the first day."""),
    _said("dome-pendant", 1, "Anonymous", "Cheaper lamps elsewhere", """
        Look at www.example.com, they have the same for half of it."""),
    _said("still-reading-chair", 5, "Marta", "Tried it at a friend's", """
        I fell asleep in it. That is all I can say."""),
    _said("linen-notebook", 3, "Lutz", "Gutes Papier, wenige Seiten", """
        Nach zwei Monaten war es voll. Ich hätte gern eine dickere Fassung.""", language="de"),
)  # fmt: skip

"""What people type in German, and the words of what falls back to English by which it is found."""

from search.models import Synonym

LANGUAGE = "de"

# What is typed, and what the shop says: several where it says it in several ways.
MEANINGS = {
    "Schreibtisch": ["desk"],
    "Schreibtische": ["desk"],
    "Tisch": ["desk"],
    "Tische": ["desk"],
    "Stuhl": ["chair"],
    "Stühle": ["chair"],
    "Bürostuhl": ["chair"],
    "Sessel": ["chair"],
    "Hocker": ["stool"],
    "Bank": ["bench"],
    "Lampe": ["lamp", "light", "pendant"],
    "Lampen": ["lamp", "light", "pendant"],
    "Leuchte": ["lamp", "light", "pendant"],
    "Schreibtischlampe": ["desk lamp"],
    "Schreibtischunterlage": ["desk mat"],
    "Eichenschreibtisch": ["oak desk"],
    "Eichentisch": ["oak desk"],
    "Monitorständer": ["monitor stand"],
    "Uhr": ["clock"],
    "Notizbuch": ["notebook"],
    "Pflanztopf": ["planter"],
    "Pflanzentopf": ["planter"],
    "Blumentopf": ["planter"],
    "Filz": ["felt"],
    "Rückgabe": ["returns"],
    "Rücksendung": ["returns"],
    "Versand": ["shipping"],
    "Lieferung": ["shipping"],
    "Datenschutz": ["privacy"],
}


def lay_in_synonyms():
    """Teach search each of them once; what staff taught since stays."""
    if Synonym.objects.filter(locale=LANGUAGE).exists():
        return
    for word, meanings in MEANINGS.items():
        for means in meanings:
            Synonym.objects.create(locale=LANGUAGE, word=word, means=means)

"""Who buys: a pool of people with sealed names and addresses, and customers drawn from it."""

from dataclasses import dataclass

from commerce.orders.models import OrderAddress
from kinsite.foundation.crypto import blind, encrypt, words


def _names(text):
    return text.split()


FIRST = _names(
    "Anna Ben Clara David Ella Finn Greta Hugo Ida Jonas Karla Leo Mia Noah Olivia Paul Rosa Sam Tilda Umar "
    "Vera Walter Xenia Yusuf Zoe Amir Bianca Carlos Daria Emil"
)
LAST = _names(
    "Meyer Smith Jones Brown Garcia Miller Davis Lopez Wilson Moore Taylor Thomas Jackson White Harris Clark "
    "Lewis Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall "
    "Campbell Mitchell Carter Roberts Schmidt Schneider Fischer Weber Wagner Becker Schulz Hoffmann Bauer "
    "Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause"
)
STREETS = ("Quiet Street", "Mill Lane", "Oak Avenue", "Station Road", "Harbour Way", "Garden Row")
PLACES = {
    "US": (
        ("New York", "NY", "10"),
        ("Los Angeles", "CA", "90"),
        ("Austin", "TX", "73"),
        ("Seattle", "WA", "98"),
    ),
    "CA": (("Toronto", "ON", "M5"), ("Vancouver", "BC", "V6")),
    "DE": (("Berlin", "", "10"), ("Hamburg", "", "20"), ("München", "", "80"), ("Leipzig", "", "04")),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Texts as the database keeps them: sealed for an order's address and for a customer."""

    slug: str
    country: str
    region: str
    address: tuple[str, ...]
    name: str
    phone: str
    tokens: tuple[tuple[str, str], ...]


def make_pool(chance, size, countries):
    """So many people of these countries."""
    return [_person(chance, chance.choice(countries)) for _ in range(size)]


def _person(chance, country):
    first, last = chance.choice(FIRST), chance.choice(LAST)
    city, region, digits = chance.choice(PLACES[country])
    name, phone = f"{first} {last}", f"+1 555 {chance.randrange(10**7):07}"
    postcode = (
        f"{digits} 1A{chance.randrange(1, 10)}" if country == "CA" else f"{digits}{chance.randrange(1000):03}"
    )
    line1 = f"{chance.randrange(1, 300)} {chance.choice(STREETS)}"
    texts = {"name": name, "line1": line1, "line2": "", "city": city, "postcode": postcode, "phone": phone}
    found = [("word", word) for word in words(name)]
    found += [("phone", phone), ("postcode", postcode)]
    return Person(
        slug=f"{first}.{last}".lower(),
        country=country,
        region=region,
        address=tuple(_sealed("orderaddress", field, text) for field, text in texts.items()),
        name=_sealed("customer", "name", name),
        phone=_sealed("customer", "phone", phone),
        tokens=tuple((kind, blind(kind, value)) for kind, value in found),
    )


ADDRESS_TEXTS = ("name", "line1", "line2", "city", "postcode", "phone")
KINDS = tuple(OrderAddress.Kind.values)


def _sealed(model, field, text):
    return encrypt(text, bound_to=f"commerce.{model}.{field}") if text else ""


def email_of(person, number):
    """The address of a customer, sealed for customer and order, and its token."""
    email = f"{person.slug}.{number}@example.com"
    return _sealed("customer", "email", email), _sealed("order", "email", email), blind("email", email)

"""The German catalogue: complete, up to date with the code, with the placeholders of the English."""

import re

import pytest
from django.conf import settings

from kinsite.management.commands import make_messages

HOW = (
    "run `make messages`, fill in kinsite/locale/de/LC_MESSAGES/django.po, then run `make messages` once more"
)
# %(name)s and its kin, %% and tags; each has to come back in German as often.
TEMPLATES = [
    path for path in (settings.BASE_DIR / "templates").rglob("*.*") if "backoffice" not in path.parts
]
FAMILIAR = re.compile(r"\b(du|dich|dir|dein(e[mnrs]?)?)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def german():
    return make_messages.known_german()


def forms_of(value):
    return list(value) if isinstance(value, tuple | list) else [value]


def test_every_text_of_the_shop_is_in_the_catalogue(german):
    known = {(message.context, message.id) for message in german}
    missing = [
        forms_of(message.id)[0]
        for message in make_messages.gathered()
        if (message.context, message.id) not in known
    ]
    assert not missing, f"texts that the catalogue does not know; {HOW}: {missing}"


def test_every_text_has_its_german(german):
    silent = [
        forms_of(message.id)[0] for message in german if message.id and not make_messages.translated(message)
    ]
    assert not silent, f"texts without German; {HOW}: {silent}"


def test_the_german_keeps_placeholders_and_tags(german):
    """Each German form has what the English form has that it stands for."""
    wrong = []
    for message in german:
        english, forms = forms_of(message.id), forms_of(message.string)
        for place, form in enumerate(forms):
            wanted = english[min(place, len(english) - 1)]
            if message.id and sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(wanted)):
                wrong.append((wanted, form))
    assert not wrong


def test_the_german_says_sie(german):
    familiar = [form for message in german for form in forms_of(message.string) if FAMILIAR.search(form)]
    assert familiar == []


def test_what_is_committed_is_what_the_command_would_write(german):
    """The compiled file too: it is what a fresh clone speaks German from."""
    po, mo = make_messages.written(make_messages.joined(make_messages.gathered(), german))
    catalogue = make_messages.CATALOGUE
    assert catalogue.read_bytes() == po, f"the catalogue is stale; {HOW}"
    assert catalogue.with_suffix(".mo").read_bytes() == mo, f"the compiled catalogue is stale; {HOW}"


@pytest.mark.parametrize(
    ("file", "is_gathered"),
    [
        ("templates/commerce/cart/page.html", True),
        ("templates/emails/order_confirmed.txt", True),
        ("commerce/errors/goods.py", True),
        ("kinsite/accounts/adapters.py", True),
        ("commerce/backoffice/columns.py", False),
        ("content/pages/product.py", False),
    ],
)
def test_shoppers_texts_are_gathered_and_those_of_staff_are_not(file, is_gathered):
    files = {place for message in make_messages.gathered() for place, _line in message.locations}
    assert (file in files) is is_gathered


def test_links_and_dates_of_the_shop_follow_the_language():
    """No address is written out without its prefix, and no date in the order of one language."""
    address = re.compile(r"""(href|action|src|url)="/""")
    date = re.compile(r"""date:"(?!c"|D"|[A-Z_]+_FORMAT")""")
    careless = [
        str(path) for path in TEMPLATES if address.search(path.read_text()) or date.search(path.read_text())
    ]
    assert careless == []

"""The style guide shows every component there is, as its own file draws it, to whoever enters the admin."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from content.styleguide import guide
from content.styleguide.samples import samples
from tests.factories.catalogue import make_image
from tests.factories.staff import make_colleague

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
NAMES = sorted(path.relative_to(COMPONENTS).with_suffix("").as_posix() for path in COMPONENTS.rglob("*.html"))
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def colleague(db):
    client = Client()
    client.force_login(make_colleague(), backend=BACKEND)
    return client


def read(client):
    answer = client.get(reverse("style_guide"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


@pytest.mark.parametrize("name", NAMES)
def test_every_component_has_a_sample(name):
    assert name.startswith("icons/") or samples(None).get(name), (
        f"add a sample of {name} to content/styleguide/samples.py"
    )


def test_no_sample_is_of_a_component_that_is_gone():
    assert set(samples(None)) - set(NAMES) == set()


@pytest.mark.parametrize("image", [False, True])
def test_the_page_shows_each_of_them_drawn(colleague, settings, tmp_path, image):
    settings.MEDIA_ROOT = tmp_path
    if image:
        make_image()
    page = read(colleague)
    shown = {part["data-component"]: part for part in page.select("[data-component]")}
    assert sorted(shown) == NAMES
    for name, part in shown.items():
        drawn = part.select(".guide-sample") or [part]
        assert all(sample.find() for sample in drawn), name
        if not name.startswith("icons/"):
            assert part.code.text, name


def test_a_component_without_a_sample_is_listed_with_what_it_takes(tmp_path, monkeypatch):
    (tmp_path / "new.html").write_text("{# components/new.html   takes: nothing yet #}\n")
    monkeypatch.setattr(guide, "COMPONENTS", tmp_path)
    [entry] = guide.entries()
    assert (entry.name, entry.takes, entry.shown) == ("new", "nothing yet", [])


def test_tokens_are_those_of_the_style_sheet(colleague):
    named = {token.name: token for token in guide.tokens()}
    assert named["beige"].value == "#e6e1d7"
    assert named["slate"].colour == "#444444"
    assert named["space-4"].colour == ""
    text = read(colleague).text
    assert all(f"--{name}" in text for name in named)


def test_its_samples_bear_no_id_twice(colleague):
    page = read(colleague)
    ids = [part["id"] for part in page.select(".main [id]")]
    twice = {one for one in ids if ids.count(one) > 1}
    assert twice <= {part["id"] for part in page.select("[data-component=field_notes] [id]")}


def test_strangers_are_shown_the_door(client, db):
    assert client.get(reverse("style_guide")).status_code == 302


def test_the_help_menu_leads_to_it(colleague):
    assert reverse("style_guide") in colleague.get(reverse("wagtailadmin_home")).text

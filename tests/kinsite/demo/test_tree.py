"""The demo's pages stand in a sound tree, in which editors go on."""

import pytest
from wagtail.models import Locale, Page

from content.models import JournalPage, StoryPage
from tests.factories.content import publish
from tests.factories.demo import drop_demo_files, make_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    make_demo()
    yield
    drop_demo_files()


def test_the_tree_is_sound_and_takes_new_stories_in_both_languages(demo):
    assert not any(Page.find_problems())
    german = Locale.objects.get(language_code="de")
    journal = JournalPage.objects.get(locale__language_code="en")
    story = publish(journal.add_child(instance=StoryPage(title="A week", locale=journal.locale)))
    mirror = story.get_translation(german)
    assert (mirror.live, mirror.get_parent().pk) == (True, journal.get_translation(german).pk)
    german_journal = JournalPage.objects.get(locale=german)
    publish(german_journal.add_child(instance=StoryPage(title="Eine Woche", locale=german)))
    assert not any(Page.find_problems())

"""Stories, collections and pages are found while they are live and open to everyone."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from commerce.markets.queries import market_for
from search.models import PageRow, PromotedResult
from search.operations import rebuild_rows
from search.queries import engine
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import (
    make_collection_page,
    make_home,
    make_product_page,
    make_shop_page,
    make_standard_page,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(db):
    make_shop()
    return make_home()


def told(*texts):
    return [("paragraph", f"<p>{text}</p>") for text in texts]


def titles_of(text, language="en"):
    return [row.title for row in engine.find(text, market_for(language)).pages]


def test_a_published_page_is_found_by_title_intro_and_story():
    make_standard_page(
        "A quiet corner", intro="Where thoughts settle", story=told("Linseed oil and patience")
    )
    for words in ("quiet corner", "thoughts", "linseed", "settled thoughts", "patien"):
        assert titles_of(words) == ["A quiet corner"], words


def test_a_title_counts_more_than_the_story():
    make_standard_page("Care", story=told("Oil for the desk"))
    make_standard_page("Oil for oak")
    assert titles_of("oil") == ["Oil for oak", "Care"]


def test_a_draft_of_a_live_page_changes_nothing_until_it_is_published():
    page = make_standard_page("Morning light")
    page.title = "Evening light"
    page.save_revision()
    assert titles_of("morning") == ["Morning light"]
    publish(page)
    assert (titles_of("morning"), titles_of("evening")) == ([], ["Evening light"])


def test_an_unpublished_story_disappears_and_comes_back():
    page = make_standard_page("Morning light")
    page.unpublish()
    assert titles_of("morning") == []
    publish(page)
    assert titles_of("morning") == ["Morning light"]


def test_a_deleted_page_disappears_with_all_below_it():
    page = make_standard_page("Morning light")
    make_standard_page("Morning tea", parent=page)
    assert len(titles_of("morning")) == 2
    page.delete()
    assert titles_of("morning") == []


def test_pages_below_a_moved_or_renamed_one_are_found_at_their_new_address(
    django_capture_on_commit_callbacks,
):
    journal = make_standard_page("Journal", slug="journal")
    story = make_standard_page("Morning light", parent=journal, slug="light")
    journal.slug = "stories"
    with django_capture_on_commit_callbacks(execute=True):
        journal = publish(journal)
    assert PageRow.objects.get(page=story).path == "/stories/light/"
    story.move(make_home(), pos="last-child")
    assert PageRow.objects.get(page=story.pk).path == "/light/"


def test_a_page_that_is_not_for_everyone_is_not_found(django_capture_on_commit_callbacks):
    journal = make_standard_page("Journal")
    make_standard_page("Morning light", parent=journal)
    restriction = PageViewRestriction.objects.create(page=journal, restriction_type="login")
    assert (titles_of("morning"), titles_of("journal")) == ([], [])
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert titles_of("morning") == ["Morning light"]


def test_a_restricted_page_can_be_deleted(django_capture_on_commit_callbacks):
    page = make_standard_page("Morning light")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert not PageRow.objects.exists()


def test_a_collection_is_found_as_one_and_a_product_page_as_a_product():
    make_product_page(make_product("DSK", title="Oak Desk", collections=["desks"]))
    found = engine.find("desks", market_for("en"))
    assert [(row.title, row.kind) for row in found.pages] == [("Desks", "collection")]
    assert len(found.row_ids) == 1


def test_home_and_shop_are_not_among_what_is_found():
    make_shop_page()
    assert titles_of("shop") == titles_of("home") == []


def test_a_page_is_found_in_its_language_and_stemmed_as_it_is_bent():
    german = make_home("de")
    make_standard_page("Ruhige Häuser", parent=german, slug="haeuser")
    assert Locale.objects.count() == 2
    rows = PageRow.objects.get()
    assert (rows.locale, rows.path) == ("de", "/de/haeuser/")
    from tests.factories.markets import make_german_market

    make_german_market()
    assert titles_of("Haus", "de") == ["Ruhige Häuser"]
    assert titles_of("ruhig") == []


def test_an_alias_is_not_found_beside_its_original():
    page = make_standard_page("Morning light")
    page.create_alias(update_slug="again")
    rebuild_rows()
    assert titles_of("morning") == ["Morning light"]


def test_a_promoted_page_comes_first():
    make_standard_page("Oak")
    care = make_standard_page("Care")
    PromotedResult.objects.create(query="oak", page=care)
    assert titles_of("oak") == ["Care", "Oak"]
    care.unpublish()
    assert titles_of("oak") == ["Oak"]


def test_a_slip_of_the_finger_is_understood_for_pages_too():
    make_standard_page("Returns")
    assert titles_of("retruns") == ["Returns"]


def test_all_rows_can_be_written_anew(capsys):
    make_standard_page("Morning light")
    make_collection_page("desks")
    rows = set(PageRow.objects.values_list("page", "title", "path"))
    PageRow.objects.filter(title="Desks").delete()
    PageRow.objects.update(title="Stale")
    call_command("rebuild_search")
    assert set(PageRow.objects.values_list("page", "title", "path")) == rows
    assert "2 pages" in capsys.readouterr().out


def test_a_found_page_is_there():
    make_standard_page("Morning light", parent=make_standard_page("Journal"))
    assert Client().get(PageRow.objects.get(title="Morning light").path).status_code == 200

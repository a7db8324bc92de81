"""A copy of a page is a draft whatever it was copied from: what was approved is the page, not its copies."""

import pytest
from django.urls import reverse

from content.models import StandardPage, StoryPage
from kinsite.demo.people import lay_in_people
from tests.content.newsroom import signed_in
from tests.factories.catalogue import make_product
from tests.factories.content import make_home, make_product_page, make_standard_page, make_story

pytestmark = pytest.mark.django_db


def story_of_a_page_that_went():
    """A live story whose product has no live page any more."""
    shown = make_product_page(make_product())
    story = make_story(story=[("featured_products", {"products": [shown.product]})])
    shown.unpublish()
    return story


def copied(page, **more):
    page.copy(update_attrs={"slug": "again", "title": "Again"}, keep_live=True, **more)
    return type(page).objects.get(slug="again")


def test_a_copy_that_was_to_stay_live_is_a_draft_that_was_never_published():
    copy = copied(make_story())
    assert (copy.live, copy.live_revision_id) == (False, None)
    assert (copy.first_published_at, copy.last_published_at) == (None, None)
    assert copy.has_unpublished_changes


def test_what_the_guard_would_refuse_goes_not_live_as_a_copy(client):
    copy = copied(story_of_a_page_that_went())
    assert not copy.live
    assert client.get(copy.url).status_code == 404


def test_so_do_the_pages_below_it():
    above = make_standard_page("Support")
    make_standard_page("Returns", parent=above, slug="returns")
    copy = copied(above, recursive=True)
    below = StandardPage.objects.child_of(copy).get()
    assert (copy.live, below.live, below.first_published_at) == (False, False, None)


def test_a_page_that_was_taken_down_keeps_when_it_was_published_first():
    story = make_story()
    story.unpublish()
    story = StoryPage.objects.get(pk=story.pk)
    assert not story.live
    assert story.first_published_at


def test_whoever_copies_is_not_asked_whether_to_publish_and_cannot(client):
    make_home()
    lay_in_people()
    story = make_story()
    client = signed_in(client, "publisher")
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    assert "publish_copies" not in client.get(url).content.decode()
    fields = {"new_title": "Again", "new_slug": "again", "new_parent_page": story.get_parent().pk}
    client.post(url, {**fields, "publish_copies": "on"})
    copy = StoryPage.objects.get(slug="again")
    assert not copy.live
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).content.decode()
    assert "This goes public for the first time" in edited

"""The shop knows where each product is told of, after everything that can happen to a page."""

import pytest
from wagtail.models import Locale

from commerce.catalogue.models import ListingRow, ProductPresence
from content.models import ProductPage
from kinsite.foundation.announce import reactions_for
from tests.factories.catalogue import make_product
from tests.factories.content import (
    draft_product_page,
    make_collection_page,
    make_home,
    make_product_page,
    make_shop_page,
    publish,
)
from tests.factories.markets import make_german_market

pytestmark = pytest.mark.django_db


def presence_of(product, locale="en"):
    return ProductPresence.objects.filter(product=product, locale=locale).first()


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_a_draft_is_noted_as_a_draft():
    page = draft_product_page(make_product())
    presence = presence_of(page.product)
    assert (presence.state, presence.page_id, presence.live_revision_id) == ("draft", page.pk, None)


def test_a_draft_without_a_product_is_noted_nowhere():
    draft_product_page(None)
    assert not ProductPresence.objects.exists()


def test_a_published_page_is_noted_with_title_path_and_revision():
    page = make_product_page(make_product(), title="Calm Desk", slug="calm-desk")
    presence = presence_of(page.product)
    assert presence.state == "live"
    assert presence.title == "Calm Desk"
    assert presence.path == "/shop/desks/calm-desk/" == page.url
    assert presence.live_revision_id == page.live_revision_id


def test_what_a_page_says_of_itself_is_noted_as_one_line():
    page = make_product_page(make_product(), search_description="Solid oak, oiled by hand.")
    assert presence_of(page.product).teaser == "Solid oak, oiled by hand."
    page.search_description = "A long word. " * 40
    teaser = presence_of(publish(page).product).teaser
    assert len(teaser) <= 200
    assert teaser.endswith("…")


def test_a_published_page_puts_its_product_on_the_listing():
    page = make_product_page(make_product(), slug="calm-desk")
    row = ListingRow.objects.get(product=page.product)
    assert row.is_listed
    assert row.path == "/shop/desks/calm-desk/"


def test_an_unpublished_page_is_noted_as_ended_and_leaves_the_listing():
    page = make_product_page(make_product())
    page.unpublish()
    presence = presence_of(page.product)
    assert (presence.state, presence.live_revision_id) == ("ended", None)
    assert not ListingRow.objects.get(product=page.product).is_listed


def test_a_page_published_again_has_its_new_revision_noted():
    page = make_product_page(make_product())
    page.title = "A new name"
    page = publish(page)
    presence = presence_of(page.product)
    assert (presence.title, presence.live_revision_id) == ("A new name", page.live_revision_id)


def test_a_draft_of_a_live_page_changes_nothing_that_is_noted():
    page = make_product_page(make_product())
    before = presence_of(page.product)
    page.title = "Not yet"
    page.save_revision()
    after = presence_of(page.product)
    assert (after.title, after.live_revision_id) == (before.title, before.live_revision_id)


def test_a_page_that_tells_of_another_product_makes_room_for_a_draft_of_the_first():
    first, second = make_product(), make_product()
    page = make_product_page(first)
    draft = draft_product_page(first)
    other = draft_product_page(second)
    other_product = other.product
    other.delete()
    page.product = other_product
    publish(page)
    assert (presence_of(first.product).state, presence_of(first.product).page_id) == ("draft", draft.pk)
    assert (presence_of(second.product).state, presence_of(second.product).page_id) == ("live", page.pk)


def test_a_moved_page_is_noted_at_its_new_path():
    page = make_product_page(make_product(), slug="calm-desk")
    page.move(make_collection_page("seating"), pos="last-child")
    assert presence_of(page.product).path == "/shop/seating/calm-desk/"


def test_pages_below_a_moved_or_renamed_page_are_noted_at_their_new_paths(
    django_capture_on_commit_callbacks,
):
    page = make_product_page(make_product(), slug="calm-desk")
    collection = fresh(make_collection_page("desks"))
    collection.slug = "tables"
    with django_capture_on_commit_callbacks(execute=True):
        publish(collection)
    assert presence_of(page.product).path == "/shop/tables/calm-desk/"
    assert ListingRow.objects.get(product=page.product).path == "/shop/tables/calm-desk/"


def test_a_deleted_page_ends():
    page = make_product_page(make_product())
    product = page.product
    page.delete()
    assert presence_of(product).state == "ended"


def test_pages_deleted_with_the_page_above_them_end():
    page = make_product_page(make_product())
    page.get_parent().specific.delete()
    assert presence_of(page.product).state == "ended"


def test_what_follows_a_draft_is_registered_once():
    from content.events import ProductPageDrafted

    assert len(reactions_for(ProductPageDrafted)) == 1


class TestLanguage:
    def test_it_is_set_while_a_page_is_live_and_empty_otherwise(self):
        page = draft_product_page(make_product())
        assert fresh(page).language is None
        page = publish(page)
        assert page.language == "en"
        page.unpublish()
        assert fresh(page).language is None

    def test_copies_lie_beside_the_live_page_as_drafts(self):
        page = make_product_page(make_product())
        copy = page.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=True)
        assert not fresh(copy).live
        assert (fresh(copy).language, fresh(copy).live_revision_id) == (None, None)
        assert presence_of(page.product).page_id == page.pk
        copy = fresh(copy)
        copy.save_revision()

    def test_a_copy_of_the_tree_brings_no_second_live_page(self):
        page = make_product_page(make_product())
        copy = page.get_parent().specific.copy(
            recursive=True, update_attrs={"slug": "again", "title": "Again"}, keep_live=True
        )
        twin = ProductPage.objects.child_of(copy).get()
        assert not twin.live
        assert fresh(page).live

    def test_a_second_page_of_a_product_is_refused_while_the_first_is_live(self):
        from content.errors import NotFitToPublish

        variant = make_product()
        first = make_product_page(variant)
        second = draft_product_page(variant)
        with pytest.raises(NotFitToPublish, match="tells of this product already"):
            publish(second)
        first.unpublish()
        assert publish(second).language == "en"
        assert presence_of(variant.product).page_id == second.pk

    def test_an_alias_is_live_beside_its_original_and_stands_for_nothing(self):
        page = make_product_page(make_product())
        alias = page.create_alias(update_slug="alias")
        page.title = "Renamed"
        publish(page)
        alias = fresh(alias)
        assert (alias.live, alias.title, alias.language) == (True, "Renamed", None)
        assert presence_of(page.product).page_id == page.pk

    def test_a_translation_has_a_language_and_a_presence_of_its_own(self):
        from commerce.catalogue.operations import set_price
        from commerce.money import Money
        from kinsite.foundation.actors import SYSTEM

        market = make_german_market()
        variant = make_product()
        set_price(variant=variant, price_list=market.price_list, money=Money(11900, "EUR"), by=SYSTEM)
        page = make_product_page(variant, slug="calm-desk")
        german = Locale.objects.create(language_code="de")
        for above in (make_home(), make_shop_page(), make_collection_page("desks")):
            publish(above.copy_for_translation(german))
        translation = page.copy_for_translation(german)
        assert presence_of(variant.product, "de").state == "draft"
        translation.title = "Ruhiger Tisch"
        assert publish(translation).language == "de"
        assert presence_of(variant.product, "de").path == "/de/shop/desks/calm-desk/"
        assert presence_of(variant.product, "en").path == "/shop/desks/calm-desk/"

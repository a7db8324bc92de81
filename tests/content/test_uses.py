"""What is shown somewhere is not deleted, and a page that moves leaves its way behind."""

import pytest
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.actions.move_page import MovePageAction

from content.errors import StillUsed
from kinsite.media.models import Document, Image
from tests.factories.catalogue import make_collection, make_image, make_picture, make_product
from tests.factories.content import (
    make_collection_page,
    make_product_page,
    make_standard_page,
    publish,
)

pytestmark = pytest.mark.django_db


def story_with(image):
    value = {"picture": {"image": image.pk, "alt_text": "A desk by the window", "decorative": False}}
    page = make_standard_page("A calm week")
    page.story = page.story.stream_block.to_python([{"type": "picture", "value": value}])
    return publish(page)


def make_document(title="Care"):
    return Document.objects.create(title=title, file=ContentFile(b"Oil it.", name="care.txt"))


class TestPictures:
    def test_one_that_a_story_shows_stays(self, owner):
        image = make_image("A desk")
        story_with(image)
        answer = owner.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("wagtailimages:edit", args=[image.pk])
        text = answer.content.decode()
        assert "is used here" in text
        assert "A calm week" in text
        assert Image.objects.filter(pk=image.pk).exists()

    def test_one_that_a_page_shares_stays(self):
        image = make_image("A desk")
        make_standard_page("A calm week", share_image=image)
        with pytest.raises(StillUsed, match="A calm week"):
            image.delete()

    def test_in_bulk_none_goes_if_one_is_used(self, owner):
        used, free = make_image("Used"), make_image("Free")
        story_with(used)
        url = reverse("wagtail_bulk_action", args=["media", "image", "delete"])
        owner.post(f"{url}?id={used.pk}&id={free.pk}&next=/admin/", follow=True)
        assert Image.objects.filter(pk__in=[used.pk, free.pk]).count() == 2

    def test_one_that_a_product_has_stays(self, owner):
        image = make_picture(make_product(title="Lamp").product).image
        answer = owner.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("wagtailimages:edit", args=[image.pk])
        assert "Lamp" in answer.content.decode()
        bulk = reverse("wagtail_bulk_action", args=["media", "image", "delete"])
        assert "Lamp" in owner.post(f"{bulk}?id={image.pk}&next=/admin/", follow=True).content.decode()
        assert Image.objects.filter(pk=image.pk).exists()

    def test_one_that_nothing_shows_goes(self, owner):
        image = make_image("A desk")
        owner.post(reverse("wagtailimages:delete", args=[image.pk]))
        assert not Image.objects.filter(pk=image.pk).exists()

    def test_its_page_counts_the_uses(self, owner):
        image = make_image("A desk")
        story_with(image)
        text = owner.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
        assert "Used 1 time" in text


class TestDocuments:
    def test_one_that_a_story_links_to_stays(self, owner):
        document = make_document()
        link = f'<p><a linktype="document" id="{document.pk}">Care</a></p>'
        page = make_standard_page("How to care")
        page.story = page.story.stream_block.to_python([{"type": "paragraph", "value": link}])
        publish(page)
        answer = owner.post(reverse("wagtaildocs:delete", args=[document.pk]), follow=True)
        assert "How to care" in answer.content.decode()
        assert Document.objects.filter(pk=document.pk).exists()

    def test_one_that_nothing_links_to_goes(self):
        document = make_document()
        document.delete()
        assert not Document.objects.exists()


class TestGoods:
    def test_a_product_with_a_page_stays(self):
        page = make_product_page(make_product())
        with pytest.raises(ProtectedError):
            page.product.delete()

    def test_a_collection_with_a_page_or_with_products_stays(self):
        make_collection_page("desks")
        make_product(collections=["lamps"])
        for code in ("desks", "lamps"):
            with pytest.raises(ProtectedError):
                make_collection(code).delete()


class TestWaysLeftBehind:
    def test_a_new_slug_leads_from_the_old_one(self, client, django_capture_on_commit_callbacks):
        page = make_standard_page("About", slug="about-us")
        page.slug = "who-we-are"
        with django_capture_on_commit_callbacks(execute=True):
            publish(page)
        answer = client.get("/about-us/")
        assert (answer.status_code, answer.url) == (301, "/who-we-are/")

    def test_a_move_leads_from_the_old_place(self, client):
        page = make_product_page(make_product(), slug="oak-desk", parent=make_collection_page("desks"))
        target = make_collection_page("sale")
        MovePageAction(page, target, pos="last-child").execute(skip_permission_checks=True)
        answer = client.get("/shop/desks/oak-desk/")
        assert (answer.status_code, answer.url) == (301, "/shop/sale/oak-desk/")

"""Pages that sold are unpublished, never deleted: orders keep them as they were."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from commerce.orders.models import OrderLine
from content.errors import PageHasSold
from content.models import ProductPage
from tests.factories.cart import put
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, make_shop
from tests.factories.content import make_collection_page, make_product_page, make_standard_page, publish
from tests.factories.orders import make_order, place

pytestmark = pytest.mark.django_db

DELETE = "Unpublish it instead"


@pytest.fixture
def sold_page():
    variant = make_product(stock=5)
    page = make_product_page(variant)
    make_order(variant)
    return page


def is_there(page):
    return Page.objects.filter(pk=page.pk).exists()


def test_an_order_line_keeps_the_revision_it_was_sold_from(sold_page):
    assert OrderLine.objects.get().revision_id == sold_page.live_revision_id


def test_a_page_that_sold_nothing_can_be_deleted():
    page = make_product_page(make_product())
    page.delete()
    assert not is_there(page)


def test_a_page_that_sold_is_not_deleted(sold_page):
    with pytest.raises(PageHasSold):
        sold_page.delete()
    assert is_there(sold_page)


def test_a_page_whose_older_revision_sold_is_not_deleted(sold_page):
    sold_page.title = "Renamed"
    with pytest.raises(PageHasSold):
        publish(sold_page).delete()


def test_a_page_above_one_that_sold_is_not_deleted(sold_page):
    collection = make_collection_page()
    with pytest.raises(PageHasSold, match=sold_page.title):
        collection.delete()
    assert is_there(sold_page)


def test_a_page_that_sold_another_pages_product_is_not_deleted():
    from commerce.cart.signed import Source

    make_shop()
    variant = make_product(stock=5)
    story = make_standard_page("A story")
    cart = cart_with()
    put(cart, variant, source=Source(story.pk, story.live_revision_id, "a-block"))
    place(cart)
    with pytest.raises(PageHasSold):
        story.delete()


def test_the_database_itself_refuses_whatever_way_is_taken(sold_page):
    with pytest.raises(ProtectedError):
        ProductPage.objects.filter(pk=sold_page.pk).delete()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_says_why_and_offers_to_unpublish(owner, sold_page, method):
    url = reverse("wagtailadmin_pages:delete", args=[sold_page.pk])
    answer = getattr(owner, method)(url, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[sold_page.pk])
    text = answer.content.decode()
    assert DELETE in text
    assert reverse("wagtailadmin_pages:unpublish", args=[sold_page.pk]) in text
    assert is_there(sold_page)


def test_the_admin_refuses_above_a_page_that_sold(owner, sold_page):
    url = reverse("wagtailadmin_pages:delete", args=[sold_page.get_parent().pk])
    assert DELETE in owner.post(url, follow=True).content.decode()
    assert is_there(sold_page)


def test_deleting_in_bulk_deletes_nothing_if_one_sold(owner, sold_page):
    other = make_product_page(make_product())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = owner.post(f"{url}?id={other.pk}&id={sold_page.pk}&next=/admin/", follow=True)
    assert DELETE in answer.content.decode()
    assert is_there(sold_page)
    assert is_there(other)


def test_a_page_that_sold_can_be_unpublished(owner, sold_page):
    owner.post(reverse("wagtailadmin_pages:unpublish", args=[sold_page.pk]))
    assert not ProductPage.objects.get(pk=sold_page.pk).live

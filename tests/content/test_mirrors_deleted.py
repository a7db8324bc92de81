"""What mirrors a page goes with it, whichever way the page is deleted."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from content.errors import PageHasSold
from tests.factories.cart import put
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, make_shop
from tests.factories.content import make_home, make_standard_page, publish
from tests.factories.orders import place

pytestmark = pytest.mark.django_db


def german(page):
    return page.get_translation_or_none(Locale.objects.get(language_code="de"))


def in_the_view(client, *pages):
    for page in pages:
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def in_bulk(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?{'&'.join(f'id={page.pk}' for page in pages)}&next=/admin/")


def by_code(client, *pages):
    for page in pages:
        page.delete()


@pytest.fixture(params=[in_the_view, in_bulk, by_code])
def delete(request, owner):
    return lambda *pages: request.param(owner, *pages)


@pytest.fixture
def branch():
    """A page with one below, both mirrored."""
    make_home()
    make_home("de")
    parent = make_standard_page("Support")
    return parent, make_standard_page("Shipping", parent=parent)


def is_sound():
    return not any(Page.find_problems())


def test_nothing_is_left_at_the_german_address(client, delete, branch):
    parent, child = branch
    delete(child)
    assert list(Page.objects.filter(title="Shipping")) == []
    assert client.get("/support/shipping/").status_code == client.get("/de/support/shipping/").status_code
    assert german(parent).live
    assert is_sound()


def test_the_mirrors_of_what_lies_below_go_too(delete, branch):
    delete(branch[0])
    assert not Page.objects.filter(title__in=["Support", "Shipping"]).exists()
    assert is_sound()


def test_a_translation_below_stays_and_so_does_what_holds_it(delete, branch):
    parent, child = branch
    own = german(child)
    own.alias_of = None
    own.title = "Versand"
    publish(own)
    delete(parent)
    assert Page.objects.get(title="Versand").live
    assert Page.objects.filter(title="Support").count() == 1
    assert is_sound()


def test_a_mirror_may_be_chosen_along_with_its_page(owner, branch):
    parent, child = branch
    in_bulk(owner, parent, child, german(parent), german(child))
    assert not Page.objects.filter(title__in=["Support", "Shipping"]).exists()
    assert is_sound()


def test_a_mirror_alone_may_go(owner, branch):
    in_the_view(owner, german(branch[1]))
    assert Page.objects.get(title="Shipping").pk == branch[1].pk
    assert is_sound()


def test_a_page_whose_mirror_sold_stays(owner):
    from commerce.cart.signed import Source

    make_shop()
    make_home("de")
    variant = make_product(stock=5)
    story = make_standard_page("A story")
    cart = cart_with()
    put(cart, variant, source=Source(german(story).pk, story.live_revision_id, "a-block"))
    place(cart)
    with pytest.raises(PageHasSold):
        story.delete()
    in_the_view(owner, story)
    in_bulk(owner, story)
    assert Page.objects.filter(title="A story").count() == 2

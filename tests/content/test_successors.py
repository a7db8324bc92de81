"""Retired products lead on to what took their place: in each language, live page or not, and back again."""

import pytest

from commerce.catalogue.operations import restore_product, retire_product
from commerce.errors import SuccessorUnfit
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_collection, make_product
from tests.factories.content import make_collection_page, make_product_page
from tests.factories.markets import make_market
from tests.factories.stock import make_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_and_new():
    make_location()
    make_market()
    parent = make_collection_page()
    old, new = (make_product(sku, title=sku, path=None) for sku in ("OLD", "NEW"))
    return make_product_page(old, parent=parent), make_product_page(new, parent=parent)


def test_a_retired_product_without_a_successor_goes_on_telling_its_story(old_and_new, client):
    old, _new = old_and_new
    retire_product(product=old.product, by=SYSTEM)
    assert client.get(old.url).status_code == 200


@pytest.mark.parametrize("is_live", [True, False])
def test_its_visitors_are_led_to_its_successor(old_and_new, client, is_live):
    old, new = old_and_new
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    if not is_live:
        old.unpublish()
    answer = client.get(old.url)
    assert (answer.status_code, answer.url) == (301, new.url)
    assert "max-age=0" in answer["Cache-Control"]


@pytest.mark.parametrize("is_live", [True, False])
def test_its_visitors_are_led_to_a_collection(old_and_new, client, is_live):
    old, _new = old_and_new
    retire_product(product=old.product, collection=make_collection("desks"), by=SYSTEM)
    if not is_live:
        old.unpublish()
    answer = client.get(old.url)
    assert (answer.status_code, answer.url) == (301, make_collection_page().url)


def test_where_the_successor_has_no_live_page_the_story_or_410_stays(old_and_new, client):
    old, new = old_and_new
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    new.unpublish()
    assert client.get(old.url).status_code == 200
    old.unpublish()
    assert client.get(old.url).status_code == 410


def test_sold_again_its_page_is_shown_again(old_and_new, client):
    old, new = old_and_new
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    restore_product(product=old.product, by=SYSTEM)
    assert client.get(old.url).status_code == 200
    assert old.product.listing_rows.get().is_listed
    assert not old.product.leads_on
    assert old.product.successor is None


def test_search_engines_are_not_told_of_pages_that_lead_on(old_and_new, client):
    old, new = old_and_new
    assert old.url in client.get("/sitemap.xml").text
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    text = client.get("/sitemap.xml").text
    assert old.url not in text and new.url in text


def test_two_products_never_lead_to_each_other(old_and_new):
    old, new = old_and_new
    with pytest.raises(SuccessorUnfit):
        retire_product(product=old.product, successor=old.product, by=SYSTEM)
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    with pytest.raises(SuccessorUnfit):
        retire_product(product=new.product, successor=old.product, by=SYSTEM)
    new.product.refresh_from_db()
    assert new.product.retired_at is None


def test_its_place_may_be_changed_later_and_it_stays_retired_since_the_first_time(old_and_new):
    old, new = old_and_new
    retire_product(product=old.product, by=SYSTEM)
    since = old.product.retired_at
    retire_product(product=old.product, successor=new.product, by=SYSTEM)
    assert (old.product.retired_at, old.product.successor) == (since, new.product)

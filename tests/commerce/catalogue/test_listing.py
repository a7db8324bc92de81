"""Listing rows follow what happened, in the same transaction."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import ListingRow
from commerce.catalogue.operations import (
    describe_by,
    describe_product,
    put_in_collections,
    refresh_listing,
    refresh_offers,
    retire_product,
    retire_variant,
    set_price,
    show_due_prices,
)
from commerce.catalogue.queries import listing, swatch_labels
from commerce.money import Money
from commerce.stock.operations import allocate_holds, hold_stock, receive_stock, release_holds
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.catalogue import (
    make_attribute_value,
    make_collection,
    make_page_of,
    make_picture,
    make_product,
)
from tests.factories.markets import make_german_market, make_market
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db


def row_of(variant, market=None):
    return ListingRow.objects.get(product=variant.product, market=market or make_market())


def hold(variant, quantity, order=None):
    order = order or bare_order()
    until = clock.now() + timedelta(minutes=30)
    hold_stock(order=order, quantities={variant.pk: quantity}, until=until, by=SYSTEM)
    return order


def test_a_product_is_listed_once_it_has_a_live_page_and_a_price():
    desk = make_product("DESK", price=None)
    make_page_of(desk.product, path="/shop/desk/", title="The desk")
    assert row_of(desk).is_listed is False
    set_price(variant=desk, price_list=make_market().price_list, money=Money(100, "USD"), by=SYSTEM)
    row = row_of(desk)
    assert (row.is_listed, row.title, row.path, row.price) == (
        True,
        "The desk",
        "/shop/desk/",
        Money(100, "USD"),
    )
    make_page_of(desk.product, state="ended")
    assert row_of(desk).is_listed is False


def test_what_is_retired_is_not_listed():
    desk, lamp = make_product("DESK", path="/a/"), make_product("LAMP", path="/b/")
    retire_product(product=desk.product, by=SYSTEM)
    retire_variant(variant=lamp, by=SYSTEM)
    assert not listing(make_market()).exists()


def test_availability_is_true_right_after_each_step_of_a_sale():
    desk = make_product("DESK", stock=5, threshold=2)
    said = []
    order = hold(desk, 2)
    said.append(row_of(desk).availability)
    hold(desk, 1)
    said.append(row_of(desk).availability)
    last = hold(desk, 2)
    said.append(row_of(desk).availability)
    allocate_holds(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    said.append(row_of(desk).availability)
    release_holds(order=last, by=SYSTEM)
    said.append(row_of(desk).availability)
    receive_stock(stock_item=stock_of(desk), quantity=9, reason="Delivery", by=SYSTEM)
    said.append(row_of(desk).availability)
    assert said == ["in_stock", "few_left", "sold_out", "sold_out", "few_left", "in_stock"]


def test_the_from_price_is_of_a_variant_that_can_be_bought():
    cheap = make_product("A", price=5000, prior=8000, stock=1, options={"colour": "oak"})
    make_product("B", product=cheap.product, price=7000, stock=3, options={"colour": "ash"})
    make_product("C", product=cheap.product, price=9000, stock=3, options={"colour": "elm"})
    row = row_of(cheap)
    assert (row.from_minor, row.prior_minor, row.varies) == (5000, 8000, True)
    hold(cheap, 1)
    row = row_of(cheap)
    assert (row.from_minor, row.prior_minor, row.varies) == (7000, None, True)


def test_a_sold_out_product_keeps_its_price():
    desk = make_product("DESK", price=5000, stock=0)
    assert (row_of(desk).from_minor, row_of(desk).is_sold_out) == (5000, True)


def test_a_row_knows_what_a_facet_and_a_search_ask_for():
    desk = make_product(
        "DESK-OAK", title="Minimal desk", options={"colour": "oak"}, collections=["desks", "office"]
    )
    make_product("DESK-ASH", product=desk.product, options={"colour": "ash"})
    describe_by(product=desk.product, values=[make_attribute_value("material", "wood")], by=SYSTEM)
    row = row_of(desk)
    assert row.skus == ["DESK-OAK", "DESK-ASH"]
    assert row.collections == ["desks", "office"]
    assert {told.variant.sku: told.facets for told in row.variants.select_related("variant")} == {
        "DESK-OAK": ["colour:oak", "material:wood"],
        "DESK-ASH": ["colour:ash", "material:wood"],
    }
    for word in ("Minimal desk", "DESK-ASH", "Ash", "Wood", "Office"):
        assert word in row.words


def test_a_new_description_is_listed_at_once():
    desk = make_product("DESK", path=None)
    describe_product(
        product=desk.product,
        title="Table",
        teaser="Of oak",
        tax_category=None,
        order_limit=2,
        warranty_years=None,
        by=SYSTEM,
    )
    assert (row_of(desk).title, row_of(desk).teaser) == ("Table", "Of oak")


def test_a_teaser_is_in_the_language_of_its_market():
    german = make_german_market()
    desk = make_product("DESK", path=None)
    product = desk.product
    facts = {"title": "Desk", "tax_category": None, "order_limit": 2, "warranty_years": None, "by": SYSTEM}
    describe_product(product=product, teaser="Nothing to explain.", **facts)
    make_page_of(product, path="/a/", teaser="A desk of solid oak.")
    make_page_of(product, locale="de", path="/de/a/", teaser="Ein Tisch aus massiver Eiche.")
    assert (row_of(desk).teaser, row_of(desk, german).teaser) == (
        "Nothing to explain.",
        "Ein Tisch aus massiver Eiche.",
    )
    assert "massiver" in row_of(desk, german).words
    describe_product(product=product, teaser="", **facts)
    assert row_of(desk).teaser == "A desk of solid oak."


def test_pictures_are_listed_in_their_order():
    desk = make_product("DESK")
    first, second = make_picture(desk.product, alt="front"), make_picture(desk.product, alt="side")
    row = row_of(desk)
    assert (row.image, row.second_image, row.image_alt) == (first.image, second.image, "front")


def test_each_market_lists_in_its_language_and_prices():
    german = make_german_market()
    desk = make_product("DESK", price=10000, title="Desk", path="/shop/desk/")
    set_price(variant=desk, price_list=german.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    make_page_of(desk.product, locale="de", path="/de/shop/tisch/", title="Tisch")
    row = row_of(desk, german)
    assert (row.title, row.path, row.price) == ("Tisch", "/de/shop/tisch/", Money(11900, "EUR"))
    assert row_of(desk).price == Money(10000, "USD")


def test_while_one_page_is_live_a_draft_elsewhere_changes_nothing():
    desk = make_product("DESK")
    make_page_of(desk.product, path="/live/", page_id=1)
    make_page_of(desk.product, path="/draft/", page_id=2, state="draft")
    assert row_of(desk).path == "/live/"
    make_page_of(desk.product, path="/live/", page_id=1, state="ended")
    assert row_of(desk).is_listed is False


def test_the_day_it_was_first_listed_stays():
    desk = make_product("DESK", path="/a/")
    first = row_of(desk).published_at
    make_page_of(desk.product, state="ended")
    make_page_of(desk.product, title="Desk, again")
    assert first is not None
    assert row_of(desk).published_at == first


def test_rows_that_say_the_same_are_not_written_again():
    desk = make_product("DESK", path="/a/")
    with CaptureQueriesContext(connection) as queries:
        refresh_listing([desk.product_id])
        refresh_offers([desk.pk])
    assert [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_a_planned_price_is_listed_when_its_time_has_come_and_said_once():
    desk = make_product("DESK", price=5000)
    begin = clock.now() + timedelta(days=1)
    usd = make_market().price_list
    set_price(variant=desk, price_list=usd, money=Money(4000, "USD"), from_=begin, by=SYSTEM)
    assert show_due_prices() == 0
    with clock.travel(begin + timedelta(hours=20)):
        assert show_due_prices() == 1
        assert show_due_prices() == 0
    assert row_of(desk).from_minor == 4000


def test_a_planned_price_of_a_dearer_variant_is_known_to_filters_when_its_time_has_come():
    desk = make_product("DESK", price=5000, options={"colour": "oak"})
    ash = make_product("ASH", product=desk.product, price=9000, options={"colour": "ash"})
    begin = clock.now() + timedelta(days=1)
    usd = make_market().price_list
    set_price(variant=ash, price_list=usd, money=Money(8000, "USD"), from_=begin, by=SYSTEM)
    with clock.travel(begin + timedelta(minutes=1)):
        assert show_due_prices() == 1
        assert show_due_prices() == 0
    assert row_of(desk).variants.get(variant=ash).minor == 8000


def test_sold_out_goes_last_and_a_collection_has_its_own_order():
    first = make_product("A", path="/a/", collections=["desks"])
    gone = make_product("B", path="/b/", collections=["desks"], stock=0)
    second = make_product("C", path="/c/", collections=["desks", "office"])
    put_in_collections(product=first.product, collections=[make_collection("office")], by=SYSTEM)
    put_in_collections(
        product=first.product, collections=[make_collection("office"), make_collection("desks")], by=SYSTEM
    )
    market = make_market()
    assert [row.product for row in listing(market, collection_code="desks")] == [
        second.product,
        first.product,
        gone.product,
    ]
    assert [row.product for row in listing(market, collection_code="office")] == [
        second.product,
        first.product,
    ]
    assert listing(market).last().product == gone.product


def test_colours_are_named_in_the_language():
    make_product("DESK", options={"colour": "oak"})
    value = row_of(make_product("LAMP", options={"colour": "oak"})).product.variants.get().choices.get().value
    value.swatch = "#D2B388"
    value.save()
    value.labels.create(locale="de", label="Eiche")
    assert swatch_labels("en") == {"#D2B388": "Oak"}
    assert swatch_labels("de") == {"#D2B388": "Eiche"}


@pytest.mark.parametrize("size", [1, 50, 500])
def test_a_listing_takes_three_queries_however_long(size, django_assert_num_queries):
    desk = make_product("DESK", path="/a/")
    make_picture(desk.product)
    make_picture(desk.product)
    make_copies_of(row_of(desk), size - 1)
    market = make_market()
    with django_assert_num_queries(3):
        rows = list(listing(market))
        for row in rows:
            assert row.price, row.product.code
            assert row.image.prefetched_renditions is not None
            assert row.second_image.prefetched_renditions is not None
    assert len(rows) == size


@pytest.mark.parametrize("size", [1, 50])
def test_a_refresh_takes_as_many_queries_for_many_products(size, django_assert_max_num_queries):
    ids = [make_product(options={"colour": "oak"}).product_id for _ in range(size)]
    ListingRow.objects.all().delete()
    with django_assert_max_num_queries(15):
        refresh_listing(ids)
    assert ListingRow.objects.count() == size


def make_copies_of(row, number):
    from commerce.catalogue.models import Product

    products = Product.objects.bulk_create(
        Product(code=f"copy-{n}", title=f"Copy {n}") for n in range(number)
    )
    rows = []
    for product in products:
        copy = ListingRow.objects.get(pk=row.pk)
        copy.pk, copy.product = None, product
        rows.append(copy)
    ListingRow.objects.bulk_create(rows)

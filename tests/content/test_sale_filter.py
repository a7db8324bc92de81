"""What is on sale is found by a filter of its own (rows L1, L4), from the moment it begins until it ends."""

from datetime import timedelta

import pytest

from commerce.catalogue.operations import set_price, show_due_prices
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.content.test_listing_filters import chips, fields, titles
from tests.content.test_pages import text_of
from tests.factories.catalogue import make_product
from tests.factories.content import make_product_page
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db

SALE = "sale:reduced"


@pytest.fixture
def goods():
    """A desk on sale in one of its two colours, a lamp that is not."""
    desk = make_product("DESK", title="Desk", price=40000, options={"colour": "oak"})
    make_product("DESK-ASH", product=desk.product, price=9000, prior=45000, options={"colour": "ash"})
    lamp = make_product("LAMP", title="Lamp", price=9900, options={"colour": "ash"})
    for variant in (desk, lamp):
        make_product_page(variant)
    return {"desk": desk, "lamp": lamp}


def test_what_is_on_sale_is_counted_found_and_named_by_a_chip(client, goods):
    assert fields(text_of(client, "/shop/"))[SALE] == "1"
    found = text_of(client, "/shop/?sale=reduced")
    assert titles(found) == ["Desk"]
    assert fields(found)[SALE] == "1 checked"
    [(words, without)] = chips(found).items()
    assert "Offers" in words and "Sale" in words
    assert titles(text_of(client, f"/shop/{without}")) == ["Desk", "Lamp"]


def test_on_sale_and_colour_are_asked_of_one_variant(client, goods):
    assert titles(text_of(client, "/shop/?sale=reduced&colour=ash")) == ["Desk"]
    assert titles(text_of(client, "/shop/?sale=reduced&colour=oak")) == []


def test_without_anything_on_sale_there_is_no_such_filter(client):
    for title in ("Desk", "Lamp"):
        make_product_page(make_product(title=title))
    text = text_of(client, "/shop/")
    assert SALE not in fields(text)
    assert titles(text_of(client, "/shop/?sale=nonsense")) == ["Desk", "Lamp"]


def test_the_listing_follows_a_planned_reduction_on_sale_and_off_again(client, goods):
    lamp, usd = goods["lamp"], make_market().price_list
    begin, end = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
    facts = {"variant": lamp, "price_list": usd, "money": Money(8000, "USD"), "is_reduction": True}
    set_price(**facts, from_=begin, until=end, by=SYSTEM)
    seen = []
    for moment in (begin - timedelta(hours=1), begin, end):
        with clock.travel(moment + timedelta(seconds=1)):
            show_due_prices()
            seen.append(titles(text_of(client, "/shop/?sale=reduced")))
    assert seen == [["Desk"], ["Desk", "Lamp"], ["Desk"]]


def test_in_german_it_has_german_words(client, goods):
    eur = make_german_market().price_list
    lamp = goods["lamp"]
    with clock.travel(clock.now() - timedelta(days=3)):
        set_price(variant=lamp, price_list=eur, money=Money(9900, "EUR"), by=SYSTEM)
    set_price(variant=lamp, price_list=eur, money=Money(7900, "EUR"), is_reduction=True, by=SYSTEM)
    row = lamp.product.listing_rows.get(market__code="de")
    assert (row.was, [told.facets for told in row.variants.all()]) == (
        Money(9900, "EUR"),
        [["colour:ash", "sale:reduced"]],
    )

"""The offer of a product: what can be chosen, and what a choice leads to."""

import pytest

from commerce.catalogue.operations import retire_product, retire_variant
from commerce.catalogue.queries import offer_of
from commerce.catalogue.rules import Availability
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_page_of, make_picture, make_product
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Oak in two sizes, ash in the small one only; small oak is sold out."""
    small_oak = make_product("OAK-S", stock=0, price=10000, options={"colour": "oak", "size": "small"})
    product = small_oak.product
    make_product("OAK-L", product=product, stock=9, price=14000, options={"colour": "oak", "size": "large"})
    make_product("ASH-S", product=product, stock=1, price=9000, options={"colour": "ash", "size": "small"})
    return product


def values_of(offer, code):
    option = next(option for option in offer.options if option.code == code)
    return {value.code: value for value in option.values}


def test_the_first_variant_that_can_be_bought_is_picked(desk):
    offer = offer_of(desk, make_market())
    assert offer.picked.sku == "OAK-L"
    assert offer.picked.price == Money(14000, "USD")
    assert offer.picked.availability == Availability.IN_STOCK


def test_a_variant_is_picked_by_its_sku_even_when_sold_out(desk):
    offer = offer_of(desk, make_market(), "OAK-S")
    assert offer.picked.sku == "OAK-S"
    assert offer.picked.is_sold_out
    assert values_of(offer, "size")["small"].is_picked


def test_a_sku_of_another_product_picks_nothing_of_it(desk):
    make_product("LAMP")
    assert offer_of(desk, make_market(), "LAMP").picked.sku == "OAK-L"


def test_each_value_leads_to_the_variant_that_keeps_the_other_choices(desk):
    offer = offer_of(desk, make_market(), "OAK-S")
    assert values_of(offer, "size")["large"].target.sku == "OAK-L"
    assert values_of(offer, "colour")["ash"].target.sku == "ASH-S"


def test_a_combination_that_does_not_exist_is_known_before_it_is_chosen(desk):
    offer = offer_of(desk, make_market(), "OAK-L")
    assert values_of(offer, "colour")["ash"].is_possible is False
    assert values_of(offer, "colour")["oak"].is_possible is True


def test_choices_that_do_not_go_together_pick_nothing_and_stay_chosen(desk):
    offer = offer_of(desk, make_market(), {"colour": "ash", "size": "large"})
    assert offer.picked is None
    assert values_of(offer, "colour")["ash"].is_picked
    assert values_of(offer, "size")["large"].is_picked


def test_a_variant_is_picked_by_its_values(desk):
    offer = offer_of(desk, make_market(), {"colour": "ash", "size": "small"})
    assert offer.picked.sku == "ASH-S"
    assert offer.picked.availability == Availability.FEW_LEFT


def test_retired_variants_are_not_offered(desk):
    retire_variant(variant=desk.variants.get(sku="ASH-S"), by=SYSTEM)
    offer = offer_of(desk, make_market())
    assert [variant.sku for variant in offer.variants] == ["OAK-S", "OAK-L"]
    assert set(values_of(offer, "colour")) == {"oak"}


def test_a_retired_product_or_one_without_prices_here_offers_nothing(desk):
    assert offer_of(desk, make_german_market()).is_sold is False
    retire_product(product=desk, by=SYSTEM)
    offer = offer_of(desk, make_market())
    assert (offer.is_sold, offer.picked, offer.options) == (False, None, ())


def test_a_product_without_options_offers_its_one_variant():
    lamp = make_product("LAMP", path="/shop/lamp/")
    offer = offer_of(lamp.product, make_market())
    assert offer.options == ()
    assert (offer.picked.sku, offer.path) == ("LAMP", "/shop/lamp/")


@pytest.mark.parametrize("size", [1, 12])
def test_an_offer_takes_seven_queries_however_many_variants(size, django_assert_num_queries):
    first = make_product(options={"colour": "c0"})
    make_picture(first.product)
    make_page_of(first.product)
    for number in range(1, size):
        make_product(product=first.product, options={"colour": f"c{number}"})
    market = make_market()
    with django_assert_num_queries(7):
        offer = offer_of(first.product, market)
        assert [value.label for value in offer.options[0].values]
        assert offer.pictures[0].image.prefetched_renditions is not None
    assert len(offer.variants) == size

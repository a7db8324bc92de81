"""Cards of variants: what a cart or a letter shows of them, in the market's words."""

from datetime import timedelta

import pytest

from commerce.catalogue.facets import OptionValueLabel
from commerce.catalogue.operations import retire_product, retire_variant, set_price
from commerce.catalogue.queries import cards_for, current_prices
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_option, make_page_of, make_picture, make_product
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


def card_of(variant, market=None, at=None):
    return cards_for([variant.pk], market or make_market(), at)[variant.pk]


def test_a_card_says_what_it_is_and_what_it_costs():
    desk = make_product(
        "DESK-OAK", price=9900, prior=12900, title="Oak desk", options={"colour": "oak"}, path="/shop/oak/"
    )
    card = card_of(desk)
    assert (card.title, card.options, card.price, card.was) == (
        "Oak desk",
        "Oak",
        Money(9900, "USD"),
        Money(12900, "USD"),
    )
    assert card.is_sold
    assert (card.path, card.live_revision_id) == ("/shop/oak/", None)


@pytest.mark.parametrize("state", [None, "draft"])
def test_what_has_no_live_page_in_the_markets_language_is_not_sold(state):
    desk = make_product("DESK", path=None)
    if state:
        make_page_of(desk.product, state=state)
    assert not card_of(desk).is_sold
    make_page_of(desk.product)
    assert card_of(desk).is_sold
    assert not card_of(desk, make_german_market()).is_sold


def test_title_and_path_come_from_the_live_page_of_the_markets_language():
    desk = make_product("DESK", title="Desk")
    make_page_of(desk.product, path="/shop/desks/desk/", title="The oak desk", live_revision_id=7)
    make_page_of(desk.product, locale="de", path="/de/schreibtisch/", title="Der Tisch", state="draft")
    assert (card_of(desk).title, card_of(desk).path) == ("The oak desk", "/shop/desks/desk/")
    assert card_of(desk).live_revision_id == 7
    german = card_of(desk, make_german_market())
    assert (german.title, german.path) == ("Desk", "")


def test_options_are_named_in_the_markets_language_in_the_products_order():
    make_option("size", values=["small"])
    desk = make_product("DESK", options={"colour": "oak", "size": "small"})
    oak = make_option("colour", values=["oak"])[1]["oak"]
    OptionValueLabel.objects.create(value=oak, locale="de", label="Eiche")
    assert card_of(desk).options == "Oak, Small"
    assert card_of(desk, make_german_market()).options == "Eiche, Small"


def test_the_picture_is_the_one_of_the_chosen_colour():
    oak = make_product("OAK", options={"colour": "oak"})
    ash = make_product("ASH", product=oak.product, options={"colour": "ash"})
    elm = make_product("ELM", product=oak.product, options={"colour": "elm"})
    values = make_option("colour", values=["oak", "ash"])[1]
    make_picture(oak.product, value=values["oak"], alt="in oak")
    make_picture(oak.product, value=values["ash"], alt="in ash")
    make_picture(oak.product, alt="in a room")
    cards = cards_for([oak.pk, ash.pk, elm.pk], make_market())
    assert [cards[v.pk].alt for v in (oak, ash, elm)] == ["in oak", "in ash", "in a room"]


def test_without_a_price_in_the_market_it_is_not_sold_there():
    desk = make_product("DESK")
    assert card_of(desk).is_sold
    german = card_of(desk, make_german_market())
    assert (german.price, german.is_sold) == (None, False)


@pytest.mark.parametrize("retired", ["variant", "product"])
def test_what_is_retired_is_not_sold_but_still_shown(retired):
    desk = make_product("DESK")
    if retired == "variant":
        retire_variant(variant=desk, by=SYSTEM)
    else:
        retire_product(product=desk.product, by=SYSTEM)
    assert card_of(desk).is_sold is False
    assert card_of(desk).price == Money(12900, "USD")


def test_a_card_of_another_moment_has_the_price_of_that_moment():
    desk = make_product("DESK", price=10000)
    later = clock.now() + timedelta(days=3)
    usd = make_market().price_list
    set_price(variant=desk, price_list=usd, money=Money(8000, "USD"), from_=later, by=SYSTEM)
    assert card_of(desk).price.minor == 10000
    assert card_of(desk, at=later).price.minor == 8000
    assert current_prices([desk.pk], usd, later)[desk.pk].minor == 8000


@pytest.mark.parametrize("size", [1, 50, 500])
def test_cards_take_six_queries_however_many(size, django_assert_num_queries):
    market = make_market()
    first = make_product(options={"colour": "v0"}, stock=None)
    make_picture(first.product)
    ids = [first.pk]
    if size > 1:
        ids += copies_of(first, size - 1)
    with django_assert_num_queries(6):
        cards = cards_for(ids, market)
        for card in cards.values():
            assert card.price, card.image.prefetched_renditions
            assert card.variant.product.tax_category
    assert len(cards) == size


def copies_of(variant, number):
    """Rows like the variant's, written at once: a factory call each would take minutes."""
    from commerce.catalogue.models import Price, Product, ProductPicture, Variant, VariantOption

    product, choice, price = variant.product, variant.choices.get(), variant.prices.get()
    products = Product.objects.bulk_create(
        Product(code=f"copy-{n}", title=f"Copy {n}", tax_category=product.tax_category) for n in range(number)
    )
    variants = Variant.objects.bulk_create(Variant(product=p, sku=f"COPY-{p.pk}", grams=1) for p in products)
    VariantOption.objects.bulk_create(
        VariantOption(variant=v, option_id=choice.option_id, value_id=choice.value_id) for v in variants
    )
    Price.objects.bulk_create(
        Price(variant=v, price_list_id=price.price_list_id, minor=1, valid_from=price.valid_from)
        for v in variants
    )
    image = product.pictures.get().image
    ProductPicture.objects.bulk_create(ProductPicture(product=p, image=image, alt="x") for p in products)
    return [v.pk for v in variants]

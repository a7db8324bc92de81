"""A listing is narrowed by what products are, and each value says how many it would leave."""

import random

import pytest

from commerce.catalogue.filters import STATES, Narrowing, filter_groups, tally
from commerce.catalogue.models import ListingRow, ListingVariant, OptionValue, Product, Variant
from commerce.catalogue.operations import describe_by, retire_variant, set_price
from commerce.catalogue.queries import listed, listing
from commerce.catalogue.rules import best_availability
from commerce.money import Money
from commerce.stock.operations import correct_stock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_attribute_value, make_option, make_product
from tests.factories.markets import make_market
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db

COLOURS, SIZES, MATERIALS = ("oak", "ash", "elm"), ("s", "m", "l"), ("wood", "steel", "wool")


def titles(**asked):
    return sorted(row.title for row in listing(make_market(), narrowing=Narrowing(**asked)))


def counts(narrowing):
    return tally(listed(make_market()), narrowing)


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def goods(self):
        desk = make_product(title="Desk", price=40000, options={"colour": "oak"}, stock=9)
        make_product(product=desk.product, price=50000, options={"colour": "ash"}, stock=9)
        lamp = make_product(title="Lamp", price=9000, options={"colour": "ash"}, stock=1)
        chair = make_product(title="Chair", price=20000, options={"colour": "oak"}, stock=0)
        for variant, material in ((desk, "wood"), (lamp, "steel"), (chair, "wood")):
            describe_by(product=variant.product, values=[make_attribute_value(value=material)], by=SYSTEM)

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ({}, ["Chair", "Desk", "Lamp"]),
            ({"values": {"colour": ("oak",)}}, ["Chair", "Desk"]),
            ({"values": {"colour": ("oak", "ash")}}, ["Chair", "Desk", "Lamp"]),
            ({"values": {"colour": ("ash",), "material": ("wood",)}}, ["Desk"]),
            ({"values": {"colour": ("elm",)}}, []),
            ({"values": {"availability": ("in_stock",)}}, ["Desk", "Lamp"]),
            ({"values": {"availability": ("few_left",)}}, ["Lamp"]),
            ({"values": {"availability": ("few_left", "sold_out")}}, ["Chair", "Lamp"]),
            ({"low": 9001}, ["Chair", "Desk"]),
            ({"low": 9000, "high": 20000}, ["Chair", "Lamp"]),
            ({"high": 0}, []),
        ],
    )
    def test_one_of_each_group_and_a_price_between(self, asked, shown):
        assert titles(**asked) == shown

    def test_a_value_counts_what_the_other_groups_leave_and_not_its_own(self):
        found = counts(Narrowing({"colour": ("ash",)}))
        assert {value: found.left.get(value, 0) for value in found.whole} == {
            "colour:oak": 2,
            "colour:ash": 2,
            "material:wood": 1,
            "material:steel": 1,
            "availability:in_stock": 2,
            "availability:few_left": 1,
            "availability:sold_out": 0,
        }

    def test_prices_are_those_of_the_whole_listing(self):
        found = counts(Narrowing({"material": ("steel",)}, low=1))
        assert (found.lowest, found.highest) == (9000, 40000)

    def test_what_is_taken_away_leaves_the_rest(self):
        asked = Narrowing({"colour": ("oak", "ash"), "size": ("s",)}, low=1, high=2)
        assert asked.without("colour", "oak").values == {"colour": ("ash",), "size": ("s",)}
        assert asked.without("size", "s").values == {"colour": ("oak", "ash")}
        assert asked.without("price") == Narrowing({"colour": ("oak", "ash"), "size": ("s",)})
        assert not Narrowing() and Narrowing(low=0)


class TestOneVariant:
    """What is picked together has to be true of one and the same variant."""

    @pytest.fixture(autouse=True)
    def desk(self):
        desk = make_product(
            "OAK-120", title="Desk", price=30000, stock=0, options={"colour": "oak", "size": "120"}
        )
        for sku, price, stock, options in (
            ("OAK-140", 50000, 1, {"colour": "oak", "size": "140"}),
            ("ASH-160", 70000, 9, {"colour": "ash", "size": "160"}),
        ):
            make_product(sku, product=desk.product, price=price, stock=stock, options=options)
        describe_by(product=desk.product, values=[make_attribute_value(value="wood")], by=SYSTEM)
        return desk

    @pytest.mark.parametrize(
        ("asked", "is_shown"),
        [
            ({"values": {"colour": ("oak",), "size": ("160",)}}, False),
            ({"values": {"colour": ("oak",), "size": ("120", "160")}}, True),
            ({"values": {"colour": ("ash",), "size": ("160",), "material": ("wood",)}}, True),
            ({"values": {"size": ("120",), "availability": ("in_stock",)}}, False),
            ({"values": {"size": ("120",), "availability": ("sold_out",)}}, True),
            ({"values": {"colour": ("oak",), "availability": ("in_stock",)}}, True),
            ({"values": {"colour": ("oak",), "availability": ("few_left",)}}, True),
            # Of oak the large one can still be had: oak is not sold out, and costs what can be had of it.
            ({"values": {"colour": ("oak",), "availability": ("sold_out",)}}, False),
            ({"values": {"colour": ("oak",)}, "high": 49999}, False),
            ({"values": {"colour": ("oak",)}, "low": 50000, "high": 50000}, True),
            ({"values": {"size": ("120",)}, "high": 30000}, True),
            ({"values": {"colour": ("ash",)}, "high": 69999}, False),
            # Without an option a product is what its card says.
            ({"values": {"availability": ("few_left",)}}, False),
            ({"values": {"availability": ("sold_out",)}}, False),
            ({"low": 70000}, False),
        ],
    )
    def test_a_product_is_shown_only_where_a_variant_of_it_is_what_is_asked_for(self, asked, is_shown):
        assert titles(**asked) == (["Desk"] if is_shown else [])

    def test_counts_speak_of_the_same_variant(self):
        left = counts(Narrowing({"colour": ("oak",), "availability": ("in_stock",)})).left
        assert {value for value, count in left.items() if count} == {
            "colour:oak",
            "colour:ash",
            "size:140",
            "material:wood",
            "availability:in_stock",
            "availability:few_left",
        }

    def test_the_last_unit_sold_takes_its_variant_out(self, desk):
        asked = {"values": {"size": ("140",), "availability": ("in_stock",)}}
        assert titles(**asked) == ["Desk"]
        item = stock_of(Variant.objects.get(sku="OAK-140"))
        correct_stock(stock_item=item, on_hand=0, expected=1, reason="Damaged", by=SYSTEM)
        assert titles(**asked) == []

    def test_what_is_retired_or_repriced_is_known_at_once(self, desk):
        ash = Variant.objects.get(sku="ASH-160")
        set_price(variant=ash, price_list=make_market().price_list, money=Money(60000, "USD"), by=SYSTEM)
        assert titles(values={"colour": ("ash",)}, high=60000) == ["Desk"]
        retire_variant(variant=ash, by=SYSTEM)
        assert titles(values={"colour": ("ash",)}) == []
        assert "colour:ash" not in counts(Narrowing()).whole


def many_rows(chance, number=120):
    """Products of one to four variants, that cards speak of as they do of any."""
    market = make_market()
    products = Product.objects.bulk_create(Product(code=f"p-{n}", title=f"P {n}") for n in range(number))
    rows, sold = [], []
    for product in products:
        described = [f"material:{code}" for code in chance.sample(MATERIALS, chance.randint(1, 2))]
        row = ListingRow(product=product, market=market, is_listed=True, title=product.title)
        told = [
            ListingVariant(
                row=row,
                variant=Variant(product=product, sku=f"{product.code}-{n}", grams=1),
                facets=[
                    *(f"colour:{code}" for code in chance.sample(COLOURS, chance.randint(0, 1))),
                    *(f"size:{code}" for code in chance.sample(SIZES, chance.randint(0, 1))),
                    *described,
                ],
                minor=chance.choice([100, 200, 300]),
                availability=chance.choice(list(STATES)),
            )
            for n in range(chance.randint(1, 4))
        ]
        buyable = [one for one in told if one.availability != "sold_out"] or told
        row.from_minor = min(one.minor for one in buyable)
        row.availability = best_availability(one.availability for one in told)
        rows.append(row)
        sold += told
    ListingRow.objects.bulk_create(rows)
    Variant.objects.bulk_create(told.variant for told in sold)
    ListingVariant.objects.bulk_create(sold)


def test_every_count_is_what_picking_the_value_alone_would_show(request, django_assert_num_queries):
    """Whatever is asked for: a count is a promise, and no promise is a dead end."""
    chance = random.Random(request.config.getoption("draw"))
    many_rows(chance)
    market = make_market()
    values = {
        "colour": COLOURS,
        "size": SIZES,
        "material": MATERIALS,
        "availability": [state.value for state in STATES],
    }
    for _round in range(12):
        picked = {
            group: tuple(chance.sample(list(codes), chance.randint(0, 2))) for group, codes in values.items()
        }
        picked = {group: codes for group, codes in picked.items() if codes}
        asked = Narrowing(picked, chance.choice([None, 150]), chance.choice([None, 250]))
        with django_assert_num_queries(1):
            found = tally(listed(market), asked)
        for group, codes in values.items():
            for code in codes:
                alone = Narrowing({**picked, group: (code,)}, asked.low, asked.high)
                shown = listing(market, narrowing=alone).count()
                assert found.left.get(f"{group}:{code}", 0) == shown, (asked, group, code)


def test_without_an_option_a_product_is_what_its_card_says(request):
    many_rows(random.Random(request.config.getoption("draw")))
    market = make_market()
    for state, said in STATES.items():
        shown = listing(market, narrowing=Narrowing({"availability": (state,)}, 150, 250))
        assert set(shown) == set(listed(market).filter(availability__in=said, from_minor=200)), state


def test_an_empty_listing_has_nothing_to_count():
    found = counts(Narrowing({"colour": ("oak",)}))
    assert (found.whole, found.left, found.lowest, found.highest) == ({}, {}, None, None)


def test_groups_are_named_in_the_language_options_first():
    option, values = make_option("colour", name="Colour", values=["oak"], is_swatch=True)
    make_attribute_value("material", "wood")
    make_attribute_value("colour", "bright")
    option.labels.create(locale="de", label="Farbe")
    values["oak"].labels.create(locale="de", label="Eiche")
    groups = [(group.code, group.label, [v.label for v in group.values]) for group in filter_groups("de")]
    assert groups == [("colour", "Farbe", ["Eiche", "Bright"]), ("material", "Material", ["Wood"])]
    assert filter_groups("en")[0].values[0].swatch == OptionValue.objects.get(code="oak").swatch

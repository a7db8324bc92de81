"""A listing is narrowed by what products are, and each value says how many it would leave."""

import random

import pytest

from commerce.catalogue.filters import STATES, Narrowing, filter_groups, tally
from commerce.catalogue.models import ListingRow, OptionValue, Product
from commerce.catalogue.operations import describe_by
from commerce.catalogue.queries import listed, listing
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_attribute_value, make_option, make_product
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db

COLOURS, MATERIALS = ("oak", "ash", "elm"), ("wood", "steel", "wool")


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


def many_rows(chance, number=120):
    market = make_market()
    products = Product.objects.bulk_create(Product(code=f"p-{n}", title=f"P {n}") for n in range(number))
    return ListingRow.objects.bulk_create(
        ListingRow(
            product=product,
            market=market,
            is_listed=True,
            title=product.title,
            facets=[
                *(f"colour:{code}" for code in chance.sample(COLOURS, chance.randint(0, 2))),
                *(f"material:{code}" for code in chance.sample(MATERIALS, chance.randint(1, 2))),
            ],
            from_minor=chance.choice([100, 200, 300]),
            availability=chance.choice(list(STATES)),
        )
        for product in products
    )


def test_every_count_is_what_picking_the_value_alone_would_show(request, django_assert_num_queries):
    """Whatever is asked for: a count is a promise, and no promise is a dead end."""
    chance = random.Random(request.config.getoption("draw"))
    many_rows(chance)
    market = make_market()
    values = {"colour": COLOURS, "material": MATERIALS, "availability": [state.value for state in STATES]}
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

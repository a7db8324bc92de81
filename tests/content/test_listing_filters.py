"""What visitors and machines read on a listing that somebody narrowed (rows L1 to L5)."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from commerce.catalogue.models import ListingRow, ListingVariant, Option, Product
from commerce.catalogue.operations import describe_by, set_price
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from tests.content.test_pages import BACKEND, text_of
from tests.factories.catalogue import (
    make_attribute_value,
    make_image,
    make_picture,
    make_product,
)
from tests.factories.content import make_collection_page, make_product_page
from tests.factories.customers import make_user
from tests.factories.markets import make_german_market, make_market
from tests.factories.reviews import make_review

pytestmark = pytest.mark.django_db

SHOP = "http://testserver/shop/"
HOSTILE = [
    "colour=oak%27%20OR%201=1--",
    "colour=" + "x" * 5000,
    "colour[]=oak",
    "&".join(f"colour=c{n}" for n in range(900)),
    "availability=half",
    "price_from=1e999999&price_to=Infinity",
    "price_from=NaN&price_to=-1",
    "price_from=" + "9" * 400,
    "price_to=%D9%A1%D9%A2",
    "price_from=1.2.3",
    "price_from=<script>",
    "sort=x&page=x",
    "nothing=at-all",
    "colour=%ED%A0%80&price_to=%FF",
]


def titles(text):
    return re.findall(r'class="card__link" href="[^"]+">([^<]+)<', text.split('id="listing"')[1])


def fields(text):
    """Of each value: how many it promises, and whether it is checked or can't be."""
    found = {}
    for tag, count in re.findall(
        r'<input type="checkbox"([^>]+)>.*?<span aria-hidden="true">(\d+)</span>', text, re.DOTALL
    ):
        name, value = re.search(r'name="([^"]+)" value="([^"]+)"', tag).groups()
        state = " checked" if "checked" in tag else " disabled" if "disabled" in tag else ""
        found[f"{name}:{value}"] = f"{count}{state}"
    return found


def chips(text):
    """The applied filters in words, each with the address that leaves it out."""
    links = re.findall(r'class="applied__chip" href="([^"]+)">(.*?)<svg', text, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", words).strip(): unescape(href) for href, words in links}


@pytest.fixture
def goods():
    """Four things: two desks in the collection of desks, a lamp and a sold-out chair."""
    desk = make_product("DESK", title="Desk", price=40000, options={"colour": "oak"}, collections=["desks"])
    make_product("DESK-ASH", product=desk.product, price=45000, options={"colour": "ash"})
    table = make_product(title="Table", price=30000, options={"colour": "oak"}, collections=["desks"])
    lamp = make_product(title="Lamp", price=9900, options={"colour": "ash"}, stock=1)
    chair = make_product(title="Chair", price=20000, options={"colour": "elm"}, stock=0)
    described = ((desk, "wood"), (table, "steel"), (lamp, "steel"), (chair, "wood"))
    for variant, material in described:
        describe_by(product=variant.product, values=[make_attribute_value(value=material)], by=SYSTEM)
        make_product_page(variant)
    return {row.title: row for row in ListingRow.objects.all()}


def list_in_german(row, minor):
    """A copy of a row with all it is sold as, at this price in the German market."""
    row = ListingRow.objects.get(pk=row.pk)
    sold = list(row.variants.all())
    row.pk, row.market, row.from_minor = None, make_german_market(), minor
    row.save()
    for told in sold:
        told.pk, told.row, told.minor = None, row, minor
        told.save()


def test_the_list_says_how_many_and_each_value_how_many_it_would_leave(client, goods):
    text = text_of(client, "/shop/")
    assert "4 products" in text
    assert fields(text) == {
        "colour:ash": "2",
        "colour:elm": "1",
        "colour:oak": "2",
        "material:steel": "2",
        "material:wood": "2",
        "availability:in_stock": "3",
        "availability:few_left": "1",
        "availability:sold_out": "1",
    }


def test_picks_narrow_the_list_and_the_counts_of_other_groups_and_none_is_a_dead_end(client, goods):
    text = text_of(client, "/shop/?colour=oak&availability=in_stock")
    assert "2 products" in text
    assert titles(text) == ["Desk", "Table"]
    assert fields(text) == {
        "colour:ash": "2",
        "colour:elm": "0 disabled",
        "colour:oak": "2 checked",
        "material:steel": "1",
        "material:wood": "1",
        "availability:in_stock": "2 checked",
        "availability:few_left": "0 disabled",
        "availability:sold_out": "0 disabled",
    }


def test_stars_and_a_reduced_price_narrow_the_list_as_cards_show_them(client, goods):
    lamp, table = goods["Lamp"].product, goods["Table"].product
    for product, stars in ((lamp, 5), (lamp, 3), (table, 3)):
        make_review(product, stars)
    variant = table.variants.get()
    sale = {"money": Money(25000, "USD"), "is_reduction": True}
    set_price(variant=variant, price_list=make_market().price_list, by=SYSTEM, **sale)
    found = fields(text_of(client, "/shop/"))
    assert {value: found[value] for value in found if value.startswith(("rating", "sale"))} == {
        "rating:4": "1",
        "rating:3": "2",
        "sale:reduced": "1",
    }
    assert titles(text_of(client, "/shop/?rating=4")) == ["Lamp"]
    text = text_of(client, "/shop/?rating=3&sale=reduced")
    assert titles(text) == ["Table"]
    assert set(chips(text)) == {"Remove filter Rating: 3 stars and more", "Remove filter Offers: Sale"}


def test_a_collection_offers_only_what_its_own_products_have(client, goods):
    assert set(fields(text_of(client, "/shop/desks/"))) == {
        "colour:ash",
        "colour:oak",
        "material:steel",
        "material:wood",
    }


def test_a_price_is_from_and_to_in_units_people_type(client, goods):
    assert titles(text_of(client, "/shop/?price_from=99,00&price_to=300.00")) == ["Table", "Lamp", "Chair"]
    assert titles(text_of(client, "/shop/?price_from=99.01&price_to=300")) == ["Table", "Chair"]
    text = text_of(client, "/shop/?price_from=300&price_to=100")
    assert titles(text) == ["Table", "Chair"]
    assert 'placeholder="99" ' not in text and 'placeholder="99"' in text
    assert list(chips(text)) == ["Remove filter Price: $100.00 to $300.00"]


@pytest.mark.parametrize("typed", ["1,200", "1,200.00", "1.200,00", "1200", " 1200,00 "])
def test_a_price_with_thousands_is_read_as_people_of_the_language_write_it(client, goods, typed):
    make_product_page(make_product(title="Table for ten", price=120000))
    make_product_page(make_product(title="Table for twelve", price=120001))
    assert len(titles(text_of(client, f"/shop/?{urlencode({'price_to': typed})}"))) == 5
    assert titles(text_of(client, f"/shop/?{urlencode({'price_from': typed})}")) == [
        "Table for ten",
        "Table for twelve",
    ]


@pytest.mark.parametrize("typed", ["1.200", "1.200,00", "1,200.00", "1200"])
def test_a_german_price_has_a_dot_before_its_thousands(client, goods, typed):
    list_in_german(goods["Desk"], 120000)
    for name, other in (("price_from", "1.200,01"), ("price_to", "1.199,99")):
        assert titles(text_of(client, f"/de/shop/?{urlencode({name: typed})}")) == ["Desk"]
        assert titles(text_of(client, f"/de/shop/?{urlencode({name: other})}")) == []


@pytest.mark.parametrize("typed", ["cheap", "12.345", "1,2,3", "-5", "1" * 40, "<b>9</b>"])
def test_an_amount_that_can_t_be_read_is_told_beside_its_field_and_narrows_nothing(client, goods, typed):
    page = BeautifulSoup(text_of(client, f"/shop/?{urlencode({'price_to': typed})}"), "html.parser")
    assert len(titles(str(page))) == 4
    told, field = page.find(id="filter-price-problem"), page.find(id="filter-price_to")
    assert told["role"] == "status"
    assert " ".join(told.text.split()) == (
        f"“{typed}” can't be read as a price, so it narrows nothing. Write it like 1,200.50."
    )
    assert (field["value"], field["aria-describedby"]) == (typed, "filter-price-problem")
    assert "#filter-price-problem" in page.find(id="filters")["hx-select-oob"]
    assert not page.find(id="filter-price_from")["value"]
    assert page.select(".applied__chip") == []


def test_a_price_that_is_read_or_not_asked_for_is_not_complained_of(client, goods):
    for query in ("", "price_to=", "price_to=+&price_from=100", "price_to=1%2C200"):
        page = BeautifulSoup(text_of(client, f"/shop/?{query}"), "html.parser")
        assert page.find(id="filter-price-problem").text.strip() == "", query


def test_an_unread_amount_is_told_in_german_and_leads_nowhere(client, goods):
    list_in_german(goods["Desk"], 120000)
    list_in_german(goods["Lamp"], 9900)
    page = BeautifulSoup(text_of(client, "/de/shop/?price_to=viel&sort=price"), "html.parser")
    assert "„viel“" in page.find(id="filter-price-problem").text
    assert "1.200,50" in page.find(id="filter-price-problem").text
    assert "viel" not in page.find(id="languages").decode()


def test_what_is_applied_can_be_taken_away_one_by_one_or_all_at_once(client, goods):
    text = text_of(client, "/shop/?colour=oak&colour=elm&material=wood&price_from=100&sort=price")
    left_out = {words: parse_qs(urlsplit(url).query) for words, url in chips(text).items()}
    rest = {"colour": ["elm", "oak"], "material": ["wood"], "price_from": ["100"], "sort": ["price"]}
    assert left_out == {
        "Remove filter Colour: Elm": {**rest, "colour": ["oak"]},
        "Remove filter Colour: Oak": {**rest, "colour": ["elm"]},
        "Remove filter Material: Wood": {name: rest[name] for name in ("colour", "price_from", "sort")},
        "Remove filter Price: from $100.00": {name: rest[name] for name in ("colour", "material", "sort")},
    }
    assert re.search(r'class="applied__clear" href="\?sort=price#listing"', text)
    assert "applied" not in text_of(client, "/shop/?sort=price").split('id="listing"')[1]


def test_order_and_filters_keep_each_other(client, goods):
    text = text_of(client, "/shop/?material=steel&sort=price")
    assert titles(text) == ["Lamp", "Table"]
    assert '<option value="price" selected>' in text
    assert re.search(r'<select[^>]+name="sort" form="filters"', text)
    assert re.search(r'<form[^>]+id="filters" method="get" action="/shop/#listing"', text)
    assert re.search(r'<button[^>]+without-script" type="submit" form="filters">', text)


def test_sold_out_is_last_in_every_order_filtered_or_not(client, goods):
    for sort in ("", "newest", "price", "-price"):
        assert titles(text_of(client, f"/shop/?sort={sort}"))[-1] == "Chair", sort
        assert titles(text_of(client, f"/shop/?material=wood&sort={sort}")) == ["Desk", "Chair"], sort


def test_a_filtered_page_is_not_listed_by_machines_and_names_the_plain_one(client, goods):
    plain, filtered = text_of(client, "/shop/?sort=price"), text_of(client, "/shop/?colour=oak&sort=price")
    for text in (plain, filtered):
        assert f'<link rel="canonical" href="{SHOP}">' in text
    assert '<meta name="robots"' not in plain
    assert '<meta name="robots" content="noindex, follow">' in filtered


def test_other_pages_keep_the_filters_and_only_plain_ones_have_an_address_of_their_own(client):
    for number in range(26):
        make_product_page(make_product(title=f"Thing {number:02}", options={"colour": "oak"}))
    first = text_of(client, "/shop/?colour=oak&sort=price&page=1&junk=1")
    following = unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    assert parse_qs(urlsplit(following).query) == {"colour": ["oak"], "sort": ["price"], "page": ["2"]}
    second = text_of(client, f"/shop/{following}")
    assert len(titles(second)) == 2
    assert f'rel="canonical" href="{SHOP}"' in second
    assert "noindex" in second
    plain = text_of(client, "/shop/?page=2")
    assert f'rel="canonical" href="{SHOP}?page=2"' in plain
    assert "noindex" not in plain


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_not_known_is_passed_over(client, goods, query):
    text = text_of(client, f"/shop/?{query}")
    assert len(titles(text)) == 4
    assert "noindex" not in text
    assert chips(text) == {}
    known = text_of(client, f"/shop/?{query}&colour=elm")
    assert titles(known) == ["Chair"]


def test_an_option_named_like_something_else_in_the_address_breaks_nothing(client, goods):
    Option.objects.filter(code="colour").update(code="sort")
    text = text_of(client, "/shop/?sort=oak")
    assert len(titles(text)) == 4
    assert "sort:oak" not in fields(text)


def test_where_nothing_is_left_there_are_ways_on(client, goods):
    text = text_of(client, "/shop/desks/?colour=elm")
    assert "0 products" in text
    assert "Nothing has all of this" in text
    assert chips(text)
    assert re.search(r'<a class="button button--primary" href="\?">Clear all filters</a>', text)
    assert '<a class="button button--secondary" href="/shop/?colour=elm#listing">The same in Shop</a>' in text
    assert "The same in" not in text_of(client, "/shop/desks/?price_from=9000")


def test_where_nothing_can_be_told_apart_there_are_no_filters(client):
    make_product_page(make_product(title="Desk", options={"colour": "oak"}))
    text = text_of(client, "/shop/")
    assert 'id="filters"' not in text
    assert "1 product" in text


def test_a_filtered_page_is_the_same_for_everyone_and_may_be_kept(client, goods):
    path = "/shop/?colour=oak&price_from=100&sort=price"
    guest = client.get(path)
    client.post("/cart/add/", {"variant": "DESK", "quantity": 1})
    client.force_login(make_user(), backend=BACKEND)
    assert client.get(path).content == guest.content
    assert "public" in guest.headers["Cache-Control"]
    assert "csrf" not in guest.content.decode()


def test_names_and_prices_are_the_market_s_own(client, goods):
    list_in_german(goods["Desk"], 41900)
    option = Option.objects.get(code="colour")
    option.labels.create(locale="de", label="Farbe")
    option.values.get(code="oak").labels.create(locale="de", label="Eiche")
    text = text_of(client, "/de/shop/?colour=oak&price_to=419")
    assert "Farbe: Eiche" in text
    assert "419,00" in text
    assert titles(text) == ["Desk"]


def make_many(size):
    """One product with all a card shows, and copies of its row."""
    variant = make_product(title="Thing", collections=["desks"], options={"colour": "oak"})
    make_product(product=variant.product, options={"colour": "ash"})
    describe_by(product=variant.product, values=[make_attribute_value()], by=SYSTEM)
    make_picture(variant.product, image=make_image())
    make_picture(variant.product, image=make_image())
    make_product_page(variant)
    products = Product.objects.bulk_create(Product(code=f"copy-{n}", title="Copy") for n in range(size - 1))
    row, copies = ListingRow.objects.get(), []
    for number, product in enumerate(products):
        copy = ListingRow.objects.get(pk=row.pk)
        copy.pk, copy.product, copy.from_minor = None, product, 10000 + number
        copies.append(copy)
    ListingRow.objects.bulk_create(copies)
    ListingVariant.objects.bulk_create(
        ListingVariant(
            row=copy,
            variant_id=told.variant_id,
            facets=told.facets,
            minor=copy.from_minor,
            availability=told.availability,
        )
        for copy in copies
        for told in row.variants.all()
    )


@pytest.mark.parametrize("size", [1, 24, 500])
def test_a_listing_stays_within_its_budget_however_it_is_narrowed(
    client, size, django_assert_max_num_queries
):
    make_many(size)
    make_collection_page("desks")
    asked = {"colour": ["oak", "ash"], "material": "wood", "availability": "in_stock", "price_from": "1"}
    for path in ("/shop/desks/", "/shop/"):
        for query in ("", urlencode(asked, doseq=True), "colour=oak&price_from=99999"):
            client.get(path)
            with django_assert_max_num_queries(12):
                client.get(f"{path}?{query}")

"""The grid of variants: measures, prices and thresholds edited together, all of what changed or none."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_PRODUCTS, VIEW_PRODUCTS
from commerce.catalogue.models import PriceChange, Variant
from commerce.catalogue.operations import measure_variant, set_price
from commerce.catalogue.queries import current_prices
from commerce.money import Money
from commerce.stock.operations import set_threshold
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.markets import make_market
from tests.factories.stock import stock_of

GRID, SAVE = "products:grid", "products:save_grid"


@pytest.fixture
def usd():
    return make_market().price_list


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", price=10000, grams=900, threshold=2)


def make_many(prefix, count):
    first = make_product(f"{prefix}-0", options={"colour": "c0"}, path=None)
    for number in range(1, count):
        make_product(f"{prefix}-{number}", product=first.product, options={"colour": f"c{number}"})


def as_shown(client, **query):
    """All fields of the grid as a browser would send them."""
    page = client.get(reverse(GRID), query)
    data = {}
    for row in page.context["rows"]:
        for cell in [*row["numbers"], *row["cells"]]:
            for field in (cell.get("field"), cell.get("seen")):
                if field is not None:
                    value = field.value()
                    data[field.html_name] = "" if value is None else str(value)
    return data


def said(answer):
    return " ".join(html.unescape(answer.text).replace("\xa0", " ").split())


def test_measures_prices_and_thresholds_are_saved_together(manager, desk, usd):
    data = as_shown(manager)
    changes = {
        f"grams-{desk.pk}": "1200",
        f"width_mm-{desk.pk}": "1400",
        f"low_at-{desk.pk}": "7",
        f"price-{desk.pk}-{usd.pk}": "95.50",
    }
    answer = manager.post(reverse(SAVE) + "?q=desk", data | changes)
    assert (answer.status_code, answer.url) == (302, reverse(GRID) + "?q=desk")
    desk.refresh_from_db()
    assert (desk.grams, desk.width_mm, desk.depth_mm) == (1200, 1400, None)
    assert stock_of(desk).threshold == 7
    assert current_prices([desk.pk], usd)[desk.pk].minor == 9550


def test_what_was_only_looked_at_is_not_written(manager, desk):
    data = as_shown(manager)
    with CaptureQueriesContext(connection) as asked:
        manager.post(reverse(SAVE), data)
    written = [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert not [sql for sql in written if "commerce_" in sql]
    assert PriceChange.objects.count() == 1


def test_what_colleagues_changed_is_told_with_both_numbers_and_nothing_typed_is_lost(manager, desk, usd):
    data = as_shown(manager)
    measure_variant(variant=desk, grams=1000, width_mm=None, depth_mm=None, height_mm=None, by=SYSTEM)
    set_threshold(stock_item=stock_of(desk), threshold=4, by=SYSTEM)
    set_price(variant=desk, price_list=usd, money=Money(9000, "USD"), by=SYSTEM)
    typed = {
        f"grams-{desk.pk}": "1200",
        f"depth_mm-{desk.pk}": "700",
        f"low_at-{desk.pk}": "9",
        f"price-{desk.pk}-{usd.pk}": "80",
    }
    refused = manager.post(reverse(SAVE), data | typed)
    assert refused.status_code == 422
    text = said(refused)
    for words in ("You saw 900; since then it is 1000.", "You saw 2; since then it is 4.", "You saw $100.00"):
        assert words in text
    for value in ("1200", "700", "9", "80"):
        assert f'value="{value}"' in text
    desk.refresh_from_db()
    assert (desk.grams, desk.depth_mm, stock_of(desk).threshold) == (1000, None, 4)
    seen = {f"seen-grams-{desk.pk}": 1000, f"seen-low_at-{desk.pk}": 4, f"seen-{desk.pk}-{usd.pk}": 9000}
    assert manager.post(reverse(SAVE), data | typed | seen).status_code == 302
    desk.refresh_from_db()
    assert (desk.grams, desk.depth_mm, stock_of(desk).threshold) == (1200, 700, 9)
    assert current_prices([desk.pk], usd)[desk.pk].minor == 8000


def test_a_colleagues_change_of_another_cell_is_kept(manager, desk):
    data = as_shown(manager)
    measure_variant(variant=desk, grams=1000, width_mm=None, depth_mm=None, height_mm=None, by=SYSTEM)
    assert manager.post(reverse(SAVE), data | {f"width_mm-{desk.pk}": "1400"}).status_code == 302
    desk.refresh_from_db()
    assert (desk.grams, desk.width_mm) == (1000, 1400)


@pytest.mark.parametrize("wrong", ["", "-1", "1.5", "1e3", "١", "ten", "1000001"])
def test_one_wrong_cell_keeps_all_from_being_saved(manager, desk, wrong):
    data = as_shown(manager) | {f"grams-{desk.pk}": wrong, f"width_mm-{desk.pk}": "5"}
    assert manager.post(reverse(SAVE), data).status_code == 422
    desk.refresh_from_db()
    assert (desk.grams, desk.width_mm) == (900, None)


def test_without_the_rights_prices_and_thresholds_are_shown_and_never_taken(sign_in, desk, usd):
    client = sign_in(VIEW_PRODUCTS, CHANGE_PRODUCTS)
    data = as_shown(client)
    assert f"grams-{desk.pk}" in data
    assert f"price-{desk.pk}-{usd.pk}" not in data and f"low_at-{desk.pk}" not in data
    forged = {
        f"price-{desk.pk}-{usd.pk}": "1",
        f"seen-{desk.pk}-{usd.pk}": "10000",
        f"low_at-{desk.pk}": "99",
        f"seen-low_at-{desk.pk}": "2",
    }
    client.post(reverse(SAVE), data | forged)
    assert current_prices([desk.pk], usd)[desk.pk].minor == 10000
    assert stock_of(desk).threshold == 2
    assert "grams-" not in str(as_shown(sign_in(VIEW_PRODUCTS)))


def test_fifty_variants_cost_as_many_queries_as_one(manager, desk):
    def asked(grams):
        data = as_shown(manager)
        data = {name: grams if name.startswith("grams-") else value for name, value in data.items()}
        with CaptureQueriesContext(connection) as shown:
            manager.get(reverse(GRID))
        with CaptureQueriesContext(connection) as saved:
            assert manager.post(reverse(SAVE), data).status_code == 302
        return len(shown), len(saved)

    one = asked("901")
    make_many("V", 49)
    assert len(manager.get(reverse(GRID)).context["rows"]) == 50
    assert asked("902") <= (one[0] + 1, one[1] + 1)
    assert Variant.objects.filter(grams=902).count() == 50

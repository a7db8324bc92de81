"""The price grid: many prices looked at, edited and planned together, all of them or none."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.backoffice.permissions import CHANGE_PRICES, OFFERED_TO_GROUPS, VIEW_PRODUCTS
from commerce.catalogue.models import Price, PriceChange
from commerce.catalogue.operations import set_price
from commerce.catalogue.queries import current_prices
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.customers import make_user
from tests.factories.markets import make_german_market, make_market, make_price_list

pytestmark = pytest.mark.django_db

GRID, SAVE, PLAN = "products:prices", "products:save_prices", "products:plan_prices"


@pytest.fixture
def usd():
    return make_market().price_list


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", price=10000, collections=["desks"])


@pytest.fixture
def lamp():
    return make_product("LAMP", title="Calm lamp", price=5000)


def cell(variant, price_list, price, seen):
    key = f"{variant.pk}-{price_list.pk}"
    return {f"price-{key}": price, f"seen-{key}": seen}


def cost(variant, price_list):
    found = current_prices([variant.pk], price_list)
    return found[variant.pk].minor if found else None


def said(answer):
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", " ").split())


def planned(variants, price_list, number="-20", way="percent", **facts):
    period = {f"plan-{name}": value for name, value in facts.items()}
    chosen = {"variants": [v.pk for v in variants], "plan-price_list": price_list.pk}
    return {**chosen, "plan-way": way, "plan-number": number, **period}


def test_many_cells_are_saved_at_once(manager, desk, lamp, usd):
    eur = make_german_market().price_list
    data = {
        **cell(desk, usd, "95.50", "10000"),
        **cell(lamp, usd, "50.00", "5000"),
        **cell(lamp, eur, "49", ""),
        **cell(desk, eur, "", ""),
    }
    answer = manager.post(reverse(SAVE) + "?q=x", data)
    assert (answer.status_code, answer.url) == (302, reverse(GRID) + "?q=x")
    assert (cost(desk, usd), cost(lamp, usd), cost(lamp, eur), cost(desk, eur)) == (9550, 5000, 4900, None)
    assert Price.objects.filter(variant=lamp, price_list=usd).count() == 1
    assert PriceChange.objects.get(minor=9550).actor_kind == "staff"


def test_saving_what_was_only_looked_at_changes_nothing(manager, desk, usd):
    assert manager.post(reverse(SAVE), cell(desk, usd, "100.00", "10000")).status_code == 302
    assert PriceChange.objects.count() == Price.objects.count() == 1


def test_one_wrong_cell_keeps_all_from_being_saved(manager, desk, lamp, usd):
    for wrong in ("", "-1", "1.005", "NaN", "1e20", "ten", "\x00"):
        data = {**cell(desk, usd, "95", "10000"), **cell(lamp, usd, wrong, "5000")}
        assert manager.post(reverse(SAVE), data).status_code in (400, 422)
    assert (cost(desk, usd), cost(lamp, usd)) == (10000, 5000)


def test_a_price_a_colleague_changed_meanwhile_is_told_with_both_numbers_and_nothing_is_saved(
    manager, desk, lamp, usd
):
    boss = make_user("boss@example.com")
    boss.first_name, boss.last_name = "Berta", "Boss"
    boss.save()
    set_price(variant=desk, price_list=usd, money=Money(9500, "USD"), by=staff(boss))
    data = {**cell(desk, usd, "90", "10000"), **cell(lamp, usd, "45", "5000")}
    refused = manager.post(reverse(SAVE), data)
    assert refused.status_code == 422
    text = said(refused)
    assert "You saw $100.00; since then it is $95.00 (Berta Boss," in text
    assert (cost(desk, usd), cost(lamp, usd)) == (9500, 5000)
    assert f'name="seen-{desk.pk}-{usd.pk}" value="9500"' in text and 'value="90"' in text
    manager.post(reverse(SAVE), {**data, f"seen-{desk.pk}-{usd.pk}": "9500"})
    assert (cost(desk, usd), cost(lamp, usd)) == (9000, 4500)


@pytest.mark.parametrize(
    ("currency", "typed", "minor"),
    [("JPY", "1500", 1500), ("JPY", "1500.5", None), ("KWD", "12.34", 12340), ("KWD", "12.345", None)],
)
def test_a_currency_has_its_own_decimals(manager, desk, currency, typed, minor):
    price_list = make_price_list(currency)
    answer = manager.post(reverse(SAVE), cell(desk, price_list, typed, ""))
    assert answer.status_code == (302 if minor else 422)
    assert cost(desk, price_list) == minor
    if minor:
        shown = f'value="{current_prices([desk.pk], price_list)[desk.pk].money.major}"'
        assert shown in said(manager.get(reverse(GRID)))


def test_a_new_price_for_what_is_on_sale_ends_with_the_sale(manager, desk, usd):
    end = clock.now() + timedelta(days=3)
    set_price(variant=desk, price_list=usd, money=Money(8000, "USD"), is_reduction=True, until=end, by=SYSTEM)
    manager.post(reverse(SAVE), cell(desk, usd, "75", "8000"))
    running = current_prices([desk.pk], usd)[desk.pk]
    assert (running.minor, running.valid_until, running.prior_minor) == (7500, end, 10000)
    assert current_prices([desk.pk], usd, end)[desk.pk].minor == 10000


def test_a_sale_by_percent_is_planned_for_what_is_picked(manager, desk, lamp, usd):
    other = make_product("TRAY", price=1999)
    facts = {"from_": "2035-03-02 00:00", "until": "2035-03-06 00:00", "is_reduction": "on"}
    answer = manager.post(reverse(PLAN), planned([desk, lamp, other], usd, "-15", **facts))
    assert answer.status_code == 302
    sale = datetime(2035, 3, 3, tzinfo=UTC)
    prices = current_prices([desk.pk, lamp.pk, other.pk], usd, sale)
    assert [prices[v.pk].minor for v in (desk, lamp, other)] == [8500, 4250, 1699]
    assert prices[desk.pk].prior_minor == 10000
    after = current_prices([desk.pk], usd, datetime(2035, 3, 6, tzinfo=UTC))
    assert after[desk.pk].minor == cost(desk, usd) == 10000


def test_a_plan_to_an_amount_and_at_once(manager, desk, lamp, usd):
    assert manager.post(reverse(PLAN), planned([desk, lamp], usd, "39.90", "amount")).status_code == 302
    assert (cost(desk, usd), cost(lamp, usd)) == (3990, 3990)


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "-100"},
        {"number": "1001"},
        {"number": ""},
        {"way": "amount", "number": "1.005"},
        {"way": "amount", "number": "-1"},
        {"from_": "2020-01-01 00:00"},
        {"until": "2020-01-01 00:00"},
        {"from_": "2035-03-02 00:00", "until": "2035-03-02 00:00"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_keeps_what_was_picked(manager, desk, usd, facts):
    answer = manager.post(reverse(PLAN), planned([desk], usd, **facts))
    assert answer.status_code == 422
    assert re.search(rf'name="variants" value="{desk.pk}"[^>]* checked', answer.text)
    assert PriceChange.objects.count() == 1


def test_a_plan_for_nothing_or_for_what_has_no_price_is_refused(manager, desk, usd):
    assert "Pick the variants" in said(manager.post(reverse(PLAN), planned([], usd)))
    bare = make_product("BARE", price=None)
    assert "BARE has no price" in said(manager.post(reverse(PLAN), planned([desk, bare], usd)))
    assert PriceChange.objects.count() == 1


def test_a_plan_in_the_way_of_one_of_them_stops_them_all_and_says_which(manager, desk, lamp, usd):
    facts = {"from_": "2035-03-02 00:00", "until": "2035-03-06 00:00"}
    manager.post(reverse(PLAN), planned([lamp], usd, "30", "amount", **facts))
    late = {"from_": "2035-03-04 00:00", "until": "2035-03-08 00:00"}
    answer = manager.post(reverse(PLAN), planned([desk, lamp], usd, **late))
    assert answer.status_code == 422
    assert "LAMP: $30.00 is planned from 2 Mar 2035, 00:00 until 6 Mar 2035, 00:00." in said(answer)
    assert not PriceChange.objects.filter(variant=desk, valid_until__isnull=False).exists()


def test_times_are_the_shops_wherever_the_colleague_is(manager, desk, usd, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    facts = {"from_": "2035-07-06 00:00", "until": "2035-07-10 00:00"}
    with timezone.override("America/New_York"):
        manager.post(reverse(PLAN), planned([desk], usd, **facts))
    change = PriceChange.objects.get(variant=desk, valid_until__isnull=False)
    assert change.valid_from == datetime(2035, 7, 5, 22, tzinfo=UTC)
    assert change.valid_until == datetime(2035, 7, 9, 22, tzinfo=UTC)


def test_the_grid_finds_by_words_and_by_collection(manager, desk, lamp):
    def shown(**query):
        return [row["variant"].sku for row in manager.get(reverse(GRID), query).context["rows"]]

    assert shown() == ["LAMP", "DESK"]
    assert shown(q="oak") == shown(q="des") == ["DESK"]
    assert shown(collection=desk.product.collections.get().pk) == ["DESK"]
    assert shown(q="nothing") == []


def test_who_may_not_price_sees_the_grid_without_a_form_and_can_post_nothing(sign_in, desk, usd):
    reader = sign_in(VIEW_PRODUCTS)
    text = reader.get(reverse(GRID)).text
    assert "$100.00" in text and 'method="post"' not in text.split("<main", 1)[1]
    others = sign_in(*[right for right in OFFERED_TO_GROUPS if right != CHANGE_PRICES])
    for client in (reader, others):
        assert client.post(reverse(SAVE), cell(desk, usd, "1", "10000")).status_code == 302
        assert client.post(reverse(PLAN), planned([desk], usd)).status_code == 302
    assert cost(desk, usd) == 10000 and PriceChange.objects.count() == 1


def test_the_grid_takes_as_many_queries_for_one_variant_as_for_a_page_full(manager, desk):
    make_german_market()
    counts = []
    for more in (0, 60):
        for number in range(more):
            make_product(f"THING-{number}", title=f"Thing {number}", price=100 + number)
        manager.get(reverse(GRID))
        with CaptureQueriesContext(connection) as queries:
            page = manager.get(reverse(GRID))
        counts.append(len(queries))
    assert len(page.context["rows"]) == 50
    assert page.context["page"].paginator.num_pages == 2
    assert counts[0] == counts[1] <= 20


def test_the_history_names_who_decided_and_offers_to_withdraw_a_plan(manager, desk, usd):
    begin = clock.now() + timedelta(days=1)
    set_price(variant=desk, price_list=usd, money=Money(8000, "USD"), from_=begin, by=SYSTEM)
    change = PriceChange.objects.get(minor=8000)
    page = reverse("products:price", args=[desk.pk, "usd"])
    withdraw = reverse("products:end_price", args=[change.pk])
    assert withdraw in manager.get(page).text
    assert manager.get(withdraw).status_code == 200
    assert cost(desk, usd) == 10000 and PriceChange.objects.filter(ended_at=None).count() == 2
    assert manager.post(withdraw).url == page
    text = said(manager.get(page))
    assert withdraw not in text
    assert "$80.00, planned from" in text and "by System" in text
    with pytest.raises(Price.DoesNotExist):
        Price.objects.get(minor=8000)
    assert manager.post(withdraw).status_code == 422

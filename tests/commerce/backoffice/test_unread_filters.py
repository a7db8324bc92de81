"""A filter that can't be read never widens a set unseen: it stays, is told of, and nothing is done to all."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from commerce.backoffice.models import SavedView
from commerce.backoffice.permissions import CHANGE_ORDERS, EXPORT_ORDERS, VIEW_ORDERS
from commerce.bulk.models import BulkJob
from commerce.exports.models import OrderExport
from commerce.orders.listing import OrderFilter
from tests.factories.bulk import make_paid_orders

LIST = reverse("orders:index")
UNREAD = {
    "least": "1,000",
    "most": "abc",
    "placed_from": "yesterday",
    "placed_to": "9999-12-31",
    "country": "Germany",
    "status": "gone",
    "delivery": "by hand!",
    "staff": "Otto",
}
REFUSED = "part of the filter"


@pytest.fixture
def orders():
    return make_paid_orders(2)


@pytest.fixture
def clerk(sign_in, orders):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS, EXPORT_ORDERS)


def listed(client, **asked):
    return BeautifulSoup(client.get(LIST, asked).text, "html.parser")


@pytest.mark.parametrize("text", ["1000", "1000.00", "1000,00", "1,000.00", "1.000,00", "1.000,0"])
def test_an_amount_is_read_as_sheets_read_it(text):
    [chip] = OrderFilter.parse(f"least={text}").chips
    assert chip.words.removesuffix(".00") == "1000"


@pytest.mark.parametrize("text", ["1,000", "1.000", "abc", "-1", "1e3", "NaN", "1.2.3", "9" * 13, "1,0.00"])
def test_what_could_be_meant_otherwise_is_not_guessed(text):
    chosen = OrderFilter.parse(f"least={text}")
    assert (chosen.facets, chosen.unread) == ((), (("least", text),))


@pytest.mark.parametrize("name", UNREAD)
def test_what_was_typed_stays_in_its_field_with_what_is_asked_for(clerk, name):
    page = listed(clerk, goods="desk", **{name: UNREAD[name]})
    field = page.find(id=f"id_{name}")
    kept = field.find("option", selected=True) if field.name == "select" else field
    assert (kept["value"], field["aria-invalid"]) == (UNREAD[name], "true")
    assert page.find(id=field["aria-describedby"]).text
    assert page.find("details", open=True).find(id=f"id_{name}") is field
    told = page.find(role="alert")
    assert UNREAD[name] in told.text
    assert told.find("a")["href"] == "?goods=desk"


def test_a_box_that_says_neither_yes_nor_nothing_is_told_of(clerk):
    page = listed(clerk, held="maybe")
    assert "maybe" in page.find(role="alert").text
    assert page.find(id=page.find(id="id_held")["aria-describedby"]).text


def test_nothing_is_told_where_all_is_read(clerk):
    page = listed(clerk, goods="desk", least="1000,00")
    assert page.find(role="alert") is None
    assert page.find(attrs={"aria-invalid": True}) is None


def test_it_outlives_a_form_with_empty_fields(clerk):
    answer = clerk.get(LIST, {"least": "abc", "goods": "desk", "tag": ""})
    assert answer.url == f"{LIST}?goods=desk&least=abc"


@pytest.mark.parametrize("query", ["goods=PLATE&least=abc", "view=to-pack&least=abc"])
def test_neither_a_bulk_action_nor_an_export_takes_all_that_match(clerk, query):
    said = {"query": query, "scope": "all"}
    answer = clerk.post(reverse("orders:bulk"), {**said, "action": "pack"}, follow=True)
    assert REFUSED in answer.text
    assert answer.redirect_chain[-1][0] == f"{LIST}?{query}"
    answer = clerk.post(reverse("orders:export"), {**said, "kind": "orders", "form": "csv"}, follow=True)
    assert REFUSED in answer.text
    assert not BulkJob.objects.exists() and not OrderExport.objects.exists()


def test_ticked_orders_are_meant_whatever_the_filter_says_and_keep_nothing_of_it(clerk, orders):
    said = {"query": "view=to-pack&least=meyer", "scope": "ticked", "order": [orders[0].pk]}
    clerk.post(reverse("orders:bulk"), {**said, "action": "pack"})
    assert BulkJob.objects.get().query == "view=to-pack"


def test_no_view_is_saved_of_it(clerk):
    answer = clerk.post(reverse("orders:save_view"), {"query": "least=abc", "name": "Mine"}, follow=True)
    assert REFUSED in answer.text
    assert not SavedView.objects.exists()

"""Exports of the order list: they hold what the screen shows, for those who may take it along."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from commerce.backoffice.order_columns import CHOOSABLE
from commerce.backoffice.permissions import EXPORT_ORDERS, VIEW_CUSTOMERS, VIEW_ORDERS
from commerce.exports import operations
from commerce.exports.columns import LINE_FIELDS, ORDER_FIELDS
from commerce.exports.models import OrderExport
from commerce.exports.operations import LOGGED
from commerce.orders.desk import add_tag
from commerce.orders.facets import LONGEST
from commerce.orders.models import Order, OrderLine
from tests.factories.bulk import make_paid_orders
from tests.factories.orders import copy_order
from tests.factories.refunds import CLERK

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("orders:index"), reverse("orders:export")


@pytest.fixture
def orders(shop):
    return make_paid_orders(3)


@pytest.fixture
def taker(sign_in):
    return sign_in(VIEW_ORDERS, EXPORT_ORDERS)


def take(client, *, query="view=all", scope="all", kind="orders", form="csv", **more):
    return client.post(EXPORT, {"query": query, "scope": scope, "kind": kind, "form": form, **more})


def rows_of(answer):
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet_of(answer):
    head, *rows = load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("query", ["view=all", "view=on-hold", "view=open&payment=unpaid", "view=all&q=TRAY"])
def test_it_holds_what_the_screen_shows_and_nothing_else(taker, sign_in, orders, query):
    held, other, _third = orders
    Order.objects.filter(pk=held.pk).update(is_on_hold=True, payment_state="paid")
    add_tag(order=other, label="fragile", by=CLERK)
    shown = taker.get(f"{LIST}?{query}").context["object_list"]
    rows = rows_of(take(taker, query=query))
    assert [row["order"] for row in rows] == [order.number for order in shown]
    for row, order in zip(rows, shown, strict=True):
        assert row["total"] == f"{order.total.major:.2f}"
        assert row["units"] == str(order.units)
        states = (order.status, order.payment_state, order.fulfilment_state, order.return_state)
        assert (row["status"], row["payment"], row["fulfilment"], row["return"]) == states
        assert (row["on_hold"], row["late"]) == (str(int(order.is_on_hold)), str(int(order.is_late)))
        assert (row["ship_country"], row["delivery_method"]) == (order.ship_country, order.delivery_name)
        assert row["tags"] == ("fragile" if order == other else "")
        assert row["placed_at"] == order.placed_at.isoformat(timespec="seconds")


def test_the_ticked_ones_are_taken_along_however_long_the_filter_is(taker, orders):
    query = urlencode({"view": "all", "goods": "😀" * LONGEST, "tag": "😀" * LONGEST})
    rows = rows_of(take(taker, query=query, scope="ticked", order=[orders[0].pk]))
    assert [row["order"] for row in rows] == [orders[0].number]
    assert OrderExport.objects.get().query == query


def test_all_that_the_screen_can_show_is_there():
    """A column of the list that no export has would be missed; who it is, is personal data."""
    here = {field.name for field in ORDER_FIELDS}
    names = {"placed": "placed_at", "country": "ship_country", "delivery": "delivery_method"}
    names |= {"method": "payment_method", "returned": "return", "flags": "on_hold"}
    assert {names.get(name, name) for name, _label in CHOOSABLE} <= here


def test_only_ticked_orders_where_they_are_ticked(taker, orders):
    rows = rows_of(take(taker, scope="ticked", order=[orders[1].pk]))
    assert [row["order"] for row in rows] == [orders[1].number]


def test_a_row_a_line_with_stored_amounts(taker, orders):
    rows = rows_of(take(taker, kind="lines"))
    assert [(row["order"], row["sku"], row["quantity"]) for row in rows] == [
        (order.number, "TRAY", "1") for order in orders
    ]
    assert {(row["unit_price"], row["total"], row["currency"]) for row in rows} == {("12.34", "12.34", "USD")}
    assert {row["tax_rate"] for row in rows} == {f"{OrderLine.objects.first().tax_rate.normalize():f}"}


@pytest.mark.parametrize(("currency", "written"), [("JPY", "1234"), ("KWD", "1.234"), ("EUR", "12.34")])
def test_amounts_have_the_decimals_of_their_currency(taker, orders, currency, written):
    Order.objects.update(currency=currency, total_minor=1234)
    assert {(row["total"], row["currency"]) for row in rows_of(take(taker))} == {(written, currency)}
    assert {row["total"] for row in sheet_of(take(taker, form="xlsx"))} == {float(written)}


def test_excel_holds_the_same_as_csv(taker, orders):
    plain = rows_of(take(taker))
    sheet = sheet_of(take(taker, form="xlsx"))
    assert [row["order"] for row in sheet] == [row["order"] for row in plain]
    assert [float(row["total"]) for row in plain] == [row["total"] for row in sheet]


def test_who_it_is_is_for_those_who_may_see_personal_data(taker, sign_in, orders):
    personal = {field.name for field in [*ORDER_FIELDS, *LINE_FIELDS] if field.is_personal}
    assert {"customer", "email", "ship_phone"} <= personal
    for kind in ("orders", "lines"):
        assert not personal & rows_of(take(taker, kind=kind))[0].keys()
    trusted = sign_in(VIEW_ORDERS, EXPORT_ORDERS, VIEW_CUSTOMERS)
    rows = rows_of(take(trusted))
    assert rows[0]["email"] == orders[0].email
    assert OrderExport.objects.first().is_personal


def test_a_formula_in_a_name_does_not_run(sign_in, orders):
    Order.objects.update(email='=HYPERLINK("http://evil.example")')
    trusted = sign_in(EXPORT_ORDERS, VIEW_CUSTOMERS)
    assert {row["email"] for row in rows_of(take(trusted))} == {'\'=HYPERLINK("http://evil.example")'}


def test_who_took_what_is_written_down_before_and_after(sign_in, taker, orders):
    answer = take(taker, query="view=all&q=TRAY")
    begun = OrderExport.objects.get()
    assert (begun.orders, begun.rows, begun.ended_at) == (3, None, None)
    rows_of(answer)
    begun.refresh_from_db()
    assert (begun.rows, begun.query, begun.is_searched) == (3, "view=all", True)
    assert begun.ended_at
    entry = ModelLogEntry.objects.get(action=LOGGED)
    assert (entry.user_id, entry.data["orders"]) == (begun.asked_by_id, 3)
    assert "TRAY" not in str(entry.data)


def test_without_the_right_there_is_neither_button_nor_file(sign_in, taker, orders):
    assert EXPORT in taker.get(LIST).text
    reader = sign_in(VIEW_ORDERS, VIEW_CUSTOMERS)
    assert EXPORT not in reader.get(LIST).text
    assert take(reader).status_code == 302
    assert not OrderExport.objects.exists()


@pytest.mark.parametrize(("query", "scope"), [("", "all"), ("view=on-hold", "all"), ("view=all", "ticked")])
def test_nothing_chosen_is_nothing_taken(taker, orders, query, scope):
    assert "No order is chosen" in taker.get(take(taker, query=query, scope=scope).url).text
    assert not OrderExport.objects.exists()


def test_a_workbook_has_an_end_and_csv_none(taker, orders, monkeypatch):
    monkeypatch.setattr(operations, "XLSX_MOST", 2)
    assert take(taker, form="xlsx").status_code == 302
    assert len(rows_of(take(taker))) == 3


@pytest.mark.parametrize("kind", ["orders", "lines"])
@pytest.mark.parametrize("count", [1, 50, 500])
def test_it_takes_as_many_queries_however_many_orders(sign_in, shop, kind, count, django_assert_num_queries):
    if count == 1:
        make_paid_orders(1)
    else:
        copy_order(make_paid_orders(count - 1)[0])
    trusted = sign_in(VIEW_ORDERS, EXPORT_ORDERS, VIEW_CUSTOMERS)
    take(trusted).getvalue()
    with django_assert_num_queries(QUERIES[kind]):
        take(trusted, kind=kind).getvalue()


QUERIES = {"orders": 19, "lines": 16}

"""The order list in the admin: its views, filters and columns, and what a colleague keeps of them."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from commerce.backoffice.models import ColumnChoice, SavedView
from commerce.backoffice.operations import VIEWS_AT_MOST
from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.orders.facets import LONGEST
from commerce.orders.models import Order
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.orders import copy_order, make_order

pytestmark = pytest.mark.django_db
LIST = reverse("orders:index")


@pytest.fixture
def order():
    return make_order(make_product("DESK-OAK", title="Oak desk", price=12900, stock=500))


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS)


@pytest.fixture
def reader(sign_in):
    return sign_in(VIEW_ORDERS)


def numbers(answer):
    return [row.number for row in answer.context["object_list"]]


def save(client, name, query="view=late&payment=paid", **facts):
    return client.post(reverse("orders:save_view"), {"name": name, "query": query, **facts}, follow=True)


def tabs(client):
    text = client.get(LIST).text
    return re.findall(r"<a [^>]*>([^<]+)", text.split('class="kin-tabs"')[1].split("</nav>")[0])


def test_the_list_opens_with_open_work_newest_first(clerk, order):
    [older] = copy_order(order, status="paid")
    copy_order(order, status="delivered", fulfilment_state="delivered")
    assert numbers(clerk.get(LIST)) == [order.number, older.number]


def test_an_exact_number_opens_the_order_within_its_filter(clerk, order):
    answer = clerk.get(LIST, {"q": order.number.lower(), "view": "late"})
    assert answer.url == f"{reverse('orders:page', args=[order.pk])}?from=view%3Dlate"


def test_a_link_to_an_order_takes_the_filter_along(clerk, order):
    page = reverse("orders:page", args=[order.pk])
    assert f'{page}?from=view%3Dall%26country%3DUS"' in clerk.get(f"{LIST}?view=all&country=US").text
    assert f'{page}?from=view%3Dopen"' in clerk.get(LIST).text


def test_what_was_left_empty_does_not_stand_in_the_address(clerk, order):
    answer = clerk.get(f"{LIST}?view=all&q=&payment=paid&country=")
    assert answer.url == f"{LIST}?view=all&payment=paid"


def test_each_facet_is_a_chip_that_takes_itself_away(clerk, order):
    text = clerk.get(f"{LIST}?view=all&country=US&payment=unpaid&q=meyer").text
    chips = re.findall(r'href="([^"]*)"', text.split('class="kin-chips"')[1].split("</ul>")[0])
    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "?view=all&payment=unpaid&country=US",
        "?view=all&q=meyer&country=US",
        "?view=all&q=meyer&payment=unpaid",
        "?view=all",
    ]


def test_an_empty_list_says_so(clerk):
    assert "No orders here." in clerk.get(LIST).text
    assert "No order is like this." in clerk.get(f"{LIST}?q=nobody").text


def test_pages_lead_on_and_back(clerk, order):
    copies = copy_order(order, 60)
    first = clerk.get(LIST)
    assert (len(numbers(first)), "61 orders" in first.text) == (50, True)
    after = re.search(r'href="(\?after=\d+)"', first.text)[1]
    second = clerk.get(LIST + after)
    assert numbers(second) == [copy.number for copy in copies[49:]]
    before = re.search(r'href="(\?before=\d+)"', second.text)[1]
    assert numbers(clerk.get(LIST + before)) == numbers(first)


@pytest.mark.parametrize("place", ["after=x", "before=99999999999999999999", "after=0", "before=²"])
def test_a_page_that_begins_nowhere_is_the_first(clerk, order, place):
    assert numbers(clerk.get(f"{LIST}?{place}")) == [order.number]


def test_it_tells_of_new_orders_that_the_filter_lets_through(clerk, order):
    since = (order.placed_at - timedelta(seconds=1)).isoformat()
    news = clerk.get(reverse("orders:news"), {"since": since}).json()
    assert news == {"count": 1, "words": "1 new order"}
    copy_order(order, 2, placed_at=clock.now())
    assert clerk.get(reverse("orders:news"), {"since": since}).json()["words"] == "3 new orders"
    assert clerk.get(reverse("orders:news"), {"since": since, "view": "on-hold"}).json()["count"] == 0


@pytest.mark.parametrize("since", ["", "yesterday", "2026-11-20T12:00:00"])
def test_since_no_moment_nothing_is_new(clerk, order, since):
    assert clerk.get(reverse("orders:news"), {"since": since}).json()["count"] == 0


def test_the_news_cost_one_query_of_their_own(clerk, order, django_assert_max_num_queries):
    address = reverse("orders:news"), {"since": clock.now().isoformat()}
    clerk.get(*address)
    # Five know who asks and what they may.
    with django_assert_max_num_queries(6):
        clerk.get(*address)


def test_a_view_is_saved_without_what_was_searched_for(clerk):
    answer = save(clerk, "Paid and late", "view=late&payment=paid&q=anna@example.com")
    assert "is saved" in answer.text
    assert SavedView.objects.get().query == "view=late&payment=paid"
    assert tabs(clerk)[-1] == "Paid and late"
    assert 'aria-current="true">Paid and late' in clerk.get(f"{LIST}?view=late&payment=paid").text


def test_a_filter_of_any_length_is_kept_as_a_view(clerk):
    """Each part is as long as its field takes, in letters that an address spells with twelve signs."""
    query = urlencode({"view": "all", "goods": "😀" * LONGEST, "tag": "😀" * LONGEST})
    assert "is saved" in save(clerk, "Smiles", query).text
    assert SavedView.objects.get().query == query
    assert 'aria-current="true">Smiles' in clerk.get(f"{LIST}?{query}").text


def test_a_view_is_ones_own_until_it_is_shared(clerk, sign_in):
    save(clerk, "Mine")
    save(clerk, "Ours", is_shared="on")
    colleague = sign_in(VIEW_ORDERS)
    seen = [name.strip() for name in tabs(colleague)]
    assert seen[-1] == "Ours" and "Mine" not in seen


def test_only_those_who_may_change_orders_share(reader):
    save(reader, "Ours", is_shared="on")
    assert not SavedView.objects.get().is_shared


def test_a_name_is_one_view_of_its_owner(clerk, sign_in):
    save(clerk, "Late")
    assert "a view of this name already" in save(clerk, "Late", "view=all").text
    save(sign_in(VIEW_ORDERS), "Late")
    assert SavedView.objects.count() == 2


def test_what_was_typed_stays_in_the_open_form_once_where_the_name_is_taken(clerk):
    save(clerk, "Late", "view=late")
    again = save(clerk, "Late", "view=all", is_shared="on")
    assert (again.context["open_form"], again.text.count('kin-fold" open')) == ("save", 1)
    form = again.context["view_form"]
    assert (form["name"].value(), form["is_shared"].value()) == ("Late", True)
    later = clerk.get(LIST)
    assert (later.context["open_form"], later.context["view_form"]["name"].value()) == ("", None)


def test_a_taken_name_stays_in_the_open_form_of_the_view_that_was_to_have_it(clerk):
    save(clerk, "Late", "view=late")
    save(clerk, "Paid", "view=all&payment=paid")
    view = SavedView.objects.get(name="Paid")
    rename = {"name": "Late", "query": view.query}
    answer = clerk.post(reverse("orders:rename_view", args=[view.pk]), rename, follow=True)
    assert (answer.context["open_form"], answer.text.count('kin-fold" open')) == ("rename", 1)
    assert answer.context["rename_form"]["name"].value() == "Late"
    assert answer.context["view_form"]["name"].value() is None


def test_there_is_an_end_to_views(clerk):
    for number in range(VIEWS_AT_MOST):
        save(clerk, f"View {number}")
    assert "as many views as fit" in save(clerk, "One more").text
    assert SavedView.objects.count() == VIEWS_AT_MOST


def test_a_view_is_renamed_and_deleted_by_its_owner_alone(clerk, sign_in):
    save(clerk, "Late", is_shared="on")
    view = SavedView.objects.get()
    rename, delete = (reverse(f"orders:{verb}_view", args=[view.pk]) for verb in ("rename", "delete"))
    colleague = sign_in(VIEW_ORDERS, CHANGE_ORDERS)
    assert colleague.post(rename, {"name": "Gone"}).status_code == 404
    assert colleague.post(delete).status_code == 404
    clerk.post(rename, {"name": "Too late"})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Too late", False)
    assert "is deleted" in clerk.post(delete, follow=True).text
    assert not SavedView.objects.exists()


def test_ones_own_view_is_renamed_and_deleted_beside_an_equal_one_of_a_colleague(clerk, sign_in):
    save(sign_in(VIEW_ORDERS, CHANGE_ORDERS), "Abroad", "view=all&country=US", is_shared="on")
    save(clerk, "Overseas", "view=all&country=US")
    answer = clerk.get(f"{LIST}?view=all&country=US")
    mine = SavedView.objects.get(name="Overseas")
    assert answer.context["current"] == mine and answer.context["rename_form"]["name"].value() == "Overseas"
    for verb in ("rename", "delete"):
        assert reverse(f"orders:{verb}_view", args=[mine.pk]) in answer.text


def test_a_view_without_a_name_is_not_saved(clerk):
    save(clerk, "")
    assert not SavedView.objects.exists()


def test_columns_are_remembered_for_each_colleague(clerk, reader, order):
    def headings(client):
        table = client.get(LIST).text.split('<table class="listing"')[1]
        return re.findall(r"<th[^>]*>\s*(\w[\w ]*\w)\s*</th>", table)

    usual = headings(reader)
    assert "Customer" in usual and "Paid with" not in usual
    clerk.post(reverse("orders:columns"), {"columns": ["total", "method"]})
    assert headings(clerk) == ["Order", "Total", "Paid with"]
    assert headings(reader) == usual
    clerk.post(reverse("orders:columns"), {"columns": ["total", "no such column"]})
    assert ColumnChoice.objects.get().columns == ["total", "method"]


def test_flags_name_what_a_colleague_should_notice(clerk, order):
    Order.objects.filter(pk=order.pk).update(is_on_hold=True, has_note=True)
    text = clerk.get(LIST).text
    assert "On hold</span>" in text and "Note</span>" in text


@pytest.mark.parametrize("count", [0, 49, 499])
def test_the_list_costs_the_same_however_long(clerk, order, django_assert_max_num_queries, count):
    copy_order(order, count)
    clerk.get(LIST)
    with django_assert_max_num_queries(18):
        clerk.get(LIST)

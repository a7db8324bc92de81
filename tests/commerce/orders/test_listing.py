"""The list of orders: what a filter lets through, its one spelling, and pages that nothing moves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict

from commerce.orders.desk import add_tag, archive_order
from commerce.orders.facets import FACETS, OPEN_DISPUTES
from commerce.orders.indexes import ORDER_INDEXES
from commerce.orders.listing import COUNTED_TO, OrderFilter, neighbours, newer_than, page_of
from commerce.orders.models import Order, OrderAddress, OrderEvent
from commerce.orders.operations import cancel_order, mark_order_paid
from commerce.orders.timeline import write_event
from commerce.payments.models import Dispute, PaymentAttempt
from commerce.reconciliation.models import Difference
from commerce.refunds.models import Refund
from commerce.refunds.operations import refuse_refund
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor, staff
from tests.factories.catalogue import make_product
from tests.factories.orders import copy_order, make_order
from tests.factories.reconciliation import make_difference, make_dispute
from tests.factories.refunds import ask, make_proposed_refund
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def desk():
    return make_product("DESK-OAK", title="Oak desk", price=12900, stock=500)


@pytest.fixture
def order(desk):
    return make_order(desk)


def change(order, **facts):
    Order.objects.filter(pk=order.pk).update(**facts)
    order.refresh_from_db()


def shown(query):
    return {order.number for order in page_of(OrderFilter.parse(query)).orders}


def is_shown(order, query):
    return order.number in shown(query)


def test_open_is_what_somebody_has_to_do_something_about(order):
    assert is_shown(order, "")
    mark_order_paid(order=order, by=SYSTEM)
    assert is_shown(order, "view=open")
    change(order, status="shipped", fulfilment_state="partly")
    assert is_shown(order, "")
    change(order, status="delivered", fulfilment_state="delivered")
    assert not is_shown(order, "")
    assert is_shown(order, "view=all")
    change(order, return_state="open")
    assert is_shown(order, "")
    assert is_shown(order, "view=returns")


def test_what_is_cancelled_is_open_no_more(order):
    cancel_order(order=order, by=SYSTEM)
    assert not is_shown(order, "")


def test_what_is_looked_for_may_be_done_with(order):
    change(order, status="delivered", fulfilment_state="delivered")
    assert is_shown(order, "q=meyer")
    assert not is_shown(order, "view=open&q=meyer")


def test_to_pack_is_secured_not_held_and_not_all_sent(order):
    assert not is_shown(order, "view=to-pack")
    mark_order_paid(order=order, by=SYSTEM)
    assert is_shown(order, "view=to-pack")
    change(order, is_on_hold=True)
    assert not is_shown(order, "view=to-pack")
    assert is_shown(order, "view=on-hold")


@pytest.mark.parametrize(
    ("promised", "paid", "is_late"),
    [
        (date(2026, 11, 20), MOMENT, True),
        (date(2026, 11, 21), MOMENT - timedelta(days=9), False),
        (None, MOMENT - timedelta(days=3), True),
        (None, MOMENT - timedelta(days=2), False),
    ],
)
def test_late_is_what_has_not_left_when_its_first_promised_day_is_here(order, promised, paid, is_late):
    change(order, status="paid", delivery_from=promised, paid_at=paid)
    with clock.travel(MOMENT):
        assert is_shown(order, "view=late") is is_late
        assert page_of(OrderFilter("all")).orders[0].is_late is is_late
        change(order, status="shipped", fulfilment_state="shipped")
        assert not is_shown(order, "view=late")


@pytest.mark.parametrize(
    ("facts", "query", "other"),
    [
        ({"status": "delivered"}, "status=delivered", "status=paid"),
        ({"payment_state": "refunded"}, "payment=refunded", "payment=paid"),
        ({"payment_state": "authorised"}, "view=to-capture", "payment=paid"),
        ({"fulfilment_state": "partly"}, "fulfilment=partly", "fulfilment=shipped"),
        ({"return_state": "closed"}, "returned=closed", "returned=open"),
        ({}, "country=US", "country=CA"),
        ({}, "delivery=standard", "delivery=express"),
        ({"payment_method": "klarna"}, "method=klarna", "method=card"),
        ({"total_minor": 15000}, "least=150", "least=150.01"),
        ({"total_minor": 15000}, "most=150", "most=149.99"),
        ({"is_on_hold": True}, "held=1", "late=1"),
        ({"has_note": True}, "noted=1", "disputed=1"),
        ({"awaits_answer": True}, "to_answer=1", "noted=1"),
        ({"placed_at": MOMENT}, "placed_from=2026-11-20", "placed_from=2026-11-21"),
        ({"placed_at": MOMENT}, "placed_to=2026-11-20", "placed_to=2026-11-19"),
        ({}, "goods=DESK-OAK", "goods=DESK-ASH"),
        ({}, "goods=desk-oak", "goods=oak chair"),
        ({}, "goods=oak", "goods=pine"),
        ({"is_on_hold": True}, "held=1&country=US&goods=oak", "held=1&country=CA&goods=oak"),
    ],
)
def test_each_facet_lets_through_what_has_it(order, facts, query, other):
    change(order, **facts)
    everywhere = "" if query.startswith("view") else "view=all&"
    assert is_shown(order, everywhere + query)
    assert not is_shown(order, f"view=all&{other}")


def test_a_tag_is_found_however_it_is_spelt(order):
    add_tag(order=order, label="Fragile glass", by=SYSTEM)
    assert is_shown(order, "view=all&tag=fragile++glass")
    assert not is_shown(order, "view=all&tag=fragile")
    assert [chip.words for chip in OrderFilter.parse("view=all&tag=Fragile glass").chips] == ["Fragile glass"]


def test_orders_are_narrowed_to_those_that_a_colleague_worked_on(order):
    [theirs] = copy_order(order)
    clara, ben = make_colleague(), make_colleague(first_name="", last_name="")
    add_tag(order=order, label="Fragile", by=staff(clara))
    add_tag(order=theirs, label="Fragile", by=staff(ben))
    add_tag(order=theirs, label="Gift", by=Actor("customer", clara.pk, f"Customer {clara.pk}"))
    assert shown(f"view=all&staff={clara.pk}") == {order.number}
    assert shown(f"view=all&staff={ben.pk}") == {theirs.number}
    assert shown("view=all&staff=999999") == set()
    words = [OrderFilter.parse(f"staff={person}").chips[0].words for person in (clara.pk, ben.pk, 999999)]
    assert words == ["Clara Packer", ben.email, "999999"]


def test_whose_work_an_order_was_is_read_from_an_index_alone(order):
    add_tag(order=order, label="Fragile", by=staff(make_colleague()))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    assert "events_of_staff" in OrderFilter.parse("view=all&staff=7").orders.values_list("pk").explain()


def test_a_risk_is_a_flag_where_the_customers_card_names_one(order):
    [row] = page_of(OrderFilter("all")).orders
    assert not row.is_risky
    attempt = PaymentAttempt.objects.create(
        payment=order.payments.get(), charge_id="ch_1", outcome=PaymentAttempt.Outcome.FAILED
    )
    assert page_of(OrderFilter("all")).orders[0].is_risky
    attempt.delete()
    billing = OrderAddress.objects.filter(order=order, kind="billing")
    billing.update(country="CA")
    assert page_of(OrderFilter("all")).orders[0].is_risky
    billing.update(country="US")
    make_dispute(make_order(order.lines.get().variant, email=order.email))
    risky = {row.pk: row.is_risky for row in page_of(OrderFilter("all")).orders}
    assert risky[order.pk]
    assert [risk for pk, risk in risky.items() if pk != order.pk] == [False]


def test_a_day_is_one_of_the_shops_clock(order, settings):
    change(order, placed_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    with_zone = "view=all&placed_from=2026-11-21&placed_to=2026-11-21"
    assert not is_shown(order, with_zone)
    settings.TIME_ZONE = "Europe/Berlin"
    assert is_shown(order, with_zone)


def test_a_note_and_an_open_dispute_are_flags(order):
    [row] = page_of(OrderFilter("all")).orders
    assert (row.has_note, row.is_disputed, row.units) == (False, False, 1)
    write_event(order=order, kind=OrderEvent.Kind.NOTE, by=SYSTEM, note="Ring twice")
    dispute = make_dispute(order)
    [row] = page_of(OrderFilter.parse("view=all&noted=1&disputed=1")).orders
    assert (row.has_note, row.is_disputed) == (True, True)
    Dispute.objects.filter(pk=dispute.pk).update(status="won")
    assert not is_shown(order, "view=all&disputed=1")


def test_the_disputes_that_count_are_those_that_are_open():
    assert set(OPEN_DISPUTES) == Dispute.OPEN


@pytest.mark.parametrize(
    "query",
    [
        "view=late&payment=paid&goods=Tisch+%26+Stuhl",
        "q=meyer&least=10.5",
        "placed_from=2026-11-01&held=1",
        "",
    ],
)
def test_a_filter_is_written_as_it_is_read(query):
    assert OrderFilter.parse(query).query == query


def test_a_filter_has_one_spelling():
    assert OrderFilter.parse("held=1&view=all&payment=paid&q=").query == "view=all&payment=paid&held=1"


@pytest.mark.parametrize("name", FACETS)
def test_what_can_not_be_read_is_left_out(name):
    data = QueryDict(mutable=True)
    data[name] = "\x00" if name in ("goods", "tag") else "../no such thing"
    assert OrderFilter.read(data).facets == ()


def test_each_chip_takes_away_itself_alone(order):
    chosen = OrderFilter.parse("view=late&payment=paid&country=US&held=1")
    assert [(str(chip.label), chip.words) for chip in chosen.chips] == [
        ("Payment", "Paid"),
        ("Ships to", "United States"),
        ("On hold", "yes"),
    ]
    assert chosen.chips[1].without == "view=late&payment=paid&held=1"


def placed(numbers, chosen, **where):
    page = page_of(chosen, **where)
    assert [order.number for order in page.orders] == numbers
    return page


def test_pages_begin_after_an_order_and_new_ones_move_none(order):
    chosen = OrderFilter("all")
    copies = [copy.number for copy in copy_order(order, 5)]
    first = placed([order.number, *copies[:1]], chosen, size=2)
    second = placed(copies[1:3], chosen, after=first.older, size=2)
    copy_order(order, 3, placed_at=order.placed_at + timedelta(minutes=1))
    assert placed(copies[1:3], chosen, after=first.older, size=2) == second
    last = placed(copies[3:], chosen, after=second.older, size=2)
    assert last.older is None
    placed(copies[1:3], chosen, before=last.newer, size=2)
    assert page_of(chosen, before=second.newer, size=2).orders[1].number == copies[0]


def test_orders_of_one_moment_are_each_on_one_page(order):
    copy_order(order, 4, placed_at=order.placed_at)
    chosen, seen, after = OrderFilter("all"), [], None
    for _page in range(3):
        page = page_of(chosen, after=after, size=2)
        seen += [shown.pk for shown in page.orders]
        after = page.older
    assert seen == sorted({*seen}, reverse=True)
    assert (len(seen), after) == (5, None)


def test_more_than_a_thousand_are_not_counted(order):
    copy_order(order, COUNTED_TO - 1)
    page = page_of(OrderFilter("all"))
    assert (page.count, page.is_more) == (COUNTED_TO, False)
    copy_order(order, 2, placed_at=MOMENT)
    assert page_of(OrderFilter("all")).is_more


def test_an_order_has_neighbours_within_its_filter(order):
    one, two, three = copy_order(order, 3)
    change(two, is_on_hold=True)
    assert neighbours(two, OrderFilter("all")) == (one, three)
    assert neighbours(three, OrderFilter("on-hold")) == (two, None)
    assert neighbours(one, OrderFilter("on-hold")) == (None, two)


def test_new_orders_are_those_that_the_filter_lets_through(order):
    before = order.placed_at - timedelta(seconds=1)
    copy_order(order, 2, placed_at=order.placed_at, is_on_hold=True)
    assert newer_than(before, OrderFilter("all")) == 3
    assert newer_than(before, OrderFilter("on-hold")) == 2
    assert newer_than(order.placed_at, OrderFilter("all")) == 0


@pytest.mark.parametrize("tab", ["open", "to-pack", "late"])
def test_open_work_has_an_index_of_its_own(order, tab):
    """PostgreSQL takes it where the tab asks for nothing outside of it; few rows suit any index as well."""
    copy_order(order, 30, status="delivered", fulfilment_state="delivered")
    with connection.cursor() as cursor:
        for index in ORDER_INDEXES:
            if index.name != "orders_open":
                cursor.execute(f"DROP INDEX {index.name}")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    ids = OrderFilter(tab).orders.values_list("pk", flat=True)[:50]
    assert "orders_open" in ids.explain()


@pytest.mark.parametrize("count", [2, 50])
def test_a_page_costs_the_same_wherever_it_begins(order, django_assert_num_queries, count):
    copies = copy_order(order, count)
    # Ids, orders, their tags, and from when an order is late.
    with django_assert_num_queries(4):
        page_of(OrderFilter("all"))
    with django_assert_num_queries(5):
        page_of(OrderFilter("all"), after=copies[0].pk)


def test_a_payment_problem_is_one_until_it_is_solved(order):
    mark_order_paid(order=order, by=SYSTEM)
    tab = "view=payment-problems"
    assert not is_shown(order, tab)
    change(order, payment_state="void")
    assert is_shown(order, tab)
    [cancelled] = copy_order(order)
    change(cancelled, status="cancelled")
    assert not is_shown(cancelled, tab)
    change(order, payment_state="paid")
    difference = make_difference(payment=order.payments.get())
    assert is_shown(order, tab)
    Difference.objects.filter(pk=difference.pk).update(settled_at=clock.now(), how="understood")
    assert not is_shown(order, tab)


def test_money_of_a_cancelled_order_is_a_problem_until_it_is_given_back_or_archived(desk):
    refund = make_proposed_refund(desk)
    order, tab = refund.order, "view=payment-problems"
    refuse_refund(refund=refund, by=SYSTEM)
    change(order, status="cancelled", payment_state="paid")
    assert is_shown(order, tab)
    archive_order(order=order, by=SYSTEM)
    assert not is_shown(order, tab)
    assert is_shown(order, "view=archived") and is_shown(order, "view=all")
    write_event(order=order, kind="alert", by=SYSTEM, summary="A refund failed")
    assert is_shown(order, tab) and not is_shown(order, "view=archived")
    ask(order, goodwill=order.total_minor)
    assert not is_shown(order, tab)


def test_what_a_bank_disputes_of_a_cancelled_order_is_no_money_of_ours(desk):
    refund = make_proposed_refund(desk)
    refuse_refund(refund=refund, by=SYSTEM)
    make_dispute(refund.order)
    change(refund.order, status="cancelled", payment_state="paid")
    assert not is_shown(refund.order, "view=payment-problems")


def test_a_failed_refund_is_a_problem_until_another_follows(desk):
    refund = make_proposed_refund(desk)
    Refund.objects.filter(pk=refund.pk).update(status="failed")
    assert is_shown(refund.order, "view=payment-problems")
    ask(refund.order, goodwill=100)
    assert not is_shown(refund.order, "view=payment-problems")

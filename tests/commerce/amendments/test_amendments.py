"""A paid order is changed before it leaves: one difference is paid or given back, and all books agree."""

from datetime import timedelta

import pytest

from commerce.amendments.models import Amendment, AmendmentStatus
from commerce.amendments.operations import let_order_go
from commerce.checkout.differences import expire_amendments, give_up_amendment, start_difference
from commerce.checkout.operations import finish_checkout
from commerce.errors import (
    AboveOwnLimit,
    AmendmentClosed,
    AmendmentWaits,
    DifferenceTooSmall,
    GoodsNotSold,
    NotAmendable,
    NothingAmended,
    NothingKept,
    NotTaken,
    OrderMoved,
    OutOfStock,
    UnitsPacked,
)
from commerce.figures.queries import takings
from commerce.fulfilment.operations import pack_order, ship_order
from commerce.invoices.models import Invoice, InvoiceKind
from commerce.invoices.queries import paper_of
from commerce.orders.desk import put_on_hold
from commerce.orders.models import Order, OrderEvent
from commerce.orders.operations import cancel_order
from commerce.orders.queries import orders_in_full
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundLimit
from commerce.refunds.operations import refund_everything, send_refund
from commerce.stock.models import StockItem
from emails.models import Letter
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.amendments import amend, fresh, pay_difference
from tests.factories.captures import make_authorised_order
from tests.factories.catalogue import make_product
from tests.factories.checkout import confirm, pay_later
from tests.factories.refunds import CLERK, MANAGER, make_paid_order
from tests.factories.staff import make_colleague
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def tray(shop):
    return make_product("TRAY", title="Tray", price=1000, stock=9)


@pytest.fixture
def lamp(shop):
    return make_product("LAMP", title="Lamp", price=2500, stock=3)


@pytest.fixture
def order(stripe, tray):
    """Two trays at 10.00 and delivery at 9.00, taxed by 8.875 %."""
    return make_paid_order(stripe, (tray, 2))


def counts(variant):
    item = StockItem.objects.get(variant=variant)
    return item.on_hand, item.allocated, item.held


def send_all():
    for refund in Refund.objects.filter(status="requested"):
        send_refund(refund=refund)


def kinds(order):
    return list(OrderEvent.objects.filter(order=order).values_list("kind", flat=True))


def test_units_are_taken_out_and_their_worth_is_given_back(order, tray, stripe):
    [line] = order.lines.all()
    amendment = amend(order, cut={line: 1})
    send_all()

    assert (amendment.status, amendment.difference.minor) == (AmendmentStatus.MADE, -1089)
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.offset_minor, refund.sent.minor) == (1089, 0, 1089)
    line.refresh_from_db()
    assert (line.cancelled_quantity, line.refunded_quantity) == (1, 1)
    assert counts(tray) == (9, 1, 0)
    assert Letter.objects.filter(kind="order_amended", about_id=str(amendment.pk)).count() == 1
    assert not Letter.objects.filter(kind="refund_sent").exists()
    assert_ledger_ok(stripe)


def test_something_cheaper_instead_gives_back_the_difference_alone(order, lamp, stripe, tray):
    pen = make_product("PEN", title="Pen", price=400, stock=5)
    [line] = order.lines.all()
    total = order.total_minor
    amendment = amend(order, cut={line: 2}, added={pen: 3})
    send_all()

    # 20.00 and its tax of 1.78 out, 12.00 and its tax of 1.07 in.
    assert (amendment.cut_minor, amendment.added_minor) == (2178, 1307)
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.offset_minor, refund.sent.minor) == (2178, 1307, 871)
    order = fresh(order)
    assert order.total_minor == total + 1307
    assert (order.status, order.payment_state) == ("paid", "part_refunded")
    assert [(line.sku, line.quantity, line.to_pack) for line in order.lines.all()] == [
        ("TRAY", 2, 0),
        ("PEN", 3, 3),
    ]
    assert (counts(tray), counts(pen)) == ((9, 0, 0), (5, 3, 0))
    assert_ledger_ok(stripe)


def test_something_dearer_waits_until_its_difference_is_paid(order, tray, lamp, stripe):
    [line] = order.lines.all()
    total = order.total_minor
    amendment = amend(order, cut={line: 1}, added={lamp: 1})

    # 10.89 out, 25.00 and its tax of 2.22 in.
    assert (amendment.status, amendment.difference.minor) == (AmendmentStatus.WAITING, 2722 - 1089)
    waiting = fresh(order)
    assert (waiting.total_minor, waiting.is_on_hold, waiting.lines.count()) == (total, True, 1)
    assert counts(lamp) == (3, 0, 0)
    assert Letter.objects.filter(kind="amendment_to_pay", about_id=str(amendment.pk)).count() == 1

    paid = pay_difference(stripe, amendment)
    assert (paid.status, paid.payment.captured_minor) == (AmendmentStatus.MADE, 1633)
    order = fresh(order)
    assert (order.total_minor, order.is_on_hold, order.payment_state) == (total + 2722, False, "paid")
    assert (counts(tray), counts(lamp)) == ((9, 1, 0), (3, 1, 0))
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.offset_minor, refund.status) == (1089, 1089, "succeeded")
    assert Letter.objects.filter(kind="order_amended", about_id=str(amendment.pk)).count() == 1
    assert_ledger_ok(stripe)


def test_what_was_changed_and_paid_twice_is_given_back_to_both_payments(order, lamp, stripe):
    pay_difference(stripe, amend(order, added={lamp: 2}))
    cancel_order(order=fresh(order), by=SYSTEM, reason="Asked for")
    send_all()

    first, second = order.payments.order_by("pk")
    assert (first.refundable.minor, second.refundable.minor) == (0, 0)
    assert sorted(Refund.objects.values_list("payment", flat=True)) == [first.pk, second.pk]
    assert counts(lamp) == (3, 0, 0)
    assert fresh(order).payment_state == "refunded"
    assert_ledger_ok(stripe)


def test_more_of_the_same_is_a_line_of_its_own_at_todays_price(order, tray, stripe):
    amendment = pay_difference(stripe, amend(order, added={tray: 3}))
    assert list(order.lines.values_list("sku", "quantity", "amendment")) == [
        ("TRAY", 2, None),
        ("TRAY", 3, amendment.pk),
    ]
    assert counts(tray) == (9, 5, 0)
    ship_order(order=fresh(order), by=CLERK)
    assert counts(tray) == (4, 0, 0)
    assert_ledger_ok(stripe)


def test_another_delivery_is_dearer_or_cheaper(order, stripe, shop):
    choices = {"express": 1900, "standard": 900}
    order = fresh(order)
    assert (order.delivery_method, order.delivery_minor) == ("standard", choices["standard"])
    pay_difference(stripe, amend(order, delivery="express"))
    order = fresh(order)
    assert (order.delivery_method, order.delivery_minor) == ("express", choices["express"])
    amendment = amend(order, delivery="standard")
    send_all()
    assert amendment.difference.minor < 0
    assert fresh(order).delivery_method == "standard"
    assert_ledger_ok(stripe)


class TestPapers:
    def test_what_is_put_in_has_an_invoice_of_its_own_and_the_first_one_stays(self, order, lamp, stripe):
        def paper(invoice):
            return paper_of(invoice, orders_in_full().get(pk=order.pk))

        [line] = order.lines.all()
        first = Invoice.objects.get(order=order)
        before = paper(first)
        amendment = pay_difference(stripe, amend(order, cut={line: 1}, added={lamp: 1}))

        assert paper(first) == before
        supplement = paper(Invoice.objects.get(amendment=amendment))
        assert [row.label for row in supplement.lines] == ["1 × Lamp"]
        assert supplement.total.amount.minor == 2722
        assert [row.amount.minor for row in supplement.paid] == [-1089, 1633]
        credited = paper(Invoice.objects.get(order=order, kind=InvoiceKind.CREDIT_NOTE))
        assert credited.total.amount.minor == -1089
        assert credited.paid[0].amount.minor == -1089
        assert dict(credited.facts)["For invoice"] == first.number


class TestRefused:
    def test_what_changes_nothing_or_leaves_nothing(self, order):
        [line] = order.lines.all()
        with pytest.raises(NothingAmended):
            amend(order)
        with pytest.raises(NothingKept):
            amend(order, cut={line: 2})

    def test_what_lies_in_a_parcel(self, order):
        [line] = order.lines.all()
        pack_order(order=order, quantities={line.pk: 1}, by=CLERK)
        with pytest.raises(UnitsPacked):
            amend(order, cut={line: 2})

    def test_an_order_that_left_or_is_not_paid_yet(self, order, lamp, stripe, tray):
        reserved = make_authorised_order(stripe, (tray, 1))
        with pytest.raises(NotTaken):
            amend(reserved, added={lamp: 1})
        ship_order(order=order, by=CLERK)
        with pytest.raises(NotAmendable):
            amend(order, added={lamp: 1})

    def test_what_is_not_there_or_not_sold(self, order, lamp):
        with pytest.raises(OutOfStock):
            amend(order, added={lamp: 4})
        lamp.retired_at = clock.now()
        lamp.save()
        with pytest.raises(GoodsNotSold):
            amend(order, added={lamp: 1})
        assert not Amendment.objects.exists()

    def test_goods_of_no_difference_and_not_there(self, order, stripe):
        [line] = order.lines.all()
        cheap = make_product("CLIP", title="Clip", price=10, stock=1)
        with pytest.raises(OutOfStock):
            amend(order, cut={line: 1}, added={cheap: 2})
        assert not Amendment.objects.exists()
        assert fresh(order).lines.count() == 1

    def test_a_difference_that_nobody_can_pay(self, order, tray):
        nearly = make_product("NEARLY", title="Nearly a tray", price=1045, stock=3)
        with pytest.raises(DifferenceTooSmall, match=r"0\.50"):
            amend(order, cut={order.lines.get(): 1}, added={nearly: 1})
        enough = make_product("ENOUGH", title="A tray and more", price=1046, stock=3)
        assert amend(order, cut={order.lines.get(): 1}, added={enough: 1}).payment.amount_minor == 50

    def test_a_second_change_while_one_waits(self, order, lamp, tray):
        amend(order, added={lamp: 1})
        with pytest.raises(AmendmentWaits):
            amend(order, added={tray: 1})

    def test_more_than_one_colleague_gives_back_alone(self, order):
        RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)
        [line] = order.lines.all()
        with pytest.raises(AboveOwnLimit):
            amend(order, cut={line: 1}, by=CLERK)
        assert not Amendment.objects.exists()

    def test_an_order_that_moved(self, order, lamp):
        version = fresh(order).version
        put_on_hold(order=order, reason="Wait", by=CLERK)
        with pytest.raises(OrderMoved):
            amend(order, added={lamp: 1}, version=version)


class TestGivenUp:
    def test_what_is_not_paid_in_time_leaves_the_order_as_it_was(self, order, lamp, stripe):
        amendment = amend(order, added={lamp: 1})
        start_difference(amendment=amendment, by=GUEST)
        with clock.travel(clock.now() + timedelta(days=2, hours=23)):
            assert expire_amendments() == 0
        with clock.travel(clock.now() + timedelta(days=3, minutes=1)):
            assert expire_amendments() == 1

        amendment.refresh_from_db()
        assert (amendment.status, amendment.payment.status) == ("withdrawn", "cancelled")
        kept = fresh(order)
        assert (kept.is_on_hold, kept.payment_state, kept.lines.count()) == (False, "paid", 1)
        assert_ledger_ok(stripe)
        with pytest.raises(AmendmentClosed):
            start_difference(amendment=amendment, by=GUEST)

    def test_of_a_difference_that_takes_days_its_own_letters_tell(self, order, lamp, stripe):
        amendment = amend(order, added={lamp: 1})
        pay_later(stripe, start_difference(amendment=amendment, by=GUEST).client_secret)
        finish_checkout(payment=amendment.payment, by=GUEST)
        stripe.post_hook("settle", id=Payment.objects.get(pk=amendment.payment_id).intent_id, outcome="fail")
        finish_checkout(payment=amendment.payment, by=GUEST)

        told = Letter.objects.filter(about_kind="amendment").order_by("pk").values_list("kind", flat=True)
        assert list(told) == ["amendment_to_pay", "difference_delayed", "difference_failed"]
        assert not Letter.objects.filter(kind__startswith="payment_").exists()
        assert fresh(order).total_minor == order.total_minor

    def test_a_hold_of_a_colleague_stays(self, order, lamp):
        put_on_hold(order=order, reason="Look at it", by=CLERK)
        amendment = amend(order, added={lamp: 1})
        give_up_amendment(amendment=amendment, by=MANAGER)
        assert fresh(order).is_on_hold

    def test_while_it_waits_the_order_is_not_let_go(self, order, lamp):
        amendment = amend(order, added={lamp: 1})
        with pytest.raises(AmendmentWaits):
            let_order_go(order=order, by=CLERK)
        assert fresh(order).is_on_hold
        give_up_amendment(amendment=amendment, by=MANAGER)
        put_on_hold(order=fresh(order), reason="Look at it", by=CLERK)
        let_order_go(order=order, by=CLERK)
        assert not fresh(order).is_on_hold

    def test_money_for_a_change_that_cannot_be_made_goes_back(self, order, lamp, stripe):
        [line] = order.lines.all()
        amendment = amend(order, cut={line: 1}, added={lamp: 1})
        Order.objects.filter(pk=order.pk).update(is_on_hold=False)
        pack_order(order=fresh(order), by=CLERK)
        paid = pay_difference(stripe, amendment)
        send_all()

        assert paid.status == AmendmentStatus.WITHDRAWN
        payment = paid.payment
        assert (payment.captured_minor, payment.refunded_minor) == (1633, 1633)
        assert OrderEvent.Kind.ALERT in kinds(order)
        assert fresh(order).lines.count() == 1
        assert counts(lamp) == (3, 0, 0)

    def test_goods_that_went_while_it_was_paid_are_owed_and_somebody_is_told(self, order, lamp, stripe):
        make_colleague("commerce.change_order")
        amendment = amend(order, added={lamp: 3})
        started = start_difference(amendment=amendment, by=GUEST)
        StockItem.objects.filter(variant=lamp).update(on_hand=1)
        confirm(stripe, started.client_secret)
        finish_checkout(payment=Amendment.objects.get().payment, by=SYSTEM)
        assert counts(lamp) == (1, 3, 0)
        assert Letter.objects.filter(kind="order_short").exists()


def test_a_customers_spending_and_the_days_takings_count_each_part_once(order, lamp, stripe):
    [line] = order.lines.all()
    total = order.total_minor
    pay_difference(stripe, amend(order, cut={line: 1}, added={lamp: 1}))
    [today, *_rest] = takings()["USD"]
    assert today.now.net.minor == total + 2722 - 1089
    assert (today.now.orders, today.now.refunds) == (1, 1)


def test_a_refund_of_all_after_a_change_stops_at_what_was_taken(order, lamp, stripe):
    [line] = order.lines.all()
    pay_difference(stripe, amend(order, cut={line: 1}, added={lamp: 1}))
    refund_everything(order=fresh(order), by=SYSTEM, reason="All of it")
    send_all()
    assert sum(payment.refundable.minor for payment in order.payments.all()) == 0
    assert_ledger_ok(stripe)

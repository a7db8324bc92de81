"""Jobs on many orders: what is fixed when they are drafted, and what becomes of each order."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from wagtail.models import ModelLogEntry

from commerce.amendments.models import Amendment
from commerce.bulk import operations
from commerce.bulk.models import BulkJob, BulkRow
from commerce.bulk.operations import LOGGED, confirm_job, draft_job, forget_drafts, try_again, work_job
from commerce.bulk.queries import counts_of, jobs_left_alone, left_out_of
from commerce.errors import NothingChosen, TooManyOrders
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.operations import pack_order
from commerce.orders.desk import add_tag, put_on_hold
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order, OrderEvent, OrderTag
from commerce.orders.operations import cancel_order, mark_order_paid
from commerce.payments.models import Payment
from commerce.refunds.models import RefundLimit
from commerce.stock.operations import allocate_holds
from commerce.tasks import follow_bulk_jobs, work_bulk_job
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.bulk import PAID, make_clerk, make_drafted_job, make_job, make_paid_orders, outcomes
from tests.factories.catalogue import make_product
from tests.factories.orders import copy_order, make_order
from tests.factories.reconciliation import make_dispute
from tests.factories.refunds import CLERK, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders(shop):
    return make_paid_orders(4)


def packed():
    return sorted(Shipment.objects.values_list("order__number", flat=True))


def all_of(orders):
    return Order.objects.filter(pk__in=[order.pk for order in orders])


class TestDrafting:
    def test_a_draft_fixes_its_orders_and_does_nothing(self, orders):
        draft = make_drafted_job()
        [late] = copy_order(orders[0])
        work_job(job=draft)
        assert (draft.rows.count(), packed()) == (4, [])
        assert not draft.rows.filter(order=late).exists()

    def test_only_orders_of_the_filter_are_meant(self, orders):
        put_on_hold(order=orders[0], reason="Odd", by=CLERK)
        draft = make_drafted_job("let_go", chosen=OrderFilter.parse("view=on-hold"))
        assert outcomes(draft) == {orders[0].number: "waiting"}

    def test_who_is_skipped_and_why_is_known_beforehand(self, orders):
        held, gone, done, fine = orders
        put_on_hold(order=held, reason="Odd", by=CLERK)
        Order.objects.filter(pk=gone.pk).update(status="cancelled")
        pack_order(order=done, by=CLERK)
        draft = make_drafted_job(orders=all_of(orders))
        assert outcomes(draft) == {
            held.number: "OrderOnHold",
            gone.number: "CancelledAlready",
            done.number: "PackedAlready",
            fine.number: "waiting",
        }
        assert counts_of(draft) == {"waiting": 1, "done": 0, "skipped": 3, "failed": 0}
        [first, *_others] = groups = left_out_of(draft)
        assert {group.reason for group in groups} == {"CancelledAlready", "OrderOnHold", "PackedAlready"}
        assert (first.count, [order.number for order in first.orders]) == (1, [gone.number])

    def test_what_is_left_out_is_told_in_three_queries(self, orders, django_assert_num_queries):
        copies = copy_order(orders[0], 40, status="cancelled")
        draft = make_drafted_job(orders=all_of([*orders, *copies]))
        with django_assert_num_queries(3):
            [group] = left_out_of(draft)
        assert (group.count, len(group.orders)) == (40, 5)

    def test_what_was_searched_for_is_not_kept(self, orders):
        draft = make_drafted_job(chosen=OrderFilter.parse("view=all&q=jane"), orders=all_of(orders))
        assert (draft.query, draft.is_searched) == ("view=all", True)

    def test_nothing_chosen_and_too_many_are_refused_and_leave_no_job(self, orders, monkeypatch):
        monkeypatch.setattr(BulkJob, "MOST", 3)
        with pytest.raises(TooManyOrders):
            make_drafted_job()
        with pytest.raises(NothingChosen):
            make_drafted_job(chosen=OrderFilter.parse("view=on-hold"))
        assert not BulkJob.objects.exists()

    def test_drafts_that_nobody_confirmed_are_forgotten_after_a_day(self, orders):
        old, new, confirmed = make_drafted_job(), make_drafted_job(), make_job()
        past = clock.now() - timedelta(days=2)
        BulkJob.objects.filter(pk__in=[old.pk, confirmed.pk]).update(asked_at=past)
        assert forget_drafts()
        assert set(BulkJob.objects.all()) == {new, confirmed}


class TestWorking:
    def test_each_order_is_done_once_by_whoever_asked(self, orders):
        clerk = make_clerk()
        job = make_job(by=clerk)
        work_job(job=job)
        work_job(job=job)
        job.refresh_from_db()
        assert packed() == sorted(order.number for order in orders)
        assert counts_of(job)["done"] == 4
        assert not job.is_at_work
        actors = OrderEvent.objects.filter(kind="shipment").values_list("actor_kind", "actor_id")
        assert set(actors) == {("staff", clerk.pk)}

    def test_confirmed_twice_it_is_one_job_that_begins_once(self, orders, django_capture_on_commit_callbacks):
        draft = make_drafted_job()
        with django_capture_on_commit_callbacks() as begun:
            assert confirm_job(job=draft)
            assert not confirm_job(job=BulkJob.objects.get(pk=draft.pk))
        assert len(begun) == 1
        entry = ModelLogEntry.objects.get(action=LOGGED)
        assert (entry.user_id, entry.data["action"], entry.data["waiting"]) == (draft.asked_by_id, "pack", 4)
        assert entry.data["query"] == PAID.query

    def test_an_order_that_changed_since_is_skipped_for_its_reason(self, orders):
        job = make_job()
        put_on_hold(order=orders[1], reason="Odd", by=CLERK)
        work_job(job=job)
        assert outcomes(job)[orders[1].number] == "OrderOnHold"
        assert counts_of(job) == {"waiting": 0, "done": 3, "skipped": 1, "failed": 0}

    def test_who_was_skipped_when_it_was_confirmed_stays_so(self, orders):
        Order.objects.filter(pk=orders[0].pk).update(is_on_hold=True)
        job = make_job()
        Order.objects.filter(pk=orders[0].pk).update(is_on_hold=False)
        work_job(job=job)
        assert orders[0].number not in packed()

    def test_whoever_loses_the_right_does_no_more(self, orders):
        clerk = make_clerk()
        job = make_job(by=clerk)
        assert operations.work_next_row(job=job)
        clerk.user_permissions.clear()
        work_job(job=job)
        assert len(packed()) == 1
        assert sorted(outcomes(job).values()) == ["NotAllowedAnyMore"] * 3 + ["done"]

    def test_one_that_fails_leaves_no_trace_and_can_be_tried_again(self, orders, monkeypatch):
        job = make_job()
        counting = operations.lock_order

        def fail(pk):
            if pk == orders[2].pk:
                raise ZeroDivisionError
            return counting(pk)

        monkeypatch.setattr(operations, "lock_order", fail)
        work_job(job=job)
        assert outcomes(job)[orders[2].number] == "ZeroDivisionError"
        assert counts_of(job)["done"] == 3
        monkeypatch.undo()
        assert try_again(job=job) == 1
        assert try_again(job=job) == 0
        work_job(job=job)
        assert counts_of(job) == {"waiting": 0, "done": 4, "skipped": 0, "failed": 0}
        assert len(packed()) == 4

    def test_while_the_database_is_away_nothing_is_said_of_a_row(self, orders, monkeypatch):
        job = make_job()

        def away(pk):
            raise OperationalError

        monkeypatch.setattr(operations, "lock_order", away)
        with pytest.raises(OperationalError):
            work_job(job=job)
        assert counts_of(job)["waiting"] == 4

    def test_a_turn_ends_and_the_task_starts_itself_again(self, orders, monkeypatch):
        job, hints = make_job(), []
        monkeypatch.setattr(work_bulk_job, "hint", hints.append)
        monkeypatch.setattr(operations.time, "monotonic", iter([0, 1, 1, 30, 40, 41, 42, 43]).__next__)
        work_bulk_job(job.pk)
        assert (hints, counts_of(job)["done"]) == ([job.pk], 2)
        work_bulk_job(job.pk)
        assert (hints, counts_of(job)["done"]) == ([job.pk], 4)

    def test_the_sweeper_finds_a_job_whose_task_was_lost_and_leaves_others_alone(self, orders, monkeypatch):
        lost, begun, draft = make_job(), make_job(), make_drafted_job()
        past = clock.now() - operations.QUIET * 2
        BulkJob.objects.filter(pk__in=[lost.pk, begun.pk]).update(confirmed_at=past)
        BulkJob.objects.filter(pk=begun.pk).update(worked_at=clock.now())
        hints = []
        monkeypatch.setattr(work_bulk_job, "hint", hints.append)
        assert (follow_bulk_jobs(), hints) == (1, [lost.pk])
        BulkJob.objects.filter(pk=begun.pk).update(worked_at=past, ended_at=clock.now())
        work_job(job=lost)
        assert jobs_left_alone(operations.QUIET) == []
        assert draft.is_draft


class TestActions:
    def test_a_tag_is_put_on_and_taken_off_in_whatever_case(self, orders):
        add_tag(order=orders[0], label="fragile", by=CLERK)
        OrderTag.objects.bulk_create(OrderTag(order=orders[1], label=f"t{n}") for n in range(OrderTag.MOST))
        job = make_job("tag", text="Fragile")
        work_job(job=job)
        reasons = {orders[0].number: "TaggedAlready", orders[1].number: "TooManyTags"}
        assert outcomes(job) == dict.fromkeys((o.number for o in orders), "done") | reasons
        off = make_job("untag", text="FRAGILE")
        work_job(job=off)
        assert sorted(outcomes(off).values()) == ["NotTagged", "done", "done", "done"]
        assert not OrderTag.objects.filter(label__iexact="fragile").exists()

    def test_what_a_colleague_tagged_meanwhile_is_told_apart(self, orders):
        job = make_job("tag", text="Fragile")
        add_tag(order=orders[0], label="fragile", by=CLERK)
        work_job(job=job)
        assert outcomes(job)[orders[0].number] == "TaggedAlready"

    def test_holding_keeps_the_reason_and_letting_go_frees(self, orders):
        put_on_hold(order=orders[0], reason="Mine", by=CLERK)
        work_job(job=make_job("hold", text="Odd batch"))
        assert Order.objects.filter(is_on_hold=True).count() == 4
        notes = {event.note.text for event in OrderEvent.objects.filter(kind="hold")}
        assert notes == {"Mine", "Odd batch"}
        work_job(job=make_job("let_go"))
        assert not Order.objects.filter(is_on_hold=True).exists()

    def test_one_whose_change_waits_for_its_payment_is_not_let_go(self, orders):
        put_on_hold(order=orders[0], reason="Mine", by=CLERK)
        Amendment.objects.create(order=orders[0], currency="USD", asked_by_label="Staff 1")
        draft = make_drafted_job("let_go", chosen=OrderFilter.parse("view=on-hold"))
        assert outcomes(draft) == {orders[0].number: "AmendmentWaits"}

    def test_what_is_done_with_is_archived_and_taken_out(self, orders):
        Order.objects.exclude(pk=orders[0].pk).update(status="delivered", fulfilment_state="delivered")
        everything = OrderFilter.parse("view=all")
        job = make_job("archive", chosen=everything)
        work_job(job=job)
        left = {orders[0].number: "StillOpen"}
        assert outcomes(job) == dict.fromkeys((o.number for o in orders), "done") | left
        again = make_drafted_job("archive", chosen=everything)
        assert sorted(outcomes(again).values()) == ["ArchivedAlready"] * 3 + ["StillOpen"]
        off = make_job("unarchive", chosen=OrderFilter.parse("view=archived"))
        work_job(job=off)
        assert not Order.objects.filter(is_archived=True).exists()

    def test_shipping_hands_over_what_is_packed_or_packs_the_rest(self, shop):
        tray = make_product("TRAY", price=1234, stock=50)
        packed_one, open_one, several, left_out = made = [make_order(tray, 2) for _ in range(4)]
        for order in made:
            mark_order_paid(order=order, by=SYSTEM)
            allocate_holds(order=order, quantities={tray.pk: 2}, by=SYSTEM)
        pack_order(order=packed_one, by=CLERK)
        pack_order(order=several, quantities={several.lines.get().pk: 1}, by=CLERK)
        parcels = {order.number: ("UPS", f"1Z{order.pk}") for order in (packed_one, open_one, several)}
        job = make_job("ship", parcels=parcels, notifies=False)
        assert outcomes(job).get(left_out.number) is None
        work_job(job=job)
        assert outcomes(job) == {
            packed_one.number: "done",
            open_one.number: "done",
            several.number: "ParcelsDiffer",
        }
        sent = Shipment.objects.filter(status="handed_over").values_list(
            "order__number", "carrier", "tracking_number"
        )
        assert sorted(sent) == sorted((o.number, *parcels[o.number]) for o in (packed_one, open_one))
        assert Shipment.objects.count() == 3

    def test_disputed_and_unpaid_orders_are_not_packed(self, shop):
        disputed = make_paid_orders(1)[0]
        make_dispute(disputed)
        waiting = make_order(make_product("DESK", stock=5))
        cancelled = make_order(make_product("LAMP", stock=5))
        cancel_order(order=cancelled, by=SYSTEM)
        draft = make_drafted_job(orders=Order.objects.all())
        assert outcomes(draft) == {
            disputed.number: "ShippingBlocked",
            waiting.number: "NotPaidYet",
            cancelled.number: "CancelledAlready",
        }

    def test_orders_whose_units_are_asked_back_are_not_packed(self, shop):
        RefundLimit.objects.create(currency="USD", alone_up_to_minor=0)
        asked, other = make_paid_orders(2)
        Payment.objects.update(status="succeeded", captured_minor=asked.total_minor)
        line = asked.lines.get().pk
        ask(asked, units={line: 1}, restocked=frozenset([line]))
        draft = make_drafted_job(orders=Order.objects.all())
        assert outcomes(draft) == {asked.number: "GoodsAskedBack", other.number: "waiting"}

    def test_a_job_is_drafted_by_its_colleague(self, orders):
        clerk = make_clerk()
        job = draft_job(action="pack", orders=Order.objects.all(), chosen=PAID, by=staff(clerk))
        assert (job.by, BulkRow.objects.filter(job=job).count()) == (staff(clerk), 4)

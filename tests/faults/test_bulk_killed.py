"""A worker is killed in the midst of a job on many orders, or several are at work on it: each order once."""

from datetime import timedelta

import pytest

from commerce.bulk.models import BulkJob
from commerce.bulk.operations import QUIET, confirm_job, work_job
from commerce.bulk.queries import counts_of, jobs_left_alone
from commerce.fulfilment.models import Shipment
from commerce.orders.models import OrderEvent, OrderLine
from kinsite.foundation import clock
from tests.crowd import crowd
from tests.factories.bulk import make_clerk, make_drafted_job, make_job, make_paid_orders
from tests.faults.killed import Kill, died

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

WORKING = "commerce.bulk.operations"
POINTS = [
    Kill(f"{WORKING}:lock_order", "after", 30),
    Kill("commerce.bulk.actions:pack_order", "after", 30),
    Kill(f"{WORKING}:_work", "after", 30),
    Kill(f"{WORKING}:work_next_row", "after", 30),
    Kill(f"{WORKING}:_end"),
]


def drive(job_id):
    """What the tasks of a job do, one after the other."""
    while work_job(job=BulkJob.objects.get(pk=job_id)):
        pass
    return "came to an end"


def press(job_id):
    return confirm_job(job=BulkJob.objects.get(pk=job_id))


def assert_each_once(job, count):
    parcels = list(Shipment.objects.values_list("order", flat=True))
    assert (len(parcels), len(set(parcels))) == (count, count)
    assert set(OrderLine.objects.values_list("packed_quantity", flat=True)) == {1}
    assert OrderEvent.objects.filter(kind="shipment").count() == count
    assert counts_of(job) == {"waiting": 0, "done": count, "skipped": 0, "failed": 0}
    job.refresh_from_db()
    assert not job.is_at_work


@pytest.mark.parametrize("kill", POINTS, ids=str)
def test_wherever_a_worker_is_killed_each_order_is_done_once(shop, kill):
    make_paid_orders(40)
    job = make_job()
    assert died(kill, drive, job.pk)
    assert jobs_left_alone(timedelta(0)) == [job.pk]
    assert jobs_left_alone(QUIET) == []
    drive(job.pk)
    assert_each_once(job, 40)


@pytest.mark.proof
@pytest.mark.slow(seconds=10)
def test_killed_midway_through_a_filter_of_many_each_order_is_done_once(shop, so_many):
    count = so_many(300, of=10_000)
    make_paid_orders(count)
    job = make_job()
    assert died(Kill(f"{WORKING}:lock_order", "after", count // 2), drive, job.pk)
    assert counts_of(job)["done"] == count // 2 - 1
    BulkJob.objects.filter(pk=job.pk).update(worked_at=clock.now() - QUIET)
    assert jobs_left_alone(QUIET) == [job.pk]
    drive(job.pk)
    assert_each_once(job, count)


def test_several_workers_at_once_do_each_order_once(shop):
    make_paid_orders(40)
    job = make_job()
    assert crowd("tests.faults.test_bulk_killed:drive", [[job.pk]] * 8) == {"came to an end": 8}
    assert_each_once(job, 40)


def test_of_two_jobs_on_the_same_orders_each_order_is_packed_by_one(shop):
    make_paid_orders(20)
    clerk = make_clerk()
    jobs = [make_job(by=clerk), make_job(by=clerk)]
    crowd("tests.faults.test_bulk_killed:drive", [[job.pk] for job in jobs])
    done, other = (counts_of(job) for job in jobs)
    assert done["done"] + other["done"] == done["skipped"] + other["skipped"] == 20
    assert Shipment.objects.count() == 20


def test_twenty_clicks_confirm_one_job(shop):
    make_paid_orders(2)
    draft = make_drafted_job()
    assert crowd("tests.faults.test_bulk_killed:press", [[draft.pk]] * 20) == {True: 1, False: 19}

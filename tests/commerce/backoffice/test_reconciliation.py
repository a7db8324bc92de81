"""Reconciliation in the admin: what differs, what it means, and one click that settles it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from commerce.backoffice.permissions import SETTLE_DIFFERENCES, VIEW_DIFFERENCES, VIEW_ORDERS
from commerce.reconciliation.models import Difference, ReconciliationRun
from commerce.reconciliation.operations import ask_run, compare_books
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.reconciliation import make_difference, make_payout
from tests.factories.refunds import make_paid_order
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db(transaction=True)
RIGHTS = (VIEW_DIFFERENCES, SETTLE_DIFFERENCES, VIEW_ORDERS)


@pytest.fixture
def manager(sign_in):
    return sign_in(*RIGHTS)


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.fixture
def refunded_there(order, stripe):
    """The difference of a refund that was made at the provider."""
    stripe.make_refund(order.payments.get().intent_id, 300)
    compare_books(run=ask_run(by=SYSTEM))
    return Difference.objects.get()


def page_of(difference):
    return reverse("reconciliation:page", args=[difference.pk])


def do(client, difference, what, **form):
    return client.post(reverse(f"reconciliation:{what}", args=[difference.pk]), form, follow=True).text


def test_a_refund_made_there_is_taken_over_by_one_click(manager, refunded_there, order, stripe):
    page = manager.get(page_of(refunded_there)).text
    assert "our books do not have the refund" in page
    assert "$3.00" in page
    assert order.number in page
    assert "The books agree." in do(manager, refunded_there, "repair")
    refunded_there.refresh_from_db()
    assert refunded_there.how == "repaired"
    assert "Take over the refund" not in manager.get(page_of(refunded_there)).text
    assert_ledger_ok(stripe)


def test_what_differs_still_is_said_and_stays_open(manager, order, stripe):
    stripe.post_hook("adjust", amount=-500)
    compare_books(run=ask_run(by=SYSTEM))
    difference = Difference.objects.get()
    assert "Look again" in manager.get(page_of(difference)).text
    assert "The books differ still." in do(manager, difference, "repair")
    difference.refresh_from_db()
    assert difference.is_open


def test_a_silent_provider_is_said_and_nothing_changes(manager, refunded_there, stripe):
    stripe.post_hook("fault", path="/v1/refunds/*", do="close", method="GET")
    assert "does not answer right now" in do(manager, refunded_there, "repair")
    refunded_there.refresh_from_db()
    assert refunded_there.is_open


def test_to_understand_asks_for_a_reason(manager):
    difference = make_difference()
    assert "Nothing was changed" in do(manager, difference, "understand", reason=" ")
    difference.refresh_from_db()
    assert difference.is_open
    do(manager, difference, "understand", reason="Corrected by hand.")
    page = manager.get(page_of(difference)).text
    assert "Corrected by hand." in page
    assert "Understood" in page


def test_whoever_only_looks_settles_nothing(sign_in):
    client, difference = sign_in(VIEW_DIFFERENCES), make_difference()
    page = client.get(page_of(difference)).text
    assert "Mark as understood" not in page
    assert reverse("reconciliation:compare") not in client.get(reverse("reconciliation:index")).text
    do(client, difference, "understand", reason="Mine.")
    difference.refresh_from_db()
    assert difference.is_open


def test_the_button_asks_for_a_run_that_a_task_works(manager):
    manager.post(reverse("reconciliation:compare"))
    run = ReconciliationRun.objects.get()
    assert (run.asked_by_kind, run.is_at_work) == ("staff", True)
    assert "Not yet" in manager.get(reverse("reconciliation:compare")).text


def test_the_list_is_filtered_and_its_queries_do_not_grow(
    manager, refunded_there, django_assert_max_num_queries
):
    index = reverse("reconciliation:index")
    other = page_of(make_difference(settled_at=clock.now(), how="gone"))
    assert other not in manager.get(index + "?state=open").text
    assert other in manager.get(index + "?state=settled").text
    with django_assert_max_num_queries(14):
        manager.get(index)
    for _ in range(20):
        make_difference(payment=refunded_there.payment)
    with django_assert_max_num_queries(14):
        manager.get(index)


def test_payouts_show_what_they_are_made_of(manager, order, django_assert_max_num_queries):
    payment = order.payments.get()
    payout = make_payout(("charge", 10000, 320), ("refund", -300, 0), payment=payment)
    page = manager.get(reverse("reconciliation:payout", args=[payout.pk])).text
    for words in ("$100.00", "-$3.00", "-$3.20", "$93.80", order.number, "Adds up"):
        assert words in page, words
    off = make_payout(("charge", 500, 0), amount_minor=1)
    for _ in range(10):
        make_payout(("charge", 500, 20))
    with django_assert_max_num_queries(14):
        listed = manager.get(reverse("reconciliation:payouts")).text
    assert "Does not add up" in listed
    assert reverse("reconciliation:payout", args=[off.pk]) in listed


def test_the_command_prints_the_same(refunded_there, stripe, capsys):
    stripe.post_hook("payout")
    call_command("reconcile")
    printed = capsys.readouterr().out
    assert f"Refund unknown here  {refunded_there.provider_id}  there $3.00  here -" in printed
    assert "1 open differences" in printed
    assert "refunds -$3.00" in printed


def test_the_command_fails_where_the_books_were_not_compared(order, stripe):
    stripe.post_hook("fault", path="/v1/payouts", do="close", method="GET")
    with pytest.raises(CommandError, match="not compared"):
        call_command("reconcile")

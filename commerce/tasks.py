"""Commerce's tasks: thin, safe to run twice, and told only ids. Beat's are bounded and print a count."""

import logging
from datetime import timedelta
from itertools import chain

from celery import shared_task

from commerce.assortment import sheets
from commerce.assortment.queries import sheets_to_apply
from commerce.bulk import operations as bulk
from commerce.bulk.models import BulkJob
from commerce.bulk.queries import jobs_left_alone
from commerce.cart import operations as carts
from commerce.catalogue import operations as catalogue
from commerce.checkout import settling
from commerce.checkout.differences import expire_amendments
from commerce.checkout.following import (
    follow_reported_dispute,
    follow_reported_refund,
    follow_sent_refunds,
    follow_what_nobody_told,
)
from commerce.checkout.operations import expire_orders, finish_checkout, finish_reported
from commerce.customers import operations as customers
from commerce.errors import GatewayError, GatewayRefused
from commerce.figures import operations as figures
from commerce.orders.proof import broken_timelines_of_day
from commerce.payments import closing, inbox, reconcile
from commerce.payments import operations as payments
from commerce.payments.closings import WalletClosing
from commerce.payments.gateway import PATIENCE
from commerce.payments.letters import warn_of_ending_authorisations
from commerce.payments.mirror import mirror_intent as write_mirror
from commerce.payments.models import Payment
from commerce.payments.settlements import Settlement
from commerce.reconciliation import operations as books
from commerce.reconciliation.models import ReconciliationRun
from commerce.refunds import operations as refunds
from commerce.refunds.models import Refund
from commerce.refunds.queries import refunds_to_send
from commerce.trail.queries import breaks
from commerce.wishes import operations as wishes
from kinsite.foundation import clock
from kinsite.foundation.actors import STRIPE, SYSTEM

logger = logging.getLogger(__name__)


@shared_task
def finish_payment(payment_id):
    """Ask the provider what became of a payment: kicked by the return page, called by reconciliation."""
    payment = finish_checkout(payment=Payment.objects.get(pk=payment_id), by=SYSTEM)
    if payment.intent_id and not payment.is_waiting:
        mirror_intent.hint(payment.intent_id)


@shared_task
def work_inbox(row_id):
    """Work one notice: read its object again and bring our side to it."""
    row = inbox.claim(row_id)
    if row is None:
        return
    try:
        if row.type.startswith("payment_intent."):
            finish_reported(intent_id=row.object_id, by=STRIPE)
            mirror_intent.hint(row.object_id)
        elif row.type.startswith(("refund.", "charge.refund.")):
            follow_reported_refund(refund_id=row.object_id)
        elif row.type.startswith("charge.dispute."):
            follow_reported_dispute(dispute_id=row.object_id)
    except Exception as problem:
        inbox.put_back(row, type(problem).__name__)
        raise
    inbox.settle(row)


@shared_task
def send_refund(refund_id):
    """Ask the provider for a refund. Nothing is lost where it does not answer: the sweeper asks again."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    refunds.send_refund(refund=refund)
    mirror_intent.hint(refund.payment.intent_id)


@shared_task
def send_settlement(settlement_id):
    """Capture or release what is authorised. Nothing is lost where the provider does not answer."""
    settlement = Settlement.objects.select_related("payment").get(pk=settlement_id)
    settling.send_settlement(settlement=settlement)
    mirror_intent.hint(settlement.payment.intent_id)


@shared_task
def close_wallet(closing_id):
    """Delete at the provider whoever was erased here. Nothing is lost where it does not answer."""
    closing.send_closing(closing=WalletClosing.objects.get(pk=closing_id))


@shared_task
def close_wallets():
    """Close the wallets whose task was lost, or that the provider did not close yet."""
    left = closing.closings_left()
    for closing_id in left:
        close_wallet.hint(closing_id)
    logger.info("wallets to close", extra={"count": len(left)})
    return len(left)


@shared_task
def work_bulk_job(job_id):
    """Do a part of a job on many orders, and start the next one. What a killed worker left is swept."""
    if bulk.work_job(job=BulkJob.objects.get(pk=job_id)):
        work_bulk_job.hint(job_id)


@shared_task
def follow_bulk_jobs():
    """Go on with jobs whose task was lost, and forget drafts that nobody confirmed."""
    alone = jobs_left_alone(bulk.QUIET)
    for job_id in alone:
        work_bulk_job.hint(job_id)
    forgotten = bulk.forget_drafts()
    logger.info("bulk jobs followed", extra={"count": len(alone), "forgotten": forgotten})
    return len(alone)


@shared_task
def follow_settlements():
    """Send what was not sent yet, ask about authorisations that ended, and warn of those that end soon."""
    followed = settling.follow_settlements()
    warned = warn_of_ending_authorisations()
    logger.info("settlements followed", extra={"count": followed + warned})
    return followed + warned


@shared_task
def follow_refunds():
    """Send refunds that were not sent yet, and ask about those that are on their way for long."""
    waiting = refunds_to_send()
    for refund_id in waiting:
        send_refund.hint(refund_id)
    followed = follow_sent_refunds()
    logger.info("refunds followed", extra={"count": len(waiting) + followed})
    return len(waiting) + followed


@shared_task
def reconcile_refunds():
    """Find refunds and disputes of the last days that no notice told us of."""
    found = follow_what_nobody_told(clock.now() - timedelta(days=3))
    logger.info("refunds and disputes reconciled", extra={"count": found})
    return found


@shared_task(time_limit=1800)
def compare_books(run_id):
    """Compare the provider's books with ours, as a run asks."""
    books.compare_books(run=ReconciliationRun.objects.get(pk=run_id))


@shared_task
def compare_books_nightly():
    """Ask for a comparison and start it; one whose task was lost is started again."""
    run = books.ask_run(by=SYSTEM)
    compare_books.hint(run.pk)
    logger.info("comparison of the books asked for", extra={"run": run.pk})
    return run.pk


@shared_task
def mirror_intent(intent_id):
    """Bring dj-stripe's mirror of a payment up to date. Nothing depends on it: a failure is only logged."""
    try:
        write_mirror(intent_id)
    except Exception:
        logger.warning("mirror is behind", extra={"intent": intent_id}, exc_info=True)


@shared_task
def sweep_inbox():
    """Find notices whose task was lost or failed."""
    rows = inbox.left_over()
    for row_id in rows:
        work_inbox.hint(row_id)
    logger.info("inbox swept", extra={"count": len(rows)})
    return len(rows)


@shared_task
def reconcile_payments():
    """Ask about payments that nobody told us of, and say which of the provider's are not ours."""
    asked = silent = 0
    for payment_id in reconcile.ours():
        try:
            finish_payment(payment_id)
            asked, silent = asked + 1, 0
        except GatewayRefused as problem:
            logger.warning("payment not reconciled", extra={"payment": payment_id, "problem": problem.code})
        except GatewayError as problem:
            logger.warning("the provider is silent", extra={"payment": payment_id, "problem": str(problem)})
            silent += 1
            if silent == PATIENCE:
                return asked
    for report in reconcile.unknown_to_us():
        logger.error("the provider has a payment that is not ours", extra={"intent": report.intent_id})
    logger.info("payments reconciled", extra={"count": asked})
    return asked


@shared_task
def expire_holds():
    """End orders that were not paid in time, and give back their stock; end changes of orders likewise."""
    ended = expire_orders()
    logger.info("orders expired", extra={"count": ended, "changes": expire_amendments()})
    return ended


@shared_task
def apply_sheet(sheet_id):
    """Apply some rows of a confirmed sheet, and ask for the rest."""
    if sheets.apply_rows(sheet_id=sheet_id):
        apply_sheet.hint(sheet_id)


@shared_task
def sweep_sheets():
    """Go on with confirmed sheets whose task was lost."""
    waiting = sheets_to_apply()
    for sheet_id in waiting:
        apply_sheet.hint(sheet_id)
    logger.info("sheets swept", extra={"count": len(waiting)})
    return len(waiting)


@shared_task
def show_due_prices():
    """Let listings follow prices that were planned to begin or end."""
    shown = catalogue.show_due_prices()
    logger.info("planned prices shown", extra={"count": shown})
    return shown


@shared_task
def forget_unconfirmed():
    """Forget addresses that were entered for the newsletter and never confirmed."""
    gone = customers.forget_unconfirmed()
    logger.info("unconfirmed addresses forgotten", extra={"count": gone})
    return gone


@shared_task
def close_days():
    """Write down what was sold on days that are over."""
    days = figures.close_days()
    logger.info("days closed", extra={"count": days})
    return days


@shared_task
def verify_trail():
    """Look whether the trail was tampered with; the first broken row of each object is an error.

    Of orders it looks at a seventh: all of a million would outlast a task, and those that change are not
    those that are tampered with.
    """
    count = 0
    for broken in chain(breaks(), broken_timelines_of_day(clock.today())):
        logger.error("trail broken", extra={"subject": broken.subject, "sequence": broken.sequence})
        count += 1
    return count


@shared_task
def forget_marks():
    """Forget where payments of long ago came from."""
    gone = payments.forget_marks()
    logger.info("marks of payments forgotten", extra={"count": gone})
    return gone


@shared_task
def forget_guest_lists():
    """Forget wish lists of guests whom nobody can find any more."""
    gone = wishes.forget_guest_lists()
    logger.info("wish lists of guests forgotten", extra={"count": gone})
    return gone


@shared_task
def forget_guest_carts():
    """Forget carts of guests whom nobody can find any more, and what was typed at checkout with them."""
    gone = carts.forget_guest_carts()
    logger.info("carts of guests forgotten", extra={"count": gone})
    return gone

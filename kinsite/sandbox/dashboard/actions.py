"""What happens outside the shop, by a button: a bank's answer, a refund made by hand, a dispute.

Each button does what the same call or hook does; what Stripe would refuse is said on the payment's page.
"""

from http import HTTPStatus

from kinsite.sandbox.dashboard.parts import minor_of, record_of
from kinsite.sandbox.dashboard.payments import payment_page
from kinsite.sandbox.stripe import charging, disputes, refunds
from kinsite.sandbox.stripe.disputes import CLOSED
from kinsite.sandbox.stripe.errors import Refusal
from kinsite.sandbox.web import Refused, Request, Response, redirect
from kinsite.sandbox.world import World


def settle_payment(world: World, request: Request, intent_id: str) -> Response:
    def end():
        intent = record_of(world, "payment_intent", intent_id)
        if intent["status"] == "processing":
            charging.settle_processing(world.call(), intent, succeeds=_succeeds(request))

    return _do(world, intent_id, end)


def refund_payment(world: World, request: Request, intent_id: str) -> Response:
    """Give back, as by hand in Stripe's dashboard. `left` is what the page showed: it may be pressed once."""

    def give_back():
        intent = record_of(world, "payment_intent", intent_id)
        if request.form.get("left") != str(refunds.left_of(world.call(), intent)):
            raise Refused(HTTPStatus.CONFLICT, "Something was refunded meanwhile. Please look again.")
        amount = minor_of(request.form.get("amount", ""), intent["currency"])
        refunds.create_refund(world.call(payment_intent=intent_id, amount=amount))

    return _do(world, intent_id, give_back)


def settle_refund(world: World, request: Request, refund_id: str) -> Response:
    refund = record_of(world, "refund", refund_id)

    def end():
        if refund["status"] == "pending":
            refunds.settle_refund(world.call(), refund, succeeds=_succeeds(request))

    return _do(world, refund["payment_intent"], end)


def dispute_payment(world: World, request: Request, intent_id: str) -> Response:
    def take_back():
        charge = record_of(world, "charge", record_of(world, "payment_intent", intent_id)["latest_charge"])
        if not charge["captured"]:
            raise Refused(HTTPStatus.CONFLICT, "Nothing was taken, so nothing can be disputed.")
        disputes.open_dispute(world.call(), charge)

    return _do(world, intent_id, take_back)


def end_dispute(world: World, request: Request, dispute_id: str) -> Response:
    dispute = record_of(world, "dispute", dispute_id)

    def end():
        if dispute["status"] not in CLOSED:
            is_won = request.form.get("outcome") == "win"
            disputes.end_dispute(world.call(), dispute, is_won=is_won)

    return _do(world, dispute["payment_intent"], end)


def _succeeds(request: Request) -> bool:
    return request.form.get("outcome") == "succeed"


def _do(world: World, intent_id: str, act) -> Response:
    """Act, tell the shop, and show the payment; with the reason where it can't be done."""
    try:
        with world.database.transaction():
            act()
    except Refused as refused:
        return payment_page(world, intent_id, problem=refused.reason, code=refused.status)
    except Refusal as refusal:
        return payment_page(world, intent_id, problem=str(refusal), code=refusal.status)
    world.deliveries.wake()
    return redirect(f"/stripe/payments/{intent_id}/")


ROUTES = [
    ("POST", r"/stripe/payments/(?P<intent_id>pi_\w+)/settle/", settle_payment),
    ("POST", r"/stripe/payments/(?P<intent_id>pi_\w+)/refund/", refund_payment),
    ("POST", r"/stripe/payments/(?P<intent_id>pi_\w+)/dispute/", dispute_payment),
    ("POST", r"/stripe/refunds/(?P<refund_id>re_\w+)/settle/", settle_refund),
    ("POST", r"/stripe/disputes/(?P<dispute_id>du_\w+)/end/", end_dispute),
]

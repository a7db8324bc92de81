"""Reads of payments."""

from django.db.models import Count, Q

from commerce.credit.models import CreditUse
from commerce.payments import guard
from commerce.payments.models import (
    BuyerCheck,
    DisputeStatus,
    Payment,
    PaymentAttempt,
    PaymentSettings,
    PaymentStatus,
    StripeInbox,
    Wallet,
)
from commerce.payments.rules import payment_state
from commerce.payments.settlements import Settlement, SettlementStatus
from kinsite.foundation import clock


def payment_of(report):
    """Our payment of a provider's report: by its id, else by the reference we gave it, or None.

    The reference is needed where an event overtakes the request that began the payment.
    """
    known = Payment.objects.filter(intent_id=report.intent_id).first()
    if known or not report.payment_reference.isdecimal():
        return known
    return Payment.objects.filter(pk=int(report.payment_reference), intent_id=None).first()


def waiting_payment_of(order):
    """The payment an order waits for, or None."""
    return Payment.objects.filter(order=order, status__in=Payment.WAITING).first()


def payment_settings():
    """What is set about payments; as it is at first where nobody set anything. Writes nothing."""
    return PaymentSettings.objects.first() or PaymentSettings()


def ways_shown(cart):
    """What the payment field of a cart leaves out: (methods, wallets), as the provider calls them.

    A payment that was begun keeps its ways; what was switched off since is off for the next one.
    """
    settings = payment_settings()
    begun = Payment.objects.filter(order__cart=cart, order__status="placed", status__in=Payment.WAITING)
    kept = begun.values_list("excluded_methods", flat=True).first()
    return settings.excluded_methods if kept is None else kept, settings.hidden_wallets


def wallet_of(user):
    """The wallet of an account, or None: of a guest, and of an account that never came to checkout."""
    if user is None:
        return None
    return Wallet.objects.filter(customer__user=user).first()


def cards_paid_with(customer):
    """(brand, last four) of each card that paid an order of a customer, as attempts keep them."""
    paid = PaymentAttempt.objects.filter(
        payment__order__customer=customer, outcome=PaymentAttempt.Outcome.SUCCEEDED
    )
    return list(paid.exclude(last4="").order_by("brand", "last4").values_list("brand", "last4").distinct())


def payments_to_ask_about(older_than, limit=200):
    """Waiting payments that were begun, and not asked about, since `older_than` ago; longest first.

    One that a person must look at is asked about all the same: the provider may put it right.
    """
    moment = clock.now() - older_than
    waiting = Payment.objects.filter(status__in=Payment.WAITING, created_at__lte=moment)
    never = waiting.filter(checked_at=None)
    return (never | waiting.filter(checked_at__lte=moment)).order_by("checked_at", "pk")[:limit]


def settlements_to_send(older_than, limit=200):
    """Settlements whose task was lost or got no answer, and that were not tried since `older_than` ago."""
    moment = clock.now() - older_than
    waiting = Settlement.objects.filter(status=SettlementStatus.REQUESTED, asked_at__lte=moment)
    untried = waiting.filter(Q(tried_at=None) | Q(tried_at__lte=moment))
    return list(untried.select_related("payment").order_by("pk")[:limit])


def authorisations_ended(older_than, limit=200):
    """Authorised payments whose time is over and that were not asked about since `older_than` ago."""
    now = clock.now()
    over = Payment.objects.filter(status=PaymentStatus.AUTHORISED, capture_before__lte=now)
    return list(over.filter(checked_at__lte=now - older_than).order_by("checked_at")[:limit])


def authorisations_ending(within, limit=200):
    """Authorised payments that end within some time and are not being captured or released, soonest first."""
    soon = Payment.objects.filter(
        status=PaymentStatus.AUTHORISED, capture_before__lte=clock.now() + within
    ).exclude(settlements__status=SettlementStatus.REQUESTED)
    return list(soon.select_related("order").order_by("capture_before")[:limit])


def is_authorised(order):
    """Whether money of the order is reserved that was not taken yet."""
    return Payment.objects.filter(order=order, status=PaymentStatus.AUTHORISED).exists()


def state_of(order):
    """An order's payment state as its payments and credit are now."""
    return payment_state(Payment.objects.filter(order=order), CreditUse.objects.filter(order=order))


def method_of(order):
    """What the last try that did not fail was paid with, by the provider's name; empty before."""
    tried = PaymentAttempt.objects.filter(payment__order=order).exclude(method="")
    last = tried.exclude(outcome=PaymentAttempt.Outcome.FAILED).order_by("-pk").first()
    return last.method if last else ""


def is_processing(order):
    return Payment.objects.filter(order=order, status=PaymentStatus.PROCESSING).exists()


def is_disputed(payment):
    """Whether the bank has the money of a payment, or may take it: a refund would give it twice.

    A won dispute is over, and an inquiry may be answered by a refund.
    """
    return any(
        not dispute.is_inquiry and dispute.status != DisputeStatus.WON for dispute in payment.disputes.all()
    )


def notices_about(ids):
    """What Stripe told us of these objects of its own, by their ids, as long as it is kept."""
    return list(StripeInbox.objects.filter(object_id__in=list(filter(None, ids))).order_by("pk"))


def tally_of(origin):
    """What was declined of late to an origin, and to the shop; in two queries, whatever there is."""
    now = clock.now()
    failed, recent = Q(outcome=PaymentAttempt.Outcome.FAILED), Q(at__gt=now - guard.MOMENT)
    counted = {
        **{name: failed & _is_from(origin, name) for name in ("browser", "email", "network")},
        "network_paid": Q(outcome=PaymentAttempt.Outcome.SUCCEEDED) & _is_from(origin, "network"),
        "tried": recent,
        "declined": recent & failed,
    }
    # A prefix, for some are named as columns that others filter by.
    counts = {f"_{name}": Count("pk", filter=condition) for name, condition in counted.items()}
    found = PaymentAttempt.objects.filter(at__gt=now - guard.WINDOW).aggregate(**counts)
    begun = Payment.objects.filter(
        _is_from(origin, "network"), status__in=Payment.WAITING, created_at__gt=now - guard.WINDOW
    )
    return guard.Tally(**{name: found[f"_{name}"] for name in counted}, begun=begun.count())


def seconds_refused(origin):
    """How long until an origin that is refused has few enough declines in the window again."""
    declines = PaymentAttempt.objects.filter(outcome=PaymentAttempt.Outcome.FAILED).order_by("-at")
    waits = [0]
    for name in ("browser", "email", "network"):
        counted = declines.filter(_is_from(origin, name)).values_list("at", flat=True)
        for moment in counted[guard.REFUSED_AFTER - 1 : guard.REFUSED_AFTER]:
            waits.append((moment + guard.WINDOW - clock.now()).total_seconds())
    return max(1, round(max(waits)))


def is_confirmed_buyer(origin):
    """Whether the e-mail address was confirmed a moment ago."""
    since = clock.now() - guard.CONFIRMED_FOR
    return BuyerCheck.objects.filter(email_mark=origin.email, confirmed_at__gt=since).exists()


def is_worn_out(payment):
    """Whether so many cards were declined on a payment, or its card on others too, that it is given up."""
    if payment.status != PaymentStatus.PENDING:
        return False
    failed = PaymentAttempt.objects.filter(outcome=PaymentAttempt.Outcome.FAILED)
    own = failed.filter(payment=payment)
    if own.count() >= guard.DECLINES_A_PAYMENT:
        return True
    of_cards = failed.filter(card__in=own.exclude(card="").values("card"), at__gt=clock.now() - guard.WINDOW)
    return (
        of_cards.values("card").annotate(tries=Count("pk")).filter(tries__gte=guard.DECLINES_A_CARD).exists()
    )


def declines_since(moment):
    """How many cards were tried since a moment, how many were declined, and on how many orders."""
    return PaymentAttempt.objects.filter(at__gt=moment).aggregate(
        tried=Count("pk"),
        declined=Count("pk", filter=Q(outcome=PaymentAttempt.Outcome.FAILED)),
        orders=Count("payment__order", distinct=True),
    )


def check_of_link(text):
    """The check that a letter's link is about, while the link is good; else None."""
    number = guard.read_check(text)
    since = clock.now() - guard.LINK_LASTS
    return BuyerCheck.objects.filter(pk=number, asked_at__gt=since).first() if number else None


def _is_from(origin, name):
    digest = getattr(origin, name)
    field = "email_mark" if name == "email" else name
    return Q(**{field: digest}) if digest else Q(pk=None)

"""What the admin shows of refunds: those of an order, and the dialog that makes one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commerce.backoffice.permissions import APPROVE_REFUNDS, REFUND_ORDERS
from commerce.money import Money, total
from commerce.orders.models import OrderStatus
from commerce.payments.rules import method_words
from commerce.refunds.models import RefundStatus
from commerce.refunds.queries import limit_of, most_left_of, proposed_of
from commerce.refunds.rules import where_words
from commerce.stock.queries import units_of
from kinsite.foundation import actors

# The steps of a refund, as the timeline tells them: by origin and target, else by target.
STEPS = {
    ("proposed", "requested"): gettext_lazy("Approved"),
    ("failed", "requested"): gettext_lazy("Tried again"),
    "proposed": gettext_lazy("Asked for, waits for approval"),
    "requested": gettext_lazy("Asked for"),
    "sent": gettext_lazy("On its way"),
    "succeeded": gettext_lazy("Paid back"),
    "failed": gettext_lazy("Failed"),
    "refused": gettext_lazy("Refused"),
}


def step_words(origin, target):
    """A step of a refund in words for the timeline."""
    return STEPS.get((origin, target)) or STEPS[target]


def status_words(refund):
    """How a refund stands, with what the provider says of it."""
    if refund.status == RefundStatus.FAILED:
        return _("Failed: %(code)s") % {"code": refund.failure_code or "–"}
    if refund.status == RefundStatus.SENT:
        if refund.provider_status == "requires_action":
            return _("Waits for the customer (requires_action)")
        if refund.provider_status == "pending":
            return _("On its way (pending)")
    return refund.get_status_display()


def refund_rows(order, refunds, people, user):
    """The refunds of an order, each with what the colleague who looks may do; `people` are names by id."""
    locale = order.market.locale
    me = actors.staff(user)
    return [
        {
            "pk": refund.pk,
            "status": status_words(refund),
            "stands_out": refund.status in (RefundStatus.PROPOSED, RefundStatus.FAILED),
            "amount": refund.amount.written(locale),
            "asked_by": people.get(refund.asked_by_id) or refund.asked_by_label,
            "asked_at": refund.asked_at,
            "approved_by": people.get(refund.approved_by_id) or refund.approved_by_label,
            "settled_at": refund.ended_at,
            "reason": refund.reason,
            "message": refund.message,
            "provider_id": refund.provider_id or "",
            "method": where_words(refund),
            "parts": _parts(refund, order, locale),
            "may_approve": refund.status == RefundStatus.PROPOSED
            and user.has_perm(APPROVE_REFUNDS)
            and (refund.asked_by_kind, refund.asked_by_id) != (me.kind, me.id),
            "may_retry": refund.status == RefundStatus.FAILED and user.has_perm(REFUND_ORDERS),
        }
        for refund in refunds
    ]


def _parts(refund, order, locale):
    parts = [
        (f"{line.quantity} × {line.order_line.title}", order.money(line.amount_minor).written(locale))
        for line in refund.lines.all()
    ]
    for label, minor in (
        (_("Delivery"), refund.delivery_minor),
        (_("Goodwill"), refund.goodwill_minor),
        (_("Kept back"), -refund.deduction_minor),
    ):
        if minor:
            parts.append((label, order.money(minor).written(locale)))
    return parts


def restocked_by_default(order, refundable):
    """The lines whose units go back to stock unless somebody says no: those that did not leave."""
    if order.status == OrderStatus.CANCELLED:
        return frozenset()
    there = units_of(order)
    variants = {line.pk: line.variant_id for line in order.lines.all()}
    waiting = {pk for pk, variant in variants.items() if variant in there and not there[variant].shipped}
    return frozenset(waiting & {line.sold.line_id for line in refundable.lines})


def chosen_payment(payments, asked):
    """Of an order's payments the one that a refund goes through: as chosen, else the one with most left."""
    by_pk = {str(payment.pk): payment for payment in payments}
    return by_pk.get(asked.get("payment", "")) or most_left_of(payments)


def dialog_facts(order, form, payments, payment):
    """The context of the refund dialog: the lines with their fields, the sums, and the button's words.

    Of several payments each says what is left of it, and which one the refund goes through.
    """
    locale, refundable = order.market.locale, form.refundable
    limit = limit_of(order.currency)
    proposed = proposed_of(order)
    sums = sums_of(payments, proposed, order.currency)
    return {
        "order": order,
        "lines": [_dialog_line(order, form, line, locale) for line in refundable.lines],
        "payment": payment,
        "is_waiting": bool(sums["waiting"]),
        "payments": [
            _dialog_payment(found, payment, proposed, locale) for found in payments if len(payments) > 1
        ],
        "sums": [
            (_("Captured"), sums["captured"].written(locale)),
            (_("Already refunded"), sums["refunded"].written(locale)),
            *([(_("Waits for approval"), sums["waiting"].written(locale))] if sums["waiting"] else []),
            (_("On its way"), sums["refunding"].written(locale)),
            *(
                [(_("Left of credit"), refundable.left_of_credit.written(locale))]
                if order.credit_minor
                else []
            ),
            (_("Remaining"), refundable.left_in_all.written(locale)),
        ],
        "limit": limit.written(locale) if limit is not None else "",
        **offer_facts(form),
    }


def _dialog_payment(found, chosen, proposed, locale):
    sums = sums_of([found], proposed, found.currency)
    return {
        "pk": found.pk,
        "name": method_words(found) or found.intent_id,
        **{name: amount.written(locale) for name, amount in sums.items()},
        "left": found.refundable.written(locale),
        "is_chosen": found.pk == chosen.pk,
        "has_left": bool(found.refundable),
    }


def offer_facts(form):
    """What the numbers come to, as the dialog and its preview say it."""
    offer, locale = form.offer, form.locale
    if offer is None:
        return {"button": _("Refund"), "total": "–", "computed": "", "named": "", "note": ""}
    return {
        "button": _("Refund %(amount)s") % {"amount": offer.amount.written(locale)},
        "total": offer.most.written(locale),
        "computed": offer.most.minor,
        "named": offer.amount.minor,
        "note": _note(form.refundable, offer, locale),
    }


def _note(refundable, offer, locale):
    """Where it goes, and why it is not all."""
    notes = []
    if offer.worth.computed > offer.most and refundable.elsewhere:
        words = _("That is all of this payment. %(left)s is left of others: refund it after this.")
        notes.append(words % {"left": refundable.elsewhere.written(locale)})
    elif offer.worth.computed > offer.most:
        notes.append(_("That is all that is left: an earlier refund gave more than its parts."))
    if by_credit := total(refundable.by_credit(offer.amount), refundable.currency):
        words = _("%(sent)s goes back to the payment, %(credit)s to the credit that paid.")
        sent = (offer.amount - by_credit).written(locale)
        notes.append(words % {"sent": sent, "credit": by_credit.written(locale)})
    return " ".join(notes)


def line_amounts(form):
    """What the chosen units of each line come to, tax within, by the line's id."""
    if form.offer is None:
        return {}
    chosen = {line.sold.line_id: line.amount_of(n) for line, n in form.offer.worth.lines}
    nothing = Money(0, form.refundable.currency)
    return {pk: chosen.get(pk, nothing).written(form.locale) for pk in form.line_ids}


def _dialog_line(order, form, line, locale):
    pk = line.sold.line_id
    sold = next(found for found in order.lines.all() if found.pk == pk)
    is_open = f"units_{pk}" in form.fields
    left = ngettext("%(count)d left to refund", "%(count)d left to refund", line.quantity)
    return {
        "pk": pk,
        "title": sold.title,
        "details": ", ".join(part for part in (sold.options, sold.sku) if part),
        "facts": [
            (_("Sold"), sold.quantity),
            (_("Paid"), line.sold.paid.written(locale)),
            (_("Discount share"), order.money(sold.discount_minor).written(locale)),
            (_("Tax share"), line.sold.tax.written(locale)),
        ],
        "left": left % {"count": line.quantity} if is_open else _("All units are refunded already."),
        "units": form[f"units_{pk}"] if is_open else None,
        "restocks": form[f"restocks_{pk}"] if f"restocks_{pk}" in form.fields else None,
        "amount": line_amounts(form).get(pk, "–"),
    }


def sums_of(payments, refunds, currency):
    """What payments come to: captured, waiting for approval, on its way back, refunded.

    `refunds` are those of the order, or of them those that wait. Both are set aside on the payment.
    """
    payments = list(payments)
    known = {payment.pk for payment in payments}
    waiting = total(
        (
            Money(refund.paid_minor, currency)
            for refund in refunds
            if refund.status == RefundStatus.PROPOSED and refund.payment_id in known
        ),
        currency,
    )
    captured, set_aside, refunded = (
        total((Money(getattr(payment, f"{name}_minor"), currency) for payment in payments), currency)
        for name in ("captured", "refunding", "refunded")
    )
    return {
        "captured": captured,
        "waiting": waiting,
        "refunding": set_aside - waiting,
        "refunded": refunded,
    }

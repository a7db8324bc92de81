"""Who bought an order: how often and for how much, what to look at twice, and from which stories it came."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from commerce.backoffice.columns import customer_name
from commerce.backoffice.customer_queries import figures_of
from commerce.backoffice.permissions import VIEW_CUSTOMERS
from commerce.orders.models import Order, OrderAddress
from commerce.payments.models import Dispute, PaymentAttempt

# The rest stands on the customer's own page.
NOTES = 3


def customer_facts(order, user):
    """The customer's card of an order's page, in so many queries; notes for who may see customers."""
    paid = Order.objects.filter(customer=order.customer_id).exclude(paid_at=None)
    before = Count("pk", filter=Q(placed_at__lt=order.placed_at))
    known = paid.aggregate(count=Count("pk"), before=before, since=Min("placed_at"))
    spent = figures_of([order.customer])[order.customer_id]["spent"]
    return {
        "customer": {
            "name": customer_name(order.customer),
            "count": known["count"],
            "since": known["since"],
            "spent": [amount.written(order.market.locale) for amount in spent],
            "notes": list(order.customer.notes.all()[:NOTES]) if user.has_perm(VIEW_CUSTOMERS) else [],
        },
        "risks": list(_risks(order, is_first=not known["before"])),
        "sources": _sources(order),
    }


def _risks(order, *, is_first):
    if order.customer.is_blocked:
        yield _("This customer is blocked.")
    payments = list(order.payments.all())
    declined = sum(
        attempt.outcome == PaymentAttempt.Outcome.FAILED
        for payment in payments
        for attempt in payment.attempts.all()
    )
    if declined:
        words = ngettext("%(count)d card was declined", "%(count)d cards were declined", declined)
        yield words % {"count": declined}
    if any(payment.disputes.all() for payment in payments):
        yield _("The bank disputes this payment, or did")
    others = Dispute.objects.filter(payment__order__customer=order.customer_id, is_inquiry=False)
    disputed = others.exclude(payment__order=order).count()
    if disputed:
        words = ngettext("%(count)d dispute on other orders", "%(count)d disputes on other orders", disputed)
        yield words % {"count": disputed}
    countries = {address.kind: address.country for address in order.addresses.all()}
    if len(set(countries.values())) > 1:
        yield _("Goes to another country than it is billed to: %(to)s, not %(from)s") % {
            "to": countries[OrderAddress.Kind.SHIPPING],
            "from": countries[OrderAddress.Kind.BILLING],
        }
    if is_first:
        yield _("The first order of this customer")


def _sources(order):
    """The pages, and the blocks on them, that lines were added from."""
    skus = {}
    for line in order.lines.all():
        if line.source_page_id:
            skus.setdefault((line.source_page_id, line.source_block), []).append(line.sku)
    titles = dict(Page.objects.filter(pk__in={page for page, _block in skus}).values_list("pk", "title"))
    return [
        {"title": titles.get(page, _("A page that is gone")), "block": block, "skus": ", ".join(found)}
        for (page, block), found in skus.items()
    ]

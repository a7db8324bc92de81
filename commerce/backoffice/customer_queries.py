"""What the admin shows of customers, in a number of queries that does not grow with them."""

from collections import defaultdict

from django.db.models import Count, Exists, F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from commerce.customers.models import Customer
from commerce.money import Money
from commerce.orders.models import Order, OrderLine
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundStatus
from kinsite.foundation.models import find

# As many as a colleague looks through; who finds more asks for more words.
MOST_FOUND = 1000
# Given back, or on its way there.
GIVEN_BACK = (RefundStatus.SENT, RefundStatus.SUCCEEDED)


def customers_listed():
    """All customers, each with the account they have."""
    return Customer.objects.select_related("user")


def customers_found_by(text: str) -> list[int]:
    """The ids of customers by e-mail, phone, words of the name, or the number or e-mail of an order."""
    text = text.strip()
    if not text:
        return []
    ids = {*Order.objects.filter(number=text.upper()).values_list("customer", flat=True)}
    if "@" in text:
        ids |= _some(find(Customer, "email", text))
        ids |= {*Customer.objects.filter(user__emailaddress__email=text.lower()).values_list("pk", flat=True)}
        orders = Order.objects.filter(pk__in=_some(find(Order, "email", text)))
        return sorted(ids | {*orders.values_list("customer", flat=True)})
    for kind in ("phone", "word"):
        ids |= _some(find(Customer, kind, text))
    return sorted(ids)


def customers_alike(customer) -> list[int]:
    """The ids of customers with the same phone number, or with all words of the same name."""
    ids = _some(find(Customer, "phone", customer.phone)) if customer.phone else set()
    return sorted(ids | _some(find(Customer, "word", customer.name)))


def figures_of(customers) -> dict[int, dict]:
    """What these customers bought, in one question: `orders`, `spent` by currency and `last_at` of each.

    An order counts once it was paid. What was spent is what was taken, by payments and credit, less what
    was given back or is on its way back.
    """
    ids = [customer.pk for customer in customers]
    found = defaultdict(lambda: {"orders": 0, "spent": [], "last_at": None})
    rows = (
        Order.objects.filter(customer__in=ids, paid_at__isnull=False)
        .annotate(taken=_taken() + F("credit_minor"), returned=_given_back())
        .order_by("currency")
        .values("customer", "currency")
        .annotate(count=Count("pk"), net=Sum(F("taken") - F("returned")), last=Max("placed_at"))
    )
    for row in rows:
        facts = found[row["customer"]]
        facts["orders"] += row["count"]
        facts["spent"].append(Money(row["net"], row["currency"]))
        facts["last_at"] = max(filter(None, [facts["last_at"], row["last"]]))
    return found


def units_of(customer) -> tuple[int, int]:
    """How many units a customer bought, and how many of them were refunded or are about to be."""
    lines = OrderLine.objects.filter(order__customer=customer, order__paid_at__isnull=False)
    sums = lines.aggregate(sold=Coalesce(Sum("quantity"), 0), refunded=Coalesce(Sum("refunded_quantity"), 0))
    return sums["sold"], sums["refunded"]


def with_orders(customers, *, has: bool):
    """Those who ever paid for an order, or those who never did."""
    paid = Exists(Order.objects.filter(customer=OuterRef("pk"), paid_at__isnull=False))
    return customers.filter(paid if has else ~paid)


def _some(ids):
    return {*ids.order_by("-object_id")[:MOST_FOUND]}


def _taken():
    return _sum_of(Payment.objects.all(), "captured_minor")


def _given_back():
    return _sum_of(Refund.objects.filter(status__in=GIVEN_BACK), F("amount_minor") - F("offset_minor"))


def _sum_of(rows, field):
    grouped = rows.filter(order=OuterRef("pk")).order_by().values("order")
    return Coalesce(Subquery(grouped.annotate(sum=Sum(field)).values("sum")), 0)

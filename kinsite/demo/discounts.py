"""The demo's discounts: codes for new customers and for studios, free delivery, and one that is over."""

from datetime import timedelta
from decimal import Decimal

from commerce.customers.operations import create_group
from commerce.discounts.models import Discount, Kind
from commerce.discounts.operations import Plan, create_discount
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def lay_in_discounts():
    """Four discounts and a group without members; nothing where there are discounts. Returns how many."""
    if Discount.objects.exists():
        return 0
    now = clock.now()
    plans = [
        Plan(
            name="Welcome: 10 % off your first order",
            labels={"de": "Willkommen: 10 % auf die erste Bestellung"},
            code="WELCOME10",
            kind=Kind.PERCENTAGE,
            percent=Decimal(10),
            first_order_only=True,
        ),
        Plan(
            name="For studios: 15 % off",
            labels={"de": "Für Studios: 15 % Nachlass"},
            code="STUDIO15",
            kind=Kind.PERCENTAGE,
            percent=Decimal(15),
            groups=(create_group(name="Studios", by=SYSTEM),),
        ),
        Plan(
            name="Free delivery",
            labels={"de": "Kostenlose Lieferung"},
            kind=Kind.FREE_DELIVERY,
            minimum=(Money(50_000, "USD"), Money(50_000, "EUR")),
            priority=10,
        ),
        Plan(
            name="Summer: 25 off",
            labels={"de": "Sommer: 25 geschenkt"},
            code="SUMMER25",
            kind=Kind.AMOUNT,
            off=(Money(2_500, "USD"), Money(2_500, "EUR")),
            starts_at=now - timedelta(days=120),
            ends_at=now - timedelta(days=30),
            limit_in_all=200,
        ),
    ]
    for plan in plans:
        create_discount(plan=plan, by=SYSTEM)
    return len(plans)

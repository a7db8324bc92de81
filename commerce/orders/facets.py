"""What a list of orders can be narrowed by: the tabs of the desk, and facets that combine.

A facet reads its value from the address, tells it in words for its chip, and gives the condition on orders.
What it can't read narrows nothing, and it says what it asks for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Variant
from commerce.customers.rules import country_choices
from commerce.markets.models import PriceList
from commerce.money import digits_of, zero
from commerce.orders.indexes import OPEN, TO_SEND
from commerce.orders.models import (
    FulfilmentState,
    Order,
    OrderEvent,
    OrderLine,
    OrderStatus,
    OrderTag,
    PaymentState,
    ReturnState,
)
from commerce.shipping.models import ShippingMethod
from commerce.shop.queries import desk_settings
from kinsite.accounts.queries import person_called
from kinsite.foundation import clock

# Payments are a slice above: a test compares these with theirs.
OPEN_DISPUTES = ("needs_response", "under_review")
LONGEST = 100
SKUS_AT_MOST = 200
SLUG = re.compile(r"[-\w]{1,50}")
PERSON = re.compile("[0-9]{1,9}")
YES = "1"


def shop_zone():
    """The time zone that the shop counts its days in."""
    return timezone.get_default_timezone()


def late() -> Q:
    """Secured, not all of it left, and the first day it was promised for is here.

    Without a promised day it should have left within some days of its payment, which the shop sets.
    """
    last = clock.now() - timedelta(days=desk_settings().days_to_ship)
    today = clock.today(shop_zone())
    unpromised = Q(delivery_from=None, paid_at__lte=last)
    return TO_SEND & Q(status__in=sorted(Order.SHIPPABLE)) & (Q(delivery_from__lte=today) | unpromised)


def to_pack() -> Q:
    """Secured, not all of it left, and nothing keeps it."""
    return TO_SEND & Q(status__in=sorted(Order.SHIPPABLE), is_on_hold=False)


def payment_problems() -> Q:
    """Its money is not where it should be: nothing secures it any more, a refund failed, the books differ, or
    it is cancelled and nothing was given back.

    A refund that another one followed is no problem any more, nor what a colleague archived.
    """
    lapsed = Order.objects.filter(
        TO_SEND, status__in=sorted(Order.SHIPPABLE), payment_state=PaymentState.VOID
    )
    refunds = Order.refunds.rel.related_model.objects
    later = refunds.filter(order=OuterRef("order"), pk__gt=OuterRef("pk"))
    failed = Order.objects.filter(pk__in=refunds.filter(~Exists(later), status="failed").values("order"))
    apart = Order.objects.filter(payments__differences__isnull=False, payments__differences__settled_at=None)
    first, *others = [way.order_by().values("pk") for way in (lapsed, failed, apart, _kept())]
    return Q(pk__in=first.union(*others), is_archived=False)


def _kept():
    """Cancelled orders of whose money nothing was given back or is about to be, and that no bank disputes."""
    payments = Order.payments.rel.related_model.objects.filter(order=OuterRef("pk"))
    uses = Order.credit_uses.rel.related_model.objects.filter(order=OuterRef("pk"))
    asked = F("refunded_minor") + F("refunding_minor")
    left = Exists(payments.filter(captured_minor__gt=asked, disputes=None)) | Exists(
        uses.filter(amount_minor__gt=asked, given_back_at=None)
    )
    return Order.objects.filter(left, status=OrderStatus.CANCELLED, payment_state=PaymentState.PAID)


def still_open() -> Q:
    """Something is left to do: to pay, to send, to take back, to answer, or for a bank to decide."""
    return OPEN | Q(status=OrderStatus.DRAFT) | to_answer() | disputed()


def noted() -> Q:
    """A colleague wrote a note on it."""
    return Q(has_note=True)


def to_answer() -> Q:
    """Its customer wrote, and nobody answered yet."""
    return Q(awaits_answer=True)


def disputed() -> Q:
    """A bank asks about one of its payments, or takes it back, and it is not decided yet."""
    return Q(pk__in=Order.objects.filter(payments__disputes__status__in=OPEN_DISPUTES).values("pk"))


@dataclass(frozen=True)
class Tab:
    """A view that everybody has."""

    label: str
    condition: Callable[[], Q]


TABS = {
    "open": Tab(_("Open"), lambda: OPEN),
    "all": Tab(_("All"), Q),
    "to-pack": Tab(_("To pack"), to_pack),
    "on-hold": Tab(_("On hold"), lambda: Q(is_on_hold=True)),
    "late": Tab(_("Late"), late),
    "returns": Tab(_("Returns"), lambda: Q(return_state=ReturnState.OPEN)),
    "payment-problems": Tab(_("Payment problems"), payment_problems),
    "to-capture": Tab(_("To capture"), lambda: Q(payment_state=PaymentState.AUTHORISED)),
    "archived": Tab(_("Archived"), lambda: Q(is_archived=True)),
}


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by: `read` gives a text's value or None, `ask` its condition, `say` its words.

    `expects` says what can be read, where something else was typed.
    """

    label: str
    read: Callable
    ask: Callable[..., Q]
    say: Callable[..., str] = str
    expects: str = _("This can't be read.")


def _is(field):
    return lambda value: Q(**{field: value})


def _choice(label, field, choices):
    labels = dict(choices.choices)
    return Facet(label, lambda text: text if text in labels else None, _is(field), lambda v: labels[v])


def _slug(text):
    return text if SLUG.fullmatch(text) else None


def _day(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in clock.YEARS else None


def _day_words(day):
    return date_format(day, "j M Y")


def _from(day):
    return Q(placed_at__gte=datetime.combine(day, time.min, shop_zone()))


def _until(day):
    return Q(placed_at__lt=datetime.combine(day, time.min, shop_zone()) + timedelta(days=1))


def _amount(text):
    whole, rest = digits_of(text) or ("", "")
    # Three digits could be thousands: a currency, which would tell, is not named here.
    if not whole or len(rest) > 2 or len(whole) > 12:
        return None
    return Decimal(f"{whole}.{rest or 0}")


def _plain(amount):
    return f"{amount:f}".removesuffix(".0")


def _total(lookup):
    """A total in major units is so much in each currency that the shop sells in."""

    def ask(amount):
        currencies = sorted({*PriceList.objects.values_list("currency", flat=True)})
        bounds = {currency: int(amount.scaleb(zero(currency).exponent)) for currency in currencies}
        if len({*bounds.values()}) == 1:
            return Q(**{f"total_minor__{lookup}": next(iter(bounds.values()))})
        either = Q(pk__in=[])
        for currency, bound in bounds.items():
            either |= Q(currency=currency, **{f"total_minor__{lookup}": bound})
        return either

    return ask


def _yes(label, ask):
    """A box that is ticked."""
    return Facet(
        label, lambda text: text if text == YES else None, lambda _v: ask(), lambda _v: now_in_words("yes")
    )


def _goods(text):
    """Orders of a SKU as it was sold, else of the products with the text in their title."""
    skus = [text, text.upper()]
    if not Variant.objects.filter(sku__in=skus).exists():
        titled = Variant.objects.filter(product__title__icontains=text).order_by("pk")
        skus += titled.values_list("sku", flat=True)[:SKUS_AT_MOST]
    return Q(pk__in=OrderLine.objects.filter(sku__in=skus).order_by().values("order"))


def _tagged(label):
    """Orders that bear a word, however it is spelt."""
    return Q(pk__in=OrderTag.objects.filter(label__iexact=label).order_by().values("order"))


def _person(text):
    return int(text) if PERSON.fullmatch(text) else None


def _acted(colleague_id):
    """Orders on whose timeline something stands that a colleague did."""
    acts = OrderEvent.objects.filter(actor_kind="staff", actor_id=colleague_id)
    return Q(pk__in=acts.order_by().values("order"))


def _country_words(code):
    [(_code, name)] = country_choices([code], get_language())
    return name


def _delivery_words(code):
    return ShippingMethod.objects.filter(code=code).values_list("name", flat=True).first() or code


def method_words(name):
    """A way to pay, as people know it."""
    if name == Order.BY_CREDIT:
        return now_in_words("Gift card or store credit")
    return name.replace("_", " ").capitalize()


DAY_ASKED = _("A day is needed, such as 2026-11-28, between 1900 and 2999.")
AMOUNT_ASKED = _("An amount is needed, such as 1234.50.")
FACETS = {
    "placed_from": Facet(_("Placed from"), _day, _from, _day_words, DAY_ASKED),
    "placed_to": Facet(_("Placed until"), _day, _until, _day_words, DAY_ASKED),
    "status": _choice(_("Order"), "status", OrderStatus),
    "payment": _choice(_("Payment"), "payment_state", PaymentState),
    "fulfilment": _choice(_("Fulfilment"), "fulfilment_state", FulfilmentState),
    "returned": _choice(_("Return"), "return_state", ReturnState),
    "goods": Facet(_("SKU or product"), lambda text: text, _goods),
    "country": Facet(
        _("Ships to"),
        lambda text: text if re.fullmatch("[A-Z]{2}", text) else None,
        _is("ship_country"),
        _country_words,
    ),
    "delivery": Facet(_("Delivery"), _slug, _is("delivery_method"), _delivery_words),
    "method": Facet(_("Paid with"), _slug, _is("payment_method"), method_words),
    "least": Facet(_("Total from"), _amount, _total("gte"), _plain, AMOUNT_ASKED),
    "most": Facet(_("Total up to"), _amount, _total("lte"), _plain, AMOUNT_ASKED),
    "tag": Facet(_("Tag"), lambda text: " ".join(text.split()), _tagged),
    "staff": Facet(_("Worked on by"), _person, _acted, person_called),
    "held": _yes(_("On hold"), lambda: Q(is_on_hold=True)),
    "late": _yes(_("Late"), late),
    "noted": _yes(_("Has a note"), noted),
    "to_answer": _yes(_("To answer"), to_answer),
    "disputed": _yes(_("Disputed"), disputed),
}

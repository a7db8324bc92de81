"""Letters about a change of an order: the link that its difference is paid by, and what it came to."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from commerce.amendments.models import Amendment
from commerce.money import Money
from commerce.orders.letters import write_to_buyer
from emails.kinds import Kind
from emails.wording import link


def tell_of_difference(event):
    """AmendmentAsked: mail the link that the difference is paid by."""
    _post("amendment_to_pay", event)


def tell_of_amendment(event):
    """OrderAmended: tell the customer what the order holds now, and what became of the difference."""
    _post("order_amended", event)


def _post(kind, event):
    amendment = Amendment.objects.select_related("order").get(pk=event.amendment_id)
    write_to_buyer(kind, order=amendment.order, about=amendment)


def amendment_words(letter):
    """What is put in and taken out, what that comes to, and the ways to the order and to its payment."""
    amendment = Amendment.objects.select_related("order").get(pk=int(letter.about_id))
    order, cut = amendment.order, amendment.units_cut()
    with override(order.language):
        order_url = link(reverse("order", args=[order.link_token]))
        pay_url = link(reverse("order_change", args=[order.link_token]))
        until = (
            date_format(localtime(amendment.expires_at), "DATETIME_FORMAT") if amendment.expires_at else ""
        )
    return {
        "number": order.number,
        "added": [
            {"title": row["title"], "options": row["options"], "quantity": row["quantity"]}
            for row in amendment.goods
        ],
        "cut": [
            {"title": line.title, "options": line.options, "quantity": cut[line.pk]}
            for line in order.lines.filter(pk__in=cut)
        ],
        "delivery": amendment.delivery.get("delivery_name", ""),
        "added_amount": amendment.added,
        "cut_amount": amendment.cut_worth,
        "to_pay": max(amendment.difference, Money(0, amendment.currency)),
        "given_back": max(-amendment.difference, Money(0, amendment.currency)),
        "until": until,
        "order_url": order_url,
        "pay_url": pay_url,
    }


def sample_amendment():
    """The same keys as amendment_words(), for previews."""
    return {
        "number": "KW-10001",
        "added": [{"title": "Minimal oak desk", "options": "Oak, 160 cm", "quantity": 1}],
        "cut": [{"title": "Minimal oak desk", "options": "Oak, 140 cm", "quantity": 1}],
        "delivery": "",
        "added_amount": Money(64900, "USD"),
        "cut_amount": Money(59000, "USD"),
        "to_pay": Money(5900, "USD"),
        "given_back": Money(0, "USD"),
        "until": "Dec. 28, 2026, noon",
        "order_url": f"{settings.SITE_URL}/orders/sample/",
        "pay_url": f"{settings.SITE_URL}/checkout/change/sample/",
    }


PLACEHOLDERS = {
    "number": "The order's number",
    "added": "Title, options and quantity of what is put in",
    "cut": "The same of what is taken out",
    "delivery": "The new delivery, where it changes",
    "added_amount": "What is put in, tax within",
    "cut_amount": "What is taken out, tax within",
    "to_pay": "The difference to pay",
    "given_back": "The difference that is given back",
    "until": "Until when it can be paid",
    "order_url": "The order's own page",
    "pay_url": "Where the difference is paid",
}

LETTERS = [
    Kind(name=name, context=amendment_words, sample=sample_amendment, placeholders=PLACEHOLDERS)
    for name in ("amendment_to_pay", "difference_delayed", "difference_failed", "order_amended")
]

"""What the admin shows of one customer, as rows for its template."""

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.backoffice.columns import customer_tags
from commerce.backoffice.customer_queries import figures_of, units_of
from commerce.backoffice.permissions import (
    CHANGE_CUSTOMERS,
    CHANGE_REVIEWS,
    ERASE_CUSTOMERS,
    EXEMPT_CUSTOMERS,
    IMPERSONATE_CUSTOMERS,
    VIEW_CREDIT,
    VIEW_GROUPS,
    VIEW_ORDERS,
    VIEW_PRODUCTS,
    VIEW_REVIEWS,
)
from commerce.backoffice.queries import with_names
from commerce.cart.models import Cart
from commerce.credit.models import CreditAccount
from commerce.customers.models import GroupMember
from commerce.customers.queries import addresses_of, consents_of
from commerce.customers.rules import address_lines
from commerce.customers.visits import is_visitable
from commerce.mailing import letters_to_customer
from commerce.orders.models import Order, OrderAddress
from commerce.payments.queries import cards_paid_with
from commerce.reviews.models import Review
from commerce.wishes.models import Wish
from commerce.wishes.queries import requests_in_the_name_of

ORDERS, LATEST = 50, 20
MAY = {
    "change": CHANGE_CUSTOMERS,
    "exempt": EXEMPT_CUSTOMERS,
    "erase": ERASE_CUSTOMERS,
    "impersonate": IMPERSONATE_CUSTOMERS,
    "see_orders": VIEW_ORDERS,
    "see_credit": VIEW_CREDIT,
    "see_groups": VIEW_GROUPS,
    "see_products": VIEW_PRODUCTS,
    "see_reviews": VIEW_REVIEWS,
    "change_reviews": CHANGE_REVIEWS,
}


def customer_facts(customer, user):
    """The context of a customer's page, for a colleague. What is kept elsewhere is not asked for."""
    emails = addresses_of(customer)
    orders = list(_orders_of(customer))
    figures = figures_of([customer])[customer.pk]
    return {
        "customer": customer,
        "tags": customer_tags(customer),
        "may": {name: user.has_perm(right) for name, right in MAY.items()},
        "emails": emails,
        "spent": [amount.written(get_language()) for amount in figures["spent"]],
        "order_count": figures["orders"],
        "last_at": figures["last_at"],
        "returns": _returns(*units_of(customer)),
        "orders": [_order(order) for order in orders[:LATEST]],
        "notes": with_names(list(customer.notes.all()[:LATEST])),
        "steps": with_names(list(customer.steps.all()[:LATEST])),
        "visits": with_names(list(customer.visits.all()[:LATEST])),
        "addresses": _addresses(customer, orders),
        "consents": list(consents_of(customer, emails)[:LATEST]),
        "letters": list(_letters(emails, orders)),
        "carts": [_cart(cart) for cart in _open_carts(customer)],
        "wishes": _wishes(customer),
        "requests": list(_requests(customer)),
        "reviews": list(Review.objects.filter(customer=customer).select_related("product")[:LATEST]),
        "credits": [_credit(account) for account in _credits(customer)],
        "groups": [
            row.group for row in GroupMember.objects.filter(customer=customer).select_related("group")
        ],
        "cards": cards_paid_with(customer),
    }


def actions_for(customer, user):
    """What this colleague may do with a customer now: label, route and icon, in the order of the menu."""
    may = {name: user.has_perm(right) for name, right in MAY.items()}
    blocked, exempt = customer.is_blocked, bool(customer.tax_exemption)
    offered = [
        (may["change"] and not blocked, _("Block"), "customers:block", "lock"),
        (may["change"] and blocked, _("Unblock"), "customers:unblock", "lock-open"),
        (may["exempt"] and customer.user_id and not exempt, _("Exempt from tax"), "customers:exempt", "tag"),
        (may["exempt"] and exempt, _("Charge tax again"), "customers:tax", "tag"),
        (
            may["impersonate"] and is_visitable(customer),
            _("See the shop as they do"),
            "customers:impersonate",
            "view",
        ),
        (may["change"], _("Merge a duplicate"), "customers:duplicates", "resubmit"),
        (may["erase"], _("Erase"), "customers:erase", "bin"),
    ]
    return [action for is_offered, *action in offered if is_offered and not customer.is_erased]


def _orders_of(customer):
    orders = Order.objects.filter(customer=customer).select_related("market__price_list")
    return orders.prefetch_related("addresses").order_by("-placed_at", "-pk")[:ORDERS]


def _letters(emails, orders):
    """The latest, also those about an order that somebody placed who was merged into this customer."""
    theirs = Order.objects.filter(pk__in=[order.pk for order in orders])
    return letters_to_customer(emails, theirs).defer("body_html")[:LATEST]


def _order(order):
    return {
        "pk": order.pk,
        "number": order.number,
        "placed_at": order.placed_at,
        "total": order.total.written(order.market.locale),
        "states": [
            order.get_status_display(),
            order.get_payment_state_display(),
            order.get_fulfilment_state_display(),
        ],
    }


def _returns(sold, refunded):
    """How many of the units bought were refunded, as a share and in numbers; no share of nothing."""
    if not sold:
        return {"rate": "–"}
    words = _("%(refunded)d of %(sold)d units") % {"refunded": refunded, "sold": sold}
    return {"rate": f"{round(100 * refunded / sold)} %", "of": words}


def _addresses(customer, orders):
    """The customer's book, and where the latest orders went: each once, as it stands on a parcel."""
    copies = [
        address
        for order in orders
        for address in order.addresses.all()
        if address.kind == OrderAddress.Kind.SHIPPING and address.name
    ]
    written = [
        (tuple(address_lines(address, get_language())), address.phone)
        for address in [*customer.addresses.order_by("-is_default", "pk"), *copies]
    ]
    return [{"lines": lines, "phone": phone} for lines, phone in dict.fromkeys(written)][:LATEST]


def _open_carts(customer):
    carts = Cart.objects.filter(customer=customer, status=Cart.Status.OPEN).order_by("-changed_at")
    return carts.select_related("market").prefetch_related("lines__variant__product", "codes")


def _cart(cart):
    return {
        "market": cart.market,
        "changed_at": cart.changed_at,
        "lines": list(cart.lines.all()),
        "codes": [entered.code for entered in cart.codes.all()],
    }


def _wishes(customer):
    wishes = Wish.objects.filter(wish_list__customer=customer)
    return list(wishes.select_related("variant__product")[:LATEST])


def _requests(customer):
    return requests_in_the_name_of(customer).select_related("variant__product")[:LATEST]


def _credits(customer):
    """Their own store credit, and the gift cards that paid orders of theirs."""
    theirs = Q(customer=customer) | Q(uses__order__customer=customer)
    return CreditAccount.objects.filter(theirs).distinct().order_by("currency", "pk")


def _credit(account):
    return {
        "pk": account.pk,
        "name": account.name,
        "balance": account.balance.written(get_language()),
        "is_disabled": account.is_disabled,
    }

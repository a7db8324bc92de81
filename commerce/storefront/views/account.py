"""The customer's own: an overview, and the orders."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commerce.credit.queries import store_credits_of_user
from commerce.money import Money
from commerce.orders.queries import orders_of_user

ORDERS_A_PAGE = 10
LATEST = 3
STEPS = 10


@login_required
@never_cache
@require_GET
def overview(request):
    """Where someone lands after signing in: the latest orders, and the way to everything else."""
    latest = [_row(order) for order in orders_of_user(request.user)[:LATEST]]
    return _private(
        render(
            request,
            "commerce/account/overview.html",
            {
                "title": _("Your account"),
                "current": "overview",
                "orders": latest,
                "credits": [_credit(account) for account in store_credits_of_user(request.user)],
            },
        )
    )


@login_required
@never_cache
@require_GET
def order_list(request):
    """All orders of the account, newest first."""
    page = Paginator(orders_of_user(request.user), ORDERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Your orders"),
        "current": "orders",
        "orders": [_row(order) for order in page],
        "page": page,
        "query": request.GET,
    }
    return _private(render(request, "commerce/account/orders.html", context))


def _row(order):
    lines = list(order.lines.all())
    return {
        "number": order.number,
        "url": reverse("order", args=[order.link_token]),
        "placed_at": order.placed_at,
        "status": order.get_status_display(),
        "total": order.total,
        "titles": ", ".join(line.title for line in lines),
        "image": lines[0].image if lines else None,
    }


def _credit(account):
    """Store credit in one currency, with its latest steps, as the customer reads them."""
    return {
        "balance": account.balance,
        "steps": [
            {
                "when": entry.at,
                "what": entry.get_what_display(),
                "document": entry.document,
                "amount": Money(entry.amount_minor, account.currency),
            }
            for entry in list(account.entries.all())[:STEPS]
            if entry.amount_minor
        ],
    }


def _private(response):
    response["Cache-Control"] = "private, no-store"
    return response

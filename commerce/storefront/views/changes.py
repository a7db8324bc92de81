"""The change of an order that waits for its difference: shown, and paid, by the order's link."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commerce.amendments.models import AmendmentStatus
from commerce.checkout.differences import start_difference
from commerce.errors import AlreadyPaid, GatewayError, GatewayRefused, Refused, TooManyDeclines
from commerce.orders.models import Order
from commerce.orders.queries import order_for_token
from commerce.payments.models import PaymentStatus
from commerce.payments.queries import payment_settings
from commerce.payments.rules import DECLINED, DECLINES
from commerce.storefront.carts import shopper
from commerce.storefront.decorators import private
from commerce.storefront.order_page import change_facts, order_context
from commerce.tasks import finish_payment
from kinsite.foundation.clientip import client_network


@private
@require_http_methods(["GET", "POST"])
def change(request, token):
    """Show what waits and how far its payment is. A POST begins it, and answers as placing an order does."""
    try:
        order = order_for_token(token)
    except Order.DoesNotExist:
        raise Http404 from None
    waiting = (each for each in order.amendments.all() if each.status == AmendmentStatus.WAITING)
    amendment = next(waiting, None)
    if amendment is None:
        # Paid, withdrawn or too late: the order's own page says what is true now.
        if request.method == "POST":
            return JsonResponse({"redirect": reverse("order", args=[token])})
        return render(request, "commerce/orders/page.html", order_context(order))
    amendment.order = order
    if request.method == "POST":
        return _begin(request, amendment)
    if amendment.payment.intent_id and amendment.payment.is_waiting:
        finish_payment.hint(amendment.payment_id)
    return _page(request, amendment)


def _begin(request, amendment):
    here = reverse("order_change", args=[amendment.order.link_token])
    try:
        started = start_difference(
            amendment=amendment,
            by=shopper(request),
            network=client_network(request),
            without=request.POST.get("without", "").split(),
        )
    except AlreadyPaid:
        return JsonResponse({"redirect": here})
    except TooManyDeclines as problem:
        response = _page(request, amendment, problem=problem.shopper_message, status=429)
        response["Retry-After"] = str(problem.retry_after)
        return response
    except (Refused, GatewayRefused) as problem:
        return _page(request, amendment, problem=problem.shopper_message, status=409)
    except GatewayError as problem:
        return _page(request, amendment, problem=problem.shopper_message, status=503)
    url = request.build_absolute_uri(f"{here}?back=1")
    return JsonResponse({"clientSecret": started.client_secret, "returnUrl": url})


def _page(request, amendment, *, problem="", status=200):
    payment = amendment.payment
    context = {
        "order": amendment.order,
        "change": change_facts(amendment),
        "is_open": amendment.is_payable,
        "is_processing": payment.status == PaymentStatus.PROCESSING,
        # Back from the bank, until we know what became of it.
        "is_confirming": "back" in request.GET and payment.status == PaymentStatus.PENDING,
        "reason": DECLINES.get(payment.decline_code, DECLINED) if payment.decline_code else "",
        "problem": problem,
        "stripe_js": settings.STRIPE_JS_URL,
        "publishable_key": settings.STRIPE_PUBLISHABLE_KEY,
        "declines": {**DECLINES, "": DECLINED},
        "without": " ".join(payment.excluded_methods),
        "hidden_wallets": " ".join(payment_settings().hidden_wallets),
    }
    return render(request, "commerce/orders/change.html", context, status=status)

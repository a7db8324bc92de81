"""The return from the bank, and an order by its signed link. Both only read."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_htmx.http import trigger_client_event

from commerce.orders.models import Order
from commerce.orders.queries import order_for_token, orders_in_full
from commerce.payments.rules import decline_words
from commerce.storefront.decorators import private
from commerce.storefront.order_page import order_context, payment_stage
from commerce.storefront.views.checkout import SESSION_ORDER
from commerce.tasks import finish_payment


@never_cache
@require_GET
def checkout_return(request):
    """Where a browser comes back to. It shows our order, never what the address says, and writes
    nothing: it only hints a worker to ask what became of the payment."""
    order = _order_of(request)
    if order is None:
        return _private(render(request, "commerce/checkout/return_unknown.html"))
    payment = order.payments.all().last() if order.is_waiting else None
    if payment and payment.is_waiting:
        finish_payment.hint(payment.pk)
    return _return_page(request, "commerce/checkout/return.html", order)


@never_cache
@require_GET
def checkout_return_status(request):
    """The part of the return page that is asked for again until the payment is decided.

    `seen` is what the page shows already: unchanged, it is not drawn (and read out) anew.
    """
    order = _order_of(request)
    if order is None:
        raise Http404
    if request.GET.get("seen") == payment_stage(order):
        return _private(HttpResponse(status=204))
    # The cart may have closed with the payment: the header counts again.
    response = _return_page(request, "commerce/checkout/return_stage.html", order)
    return trigger_client_event(response, "cart-changed")


@private
@require_GET
def order_by_link(request, token):
    """An order's own page; whoever has the link may read it."""
    try:
        order = order_for_token(token)
    except Order.DoesNotExist:
        raise Http404 from None
    return render(request, "commerce/orders/page.html", order_context(order))


def _order_of(request):
    return orders_in_full().filter(pk=request.session.get(SESSION_ORDER)).first()


def _return_page(request, template, order):
    payments = list(order.payments.all())
    context = {
        **order_context(order),
        "stage": payment_stage(order),
        "reason": decline_words(payments[-1].decline_code) if payments else "",
    }
    return _private(render(request, template, context))


def _private(response):
    response["Cache-Control"] = "private, no-store"
    return response

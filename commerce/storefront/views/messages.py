"""What a customer writes to the shop about an order, by its link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commerce.orders.desk import write_answer
from commerce.orders.models import Order
from commerce.orders.queries import order_for_token
from commerce.storefront.carts import shopper
from commerce.storefront.decorators import private
from commerce.storefront.forms import WriteForm
from commerce.storefront.order_page import order_context
from kinsite.foundation.limiter import LimitReached, spend

# Messages to an order, in so many seconds.
MOST = (10, 3600)


@private
@require_http_methods(["GET", "POST"])
def write_by_link(request, token):
    """Keep a message with its order; whoever has the link may write. What was typed is never lost."""
    try:
        order = order_for_token(token)
    except Order.DoesNotExist:
        raise Http404 from None
    if request.method == "GET":
        # Whoever loads the answer to a refused message once more.
        return _page(request, order, WriteForm(), status=200)
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    try:
        spend("order-message", str(order.pk), *MOST)
    except LimitReached as limit:
        form.add_error(None, limit.shopper_message)
        response = _page(request, order, form, status=429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    write_answer(order=order, text=form.cleaned_data["text"], by=shopper(request))
    messages.success(request, _("Thank you. We read it and write back to you by e-mail."))
    return redirect(f"{reverse('order', args=[token])}#messages")


def _page(request, order, form, *, status):
    return render(request, "commerce/orders/page.html", order_context(order) | {"form": form}, status=status)

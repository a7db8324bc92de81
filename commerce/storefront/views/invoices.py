"""An invoice of an order, for whoever holds the order's link."""

from django.http import Http404
from django.views.decorators.http import require_GET

from commerce.invoices.models import Invoice
from commerce.invoices.queries import invoice_of
from commerce.invoices.responses import pdf_response
from commerce.orders.models import Order
from commerce.orders.queries import order_for_token
from commerce.storefront.decorators import private


@private
@require_GET
def invoice(request, token, pk):
    """A link that is none and an invoice of another order are not found, alike."""
    try:
        order = order_for_token(token)
        found = invoice_of(order, pk)
    except (Order.DoesNotExist, Invoice.DoesNotExist):
        raise Http404 from None
    return pdf_response(found, order)

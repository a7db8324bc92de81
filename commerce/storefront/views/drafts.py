"""An order that a colleague prepared: its link shows it, and a button takes it to checkout."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commerce.cart.models import Cart
from commerce.customers.operations import customer_for_user
from commerce.drafts.operations import take_draft
from commerce.drafts.queries import draft_for_token, order_of
from commerce.errors import DraftClosed
from commerce.pricing.queries import quote_cart
from commerce.storefront.carts import cart_for, keep_cart, look_again, shopper
from commerce.storefront.decorators import private
from commerce.storefront.summaries import line_rows, quote_total, total_rows


@private
@require_http_methods(["GET", "POST"])
def prepared(request, token):
    """Show what was prepared, and take it by a button: programs that look through mail follow links."""
    draft = draft_for_token(token)
    if draft is None or (draft.cart_id and draft.cart.market_id != request.market.pk):
        raise Http404
    if request.method == "POST":
        own = cart_for(request)
        has_more = own is not None and own.pk != draft.cart_id and own.lines.exists()
        try:
            cart = take_draft(draft=draft, cart=own, customer=_customer(request), by=shopper(request))
        except DraftClosed:
            return _page(request, draft, is_open=False)
        look_again(request)
        # Whoever had something in the cart sees all of it before they pay.
        response = redirect("cart" if has_more else "checkout")
        keep_cart(response, cart)
        return response
    is_open = not draft.is_ended and draft.cart.status == Cart.Status.OPEN and _may_see(request, draft.cart)
    return _page(request, draft, is_open=is_open)


def _may_see(request, cart):
    """In the cart of an account it is shown to that account alone: other things lie there, too."""
    return cart.customer_id is None or (
        request.user.is_authenticated and cart.customer.user_id == request.user.pk
    )


def _page(request, draft, *, is_open):
    context = {"is_open": is_open, "until": draft.until, "order": None if is_open else order_of(draft)}
    if is_open:
        quote, _choices = quote_cart(draft.cart)
        context |= {
            "lines": line_rows(draft.cart, quote),
            "rows": total_rows(quote),
            "total": quote_total(quote),
        }
    status = 200 if is_open or context["order"] else 410
    return render(request, "commerce/checkout/prepared.html", context, status=status)


def _customer(request):
    if not request.user.is_authenticated:
        return None
    return customer_for_user(user=request.user, language=request.market.language)

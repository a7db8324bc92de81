"""Confirming an e-mail address by a letter's link, before more is paid with it. A GET never writes."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commerce.payments.operations import confirm_buyer
from commerce.payments.queries import check_of_link
from commerce.storefront.decorators import private


@private
@require_http_methods(["GET", "POST"])
def confirm(request, token):
    """Show a letter's link, and confirm by a button: programs that look through mail follow links."""
    check = check_of_link(token)
    if request.method == "POST" and check is not None:
        confirm_buyer(check=check)
        return redirect("checkout_confirm", token)
    status = 404 if check is None else 200
    return render(request, "commerce/checkout/confirm.html", {"check": check}, status=status)

"""The wish list and the waiting list: one page, and the forms that change them, with scripts and without."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from commerce.cart.signed import read_source
from commerce.catalogue.queries import cards_for
from commerce.customers.operations import customer_for_user
from commerce.errors import NotSold, Refused
from commerce.storefront.carts import shopper
from commerce.storefront.decorators import live, signed_in
from commerce.storefront.forms import NotifyForm
from commerce.storefront.offers import OWN_PLACE, QUICK_PLACE, variant_known, variant_on_offer
from commerce.storefront.views.offers import refuse_offer, refuse_request
from commerce.storefront.wishes import (
    LINE,
    PLACE,
    keep_wish_list,
    proven_customer,
    wish_again,
    wish_button,
    wish_for,
    wish_list_context,
    wish_list_for,
)
from commerce.wishes.operations import ask_to_be_told, remove_wish, stop_waiting
from commerce.wishes.queries import wish_of
from commerce.wishes.rules import BY_ADDRESS, BY_NETWORK, CONSENT
from commerce.wishes.signed import read_removal, sign_removal
from kinsite.foundation.clientip import client_network
from kinsite.foundation.crypto import normalise
from kinsite.foundation.limiter import LimitReached, spend

CONFLICT, UNPROCESSABLE, TOO_MANY = 409, 422, 429


@live
@require_GET
def wishlist(request):
    """The list, a guest's too; after a removal without script its address carries the undo."""
    signed = request.GET.get("removed", "")
    removal = read_removal(signed)
    context = wish_list_context(request, undo=removal and (removal, signed))
    return render(request, "commerce/account/wishlist.html", context)


@live
@require_POST
def add(request):
    """Wish for a variant, or put back what was taken off a moment ago."""
    if "undo" in request.POST:
        return _put_back(request)
    variant, title = variant_on_offer(request.POST.get("variant", ""), request.market)
    if variant is None:
        return _refused(request, None, NotSold.shopper_message)
    try:
        wished = wish_for(request, variant=variant, source=read_source(request.POST.get("source")))
    except Refused as problem:
        return _refused(request, variant, problem.shopper_message)
    said = _("%(title)s is on your wish list.") % {"title": title}
    response = _toggled(request, variant, wished=True, said=said)
    keep_wish_list(response, wished.wish.wish_list)
    return response


@live
@require_POST
def remove(request):
    """Take a wish off the list: by the product's button, or on the list's page with a way back."""
    variant = variant_known(request.POST.get("variant", ""))
    wish = wish_of(wish_list_for(request), variant.pk) if variant else None
    title = cards_for([variant.pk], request.market)[variant.pk].title if variant else ""
    signed = sign_removal(wish, title=title) if wish else ""
    if wish:
        remove_wish(wish=wish, by=shopper(request))
    said = _("%(title)s was removed.") % {"title": title}
    if request.htmx and request.htmx.target != PLACE and variant:
        return _toggled(request, variant, wished=False, said=said)
    return _changed(request, said if wish else "", signed)


@live
@require_POST
def notify(request):
    """Ask to be told when a variant is back. The answer is the same whether the address is known or not."""
    variant, title = variant_on_offer(request.POST.get("variant", ""), request.market)
    if variant is None:
        return _refused(request, None, NotSold.shopper_message)
    form = NotifyForm(request.POST)
    if not form.is_valid():
        return refuse_request(request, variant, form, status=UNPROCESSABLE)
    email = form.cleaned_data["email"]
    try:
        spend("restock-network", client_network(request), *BY_NETWORK)
        spend("restock-address", normalise("email", email), *BY_ADDRESS)
        ask_to_be_told(
            variant=variant,
            email=email,
            market=request.market,
            customer=proven_customer(request, email),
            agreed_to=str(CONSENT),
            by=shopper(request),
        )
    except LimitReached as problem:
        form.add_error(None, problem.shopper_message)
        response = refuse_request(request, variant, form, status=TOO_MANY)
        response["Retry-After"] = str(problem.retry_after)
        return response
    except Refused as problem:
        return refuse_offer(request, variant, problem.shopper_message, status=CONFLICT)
    said = _("Thank you. You hear from us once, when %(title)s is back.") % {"title": title}
    if not request.htmx:
        messages.success(request, said)
        address = reverse("offer", args=[variant.product.code])
        return redirect(f"{address}?{urlencode({'variant': variant.sku})}")
    return render(request, "commerce/wishes/told.html", {"text": said})


@live
@require_POST
@signed_in("wishlist")
def stop(request):
    """Take the account off the waiting list of a variant."""
    variant = variant_known(request.POST.get("variant", ""))
    if variant:
        customer = customer_for_user(user=request.user, language=request.market.language)
        stop_waiting(customer=customer, variant=variant, by=shopper(request))
    return _changed(request, _("You no longer wait for this."))


def _put_back(request):
    removal = read_removal(request.POST["undo"])
    if removal is None:
        return _page(request, problem=_("It is too late to undo that. Please add it again."), status=CONFLICT)
    try:
        wished = wish_again(request, removal)
    except Refused as problem:
        return _page(request, problem=problem.shopper_message, status=CONFLICT)
    response = _changed(request, _("Your wish list is up to date."), takes_focus=True)
    keep_wish_list(response, wished.wish.wish_list)
    return response


def _toggled(request, variant, *, wished, said):
    """The product's button after it was pressed."""
    if not request.htmx:
        messages.success(request, said)
        return redirect("wishlist")
    source = request.POST.get("source", "")
    source = source if read_source(source) else ""
    key = (request.htmx.target or "").removesuffix("-wish")
    context = wish_button(request, variant, source=source, wished=wished, key=key)
    return _told(render(request, "components/wish_button.html", context), said)


def _refused(request, variant, problem):
    """Say why beside the product's button, which stays as it is; on the list's page, above all of it."""
    key = ((request.htmx and request.htmx.target) or "").removesuffix("-wish").removesuffix("-notify")
    if key.startswith(LINE):
        response = _page(request, problem=problem, status=CONFLICT, takes_focus=True)
        return reswap(retarget(response, f"#{PLACE}"), "outerHTML")
    if variant is None and not request.htmx:
        return _page(request, problem=problem, status=CONFLICT)
    response = refuse_offer(request, variant, problem, status=CONFLICT)
    # The header is the client's to write.
    place = key if key in (OWN_PLACE, QUICK_PLACE) else OWN_PLACE
    return retarget(response, f"#{place}-status") if request.htmx else response


def _changed(request, said, removed="", *, takes_focus=False):
    """The list after a change; `removed` is the signed text that undoes it."""
    if not request.htmx:
        return redirect(f"{reverse('wishlist')}?{urlencode({'removed': removed})}" if removed else "wishlist")
    undo = (read_removal(removed), removed) if removed else None
    return _told(_page(request, undo=undo, takes_focus=takes_focus), said)


def _told(response, said):
    if said:
        trigger_client_event(response, "announce", {"text": said})
    return trigger_client_event(response, "wishes-changed")


def _page(request, *, status=200, problem="", undo=None, takes_focus=False):
    template = "commerce/wishes/contents.html" if request.htmx else "commerce/account/wishlist.html"
    context = wish_list_context(request, problem=problem, undo=undo)
    return render(request, template, context | {"takes_focus": takes_focus}, status=status)

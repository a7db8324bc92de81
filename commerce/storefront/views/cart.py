"""The cart: its page, its drawer, and the forms that change it. Each form works with htmx and without."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from commerce.cart.models import CartLine
from commerce.cart.operations import change_quantity, remove_line
from commerce.cart.queries import line_of
from commerce.cart.signed import read_removal, read_source, sign_removal
from commerce.catalogue.queries import cards_for
from commerce.errors import NotSold, Refused
from commerce.storefront import codes
from commerce.storefront.cart_page import Place, cart_context, gone_words
from commerce.storefront.carts import (
    cart_for,
    keep_cart,
    look_again,
    put_back_in_cart,
    put_in_cart,
    shopper,
    unit_count_for,
)
from commerce.storefront.decorators import live
from commerce.storefront.forms import AddForm, QuantityForm, first_error
from commerce.storefront.offers import variant_on_offer
from commerce.storefront.views.offers import refuse_offer
from commerce.storefront.wishes import keep_for_later, keep_wish_list, take_off, wish_count_for

CONFLICT, GONE, UNPROCESSABLE = 409, 410, 422


@live
@require_GET
def cart(request):
    """The cart page; after a removal without script its address carries the undo."""
    signed = request.GET.get("removed", "")
    removal = read_removal(signed)
    saved = request.GET.get("saved", "")
    context = cart_context(request, Place.PAGE, undo=removal and (removal, signed), saved=saved)
    return render(request, "commerce/cart/page.html", context)


@live
@require_GET
def drawer(request):
    """The inside of the drawer."""
    return render(request, Place.DRAWER.template, cart_context(request, Place.DRAWER))


@live
@require_GET
def badge(request):
    """The live part of every header, and the messages that a cached page can't carry."""
    context = {
        "signed_in": request.user.is_authenticated,
        "wish_count": wish_count_for(request),
        "wishlist_url": reverse("wishlist"),
        "cart_count": unit_count_for(request),
        "cart_url": reverse("cart"),
        "sign_in_url": reverse("account_login"),
        "account_url": reverse("account"),
        "visit": _visit(request),
    }
    return render(request, "commerce/cart/badge.html", context)


def _visit(request):
    """For a colleague who sees the shop as a customer does: as whom, how long, and the way out."""
    if request.visit is None:
        return None
    customer = request.visit.customer
    return {
        "name": customer.name or customer.email,
        "until": request.visit.until,
        "leave_url": reverse("visit_leave"),
    }


@live
@require_POST
def add(request):
    """Put something into the cart, or put back what was removed a moment ago."""
    if "undo" in request.POST:
        return _put_back(request)
    form = AddForm(request.POST)
    variant, title = variant_on_offer(form["variant"].value() or "", request.market)
    if not form.is_valid():
        return _not_added(request, variant, first_error(form), UNPROCESSABLE)
    if variant is None:
        return _not_added(request, None, NotSold.shopper_message, CONFLICT)
    source = read_source(form.cleaned_data["source"])
    try:
        line = put_in_cart(request, variant=variant, quantity=form.cleaned_data["quantity"], source=source)
    except Refused as problem:
        return _not_added(request, variant, problem.shopper_message, CONFLICT)
    response = _added(request, title)
    keep_cart(response, line.cart)
    return response


@live
@require_POST
def change_line(request, line_id):
    """Set how many of a line are wanted."""
    form = QuantityForm(request.POST)
    line = line_of(cart_for(request), line_id)
    if not form.is_valid():
        return _shown(request, problem=first_error(form), status=UNPROCESSABLE)
    if line is None:
        return _line_is_gone(request)
    quantity = form.cleaned_data["quantity"]
    if quantity == 0:
        return _removed(request, line)
    try:
        change_quantity(line=line, quantity=quantity, by=shopper(request))
    except CartLine.DoesNotExist:
        return _line_is_gone(request)
    except Refused as problem:
        return _shown(request, problem=problem.shopper_message, status=CONFLICT)
    return _changed(request)


@live
@require_POST
def remove(request, line_id):
    """Take a line out, with a way back. Taking it out twice is no mistake."""
    line = line_of(cart_for(request), line_id)
    return _removed(request, line) if line else _changed(request)


@live
@require_POST
def save(request, line_id):
    """Move a line to the wish list, with a way back."""
    line = line_of(cart_for(request), line_id)
    if line is None:
        return _line_is_gone(request)
    signed = _signed(request, line)
    try:
        wished = keep_for_later(request, line)
    except Refused as problem:
        return _shown(request, problem=problem.shopper_message, status=CONFLICT)
    response = _changed(request, signed, saved="new" if wished.is_new else "known")
    keep_wish_list(response, wished.wish.wish_list)
    return response


@live
@require_POST
def code(request):
    """Enter a discount code, or take one back."""
    cart = cart_for(request)
    if cart is None:
        return _line_is_gone(request)
    try:
        problem = codes.take_back(request, cart) if "remove" in request.POST else codes.enter(request, cart)
    except Refused as refusal:
        return _shown(request, problem=refusal.shopper_message, status=CONFLICT)
    if problem:
        refused = (request.POST.get("code", "")[: codes.LONGEST], problem)
        return _shown(request, refused=refused, status=UNPROCESSABLE)
    return _changed(request, takes_focus=True)


def _signed(request, line):
    """A line that is about to leave the cart, as the text its undo posts."""
    return sign_removal(line, title=cards_for([line.variant_id], request.market)[line.variant_id].title)


def _removed(request, line):
    signed = _signed(request, line)
    try:
        remove_line(line=line, by=shopper(request))
    except Refused as problem:
        return _shown(request, problem=problem.shopper_message, status=CONFLICT)
    return _changed(request, signed)


def _put_back(request):
    removal = read_removal(request.POST["undo"])
    if removal is None:
        problem = _("It is too late to undo that. Please add it again.")
        return _shown(request, problem=problem, status=CONFLICT)
    try:
        line = put_back_in_cart(request, removal)
    except Refused as problem:
        return _shown(request, problem=problem.shopper_message, status=CONFLICT)
    if request.POST.get("saved") == "new":
        take_off(request, removal.variant_id)
    response = _changed(request, takes_focus=True)
    keep_cart(response, line.cart)
    return response


def _added(request, title):
    said = _("%(title)s is in your cart.") % {"title": title}
    if not request.htmx:
        messages.success(request, said)
        return redirect("cart")
    response = render(request, "commerce/offers/status.html", {"text": said, "cart_url": reverse("cart")})
    trigger_client_event(response, "cart-changed")
    return trigger_client_event(response, "cart-opened")


def _not_added(request, variant, problem, status):
    """Where nothing is known by that SKU there is no offer to go back to: the cart says it."""
    if variant is None and not request.htmx:
        return _shown(request, problem=problem, status=status)
    return refuse_offer(request, variant, problem, status=status)


def _changed(request, removed="", *, saved="", takes_focus=False):
    """The cart after a change; `removed` is the signed text that undoes it, `saved` as for cart_context.

    It takes the focus where the button that had it is gone: after an undo, which is itself swapped out.
    """
    if not request.htmx:
        query = {"removed": removed} | ({"saved": saved} if saved else {})
        return redirect(f"{reverse('cart')}?{urlencode(query)}" if removed else "cart")
    undo = (read_removal(removed), removed) if removed else None
    response = _shown(request, undo=undo, saved=saved, takes_focus=takes_focus)
    said = undo and gone_words(undo[0].title, saved)
    trigger_client_event(response, "announce", {"text": said or _("Your cart is up to date.")})
    return trigger_client_event(response, "cart-changed")


def _line_is_gone(request):
    problem = _("That item is not in your cart any more. Here is what is.")
    return _shown(request, problem=problem, status=GONE)


def _shown(request, *, status=200, takes_focus=False, **told):
    """The cart where the shopper looks at it: in the drawer, or on its page."""
    look_again(request)
    place = next((place for place in Place if place == request.htmx.target), Place.PAGE)
    template = place.template if request.htmx else "commerce/cart/page.html"
    context = cart_context(request, place, **told)
    return render(request, template, context | {"takes_focus": takes_focus}, status=status)

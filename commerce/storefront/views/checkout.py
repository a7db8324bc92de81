"""Checkout: one page, a place to post it to, and the return from the bank."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commerce.cart.operations import remember_checkout
from commerce.checkout.operations import start_checkout
from commerce.errors import (
    AlreadyPaid,
    CardRefused,
    CodeRefused,
    GatewayError,
    GatewayRefused,
    Refused,
    TooManyDeclines,
)
from commerce.payments.queries import ways_shown
from commerce.payments.rules import DECLINED, DECLINES
from commerce.payments.ways import WALLETS
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from commerce.storefront import codes
from commerce.storefront.carts import cart_for
from commerce.storefront.checkout_form import CheckoutForm
from commerce.storefront.summaries import (
    delivery_progress,
    line_rows,
    missed_notes,
    own_credit,
    quote_total,
    total_rows,
)
from kinsite.foundation.actors import shopper
from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached

# The order of this browser's last checkout: the return page shows this one, whatever its address says.
SESSION_ORDER = "checkout_order"


@never_cache
@require_http_methods(["GET", "POST"])
def checkout(request):
    """The checkout page; a POST keeps what was typed and shows delivery, tax and total for it."""
    cart = cart_for(request)
    if cart is None:
        return redirect("cart")
    if request.method == "GET":
        return _page(request, cart, CheckoutForm(market=cart.market, initial=_known_of(request, cart)))
    form = CheckoutForm(request.POST, market=cart.market)
    # What a wallet's sheet asks of is not typed: of one that is closed again nothing is kept.
    if request.POST.get("update") != "wallet":
        remember_checkout(cart=cart, details=form.typed())
    # Half a form is no error: it is judged when the order is placed.
    form = CheckoutForm(market=cart.market, initial=form.typed())
    problem = ""
    if "remove" in request.POST:
        codes.take_back(request, cart)
    elif request.POST.get("update") == "code":
        problem = codes.enter(request, cart, place=_place(form))
    elif request.POST.get("update") == "credit":
        problem = codes.pay_with_own(request, cart)
    return _page(request, cart, form, status=422 if problem else 200, code_problem=problem)


@never_cache
@require_POST
def place(request):
    """Place the order and begin its payment; answers what the browser needs to confirm it."""
    cart = cart_for(request)
    if cart is None:
        return JsonResponse({"redirect": reverse("checkout_return")})
    form = CheckoutForm(request.POST, market=cart.market)
    remember_checkout(cart=cart, details=form.typed())
    quote, choices = _quote(cart, form)
    form.offer(choices, quote.delivery)
    if not form.is_valid():
        return _page(request, cart, form, status=422)
    if quote.discounts and not codes.may_be_judged(request):
        return _page(request, cart, form, status=409, problem=LimitReached.shopper_message)
    user = request.user if request.user.is_authenticated else None
    try:
        started = start_checkout(
            cart=cart,
            details=form.details(request.POST.get("agreed", "")),
            by=shopper(user),
            user=user,
            network=client_network(request),
            without=request.POST["without"].split() if "without" in request.POST else None,
        )
    except AlreadyPaid:
        return JsonResponse({"redirect": reverse("checkout_return")})
    except (CodeRefused, CardRefused) as problem:
        words = _("%(reason)s Please check the new total, then pay.") % {"reason": problem.shopper_message}
        return _judged_page(request, cart, form, quote, problem=words)
    except TooManyDeclines as problem:
        response = _judged_page(request, cart, form, quote, problem=problem.shopper_message, status=429)
        response["Retry-After"] = str(problem.retry_after)
        return response
    except (Refused, GatewayRefused) as problem:
        return _judged_page(request, cart, form, quote, problem=problem.shopper_message)
    except GatewayError as problem:
        return _judged_page(request, cart, form, quote, problem=problem.shopper_message, status=503)
    request.session[SESSION_ORDER] = started.order.pk
    if not started.client_secret:
        return JsonResponse({"redirect": reverse("checkout_return")})
    return JsonResponse(
        {
            "clientSecret": started.client_secret,
            "returnUrl": request.build_absolute_uri(reverse("checkout_return")),
        }
    )


def _judged_page(request, cart, form, tried, *, problem, status=409):
    """The page after an order was refused: from now on with what is not for this buyer left out."""
    if tried.discounts:
        codes.count_judged(request)
    return _page(request, cart, form, status=status, problem=problem, email=form.chosen_email)


def _page(request, cart, form, *, status=200, problem="", code_problem="", email=""):
    quote, choices = _quote(cart, form, email)
    if not quote.lines:
        return redirect("cart")
    form.offer(choices, quote.delivery)
    methods, wallets = ways_shown(cart)
    context = {
        "cart": cart,
        "form": form,
        "quote": quote,
        "lines": line_rows(cart, quote),
        "rows": total_rows(quote),
        "total": quote_total(quote),
        "deliveries": choices,
        "problem": problem,
        "missed": missed_notes(quote),
        "progress": delivery_progress(quote),
        "code": request.POST.get("code", "")[: codes.LONGEST] if code_problem else "",
        "code_problem": code_problem,
        "own_credit": own_credit(cart, quote),
        "stripe_js": settings.STRIPE_JS_URL,
        "publishable_key": settings.STRIPE_PUBLISHABLE_KEY,
        "declines": {**DECLINES, "": DECLINED},
        "without": " ".join(methods),
        "hidden_wallets": " ".join(wallets),
        "has_wallets": len(wallets) < len(WALLETS),
    }
    response = render(request, "commerce/checkout/page.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _quote(cart, form, email=""):
    return quote_cart(
        cart,
        place=_place(form),
        delivery_code=form.chosen_delivery,
        email=email,
        vat_id=form.chosen_vat_id,
    )


def _place(form):
    is_placed = form.chosen_region or not form.rules.regions
    return Place(form.chosen_country, form.chosen_region, form.chosen_postcode) if is_placed else None


def _known_of(request, cart):
    """What was typed before, else what the account knows."""
    if cart.checkout_input:
        return cart.checkout_input
    if request.user.is_authenticated:
        return {"email": request.user.email, "name": request.user.get_full_name()}
    return {}

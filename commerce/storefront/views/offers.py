"""A product's live part: a fragment inside its page, and a page of its own for those without scripts."""

from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import push_url, trigger_client_event

from commerce.cart.signed import read_source
from commerce.storefront.decorators import live
from commerce.storefront.offers import (
    OWN_PLACE,
    PREFIX,
    QUICK_PLACE,
    address_of,
    gallery,
    offer_context,
    picked_offer,
    product_on_offer,
)
from commerce.storefront.wishes import notify_context, wish_button
from commerce.storefront.wording import is_first_language, stock_words

# The drawer's inside, in content/components/quick_offer.html.
QUICK_BODY = "quick-offer-body"


@live
@require_GET
def offer(request, code):
    """Options, price, stock and the form to buy, as picked."""
    product = product_on_offer(code, request.market)
    if product is None:
        raise Http404
    offer = picked_offer(product, request.market, request.GET)
    response = _answer(request, offer, source=request.GET.get("source", ""))
    path = _page_around(request, offer)
    if request.htmx and any(name.startswith(PREFIX) for name in request.GET):
        if path:
            push_url(response, address_of(offer, path))
        _read_out(response, request, offer.picked)
    if request.htmx and request.htmx.target == QUICK_BODY:
        trigger_client_event(response, "offer-opened")
    return response


def refuse_offer(request, variant, problem, *, status):
    """Say beside the button why something was not added; without scripts, on the offer's own page."""
    if request.htmx:
        return render(
            request, "commerce/offers/status.html", {"text": problem, "problem": True}, status=status
        )
    offer = picked_offer(variant.product, request.market, {"variant": variant.sku})
    return _answer(request, offer, source=request.POST.get("source", ""), problem=problem, status=status)


def refuse_request(request, variant, form, *, status):
    """Show the form to be told again with what was wrong; without scripts, on the offer's own page."""
    if request.htmx:
        key = (request.htmx.target or "").removesuffix("-notify")
        context = {"notify": notify_context(request, variant, form=form, key=key, waits=False)}
        return render(request, "commerce/wishes/notify.html", context, status=status)
    offer = picked_offer(variant.product, request.market, {"variant": variant.sku})
    return _answer(request, offer, form=form, status=status)


def _answer(request, offer, *, source="", problem="", form=None, status=200):
    # What is not signed is not carried on.
    source = source if read_source(source) else ""
    place = QUICK_PLACE if request.htmx and request.GET.get("place") == QUICK_PLACE else OWN_PLACE
    context = offer_context(
        offer, request.market, source=source, problem=problem, quantity=_typed(request), place=place
    )
    if offer.picked:
        context |= _wishing(request, offer.picked, source, form, place)
    if request.htmx:
        return render(request, "commerce/offers/fragment.html", context, status=status)
    page = {
        "page_title": offer.title,
        "teaser": offer.product.teaser if is_first_language() else "",
        "pictures": gallery(offer),
    }
    return render(request, "commerce/offers/page.html", context | page, status=status)


def _read_out(response, request, picked):
    """Say what a choice leads to: the part is replaced, which eyes see and a screen reader does not."""
    if picked:
        price = picked.price.written(request.market.language)
        said = f"{picked.options}, {price}, {stock_words(picked.level)}"
        trigger_client_event(response, "announce", {"text": said})


def _typed(request):
    """The number that stood beside the button, for another choice or a refusal to keep; else one."""
    typed = (request.POST or request.GET).get("quantity", "")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1


def _wishing(request, picked, source, form, place):
    """The heart, and the way onto the waiting list of what is sold out."""
    context = wish_button(request, picked.variant, source=source, key=place)
    if picked.is_sold_out:
        context["notify"] = notify_context(request, picked.variant, form=form, key=place)
    return context


def _page_around(request, offer):
    """The path of the page that shows the fragment, where that is the product's own."""
    try:
        around = urlsplit(request.htmx.current_url_abs_path or "").path
    except ValueError:
        return ""  # the header is the client's to write, and this is no address
    return around if around in (offer.path, reverse("offer", args=[offer.product.code])) else ""

"""Saved cards: shown in the payment field, listed and removed under the account. All lie at the provider."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from commerce.checkout import wallets
from commerce.errors import CardNotFound, GatewayError, GatewayRefused
from commerce.storefront.decorators import private, signed_in


@never_cache
@require_POST
def wallet(request):
    """What the payment field needs to show the cards of whoever is signed in; nothing for a guest."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    try:
        secret = wallets.begin_wallet_session(user=request.user, language=get_language())
    except (GatewayError, GatewayRefused):
        # One pays all the same, as a guest does.
        return JsonResponse({})
    return JsonResponse({"customerSessionClientSecret": secret})


@login_required
@private
@require_GET
def saved_cards(request):
    """The cards of the account, as the provider has them now."""
    try:
        cards, is_away = wallets.saved_cards(request.user), False
    except (GatewayError, GatewayRefused):
        cards, is_away = [], True
    context = {
        "title": _("Payment methods"),
        "current": "payment_methods",
        "cards": [card_row(card) for card in cards],
        "is_away": is_away,
    }
    return render(request, "commerce/account/payment_methods.html", context)


@signed_in("payment_methods")
@private
@require_POST
def remove_card(request):
    """Delete a card of the account; one that is somebody else's does not exist."""
    try:
        card = wallets.forget_card(user=request.user, card_id=request.POST.get("card", ""))
    except CardNotFound:
        raise Http404 from None
    except (GatewayError, GatewayRefused):
        messages.error(request, _("That did not work. Please try again in a moment."))
    else:
        messages.success(request, _("%(card)s is removed.") % {"card": card_row(card)["name"]})
    return redirect("payment_methods")


def card_row(card):
    """A saved card as its owner knows it: "Visa •••• 4242", "12/34"."""
    return {
        "id": card.card_id,
        "name": f"{card.brand.replace('_', ' ').title()} •••• {card.last4}",
        "expires": f"{card.month:02}/{card.year % 100:02}",
    }

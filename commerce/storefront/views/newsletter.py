"""The newsletter: asked for here, confirmed and ended by the links of letters. A GET never writes."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from commerce.customers.models import Subscription
from commerce.customers.operations import ask_for_news, confirm_news, withdraw_news
from commerce.customers.queries import consent_for_link, is_confirmable, subscription_for_token
from commerce.errors import LinkTooOld
from commerce.storefront.decorators import live, private
from commerce.storefront.forms import NewsForm
from kinsite.foundation.actors import shopper
from kinsite.foundation.clientip import client_network
from kinsite.foundation.crypto import normalise
from kinsite.foundation.limiter import LimitReached, allow, spend

# What one network may post, and what one address may be written: how many in how many seconds.
POSTS = (20, 60)
LETTERS = (3, 24 * 3600)


@live
@require_http_methods(["GET", "POST"])
def newsletter(request):
    """The form: a fragment inside a page, and a page of its own for those without scripts.

    The answer is the same whether the address is known, written to often enough already, or new.
    """
    if request.method == "GET":
        known = request.user.email if request.user.is_authenticated else ""
        return _form(request, NewsForm(initial={"email": known}))
    try:
        spend("newsletter", client_network(request), *POSTS)
    except LimitReached as problem:
        form = NewsForm(initial={"email": request.POST.get("email", "")})
        response = _form(request, form, problem=problem.shopper_message, status=429)
        response["Retry-After"] = str(problem.retry_after)
        return response
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    email = form.cleaned_data["email"]
    if allow("newsletter-letter", normalise("email", email), *LETTERS):
        ask_for_news(email=email, language=get_language(), source="newsletter")
    if not request.htmx:
        return redirect("newsletter_asked")
    response = render(request, "commerce/newsletter/thanks.html", {"takes_focus": True})
    return trigger_client_event(response, "announce", {"text": _("Please look into your mailbox")})


@live
@require_GET
def asked(request):
    """What comes next, for those without scripts."""
    return render(request, "commerce/newsletter/asked.html")


@private
@require_http_methods(["GET", "POST"])
def confirm(request, token):
    """Show a letter's link, and confirm by a button: programs that look through mail follow links."""
    consent = consent_for_link(token)
    if consent is None:
        return _too_old(request)
    if request.method == "POST":
        try:
            confirm_news(consent=consent, language=get_language(), by=shopper(request.user))
        except LinkTooOld:
            return _too_old(request)
        return redirect("newsletter_confirm", token)
    if not (consent.subscription.is_confirmed or is_confirmable(consent)):
        return _too_old(request)
    return render(request, "commerce/newsletter/confirm.html", {"subscription": consent.subscription})


@private
@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """End the newsletter by the link of a letter: on a page with a button, or by a mail program.

    That posts without cookies and follows no redirect (RFC 8058), so the link itself is the proof.
    """
    try:
        subscription = subscription_for_token(token)
    except Subscription.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        subscription = withdraw_news(subscription=subscription, source="letter", by=shopper(request.user))
    return render(request, "commerce/newsletter/unsubscribe.html", {"subscription": subscription})


def _form(request, form, *, problem="", status=200):
    name = "form" if request.htmx else "page"
    context = {"form": form, "problem": problem}
    return render(request, f"commerce/newsletter/{name}.html", context, status=status)


def _too_old(request):
    return render(request, "commerce/newsletter/too_old.html", status=404)

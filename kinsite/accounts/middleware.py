"""Limits on the sign-in pages, and the second factor of colleagues."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.shortcuts import redirect, render

from kinsite.foundation.clientip import client_network
from kinsite.foundation.limiter import LimitReached

from .limits import spend_post


class SignInLimitMiddleware:
    """Answer 429 with the time to wait when one network posts too much to the sign-in pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST":
            return None
        try:
            spend_post(request.resolver_match.view_name, client_network(request))
        except LimitReached as problem:
            minutes = -(-problem.retry_after // 60)
            answer = render(request, "429.html", {"minutes": minutes}, status=429)
            answer["Retry-After"] = str(problem.retry_after)
            return answer
        return None


class SecondFactorMiddleware:
    """Where staff must have a second factor, the admin opens only to those who have set one up.

    Who has one was asked for it at sign-in, since /admin/login/ leads to allauth's.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.STAFF_MFA_REQUIRED
            and request.path_info.startswith("/admin/")
            and request.user.is_authenticated
            and not get_adapter().is_mfa_enabled(request.user)
        ):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

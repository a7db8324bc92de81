"""What axes asks for: names it may keep, the address that counts, the answer when it is enough."""

from django.conf import settings
from django.shortcuts import render

from kinsite.foundation.clientip import client_network
from kinsite.foundation.crypto import blind


def name_in_digest(request, credentials=None):
    """The sign-in address as a keyed digest: axes stores names in clear."""
    given = credentials or {}
    address = given.get("email") or given.get("username") or (request.POST.get("login") if request else "")
    return blind("email", address)[:32] if address else None


def client_address(request):
    return client_network(request).partition("/")[0]


def refuse(request, response, credentials):
    """Say when to try again, the same for addresses that have an account and those that have none."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    answer = render(request, "429.html", {"minutes": wait // 60}, status=429)
    answer["Retry-After"] = str(wait)
    return answer

"""Whom a request comes from, decided once, so that nothing after has to trust a header."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

NOBODY = "0.0.0.0"  # noqa: S104 - no socket is bound to it: it stands for "address unknown"
# What a client may write as it likes where no proxy of ours stands before us.
CLAIMS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_X_CLIENT_IP")


class ClientIpMiddleware:
    """Set REMOTE_ADDR to the client and drop every header that claims to know better.

    Each of our proxies appends the address it saw to X-Forwarded-For, so with n of them the client
    is the n-th entry from the right; what stands left of it was written by the client.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        hops = settings.TRUSTED_PROXY_HOPS
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = forwarded[-hops] if 0 < hops <= len(forwarded) else ""
        address = _address(seen) or _address(request.META.get("REMOTE_ADDR", ""))
        request.META["REMOTE_ADDR"] = str(address) if address else NOBODY
        for claim in CLAIMS:
            request.META.pop(claim, None)
        if not hops:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)


def client_network(request) -> str:
    """The address to count attempts by: an IPv6 household has a whole /64 to choose from."""
    address = request.META.get("REMOTE_ADDR", NOBODY)
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/64", strict=False))


def _address(text) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        # Without the scope ("%eth0"), which is free text of its own.
        return address.ipv4_mapped or IPv6Address(int(address))
    return address

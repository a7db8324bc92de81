"""A client's word on its own address counts for nothing."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kinsite.foundation.clientip import ClientIpMiddleware, client_network


def seen(settings, hops, **meta):
    settings.TRUSTED_PROXY_HOPS = hops
    request = RequestFactory().get("/", **{"REMOTE_ADDR": "10.0.0.1", **meta})
    ClientIpMiddleware(lambda request: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("hops", "forwarded", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "zz", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "1.2.3.4\x00", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "1" * 100_000, "10.0.0.1"),
    ],
)
def test_the_client_is_as_many_hops_away_as_we_have_proxies(settings, hops, forwarded, address):
    request = seen(settings, hops, HTTP_X_FORWARDED_FOR=forwarded, HTTP_X_REAL_IP="6.6.6.6")
    assert request.META["REMOTE_ADDR"] == address
    assert not {"HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"} & set(request.META)


def test_without_a_proxy_nobody_claims_https(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not seen(settings, 0, HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert seen(settings, 1, HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_a_server_behind_a_socket_knows_nobody(settings):
    assert seen(settings, 0, REMOTE_ADDR="").META["REMOTE_ADDR"] == "0.0.0.0"


def test_a_household_of_ipv6_addresses_counts_as_one(settings):
    networks = {client_network(seen(settings, 0, REMOTE_ADDR=f"2001:db8:0:1::{n:x}")) for n in range(5)}
    assert networks == {"2001:db8:0:1::/64"}
    assert client_network(seen(settings, 0, REMOTE_ADDR="1.2.3.4")) == "1.2.3.4"

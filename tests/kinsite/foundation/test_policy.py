"""Each path has its content security policy, and a preview may be framed by the admin."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from kinsite.foundation.policy import PolicyMiddleware, policy_for

SHOP = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]


def header(path, **attributes):
    request = RequestFactory().get(path)
    for name, value in attributes.items():
        setattr(request, name, value)
    response = PolicyMiddleware(lambda request: HttpResponse())(request)
    return response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "directives"),
    [
        ("/", SHOP),
        ("/shop/desks/", SHOP),
        ("/checkout/", settings.CSP_BY_PATH["/checkout/"]),
        ("/de/checkout/return/", settings.CSP_BY_PATH["/checkout/"]),
        ("/admin/pages/", settings.CSP_BY_PATH["/admin/"]),
        ("/de/admin-desk/", SHOP),
        ("/fr/checkout/", SHOP),
    ],
)
def test_the_longest_prefix_wins_in_every_market(path, directives):
    assert policy_for(path) == directives


def test_the_shop_allows_nothing_inline_and_no_frame():
    policy = header("/shop/")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "stripe" not in policy


def test_only_a_preview_may_be_framed_by_the_shop_itself():
    assert "frame-ancestors 'self'" in header("/shop/", is_dummy=True)

"""No screen of the admin tells a secret of the payment provider."""

import pytest
from django.urls import reverse

from commerce.payments.models import PaymentSettings
from tests.commerce.storefront.conftest import Browser
from tests.factories.content import make_journal
from tests.security.test_s41_looking_writes_nothing import routes
from tests.security.things import House

pytestmark = [pytest.mark.django_db, pytest.mark.slow(seconds=30)]
# So much of a secret is more than the end of it that a screen may tell.
TOO_MUCH = 8


def test_no_screen_that_the_owner_can_open_tells_a_secret(shop, settings):
    settings.STRIPE_SECRET_KEY = "sk_test_Owls0Xq7Vb2Nm5Kd8Rt1Yw4Zc6"
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_Fox3Lp6Qs9Wd2Hj5Mz8Tb1Gv4"]
    secrets = [settings.STRIPE_SECRET_KEY, *settings.STRIPE_WEBHOOK_SECRETS]
    make_journal()
    house = House()
    browser = Browser(raise_request_exception=False)
    browser.force_login(house.owner)
    screens = [route for route in routes() if route.text.startswith("admin/") and "logout" not in route.text]
    named = [house.address(route.address) for route in screens]
    named.append(
        reverse("wagtailsettings:edit", args=["commerce", "paymentsettings", PaymentSettings.load().pk])
    )
    told, opened = [], 0
    for address in dict.fromkeys(named):
        answer = browser.get(address)
        body = answer.getvalue() if answer.streaming else answer.content
        opened += answer.status_code == 200
        for secret in secrets:
            ends = {secret, secret[-TOO_MUCH:], secret.rpartition("_")[2][:TOO_MUCH]}
            told += [address for end in ends if end.encode() in body]
    assert told == []
    assert opened > 150

"""Payment settings in the admin: what is set, how the keys stand, and that nobody reads a secret there."""

import io
import logging

import pytest
from django.conf import settings as configured
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_PAYMENTS, OFFERED_TO_GROUPS, VIEW_ORDERS, VIEW_PRODUCTS
from commerce.payments.models import PaymentSettings
from commerce.payments.statements import HAS_FORBIDDEN, LACKS_LETTER
from commerce.payments.ways import WAYS
from kinsite.foundation.logging import build
from tests.factories.payments import set_payments

pytestmark = pytest.mark.django_db
LIVE = "sk_live_LiveLiveLiveLiveLiveLive7Qx9"
LIVE_PUBLISHABLE = "pk_live_LiveLiveLiveLiveLiveLive3Zk1"


@pytest.fixture
def colleague(sign_in, stripe):
    return sign_in(CHANGE_PAYMENTS)


def address():
    return reverse("wagtailsettings:edit", args=["commerce", "paymentsettings", PaymentSettings.load().pk])


def send(client, **changes):
    facts = dict.fromkeys(WAYS, "on") | {"capture_mode": "at_once", "when_short": "back_order"}
    typed = {name: value for name, value in {**facts, "statement_suffix": "", **changes}.items() if value}
    return client.post(address(), typed)


def test_a_way_is_switched_off_and_the_next_payment_leaves_it_out(colleague):
    assert send(colleague, takes_klarna="", takes_google_pay="").status_code == 302
    kept = PaymentSettings.load()
    assert kept.excluded_methods == ["klarna"]
    assert kept.hidden_wallets == ["googlePay"]
    send(colleague)
    assert PaymentSettings.load().excluded_methods == []


def test_cards_have_no_switch(colleague):
    page = colleague.get(address()).text
    assert 'name="takes_klarna"' in page
    assert "takes_card" not in page
    assert "Cards are always taken" in page


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        ("12 34", LACKS_LETTER),
        ("KIN*DESK", HAS_FORBIDDEN),
        ("A" * 18, "After KIN* there is room for 17."),
    ],
)
def test_a_suffix_that_no_statement_takes_is_refused_with_its_reason(colleague, suffix, words):
    answer = send(colleague, statement_suffix=suffix)
    assert answer.status_code == 200
    assert str(words) in answer.context["form"].errors["statement_suffix"][0]
    assert len(answer.context["form"].errors["statement_suffix"]) == 1
    assert "<dd>KIN</dd>" in answer.text
    assert PaymentSettings.load().statement_suffix == ""


def test_a_suffix_is_kept_and_shown_as_a_statement_says_it(colleague):
    assert send(colleague, statement_suffix=" Work   space ").status_code == 302
    assert PaymentSettings.load().statement_suffix == "Work space"
    assert "KIN* WORK SPACE" in colleague.get(address()).text


def test_while_stripe_is_away_what_fits_beside_any_prefix_is_taken(colleague, stripe):
    stripe.post_hook("fault", path="/v1/account", do="status", status=500, times=4)
    assert send(colleague, statement_suffix="A" * 11).status_code == 200
    assert send(colleague, statement_suffix="A" * 10).status_code == 302


def test_while_stripe_is_away_other_settings_are_saved(colleague, stripe):
    set_payments(statement_suffix="A" * 17)
    stripe.post_hook("fault", path="/v1/account", do="status", status=500)
    assert send(colleague, statement_suffix="A" * 17, takes_affirm="").status_code == 302
    assert PaymentSettings.load().excluded_methods == ["affirm"]


def test_the_keys_are_outlined_with_their_account_and_mode(colleague, stripe):
    page = colleague.get(address()).text
    assert f"sk_test_…{configured.STRIPE_SECRET_KEY[-4:]}" in page
    assert f"pk_test_…{configured.STRIPE_PUBLISHABLE_KEY[-4:]}" in page
    assert "acct_1KinSandbox00000" in page
    assert f"Stripe is played by {stripe.url}" in page
    assert "kin-problem" not in page


def test_keys_of_two_modes_are_said_to_fail(colleague, settings):
    settings.STRIPE_PUBLISHABLE_KEY = LIVE_PUBLISHABLE
    assert "no payment can succeed" in colleague.get(address()).text


def test_without_a_webhook_secret_it_is_said_so(colleague, settings):
    settings.STRIPE_WEBHOOK_SECRETS = []
    assert "nothing that Stripe tells us is believed" in colleague.get(address()).text


def test_a_provider_that_does_not_answer_leaves_the_screen_usable(colleague, stripe):
    stripe.post_hook("fault", path="/v1/account", do="status", status=500)
    page = colleague.get(address())
    assert page.status_code == 200
    assert "Stripe did not answer" in page.text


def test_a_key_that_stripe_refuses_is_said_so(colleague, stripe):
    stripe.post_hook("fault", path="/v1/account", do="status", status=401)
    assert "Stripe refused the secret key" in colleague.get(address()).text


def test_whoever_sees_orders_is_told_of_test_mode_on_every_screen(sign_in, stripe):
    clerk = sign_in(VIEW_ORDERS)
    for name in ("wagtailadmin_home", "orders:index"):
        assert clerk.get(reverse(name)).text.count("kin-test-mode") == 1


def test_who_sees_no_orders_is_not_told(sign_in, stripe):
    assert "kin-test-mode" not in sign_in(VIEW_PRODUCTS).get(reverse("wagtailadmin_home")).text


def test_with_live_keys_at_stripe_itself_there_is_no_banner(sign_in, settings):
    settings.STRIPE_SECRET_KEY = LIVE
    clerk = sign_in(VIEW_ORDERS)
    assert "kin-test-mode" in clerk.get(reverse("wagtailadmin_home")).text
    del settings.STRIPE_API_HOST
    assert "kin-test-mode" not in clerk.get(reverse("wagtailadmin_home")).text


def test_no_screen_and_no_log_tells_a_secret(sign_in, stripe, settings):
    everybody = sign_in(CHANGE_PAYMENTS, *OFFERED_TO_GROUPS)
    secrets = [settings.STRIPE_SECRET_KEY, *settings.STRIPE_WEBHOOK_SECRETS]
    heard, screens = io.StringIO(), [address()]
    handler = logging.StreamHandler(heard)
    handler.setFormatter(_as_logged())
    logging.getLogger().addHandler(handler)
    try:
        stripe.post_hook("fault", path="/v1/account", do="status", status=401)
        screens += [reverse(name) for name in ("wagtailadmin_home", "notices:index", "orders:index")]
        screens += [reverse(f"{name}:index") for name in ("refunds", "reconciliation")]
        pages = [everybody.get(screen).text for screen in screens]
        pages.append(send(everybody, statement_suffix="12").text)
        logging.getLogger("commerce").error("it failed", extra={"key": settings.STRIPE_SECRET_KEY})
    finally:
        logging.getLogger().removeHandler(handler)
    assert "it failed" in heard.getvalue()
    for secret in secrets:
        assert [page for page in [*pages, heard.getvalue()] if secret in page or secret[-8:] in page] == []


def _as_logged():
    """The formatter that every line of ours goes through."""
    facts = build("INFO")["formatters"]["json"]
    return facts["()"](
        **{name: value for name, value in facts.items() if name != "()"},
    )

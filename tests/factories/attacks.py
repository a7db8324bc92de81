"""Whoever tests stolen cards: through the shop by HTTP as a browser does, or past it at the provider."""

import itertools

from commerce.cart.models import Cart
from commerce.payments.models import Payment, StripeInbox
from commerce.tasks import work_inbox
from tests.commerce.storefront.conftest import Browser
from tests.factories.checkout import ADDRESS, confirm, details_for
from tests.faults.conftest import deliver, notice

# So many answers in a row that begin no payment, and a script looks for another shop.
GIVES_UP = 3


def stolen_cards(count):
    """Numbers that pass as card numbers, each another; the bank declines all of them."""
    return [_with_check_digit(f"45399{number:010d}") for number in range(1, count + 1)]


def _with_check_digit(digits):
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(digits))]
    total = sum(number - 9 if number > 9 else number for number in doubled)
    return f"{digits}{-total % 10}"


class Buyer:
    """One visitor with a cart, from an address, under an e-mail."""

    def __init__(self, variant, *, email="eve@example.com", network="203.0.113.7"):
        self.browser, self.email, self.network = Browser(REMOTE_ADDR=network), email, network
        self.variant = variant

    def fill_cart(self):
        self.browser.add(self.variant)
        self.cart = Cart.objects.latest("pk")
        return self

    def press_pay(self, *, network=None, email=None):
        """Send the checkout form; the answer holds the client secret, or a page that says why not."""
        email = email or self.email
        details = details_for(
            Cart.objects.select_related("market__price_list").get(pk=self.cart.pk), email=email
        )
        fields = {**ADDRESS, "email": email, "delivery": "standard", "agreed": details.agreed}
        return self.browser.post("/checkout/place/", fields, REMOTE_ADDR=network or self.network)

    def try_card(self, stripe, card, **pay):
        """Pay with a card; the shop is told at once. Returns the shop's answer to the button."""
        answer = self.press_pay(**pay)
        if answer.headers["Content-Type"] == "application/json" and "clientSecret" in answer.json():
            confirm_and_tell(stripe, answer.json()["clientSecret"], card)
        return answer


_events = itertools.count(1)


def confirm_and_tell(stripe, secret, card):
    """Confirm at the provider, past the shop, and let its notice arrive and be worked."""
    intent = confirm(stripe, secret, card)
    was_paid = intent.get("status") == "succeeded"
    tell(
        secret.split("_secret_")[0],
        "payment_intent.succeeded" if was_paid else "payment_intent.payment_failed",
    )
    return intent


def tell(intent_id, type):
    body = notice(intent_id, event_id=f"evt_test_{next(_events)}", type=type)
    assert deliver(Browser(), body).status_code == 200
    for pk in StripeInbox.objects.filter(done_at=None).values_list("pk", flat=True):
        work_inbox(pk)


def charges(stripe):
    """How many cards reached the bank."""
    return sum(
        len(stripe.call(f"/v1/charges?limit=100&payment_intent={payment.intent_id}")["data"])
        for payment in Payment.objects.exclude(intent_id=None)
    )

"""S08: a saved card is seen, used and deleted by its owner only, whatever ids a form or a script sends."""

import json
import urllib.error
import urllib.parse

import pytest

from commerce.cart.models import Cart
from commerce.checkout import wallets
from commerce.checkout.operations import finish_checkout
from commerce.errors import CardNotFound
from commerce.payments.models import Payment, Wallet
from kinsite.foundation.actors import STRIPE
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, confirm, confirm_saved, details_for
from tests.factories.customers import make_account
from tests.sandbox import DIRECT, PUBLISHABLE_KEY

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEEP = {"payment_method_data[allow_redisplay]": "always", "setup_future_usage": "on_session"}


class Shopper:
    """Somebody with a browser; with an account where they have a name."""

    def __init__(self, name=""):
        self.browser = Browser()
        self.email = f"{name or 'guest'}@example.com"
        if name:
            self.user = make_account(self.email)
            self.browser.force_login(self.user, backend=BACKEND)

    def place(self, desk, **more):
        """Put a desk into the cart, open checkout as its script does, place the order: its secret."""
        self.browser.add(desk)
        self.browser.post("/checkout/wallet/", more)
        cart = Cart.objects.select_related("market__price_list").latest("pk")
        details = details_for(cart, email=self.email)
        form = {**ADDRESS, "email": self.email, "delivery": "standard", "agreed": details.agreed, **more}
        answer = self.browser.post("/checkout/place/", form)
        assert answer.status_code == 200, answer.content
        return answer.json()["clientSecret"]

    def save_card(self, desk, stripe, number="4242424242424242"):
        """Pay once and let the card be kept; its id."""
        intent = confirm(stripe, self.place(desk), number, **KEEP)
        assert intent["status"] == "succeeded"
        finish_checkout(payment=Payment.objects.latest("pk"), by=STRIPE)
        return intent["payment_method"]

    def listed(self):
        return self.browser.get("/account/payment-methods/").content.decode()


@pytest.fixture
def desk(shop, stripe):
    return make_product("DESK-OAK", price=12900, stock=50, path="/shop/desks/oak/")


@pytest.fixture
def anna():
    return Shopper("anna")


@pytest.fixture
def card(anna, desk, stripe):
    return anna.save_card(desk, stripe)


@pytest.fixture
def ben(card):
    return Shopper("ben")


def frame_shows(stripe, secret):
    """What the payment field in the browser is told, by what the shop's answer gave it."""
    asked = {
        "key": PUBLISHABLE_KEY,
        "deferred_intent[mode]": "payment",
        "deferred_intent[amount]": 12900,
        "deferred_intent[currency]": "usd",
        "customer_session_client_secret": secret,
    }
    with DIRECT.open(f"{stripe.url}/v1/elements/sessions?{urllib.parse.urlencode(asked)}") as answer:
        return json.load(answer)["customer"]["payment_methods"]


def session_of(shopper, **more):
    return shopper.browser.post("/checkout/wallet/", more).json()["customerSessionClientSecret"]


def test_s08_its_owner_sees_uses_and_deletes_it(anna, card, desk, stripe):
    assert [shown["id"] for shown in frame_shows(stripe, session_of(anna))] == [card]
    assert "Visa •••• 4242" in anna.listed()
    assert "12/34" in anna.listed()
    assert confirm_saved(stripe, anna.place(desk), card)["status"] == "succeeded"

    anna.browser.post("/account/payment-methods/remove/", {"card": card})
    assert "Visa •••• 4242 is removed." in anna.listed()
    assert "No saved cards" in anna.listed()
    assert frame_shows(stripe, session_of(anna)) == []
    assert stripe.call(f"/v1/payment_methods/{card}")["customer"] is None


def test_s08_what_was_not_asked_to_be_kept_is_not(anna, desk, stripe):
    confirm(stripe, anna.place(desk))
    assert "No saved cards" in anna.listed()
    assert frame_shows(stripe, session_of(anna)) == []


def test_s08_each_account_has_a_wallet_of_its_own_and_keeps_it(anna, card, ben, desk):
    first = Wallet.objects.get().provider_id
    ben.place(desk)
    session_of(anna)
    held = {wallet.customer.user.email: wallet.provider_id for wallet in Wallet.objects.all()}
    assert held["anna@example.com"] == first
    assert len(set(held.values())) == len(held) == 2


@pytest.mark.parametrize("field", ["customer", "wallet", "user", "payment_method", "card"])
def test_s08_ids_in_a_form_move_no_payment_and_no_session_to_another_wallet(
    anna, card, ben, desk, stripe, field
):
    hers = Wallet.objects.get()
    theft = {field: card if field in ("payment_method", "card") else hers.provider_id}
    assert frame_shows(stripe, session_of(ben, **theft)) == []
    secret = ben.place(desk, **theft)
    intent = next(one for one in stripe.intents() if one["client_secret"] == secret)
    assert intent["customer"] == Wallet.objects.get(customer__user=ben.user).provider_id != hers.provider_id


@pytest.mark.parametrize("who", ["ben", ""])
def test_s08_another_customers_card_pays_nothing(card, ben, desk, stripe, who):
    thief = ben if who else Shopper()
    refused = confirm_saved(stripe, thief.place(desk), card)
    assert refused["error"]["code"] == "resource_missing"
    assert Payment.objects.latest("pk").status == "pending"
    assert stripe.intents()[0]["amount_received"] == 0


def test_s08_another_customers_card_is_neither_listed_nor_deleted(anna, card, ben, stripe):
    assert "4242" not in ben.listed()
    for card_id in (card, "", "pm_card_visa", Wallet.objects.get().provider_id):
        answer = ben.browser.post("/account/payment-methods/remove/", {"card": card_id})
        assert answer.status_code == 404, card_id
    with pytest.raises(CardNotFound):
        wallets.forget_card(user=ben.user, card_id=card)
    assert "4242" in anna.listed()
    assert stripe.call(f"/v1/payment_methods/{card}")["customer"]


def test_s08_a_guest_has_neither_session_nor_list(card, desk):
    guest = Shopper()
    assert guest.browser.post("/checkout/wallet/").status_code == 403
    for path in ("/account/payment-methods/", "/account/payment-methods/remove/"):
        answer = guest.browser.post(path, {"card": card})
        assert answer.status_code in (302, 405)
    assert Wallet.objects.count() == 1


def test_s08_a_session_shows_cards_for_half_an_hour(anna, card, stripe):
    secret = session_of(anna)
    stripe.post_hook("clock", at=4_000_000_000)
    with pytest.raises(urllib.error.HTTPError):
        frame_shows(stripe, secret)


def test_while_the_provider_is_away_one_pays_without_saved_cards_and_the_list_says_so(anna, card, stripe):
    stripe.post_hook("fault", path="/v1/customer*", do="status", status=500, when="before", times=4)
    assert anna.browser.post("/checkout/wallet/").json() == {}
    assert "can not look up" in anna.listed()


def test_a_wallet_that_the_provider_lost_hinders_nobody_and_lends_no_card(anna, card, desk, stripe):
    """Deleted in the dashboard, or of the account that the shop used before."""
    Wallet.objects.update(provider_id="cus_Gone")
    assert anna.browser.post("/checkout/wallet/").json() == {}
    secret = anna.place(desk)
    assert stripe.intents()[0]["customer"] is None
    assert confirm_saved(stripe, secret, card)["error"]["code"] == "resource_missing"
    assert confirm(stripe, secret)["status"] == "succeeded"

"""Erasing a customer: nothing names them any more, here and at the provider; what the books need stays."""

import pytest
from django.apps import apps
from django.db import models

from commerce.cart.models import Cart
from commerce.customers.deciding import add_note, block_customer, unblock_customer
from commerce.customers.desk import CustomerStep
from commerce.customers.models import Customer, Subscription
from commerce.customers.operations import ask_for_news
from commerce.drafts.models import Draft
from commerce.drafts.operations import duplicate_order, send_draft, take_draft
from commerce.errors import CustomerErased, EraseRefused
from commerce.orders.desk import write_message
from commerce.orders.models import FulfilmentState, Order, OrderStatus
from commerce.payments import closing
from commerce.payments.closings import WalletClosing
from commerce.payments.models import BuyerCheck, Wallet
from commerce.payments.operations import remember_wallet
from commerce.privacy.erase import erase_customer
from commerce.tasks import close_wallets
from emails.models import Letter
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.crypto import EncryptedTextField, blind
from kinsite.foundation.models import BlindToken
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with
from tests.factories.credit import make_store_credit
from tests.factories.customers import make_account, make_customer
from tests.factories.drafts import make_draft
from tests.factories.reviews import make_paid_order, make_review

EMAIL = "anna@example.com"


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=12900, stock=50)


@pytest.fixture
def anna(desk):
    """Somebody with an account who left traces everywhere, as a guest before, too."""
    account = make_account(EMAIL)
    customer = make_customer(account)
    order = make_paid_order(desk, phone="212 555 0100", postcode="10039")
    Order.objects.filter(pk=order.pk).update(
        customer=customer, status=OrderStatus.DELIVERED, fulfilment_state=FulfilmentState.DELIVERED
    )
    letter = Letter.objects.get(about_id=str(order.pk))
    letter.subject, letter.body_text, letter.body_html = "For Anna", "Dear Anna Meyer", "<p>Dear Anna</p>"
    letter.save()
    cart = cart_with((desk, 1), customer=customer)
    Cart.objects.filter(pk=cart.pk).update(checkout_input={"name": "Anna Meyer"})
    make_review(desk.product, customer=customer, author="Anna M.")
    add_note(customer=customer, text="Anna calls after six.", by=SYSTEM)
    block_customer(customer=customer, reason="Anna said so.", by=SYSTEM)
    unblock_customer(customer=customer, reason="Anna is fine.", by=SYSTEM)
    ask_for_news(email=EMAIL, language="en", source="checkout", customer=customer)
    BuyerCheck.objects.create(email_mark=blind("email", EMAIL), email=EMAIL, language="en")
    return customer


def clear_texts():
    """Every text in the tables of shop, letters and accounts, decrypted."""
    for app in ("commerce", "emails", "accounts", "account"):
        for model in apps.get_app_config(app).get_models():
            fields = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField | EncryptedTextField)
            ]
            for row in model.objects.values_list(*fields):
                yield from (f"{model.__name__}: {text}" for text in row if text)


def test_nothing_in_the_database_says_who_it_was(anna):
    before = [text for text in clear_texts() if "anna" in text.lower()]
    assert len({text.split(":")[0] for text in before}) > 8
    erase_customer(customer=anna, by=SYSTEM)
    for word in ("anna", "meyer", "quiet street", "10039", "212 555", EMAIL):
        assert [text for text in clear_texts() if word in text.lower()] == [], word
    assert not BlindToken.objects.filter(digest=blind("email", EMAIL)).exists()
    assert not User.objects.exists()
    assert not BuyerCheck.objects.exists()
    assert not Subscription.objects.exists()


def test_what_the_books_need_stays(anna):
    before = Order.objects.get()
    erase_customer(customer=anna, by=SYSTEM)
    order, customer = Order.objects.get(), Customer.objects.get(pk=anna.pk)
    for name in ("number", "total_minor", "tax_minor", "status", "paid_at"):
        assert getattr(order, name) == getattr(before, name)
    assert {(address.country, address.region) for address in order.addresses.all()} == {("US", "NY")}
    assert order.lines.get().sku == "DESK-OAK"
    assert order.link_token != before.link_token
    assert order.customer_id == customer.pk
    assert customer.is_erased
    assert not Customer.objects.filter(erased_at=None).exists()
    steps = customer.steps.values_list("what", flat=True)
    assert list(steps) == ["erased", "unblocked", "blocked"]


def test_a_message_that_went_to_another_address_of_an_order_is_forgotten(anna):
    Order.objects.update(email="a@work.example")
    order = Order.objects.get()
    write_message(order=order, text="It leaves us tomorrow.", to=order.email, by=SYSTEM)
    erase_customer(customer=anna, by=SYSTEM)
    assert Letter.objects.get(kind="order_message").recipient == ""


@pytest.mark.parametrize("theirs", ["made from their order", "taken by them", "ordered by them"])
def test_a_prepared_order_for_another_address_of_theirs_is_forgotten(anna, theirs):
    Order.objects.update(email="a@work.example")
    order = Order.objects.get()
    if theirs == "made from their order":
        draft, _missing = duplicate_order(order=order, by=SYSTEM)
    else:
        draft = make_draft(("DESK-OAK", 1), email="a@work.example")
    send_draft(draft=draft, by=SYSTEM)
    if theirs == "taken by them":
        take_draft(draft=draft, cart=None, customer=anna, by=SYSTEM)
    elif theirs == "ordered by them":
        Order.objects.update(cart=draft.cart)
    cart = Draft.objects.get().cart
    erase_customer(customer=anna, by=SYSTEM)
    assert not Draft.objects.exists()
    assert not Cart.objects.filter(pk=cart.pk).exists()
    assert not BlindToken.objects.filter(digest=blind("email", "a@work.example")).exists()
    assert Letter.objects.get(kind="draft_ready").recipient == ""


def test_who_ordered_what_was_prepared_for_somebody_else_keeps_their_cart(anna, desk):
    draft, _missing = duplicate_order(order=Order.objects.get(), by=SYSTEM)
    other = make_paid_order(desk, email="other@example.com")
    Order.objects.filter(pk=other.pk).update(cart=draft.cart)
    erase_customer(customer=anna, by=SYSTEM)
    assert not Draft.objects.exists()
    other.refresh_from_db()
    assert other.cart == draft.cart


def test_letters_that_wait_are_given_up(anna):
    erase_customer(customer=anna, by=SYSTEM)
    assert set(Letter.objects.values_list("status", flat=True)) == {"dead"}


@pytest.mark.parametrize("why", ["staff", "orders", "partly", "credit"])
def test_what_has_to_end_first_is_named_and_nothing_is_forgotten(anna, why):
    if why == "staff":
        User.objects.update(is_staff=True)
    elif why == "orders":
        Order.objects.update(status=OrderStatus.PAID)
    elif why == "partly":
        Order.objects.update(fulfilment_state=FulfilmentState.PARTLY)
    else:
        make_store_credit(anna)
    anna.refresh_from_db()
    with pytest.raises(EraseRefused) as refusal:
        erase_customer(customer=anna, by=SYSTEM)
    assert refusal.value.reasons == ["orders" if why == "partly" else why]
    assert Customer.objects.get(pk=anna.pk).email == EMAIL
    assert Order.objects.get().email == EMAIL
    assert not CustomerStep.objects.filter(what="erased").exists()


def test_asked_twice_it_is_refused(anna):
    erase_customer(customer=anna, by=SYSTEM)
    with pytest.raises(CustomerErased):
        erase_customer(customer=anna, by=SYSTEM)


def test_somebody_else_of_the_same_name_keeps_everything(anna, desk):
    other = make_paid_order(desk, email="other@example.com")
    erase_customer(customer=anna, by=SYSTEM)
    other.refresh_from_db()
    assert (other.email, other.customer.name) == ("other@example.com", "Anna Meyer")
    assert Letter.objects.get(about_id=str(other.pk)).recipient == "other@example.com"


@pytest.fixture
def wallet(anna, stripe):
    wallet_id = closing.gateway().open_wallet(key=f"wallet-{anna.pk}", reference=str(anna.pk))
    return Wallet.objects.create(customer=anna, provider_id=wallet_id)


def test_the_customer_at_stripe_is_deleted_after_the_commit_and_once(
    anna, wallet, stripe, django_capture_on_commit_callbacks, monkeypatch
):
    asked = []
    close = type(closing.gateway()).close_wallet
    monkeypatch.setattr(
        type(closing.gateway()),
        "close_wallet",
        lambda self, wallet_id: asked.append(wallet_id) or close(self, wallet_id),
    )
    with django_capture_on_commit_callbacks(execute=False):
        erase_customer(customer=anna, by=SYSTEM)
        assert asked == []
    assert not Wallet.objects.exists()
    row = WalletClosing.objects.get()
    closing.send_closing(closing=row)
    row.refresh_from_db()
    assert row.done_at is not None
    closing.send_closing(closing=row)
    assert asked == [wallet.provider_id]
    assert closing.closings_left() == []


def test_one_that_is_gone_at_stripe_already_is_closed(anna, wallet, stripe):
    closing.gateway().close_wallet(wallet.provider_id)
    erase_customer(customer=anna, by=SYSTEM)
    closing.send_closing(closing=WalletClosing.objects.get())
    assert WalletClosing.objects.get().done_at is not None


@pytest.mark.parametrize("fault", [{"do": "close"}, {"do": "status", "status": 503}])
def test_while_stripe_is_silent_the_beat_asks_again_later(anna, wallet, stripe, fault):
    erase_customer(customer=anna, by=SYSTEM)
    stripe.post_hook("fault", path="/v1/customers/*", times=1, **fault)
    row = WalletClosing.objects.get()
    closing.send_closing(closing=row)
    row.refresh_from_db()
    assert (row.done_at, row.attempts, row.problem) == (None, 1, "GatewayError")
    assert closing.closings_left() == []
    with clock.travel(clock.now() + 2 * closing.FIRST_PAUSE):
        assert closing.closings_left() == [row.pk]
        assert close_wallets() == 1
    closing.send_closing(closing=row)
    assert WalletClosing.objects.get().done_at is not None


def test_a_wallet_that_was_opened_meanwhile_is_closed_too(anna, stripe):
    opened = closing.gateway().open_wallet(key=f"wallet-{anna.pk}", reference=str(anna.pk))
    erase_customer(customer=anna, by=SYSTEM)
    remember_wallet(customer=anna, provider_id=opened)
    assert not Wallet.objects.exists()
    assert WalletClosing.objects.get().provider_id == opened

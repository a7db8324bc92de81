"""Orders that a colleague prepares: filled like a cart, mailed as a link, taken over once, and ordered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commerce.cart.models import Cart
from commerce.cart.operations import add_to_cart, open_cart
from commerce.cart.signed import Source
from commerce.customers.deciding import block_customer, unblock_customer
from commerce.customers.operations import customer_for_guest, customer_for_user
from commerce.drafts.models import Draft
from commerce.drafts.operations import (
    add_goods,
    duplicate_order,
    end_draft,
    forget_drafts,
    send_draft,
    set_quantity,
    take_draft,
)
from commerce.drafts.queries import draft_for_token, drafts_of, order_of
from commerce.errors import CustomerBlocked, DraftClosed, DraftEmpty, FewerLeft, LineGone, SkuUnknown
from commerce.orders.models import Order
from emails.models import Letter
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, confirm, start
from tests.factories.customers import make_account, make_customer
from tests.factories.drafts import CLERK, make_draft
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", title="Oak desk", price=12900, stock=5)


@pytest.fixture
def draft(desk):
    return make_draft(("desk-oak", 2), address=ADDRESS)


def address(draft):
    return reverse("draft", args=[draft.link_token])


def change(record, **facts):
    type(record).objects.filter(pk=record.pk).update(**facts)
    record.refresh_from_db()


def goods(cart):
    return dict(cart.lines.values_list("variant__sku", "quantity"))


def test_it_is_filled_as_a_cart_is(draft):
    with pytest.raises(SkuUnknown):
        add_goods(draft=draft, sku="CHAIR", quantity=1, by=CLERK)
    with pytest.raises(FewerLeft):
        add_goods(draft=draft, sku="DESK-OAK", quantity=4, by=CLERK)
    line = draft.cart.lines.get()
    set_quantity(draft=draft, line=line, quantity=3, by=CLERK)
    assert goods(draft.cart) == {"DESK-OAK": 3}
    set_quantity(draft=draft, line=line, quantity=0, by=CLERK)
    assert goods(draft.cart) == {}


def test_its_link_is_mailed_and_one_without_goods_is_not(draft, shop):
    with pytest.raises(DraftEmpty):
        send_draft(draft=make_draft(), by=CLERK)
    send_draft(draft=draft, by=CLERK)
    letter = Letter.objects.get(kind="draft_ready")
    assert letter.recipient == "anna@example.com" and letter.about_id == str(draft.pk)


@pytest.mark.parametrize("typed", ["anna@example.com", "ANNA@example.com"])
def test_the_link_is_not_mailed_to_whom_colleagues_blocked(desk, typed):
    guest = customer_for_guest(email="anna@example.com", name="Anna", phone="", language="en")
    block_customer(customer=guest, reason="Fraud", by=CLERK)
    draft = make_draft(("DESK-OAK", 1), email=typed)
    with pytest.raises(CustomerBlocked):
        send_draft(draft=draft, by=CLERK)
    draft.refresh_from_db()
    assert draft.sent_at is None and not Letter.objects.exists()
    unblock_customer(customer=guest, reason="A mistake", by=CLERK)
    send_draft(draft=draft, by=CLERK)
    assert Letter.objects.get().recipient == typed


def test_a_blocked_account_gets_no_link_by_another_address_of_its_order(desk):
    order = make_order(desk)
    change(order, customer=make_customer(make_account("anna@example.com")), email="other@example.com")
    block_customer(customer=order.customer, reason="Fraud", by=CLERK)
    draft, _missing = duplicate_order(order=order, by=CLERK)
    with pytest.raises(CustomerBlocked):
        send_draft(draft=draft, by=CLERK)
    assert not Letter.objects.filter(kind="draft_ready").exists()


def test_looking_at_the_link_changes_nothing_and_the_button_leads_to_checkout(draft):
    browser = Client()
    page = browser.get(address(draft))
    assert "Oak desk" in page.text and "$258.00" in page.text
    assert page["Cache-Control"] == "private, no-store"
    draft.refresh_from_db()
    assert draft.taken_at is None and list(browser.cookies) == ["csrf"]
    answer = browser.post(address(draft))
    assert answer.url == reverse("checkout")
    checkout = browser.get(answer.url).text
    assert "anna@example.com" in checkout and "12 Quiet Street" in checkout and "Oak desk" in checkout
    with pytest.raises(DraftClosed):
        add_goods(draft=draft, sku="DESK-OAK", quantity=1, by=CLERK)


def test_what_the_browser_had_joins_and_is_looked_at_first(draft, shop):
    make_product("LAMP", title="Lamp", price=4900, stock=5)
    browser = Client()
    browser.post(reverse("cart_add"), {"variant": "LAMP", "quantity": 1})
    assert browser.post(address(draft)).url == reverse("cart")
    assert goods(draft.cart) == {"DESK-OAK": 2, "LAMP": 1}
    assert browser.post(address(draft)).url == reverse("checkout")
    assert goods(draft.cart) == {"DESK-OAK": 2, "LAMP": 1}


def test_who_is_signed_in_gets_it_into_their_own_cart(draft, desk):
    account = make_account("anna@example.com")
    customer = customer_for_user(user=account, language="en")
    own = open_cart(market=draft.cart.market, customer=customer, by=GUEST)
    add_to_cart(cart=own, variant=make_product("LAMP", stock=3), quantity=1, source=Source(), by=GUEST)
    cart = take_draft(draft=draft, cart=own, customer=customer, by=GUEST)
    assert cart == own and goods(own) == {"DESK-OAK": 2, "LAMP": 1}
    draft.refresh_from_db()
    assert draft.cart == own
    assert take_draft(draft=draft, cart=own, customer=customer, by=GUEST) == own
    nosy, owner = Client(), Client()
    owner.force_login(account)
    refused = nosy.get(address(draft))
    assert refused.status_code == 410 and "Oak desk" not in refused.text
    assert "Oak desk" in owner.get(address(draft)).text
    for stranger in (None, customer_for_user(user=make_account("ben@example.com"), language="en")):
        with pytest.raises(DraftClosed):
            take_draft(draft=draft, cart=None, customer=stranger, by=GUEST)


def test_it_becomes_one_order_however_often_its_link_is_used(draft, stripe):
    for browser in (Client(), Client()):
        browser.post(address(draft))
    draft.cart.refresh_from_db()
    started = start(draft.cart)
    confirm(stripe, started.client_secret)
    assert order_of(draft) == started.order
    assert Order.objects.count() == 1
    Cart.objects.filter(pk=draft.cart_id).update(status=Cart.Status.ORDERED)
    page = Client().get(address(draft))
    assert page.status_code == 200 and "This was ordered" in page.text and "Oak desk" not in page.text
    assert Client().post(address(draft)).status_code == 200


def test_an_ended_and_an_old_link_lead_nowhere(draft):
    old = make_draft(("DESK-OAK", 1))
    change(old, until=old.made_at - timedelta(minutes=1))
    end_draft(draft=draft, by=CLERK)
    for gone in (draft, old):
        for answer in (Client().get(address(gone)), Client().post(address(gone))):
            assert answer.status_code == 410 and "no longer good" in answer.text
    assert Client().get(reverse("draft", args=["nobody"])).status_code == 404


def test_the_latest_letter_says_how_long_the_link_is_good(draft):
    assert draft.until - draft.made_at < timedelta(days=30, minutes=1)
    with clock.travel(clock.now() + timedelta(days=20)):
        send_draft(draft=draft, by=CLERK)
        draft.refresh_from_db()
    with clock.travel(clock.now() + timedelta(days=49)):
        assert not draft.is_ended
    with clock.travel(clock.now() + timedelta(days=51)):
        assert draft.is_ended


def test_an_order_is_duplicated_without_what_cant_be_had(desk):
    order = make_order(desk)
    chair = make_product("CHAIR", price=4900, stock=0)
    order.lines.create(position=9, variant=chair, title="Chair", sku="CHAIR", quantity=1, unit_minor=4900)
    draft, missing = duplicate_order(order=order, by=CLERK)
    assert missing == ["CHAIR"]
    assert goods(draft.cart) == {"DESK-OAK": order.lines.get(sku="DESK-OAK").quantity}
    shipping = order.addresses.get(kind="shipping")
    assert draft.email == order.email and draft.about == order
    assert draft.cart.checkout_input["postcode"] == shipping.postcode
    order.refresh_from_db()
    assert order.version == Order.objects.get(pk=order.pk).version


def test_who_is_forgotten_has_no_draft(draft):
    other = make_draft(email="ben@example.com")
    forget_drafts(drafts=drafts_of(make_customer(), ["Anna@example.com"]))
    assert list(Draft.objects.all()) == [other]
    assert not Cart.objects.filter(pk=draft.cart_id).exists()
    assert draft_for_token(draft.link_token) is None


def test_a_line_that_is_gone_is_not_changed(desk):
    draft = make_draft(("DESK-OAK", 1))
    line = draft.cart.lines.get()
    set_quantity(draft=draft, line=line, quantity=0, by=CLERK)
    with pytest.raises(LineGone):
        set_quantity(draft=draft, line=line, quantity=3, by=CLERK)
    set_quantity(draft=draft, line=line, quantity=0, by=CLERK)
    assert not draft.cart.lines.exists()

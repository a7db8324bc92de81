"""A manager changes a setting and proposes a price, the owner approves it, and the trail says all of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.catalogue.proposals import PriceLimit
from commerce.catalogue.queries import current_prices
from commerce.payments.models import PaymentSettings
from kinsite.accounts.models import User
from kinsite.demo.people import lay_in_people
from kinsite.foundation import clock
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.markets import make_price_list

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=40), pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 1280, 768, 390)


@pytest.fixture
def desk(stripe):
    make_shop()
    lay_in_people()
    with clock.travel(clock.now() - timedelta(days=30)):
        variant = make_product("DESK-OAK", title="Oak desk", price=10000, stock=5)
    PriceLimit.objects.create(price_list=make_price_list(), alone_up_to_percent=20)
    return variant


def as_(enter, name):
    return enter(User.objects.get(email=f"{name}@example.com"))


def fits(page):
    """What axe-core finds, and what runs over the edge, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [*hindrances(page), *([f"{wide} px too wide at {width}"] if wide > 0 else [])]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_a_manager_changes_a_setting_and_sees_old_and_new(enter, live_server, desk):
    page = as_(enter, "manager")
    saved = PaymentSettings.load()
    page.goto(
        live_server.url + reverse("wagtailsettings:edit", args=["commerce", "paymentsettings", saved.pk])
    )
    page.get_by_label("Paid, but sold out meanwhile").select_option("refund")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="History of these settings").click()
    row = page.get_by_role("row").filter(has_text="Payments")
    for said in ("Mona Manager", "Keep the order and ship", "Cancel the order and refund"):
        expect(row).to_contain_text(said)
    assert fits(page) == []


def test_a_price_beyond_the_share_is_proposed_by_one_and_approved_by_another(enter, live_server, desk):
    manager, owner = as_(enter, "manager"), as_(enter, "owner")
    manager.goto(live_server.url + reverse("products:price", args=[desk.pk, "usd"]))
    manager.get_by_label("Price in USD").fill("50")
    manager.get_by_role("button", name="Set the price").click()
    expect(manager.get_by_text("it waits for a second one")).to_be_visible()
    manager.goto(live_server.url + reverse("price_proposals:index"))
    expect(manager.get_by_role("checkbox", name="Pick DESK-OAK")).to_have_count(0)
    expect(manager.get_by_role("button", name="Withdraw")).to_be_visible()
    owner.goto(live_server.url + reverse("price_proposals:index"))
    assert fits(owner) == []
    owner.get_by_role("checkbox", name="Pick DESK-OAK").check()
    owner.get_by_role("button", name="Approve the picked").click()
    expect(owner.get_by_text("No price waits.")).to_be_visible()
    assert current_prices([desk.pk], make_price_list())[desk.pk].minor == 5000
    owner.goto(f"{live_server.url}{reverse('trail:index')}?product={desk.product_id}&area=price")
    rows = owner.get_by_role("row").filter(has_text="50.00 USD")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Approved")
    expect(rows.first).to_contain_text("Olive Owner")
    expect(rows.last).to_contain_text("Proposed")
    expect(rows.last).to_contain_text("Mona Manager")
    assert fits(owner) == []


def test_the_limits_hinder_nobody(enter, live_server, desk):
    page = as_(enter, "manager")
    page.goto(live_server.url + reverse("price_limits:index"))
    expect(page.get_by_label("USD (USD), in percent")).to_have_value("20")
    assert fits(page) == []

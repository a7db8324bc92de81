"""One purchase, the same numbers everywhere: an oracle's, read from what people and machines see."""

import html
import io
import random
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader

from commerce.catalogue.operations import set_price
from commerce.checkout.operations import finish_checkout
from commerce.credit.operations import issue_gift_card
from commerce.invoices.models import Invoice
from commerce.money import Money
from commerce.orders.models import Order
from commerce.pricing.models import TaxRate
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_page_of, make_product
from tests.factories.checkout import ADDRESS, confirm
from tests.factories.staff import make_colleague
from tests.factories.taxes import VIENNA, make_european_shop
from tests.oracle.quotes import Cart, Line, Row, answer
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


def dollars(minor):
    return f"{'-' if minor < 0 else ''}${abs(minor) / 100:,.2f}"


def euros(minor):
    swapped = f"{minor / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{swapped} €"


class NewYork:
    """Prices without tax, two taxes, delivery taxed by one of them."""

    prefix, currency, written, address = "", "USD", staticmethod(dollars), ADDRESS | {"delivery": "standard"}

    def __init__(self, shop):
        self.market = shop.market
        TaxRate.objects.all().delete()
        for tax, rate, taxes_delivery in [("state", "0.04", True), ("city", "0.04875", False)]:
            TaxRate.objects.create(
                country="US", region="NY", tax=tax, name=f"NY {tax}", rate=rate, taxes_delivery=taxes_delivery
            )

    def cart(self, lines):
        rows = [
            Row("US", "NY", None, "state", "NY state", Fraction("0.04"), True),
            Row("US", "NY", None, "city", "NY city", Fraction("0.04875"), False),
        ]
        return Cart("USD", False, ["US", "CA"], "US", "NY", lines, 900, rows)


class Vienna:
    """Prices with tax, for a private person or a business."""

    prefix, currency, written = "/de", "EUR", staticmethod(euros)

    def __init__(self, *, vat_id=""):
        self.market, self.vat_id = make_european_shop(), vat_id
        self.address = {"name": "Anna Meyer", "phone": "", "line2": "", **VIENNA, "vat_id": vat_id}

    def cart(self, lines):
        rows = [Row("AT", "", None, "", "VAT AT", Fraction("0.2"), True)]
        area = ["DE", "AT"]
        return Cart("USD", True, area, "AT", "", lines, 1200, rows, has_vat_id=bool(self.vat_id))


def words(text):
    """What a page says, on one line, with plain spaces."""
    bare = re.sub(r"<(script|style|template).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(bare).replace("\xa0", " ").replace("−", "-").split())


@pytest.mark.proof
def test_the_same_numbers_stand_on_every_surface(shop, stripe, own_cache, so_many):
    clerk = make_colleague("commerce.view_order")
    for seed in range(so_many(5, of=100)):
        chance = random.Random(f"surface {seed}")
        place = [NewYork, lambda _shop: Vienna(), lambda _shop: Vienna(vat_id="ATU12345678")][seed % 3](shop)
        lines = [
            Line(chance.randrange(1, 90_000), chance.randint(1, 4), None) for _ in range(chance.randint(1, 4))
        ]
        # Nobody else buys so much in so little time: what is counted of one buyer is forgotten.
        cache.clear()
        _buy_and_compare(stripe, place, lines, clerk, has_card=bool(seed % 2))
    assert_ledger_ok(stripe)


def _buy_and_compare(stripe, place, lines, clerk, *, has_card):
    bought, written = place.cart(lines), place.written
    wanted = answer(bought)
    if has_card:
        money = Money(wanted.total // 3 + 1, place.currency)
        card = issue_gift_card(money=money, by=SYSTEM)
        wanted = answer(replace(bought, gift_cards=[money.minor]))
    browser = Browser()
    for line in lines:
        variant = make_product(stock=9, price=None)
        set_price(
            variant=variant,
            price_list=place.market.price_list,
            money=Money(line.unit, place.currency),
            by=SYSTEM,
        )
        if place.prefix:
            path = f"/de/shop/{variant.product.code}/"
            make_page_of(variant.product, locale="de", path=path, page_id=variant.pk)
        browser.post(f"{place.prefix}/cart/add/", {"variant": variant.sku, "quantity": line.quantity})
    amounts = {written(wanted.items), written(wanted.total)}
    amounts |= {written(-wanted.relief)} if wanted.relief else set()
    amounts |= {written(amount) for amount in _taxes_by_name(wanted).values()}
    if has_card:
        browser.post(f"{place.prefix}/cart/code/", {"code": card.code.lower()})
        amounts |= {f"•••• {card.account.last4}", written(-wanted.by_card[0]), written(wanted.to_pay)}

    cart = words(browser.get(f"{place.prefix}/cart/").content.decode())
    assert written(wanted.items) in cart

    typed = {"email": "anna@example.com", **place.address}
    page = browser.post(f"{place.prefix}/checkout/", typed).content.decode()
    assert_says(page, amounts)
    assert f'data-amount="{wanted.to_pay}"' in page
    agreed = re.search(r'name="agreed" value="(\w+)"', page)[1]

    started = browser.post(f"{place.prefix}/checkout/place/", typed | {"agreed": agreed}).json()
    intent_id = confirm(stripe, started["clientSecret"])["id"]
    intent = next(found for found in stripe.intents() if found["id"] == intent_id)
    assert (intent["amount"], intent["amount_received"]) == (wanted.to_pay, wanted.to_pay)

    order = Order.objects.latest("pk")
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    stored = (order.items_minor, order.tax_minor, order.relief_minor, order.total_minor)
    assert stored == (wanted.items, wanted.tax, wanted.relief, wanted.total)

    assert_says(browser.get(f"{place.prefix}/checkout/return/").content.decode(), amounts)
    assert_says(browser.get(f"{place.prefix}/orders/{order.link_token}/").content.decode(), amounts)
    letter = word(Letter.objects.get(kind="order_confirmed", about_id=str(order.pk)))
    assert_says(letter.text, amounts)
    assert_says(letter.html, amounts)

    invoice = Invoice.objects.get(order=order)
    pdf = browser.get(f"{place.prefix}/orders/{order.link_token}/invoices/{invoice.pk}/").content
    assert_says(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages), amounts)

    staff = Browser()
    staff.force_login(clerk)
    assert_says(staff.get(reverse("orders:page", args=[order.pk])).content.decode(), amounts)


def assert_says(text, amounts):
    said = words(text)
    assert {amount for amount in amounts if amount not in said} == set(), said


def _taxes_by_name(wanted):
    sums = {}
    for part in [*wanted.lines, wanted.delivery]:
        for name, amount in part.due:
            sums[name] = sums.get(name, 0) + amount
    return sums

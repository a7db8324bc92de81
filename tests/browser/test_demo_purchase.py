"""A guest buys what chance picks from the demo's catalogue, in its own shop; `--draw N` picks otherwise."""

import random
import re

import pytest
from playwright.sync_api import expect

from commerce.catalogue.models import Variant
from commerce.stock.models import StockItem
from tests.browser.steps import enter_card, fill_address, go_to_checkout, pay, put_in_cart, thanked, until
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=40), pytest.mark.django_db(transaction=True)]

THINGS = 3


def available():
    items = StockItem.objects.select_related("variant")
    return {item.variant.sku: item.available for item in items}


def drawn(seed):
    """The same things for the same seed: three products, of each a variant that is in stock."""
    dice = random.Random(seed)
    in_stock = [sku for sku, units in sorted(available().items()) if units]
    variants = Variant.objects.filter(sku__in=in_stock, product__presences__state="live", retired_at=None)
    by_product = {}
    for variant in variants.select_related("product").order_by("sku"):
        by_product.setdefault(variant.product.code, []).append(variant)
    return [dice.choice(by_product[code]) for code in dice.sample(sorted(by_product), THINGS)]


def test_any_three_things_of_the_demo_can_be_bought(demo, sandbox, page, pytestconfig):
    seed = pytestconfig.getoption("draw")
    before, wanted = available(), drawn(seed)
    said = f"--draw {seed}: {[variant.sku for variant in wanted]}"
    for variant in wanted:
        path = variant.product.presences.get(locale="en").path
        put_in_cart(page, f"{demo.url}{path}?variant={variant.sku}")
    go_to_checkout(page)
    fill_address(page)
    enter_card(page)
    pay(page)

    order = thanked(page)
    assert re.fullmatch(r"KW-\d+", order.number), said
    assert order.customer.user is None, said
    for variant in wanted:
        expect(page.get_by_text(variant.product.title).first, said).to_be_visible()
    assert {line.sku: line.quantity for line in order.lines.all()} == dict.fromkeys(
        [variant.sku for variant in wanted], 1
    ), said
    [mail] = until(lambda: sandbox.mails(to="anna@example.com"))
    assert order.number in mail["subject"], said
    now = available()
    sold = {sku: units - now[sku] for sku, units in before.items() if units != now[sku]}
    assert sold == {variant.sku: 1 for variant in wanted}, said
    assert page.complaints == [], said
    assert_ledger_ok(sandbox)

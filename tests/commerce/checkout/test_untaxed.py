"""Orders on which no tax is charged: businesses abroad, the exempt, goods that leave the tax area."""

import pytest

from commerce.customers.deciding import exempt_customer
from commerce.orders.models import Order
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from commerce.refunds.rules import paid_for
from kinsite.foundation.actors import SYSTEM
from tests.factories.checkout import details_for
from tests.factories.customers import make_customer
from tests.factories.orders import place
from tests.factories.taxes import BERN, VIENNA, cart_in_euros, make_european_shop


@pytest.fixture
def german(db):
    return make_european_shop()


def test_a_business_abroad_pays_the_net_price(german):
    order = place(cart_in_euros(german), vat_id="atu 12345678", **VIENNA).order
    assert (order.items_minor, order.delivery_minor, order.tax_minor) == (24000, 1200, 0)
    assert (order.relief_minor, order.delivery_relief_minor) == (4200, 200)
    assert order.total_minor == 21000
    assert (order.tax_treatment, order.vat_id) == ("reverse_charge", "ATU12345678")
    assert not order.taxes.exists()


def test_the_vat_id_is_kept_encrypted(german):
    order = place(cart_in_euros(german), vat_id="ATU12345678", **VIENNA).order
    raw = Order.objects.raw("SELECT id, vat_id::text AS sealed FROM commerce_order WHERE id = %s", [order.pk])
    assert "12345678" not in raw[0].sealed


def test_a_private_person_pays_the_tax_within(german):
    order = place(cart_in_euros(german), **VIENNA).order
    assert (order.tax_minor, order.relief_minor, order.total_minor) == (4200, 0, 25200)
    assert order.tax_treatment == "taxed"


def test_goods_that_leave_the_area_lose_the_sellers_tax(german):
    order = place(cart_in_euros(german), **BERN).order
    # 24000 × 19/119 = 3831.93; 1200 × 19/119 = 191.60
    assert (order.relief_minor, order.tax_minor) == (3832 + 192, 0)
    assert order.total_minor == 25200 - 4024
    assert order.tax_treatment == "export"


def test_the_exempt_pay_none_with_the_reason_kept(german):
    customer = make_customer()
    exempt_customer(customer=customer, reason="Embassy", by=SYSTEM)
    customer.refresh_from_db()
    order = place(cart_in_euros(german, customer=customer), **VIENNA).order
    assert (order.total_minor, order.tax_treatment, order.tax_exemption) == (21000, "exempt", "Embassy")


def test_the_lines_and_delivery_of_such_an_order_are_what_was_paid(german):
    """Refunds give back shares of what was paid, the tax that was taken out not among it."""
    order = place(cart_in_euros(german), vat_id="ATU12345678", **VIENNA).order
    lines, delivery = paid_for(order, [*order.lines.all()])
    assert sum(line.paid.minor for line in lines) + delivery.minor == order.total_minor


def test_another_vat_id_is_another_quote(german):
    cart = cart_in_euros(german)
    plain, _choices = quote_cart(cart, place=Place("AT"))
    business, _choices = quote_cart(cart, place=Place("AT"), vat_id="ATU12345678")
    other, _choices = quote_cart(cart, place=Place("AT"), vat_id="ATU87654321")
    misspelt, _choices = quote_cart(cart, place=Place("AT"), vat_id="ATU1")
    assert len({plain.digest, business.digest, other.digest}) == 3
    assert misspelt.digest == plain.digest


def test_details_carry_the_vat_id(german):
    assert details_for(cart_in_euros(german), vat_id="ATU12345678", **VIENNA).vat_id == "ATU12345678"

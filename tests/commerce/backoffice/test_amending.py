"""The dialog that changes a paid order: it works out first, and makes what its button named."""

import pytest
from django.urls import reverse

from commerce.amendments.models import Amendment
from commerce.backoffice.permissions import CHANGE_ORDERS, REFUND_ORDERS, VIEW_ORDERS
from commerce.orders.models import Order
from tests.factories.amendments import amend, pay_difference
from tests.factories.catalogue import make_product
from tests.factories.refunds import make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(shop):
    return make_product("LAMP", title="Lamp", price=2500, stock=3)


@pytest.fixture
def order(stripe, lamp):
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1000, stock=9), 2))


@pytest.fixture
def manager(sign_in):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS, REFUND_ORDERS)


def dialog(order):
    return reverse("orders:change", args=[order.pk])


def filled(order, *, units=2, **typed):
    order = Order.objects.get(pk=order.pk)
    return {"version": order.version, f"units_{order.lines.first().pk}": units, "delivery": "", **typed}


def test_it_says_what_it_comes_to_before_anything_changes(order, manager):
    answer = manager.post(dialog(order), filled(order, units=1, work_out="1"))
    assert answer.status_code == 200
    assert "Change and refund $10.89" in answer.text
    assert not Amendment.objects.exists()


def test_it_makes_what_its_button_named(order, manager):
    page = manager.post(dialog(order), filled(order, units=1, work_out="1"))
    answer = manager.post(dialog(order), filled(order, units=1, named=page.context["named"]), follow=True)
    assert "$10.89 is on its way back." in answer.text
    assert Amendment.objects.get().difference.minor == -1089
    assert "1 × Tray" in answer.text


def test_where_it_comes_to_something_else_it_is_named_anew(order, manager):
    answer = manager.post(dialog(order), filled(order, units=1, named=-5))
    assert (answer.status_code, answer.context["named"]) == (200, -1089)
    assert not Amendment.objects.exists()


def test_what_is_dearer_sends_a_link_that_the_page_shows(order, manager):
    form = filled(order, units=1, sku_1="lamp", quantity_1="1")
    page = manager.post(dialog(order), {**form, "work_out": "1"})
    assert "Send a link to pay $16.33" in page.text
    answer = manager.post(dialog(order), {**form, "named": page.context["named"]}, follow=True)
    assert reverse("order_change", args=[order.link_token]) in answer.text
    assert "Waits for payment" in answer.text
    assert "Withdraw the change" in answer.text


def test_what_was_typed_stays_beside_the_reason(order, manager):
    answer = manager.post(dialog(order), filled(order, sku_1="nothing", quantity_1="4", work_out="1"))
    assert answer.status_code == 422
    assert "No variant has this SKU." in answer.text
    assert 'value="nothing"' in answer.text
    nothing = manager.post(dialog(order), filled(order, work_out="1"))
    assert nothing.status_code == 422
    assert "Nothing would change" in nothing.text


def test_giving_back_asks_for_the_right_to_refund(order, sign_in):
    clerk = sign_in(VIEW_ORDERS, CHANGE_ORDERS)
    answer = clerk.post(dialog(order), filled(order, units=1, named=-1089))
    assert answer.status_code == 422
    assert "no right to refund" in answer.text
    assert not Amendment.objects.exists()


def test_what_can_not_be_changed_says_why(order, lamp, manager):
    amend(order, added={lamp: 1})
    answer = manager.post(dialog(order), filled(order, units=1, work_out="1"))
    assert "A change of this order waits for its payment." in answer.text


def test_it_is_withdrawn_and_the_order_goes_on(order, lamp, manager):
    amend(order, added={lamp: 1})
    version = Order.objects.get(pk=order.pk).version
    answer = manager.post(
        reverse("orders:withdraw_change", args=[order.pk]), {"version": version}, follow=True
    )
    assert "The order stays as it was." in answer.text
    assert Amendment.objects.get().status == "withdrawn"
    assert not Order.objects.get(pk=order.pk).is_on_hold


def test_a_change_that_was_paid_a_moment_ago_is_not_withdrawn(order, lamp, manager, stripe):
    amendment = amend(order, added={lamp: 1})
    version = Order.objects.get(pk=order.pk).version
    pay_difference(stripe, amendment)
    answer = manager.post(reverse("orders:withdraw_change", args=[order.pk]), {"version": version})
    assert answer.status_code == 409
    assert Amendment.objects.get().status == "made"


def test_what_is_not_in_stock_is_named(order, manager):
    answer = manager.post(dialog(order), filled(order, sku_1="LAMP", quantity_1="4", named=10888))
    assert answer.status_code == 422
    assert "Fewer are in stock: LAMP" in answer.text

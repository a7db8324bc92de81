"""Another address for an order: until it left, findable by the new one alone, and never at another tax."""

import pytest

from commerce.errors import AddressSettled, OrderMoved, TaxWouldChange
from commerce.fulfilment.operations import ship_order
from commerce.orders.addressing import change_address
from commerce.orders.events import BECAME
from commerce.orders.models import Order, OrderAddress
from commerce.orders.operations import mark_order_paid, write_address
from commerce.orders.proof import broken_timeline
from commerce.orders.queries import parcel_lines
from commerce.orders.search import found_by
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.orders import make_order
from tests.factories.refunds import CLERK, make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = make_order(make_product("TRAY", title="Tray", price=1234, stock=9))
    mark_order_paid(order=order, by=SYSTEM)
    order.refresh_from_db()
    return order


def moved(**changes):
    parts = {name: value for name, value in ADDRESS.items() if name != "country"}
    return parts | {"name": "Ben Ito", "postcode": "10002", "phone": "+1 212 5550100"} | changes


def test_it_goes_to_the_new_address_and_the_timeline_keeps_both(order):
    change_address(order=order, address=moved(line1="14 Loud Street"), by=CLERK)
    assert parcel_lines(Order.objects.get(pk=order.pk))[:2] == ["Ben Ito", "14 Loud Street"]
    event = order.events.last()
    before, _became, after = event.note.text.partition(BECAME)
    assert "12 Quiet Street" in before and "Anna Meyer" in before
    assert "14 Loud Street" in after and "+1 212 5550100" in after
    assert (event.kind, event.summary) == ("address", "")
    assert list(broken_timeline(order.pk)) == []
    assert order.addresses.get(kind="billing").line1 == "12 Quiet Street"


def test_it_is_found_by_the_new_address_and_by_the_old_no_more(order):
    change_address(order=order, address=moved(), by=CLERK)
    for new in ("Ben Ito", "10002", "+1 212 5550100", order.email):
        assert list(Order.objects.filter(found_by(new))) == [order], new
    for old in ("Anna", "10001"):
        assert not Order.objects.filter(found_by(old))


def test_letters_go_to_another_address_and_the_order_is_found_by_it(order):
    old = order.email
    kept = {k: v for k, v in ADDRESS.items() if k != "country"}
    change_address(order=order, address=kept, email="anna.meyer@example.com", by=CLERK)
    assert Order.objects.get(pk=order.pk).email == "anna.meyer@example.com"
    assert list(Order.objects.filter(found_by("anna.meyer@example.com"))) == [order]
    assert not Order.objects.filter(found_by(old))
    before, _became, after = order.events.last().note.text.partition(BECAME)
    assert (old in before, "anna.meyer@example.com" in after) == (True, True)


def test_the_same_address_is_no_event(order):
    steps = order.events.count()
    change_address(order=order, address={k: v for k, v in ADDRESS.items() if k != "country"}, by=CLERK)
    assert order.events.count() == steps


def test_where_another_tax_is_due_it_stays_and_nothing_is_written(order):
    steps = order.events.count()
    with pytest.raises(TaxWouldChange):
        change_address(order=order, address=moved(region="NJ", city="Newark", postcode="07101"), by=CLERK)
    assert order.events.count() == steps
    assert order.addresses.get(kind=OrderAddress.Kind.SHIPPING).region == "NY"


def test_without_tax_before_and_after_a_region_may_change():
    order = make_order(
        make_product("TRAY", price=1234, stock=9), region="NJ", city="Newark", postcode="07101"
    )
    change_address(order=order, address=moved(region="PA", city="York", postcode="17401"), by=CLERK)
    assert order.addresses.get(kind=OrderAddress.Kind.SHIPPING).region == "PA"


def test_once_something_left_it_is_settled(shop, stripe):
    order = make_paid_order(stripe, (make_product("TRAY", price=1234, stock=9), 1))
    ship_order(order=order, by=CLERK)
    with pytest.raises(AddressSettled):
        change_address(order=order, address=moved(), by=CLERK)


def test_decided_on_an_order_as_it_was_it_is_refused(order):
    with pytest.raises(OrderMoved):
        change_address(order=order, address=moved(), version=order.version - 1, by=CLERK)
    assert order.addresses.get(kind="shipping").line1 == "12 Quiet Street"


def test_an_address_entered_anew_at_checkout_is_an_event_and_the_same_one_is_none():
    order = make_order(make_product("TRAY", price=1234, stock=9))
    version = order.version
    write_address(order=order, address=ADDRESS, email=order.email, by=GUEST)
    assert Order.objects.get(pk=order.pk).version == version
    write_address(order=order, address={**ADDRESS, "name": "Ben Ito"}, email=order.email, by=GUEST)
    assert Order.objects.get(pk=order.pk).version == version + 1

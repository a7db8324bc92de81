"""Delays and thresholds: each changes what it says, from when it says, within bounds, and is in the trail."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from commerce.catalogue.models import Variant
from commerce.drafts.operations import send_draft
from commerce.errors import TooLateToUndo
from commerce.fulfilment.operations import ship_order, undo_hand_over
from commerce.orders.listing import OrderFilter, page_of
from commerce.orders.models import Order
from commerce.payments import reconcile
from commerce.payments.letters import warn_of_ending_authorisations
from commerce.payments.models import Payment
from commerce.shop.models import BOUNDS, DeskSettings
from commerce.shop.queries import desk_settings
from commerce.stock.models import StockHold
from commerce.stock.operations import open_stock_items
from commerce.trail.models import TrailEntry
from kinsite.foundation import clock
from tests.factories.amendments import amend
from tests.factories.catalogue import make_product
from tests.factories.drafts import CLERK, make_draft
from tests.factories.orders import make_order
from tests.factories.shipments import make_paid_order
from tests.factories.shop import set_desk
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
RIGHT = "commerce.change_desksettings"


def address():
    return reverse("wagtailsettings:edit", args=["commerce", "desksettings", DeskSettings.load().pk])


def send(client, **changes):
    settings = DeskSettings.load()
    facts = {name: getattr(settings, name) for name in BOUNDS}
    return client.post(address(), facts | changes)


def is_late(order):
    return page_of(OrderFilter.parse("view=late")).orders == [order]


def test_an_order_is_late_after_as_many_days_as_are_set_the_open_ones_too():
    order = make_order()
    paid = clock.now() - timedelta(days=4)
    Order.objects.filter(pk=order.pk).update(status="paid", delivery_from=None, paid_at=paid)
    assert is_late(order)
    set_desk(days_to_ship=5)
    assert not is_late(order)
    set_desk(days_to_ship=4)
    assert is_late(order)


def test_new_stock_items_begin_with_the_threshold_and_others_keep_theirs():
    before = make_product("DESK", stock=5)
    was = stock_of(before).threshold
    set_desk(low_at=12)
    after = Variant.objects.create(product=before.product, sku="DESK-ASH", grams=1)
    open_stock_items(variant_ids=[after.pk, before.pk])
    assert (stock_of(before).threshold, stock_of(after).threshold) == (was, 12)


def test_a_parcel_is_called_back_within_the_minutes_that_are_set(shop, stripe):
    order = make_paid_order(stripe, (make_product("TRAY", stock=5), 1))
    set_desk(undo_minutes=0)
    parcel = ship_order(order=order, by=CLERK)
    with pytest.raises(TooLateToUndo):
        undo_hand_over(shipment=parcel, by=CLERK)
    set_desk(undo_minutes=60)
    with clock.travel(clock.now() + timedelta(minutes=61)), pytest.raises(TooLateToUndo):
        undo_hand_over(shipment=parcel, by=CLERK)
    with clock.travel(clock.now() + timedelta(minutes=59)):
        undo_hand_over(shipment=parcel, by=CLERK)


def test_stock_waits_for_a_payment_as_long_as_is_set_from_the_next_order_on():
    first = StockHold.objects.get(order=make_order())
    set_desk(hold_minutes=90)
    second = StockHold.objects.get(order=make_order())
    later = second.expires_at - first.expires_at
    assert timedelta(minutes=59) < later < timedelta(minutes=62)


@pytest.mark.parametrize("minutes", [10, 30, 120])
def test_the_provider_is_asked_about_all_that_an_order_may_wait_for(stripe, monkeypatch, minutes):
    asked = []
    monkeypatch.setattr(
        type(reconcile.gateway()), "begun_since", lambda self, since: asked.append(since) or []
    )
    set_desk(hold_minutes=minutes)
    reconcile.unknown_to_us()
    [since] = asked
    assert clock.now() - since >= timedelta(minutes=max(BOUNDS["hold_minutes"][1], 4 * minutes))


def test_colleagues_are_warned_as_many_hours_ahead_as_are_set():
    order = make_order()
    ends = clock.now() + timedelta(hours=40)
    Payment.objects.filter(order=order).update(status="authorised", capture_before=ends)
    assert warn_of_ending_authorisations() == 0
    set_desk(warn_hours=48)
    assert warn_of_ending_authorisations() == 1


def test_a_link_keeps_its_day_and_the_next_letter_counts_anew(shop):
    make_product("DESK-OAK", stock=5)
    draft = make_draft(("DESK-OAK", 1))
    until = draft.until
    set_desk(link_days=2)
    draft.refresh_from_db()
    assert draft.until == until
    send_draft(draft=draft, by=CLERK)
    draft.refresh_from_db()
    assert draft.until - draft.sent_at < timedelta(days=2, minutes=1)


def test_a_difference_can_be_paid_as_many_days_as_are_set_from_the_next_change_on(shop, stripe):
    order = make_paid_order(stripe, (make_product("TRAY", stock=5), 1))
    set_desk(difference_days=9)
    amendment = amend(order, added={make_product("LAMP", stock=5): 1})
    assert amendment.expires_at - amendment.asked_at == timedelta(days=9)


@pytest.mark.parametrize("name", BOUNDS)
def test_what_is_out_of_bounds_is_refused_by_form_and_database(sign_in, name):
    least, most = BOUNDS[name]
    colleague = sign_in(RIGHT)
    settings = DeskSettings.load()
    for wrong in (least - 1, most + 1):
        answer = send(colleague, **{name: wrong})
        assert answer.status_code == 200 and name in answer.context["form"].errors
        with pytest.raises(IntegrityError), transaction.atomic():
            DeskSettings.objects.filter(pk=settings.pk).update(**{name: wrong})
    for right in (least, most):
        assert send(colleague, **{name: right}).status_code == 302
        assert getattr(desk_settings(), name) == right


def test_a_change_is_in_the_trail_with_old_and_new(sign_in):
    send(sign_in(RIGHT), days_to_ship=7)
    [entry] = TrailEntry.objects.filter(subject="setting/commerce.desksettings")
    assert (entry.what, entry.before, entry.after) == ("days_to_ship", "3", "7")
    assert entry.actor_kind == "staff"


def test_only_those_with_the_right_set_it(sign_in):
    other = sign_in(*OFFERED_TO_GROUPS)
    assert send(other, days_to_ship=7).status_code == 302
    assert desk_settings().days_to_ship == 3


def test_each_says_in_its_help_between_what_it_lies_and_from_when(sign_in):
    page = sign_in(RIGHT).get(address()).text
    for name, (least, most) in BOUNDS.items():
        assert f'min="{least}"' in page and f'max="{most}"' in page
        words = str(DeskSettings._meta.get_field(name).help_text)
        assert f"{most:,}" in words and ("from now on" in words or "at once" in words or "keep" in words)


def test_looking_makes_no_row():
    assert desk_settings().hold_minutes == 30
    assert not DeskSettings.objects.exists()

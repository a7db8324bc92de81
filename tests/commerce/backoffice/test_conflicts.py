"""Two clerks and one order: whoever decided on what is no more is told what happened, and decides again."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.backoffice.actions.order_action import OrderAction
from commerce.backoffice.viewsets.orders import OrderViewSet
from commerce.backoffice.viewsets.refunds import RefundViewSet
from commerce.fulfilment.operations import hand_over
from commerce.orders.addressing import change_address
from commerce.orders.desk import write_note
from commerce.orders.models import Order, OrderEvent
from commerce.orders.timeline import write_event
from kinsite.accounts.models import User
from kinsite.foundation import actors
from tests.crowd import crowd
from tests.factories.checkout import ADDRESS
from tests.factories.order_actions import SITUATIONS, to_hand_over
from tests.factories.staff import make_colleague

# What a form is sent to that changes nothing of an order, and so cannot come too late.
VIEWS = {"orders:columns", "orders:save_view", "orders:rename_view", "orders:delete_view"}
# Many at once: a draft fixes which, and each is asked again under its own lock.
MANY = {"orders:bulk", "orders:bulk_confirm", "orders:bulk_again", "orders:export"}
BESIDE_THE_ORDER = {"orders:read_mention", *VIEWS, *MANY}


def actions():
    """Every address about an order that a form is sent to, and its view."""
    for viewset in (OrderViewSet, RefundViewSet):
        for pattern in viewset().get_urlpatterns():
            view = pattern.callback.view_class
            name = f"{viewset.name}:{pattern.name}"
            if hasattr(view, "post") and "post" in view.http_method_names and name not in BESIDE_THE_ORDER:
                yield name, view


def owner():
    return User.objects.create_superuser("owner@example.com", "x")


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def steps_of(order):
    return OrderEvent.objects.filter(order=order).count()


def test_every_action_on_an_order_is_decided_on_a_version_of_it():
    found = dict(actions())
    assert set(found) == set(SITUATIONS)
    assert [name for name, view in found.items() if not issubclass(view, OrderAction)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", SITUATIONS)
def test_of_two_clerks_the_second_is_told_what_the_first_did_and_sends_again(name, shop, stripe):
    situation = SITUATIONS[name](stripe)
    order, address = situation.order, reverse(name, args=situation.args)
    order.refresh_from_db()
    browser, form = browser_of(owner()), {**situation.form, "version": order.version}
    colleague = make_colleague(first_name="Otto", last_name="Other")
    write_event(order=order, kind="note", by=actors.staff(colleague), summary="Customer called")
    version, steps = Order.objects.get(pk=order.pk).version, steps_of(order)

    refused = browser.post(address, form)
    assert refused.status_code == 409
    assert any("Customer called (Otto Other, " in step for step in refused.context["steps"])
    assert "Customer called (Otto Other, " in refused.text
    assert situation.kept in refused.text
    assert f'name="version" value="{version}"' in refused.text
    assert (Order.objects.get(pk=order.pk).version, steps_of(order)) == (version, steps)

    assert browser.post(address, {**form, "version": version}).status_code == 302
    assert steps_of(order) > steps


def refused_after(change, stripe):
    """What a colleague is told who unpacks a parcel of an order that another changed meanwhile."""
    situation = to_hand_over(stripe)
    order = Order.objects.get(pk=situation.order.pk)
    form = {"version": order.version}
    change(order, actors.staff(make_colleague(first_name="Otto", last_name="Other")))
    answer = browser_of(owner()).post(reverse("orders:unpack", args=situation.args), form)
    assert answer.status_code == 409
    return answer


@pytest.mark.django_db
def test_of_another_address_both_are_told(shop, stripe):
    def move(order, by):
        address = {**ADDRESS, "line1": "14 Loud Street", "phone": ""}
        change_address(order=order, address=address, email="ben@example.com", by=by)

    answer = refused_after(move, stripe)
    [step] = answer.context["steps"]
    assert step.startswith("Address: ") and "\n" not in step and "(Otto Other, " in step
    before, _became, after = step.partition(" → ")
    assert ADDRESS["line1"] in before and "14 Loud Street" in after and "ben@example.com" in after
    assert "14 Loud Street" in answer.text


@pytest.mark.django_db
def test_of_a_note_its_text_is_told(shop, stripe):
    answer = refused_after(
        lambda order, by: write_note(order=order, text="Wants it\non Friday", by=by), stripe
    )
    assert answer.context["steps"][0].startswith("Note: Wants it, on Friday (Otto Other, ")


@pytest.mark.django_db
def test_of_an_orders_state_the_words_are_told(shop, stripe):
    def leave(order, by):
        hand_over(shipment=order.shipments.get(), by=by)

    steps = refused_after(leave, stripe).context["steps"]
    assert any(step.startswith("Status: Paid → Shipped (") for step in steps)


@pytest.mark.django_db
def test_a_form_that_does_not_say_what_its_colleague_saw_changes_nothing(shop, stripe):
    situation = SITUATIONS["orders:unpack"](stripe)
    steps = steps_of(situation.order)
    answer = browser_of(owner()).post(reverse("orders:unpack", args=situation.args))
    assert (answer.status_code, steps_of(situation.order)) == (409, steps)
    assert "Unpack" in answer.text


def decide(user_id, name, args, form):
    """A member of the crowd: what the address answered."""
    return browser_of(User.objects.get(pk=user_id)).post(reverse(name, args=args), form).status_code


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_of_clerks_who_decide_at_once_one_does_and_the_others_are_refused(shop, stripe):
    situation = to_hand_over(stripe)
    order, user = situation.order, owner()
    order.refresh_from_db()
    decisions = [
        ("orders:unpack", situation.args, {}),
        ("orders:hand_over", situation.args, {}),
        ("orders:cancel", [order.pk], {"reason": "Asked for by phone"}),
    ]
    calls = [
        [user.pk, name, args, {**form, "version": order.version}]
        for name, args, form in decisions
        for _twice in range(2)
    ]
    outcomes = crowd("tests.commerce.backoffice.test_conflicts:decide", calls)
    assert outcomes == {302: 1, 409: len(calls) - 1}

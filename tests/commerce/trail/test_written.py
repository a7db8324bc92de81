"""Who changes prices, stock, settings or rights writes to the trail: who, what, old and new."""

import inspect
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page

from commerce.catalogue.models import PriceChange
from commerce.catalogue.operations import end_price, plan_prices, prices, set_price, set_prices
from commerce.catalogue.operations.prices import NewPrice
from commerce.money import Money
from commerce.orders.operations import mark_order_paid
from commerce.payments.models import PaymentSettings
from commerce.refunds.limits import limit_refunds
from commerce.stock import operations as stock
from commerce.stock.operations import (
    allocate_holds,
    correct_stock,
    receive_stock,
    set_threshold,
    set_thresholds,
    write_off_allocation,
)
from commerce.trail.models import TrailEntry
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.actors import staff
from tests.factories.catalogue import make_product
from tests.factories.markets import make_price_list
from tests.factories.orders import make_order
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
# What follows from an order and not from a colleague stands in the ledger, with the order's number.
FOLLOWS_FROM_ORDERS = {
    "hold_stock",
    "release_holds",
    "allocate_holds",
    "allocate_more",
    "free_allocation",
    "free_units",
    "ship_stock",
    "keep_stock",
    "put_back",
}
# They change no number: a question, and the beginning of counting, at zero.
CHANGES_NOTHING = {"lacking", "short_of", "open_stock_items", "count_variants_of"}
# It foresees what setting prices would do.
ONLY_ASKS = {"prices_for_two"}


@pytest.fixture
def colleague():
    return make_colleague()


@pytest.fixture
def desk():
    return make_product("DESK-OAK", price=12900, stock=5)


def money(minor):
    return Money(minor, "USD")


def one(desk, **facts):
    return {"variant": desk, "price_list": make_price_list(), **facts}


def _set_price(desk, by):
    set_price(**one(desk, money=money(9900)), by=by)


def _set_prices(desk, by):
    set_prices(prices=[NewPrice(**one(desk, money=money(9900)))], by=by)


def _plan_prices(desk, by):
    from_ = clock.now() + timedelta(days=1)
    plan_prices(variants=[desk], price_list=make_price_list(), money=money(9900), from_=from_, by=by)


def _end_price(desk, by):
    set_price(**one(desk, money=money(9900), until=clock.now() + timedelta(days=1)), by=by)
    end_price(change=PriceChange.objects.latest("pk"), by=by)


def _receive_stock(desk, by):
    receive_stock(stock_item=stock_of(desk), quantity=3, reason="Delivery", by=by)


def _correct_stock(desk, by):
    correct_stock(stock_item=stock_of(desk), on_hand=2, expected=5, reason="Count", by=by)


def _write_off_allocation(desk, by):
    order = make_order(desk)
    mark_order_paid(order=order, by=by)
    allocate_holds(order=order, quantities={desk.pk: 1}, by=by)
    write_off_allocation(order=order, by=by)


def _set_threshold(desk, by):
    set_threshold(stock_item=stock_of(desk), threshold=9, by=by)


def _set_thresholds(desk, by):
    set_thresholds(thresholds={stock_of(desk).pk: 9}, by=by)


def _limit_refunds(desk, by):
    limit_refunds(limits={"USD": money(5000)}, by=by)


# Operation: what does it, and the last row: area, action, what, before, after.
WRITERS = {
    "set_price": (_set_price, ("price", "changed", "usd", "129.00 USD", "99.00 USD")),
    "set_prices": (_set_prices, ("price", "changed", "usd", "129.00 USD", "99.00 USD")),
    "plan_prices": (_plan_prices, ("price", "planned", "usd", "129.00 USD", "99.00 USD")),
    "end_price": (_end_price, ("price", "ended", "usd", "99.00 USD", "129.00 USD")),
    "receive_stock": (_receive_stock, ("stock", "changed", "on_hand", "5", "8")),
    "correct_stock": (_correct_stock, ("stock", "changed", "on_hand", "5", "2")),
    "write_off_allocation": (_write_off_allocation, ("stock", "changed", "on_hand", "5", "4")),
    "set_threshold": (_set_threshold, ("stock", "changed", "threshold", "2", "9")),
    "set_thresholds": (_set_thresholds, ("stock", "changed", "threshold", "2", "9")),
    "limit_refunds": (_limit_refunds, ("setting", "changed", "USD", "", "$50.00")),
}


def verbs_of(module):
    """The operations that a module defines."""
    return {
        name
        for name, thing in vars(module).items()
        if inspect.isfunction(inspect.unwrap(thing))
        and not name.startswith("_")
        and inspect.unwrap(thing).__module__ == module.__name__
    }


def test_no_operation_on_prices_or_stock_is_forgotten():
    assert verbs_of(prices) - ONLY_ASKS <= WRITERS.keys()
    assert verbs_of(stock) - WRITERS.keys() == FOLLOWS_FROM_ORDERS | CHANGES_NOTHING


def said(entry):
    return entry.area, entry.action, entry.what, entry.before, entry.after


@pytest.mark.parametrize(("act", "row"), WRITERS.values(), ids=WRITERS)
def test_an_operation_writes_who_what_old_and_new(act, row, desk, colleague):
    act(desk, staff(colleague))
    last = TrailEntry.objects.first()
    assert said(last) == row
    assert (last.actor_kind, last.actor_id) == ("staff", colleague.pk)
    assert last.name == ("" if last.area == "setting" else "DESK-OAK")


def test_a_planned_price_says_from_when_until_when(desk, colleague):
    begin, end = clock.now() + timedelta(days=1), clock.now() + timedelta(days=3)
    set_price(**one(desk, money=money(9900), from_=begin, until=end), by=staff(colleague))
    last = TrailEntry.objects.first()
    assert (last.starts_at, last.ends_at) == (begin, end)


def test_what_stays_as_it_is_is_not_written(desk, colleague):
    rows = TrailEntry.objects.count()
    set_threshold(stock_item=stock_of(desk), threshold=2, by=staff(colleague))
    correct_stock(stock_item=stock_of(desk), on_hand=5, expected=5, reason="Count", by=staff(colleague))
    PaymentSettings.load().save()
    colleague.save()
    assert TrailEntry.objects.count() == rows


def rows_of(subject):
    return [said(row)[1:] for row in TrailEntry.objects.filter(subject=subject).order_by("sequence")]


@pytest.mark.parametrize("model", registry, ids=lambda model: model.__name__)
def test_every_setting_of_the_admin_is_written_down_by_whom(model, client, colleague):
    User.objects.filter(pk=colleague.pk).update(is_superuser=True)
    client.force_login(colleague)
    setting = model.load()
    address = reverse(
        "wagtailsettings:edit", args=[model._meta.app_label, model._meta.model_name, setting.pk]
    )
    form = client.get(address).context["form"]
    name = next(name for name in form.fields if name != "statement_suffix")
    data = {field: form[field].value() for field in form.fields if form[field].value()}
    before = data.pop(name, None)
    if isinstance(before, int) and before is not True:
        data[name] = before + 1
    elif before is not True:
        data[name] = next(
            (value for value, _label in getattr(form.fields[name], "choices", []) if value != before), "Other"
        )
    assert client.post(address, data).status_code == 302
    row = TrailEntry.objects.get(subject=f"setting/{model._meta.label_lower}")
    assert row.what == name
    assert row.before != row.after
    assert (row.actor_kind, row.actor_id) == ("staff", colleague.pk)


def test_who_comes_into_a_group_stands_with_the_person_and_the_group(colleague):
    group = Group.objects.create(name="Packers")
    colleague.groups.add(group)
    group.user_set.remove(colleague)
    colleague.groups.set([group])
    colleague.groups.clear()
    steps = [("given", "", "Packers"), ("taken", "Packers", "")] * 2
    person = rows_of(f"right/person/{colleague.pk}")
    assert [(action, *sides) for action, what, *sides in person if what == "groups"] == steps
    assert [action for action, *_rest in rows_of(f"right/group/{group.pk}")] == ["given", "taken"] * 2


def test_what_a_group_may_do_is_written_down():
    group = Group.objects.create(name="Packers")
    right = Permission.objects.get(codename="change_price", content_type__app_label="commerce")
    group.permissions.add(right)
    right.group_set.remove(group)
    group.permissions.set([right])
    group.permissions.clear()
    name = "commerce.change_price"
    steps = [("given", "permissions", "", name), ("taken", "permissions", name, "")] * 2
    assert rows_of(f"right/group/{group.pk}") == steps


def test_the_end_of_a_group_is_written_with_who_was_in_it(colleague):
    group = Group.objects.create(name="Packers")
    colleague.groups.add(group)
    pk = group.pk
    group.delete()
    assert rows_of(f"right/person/{colleague.pk}")[-1] == ("taken", "groups", "Packers", "")
    assert rows_of(f"right/group/{pk}")[-1][:2] == ("ended", "existence")


@pytest.mark.parametrize("switch", ["is_staff", "is_superuser", "is_active"])
def test_what_lets_somebody_in_is_written_down(colleague, switch):
    before = getattr(colleague, switch)
    setattr(colleague, switch, not before)
    colleague.save()
    colleague.save()
    words = ("yes", "no") if before else ("no", "yes")
    assert rows_of(f"right/person/{colleague.pk}")[-1] == ("changed", switch, *words)


def test_customers_are_no_matter_of_rights(django_assert_num_queries):
    person = User.objects.create_user("eve@example.com")
    person.is_active = False
    person.save()
    assert not TrailEntry.objects.filter(area="right").exists()
    with django_assert_num_queries(1):
        person.save(update_fields=["last_login"])


def test_the_trail_names_nobody(colleague):
    colleague.groups.add(Group.objects.create(name="Packers"))
    colleague.is_superuser = True
    colleague.save()
    for row in TrailEntry.objects.all():
        told = " ".join(str(value) for value in vars(row).values())
        assert colleague.email not in told
        assert colleague.first_name not in told


def test_what_a_group_may_do_on_pages_is_written_down(client, colleague):
    User.objects.filter(pk=colleague.pk).update(is_superuser=True)
    client.force_login(colleague)
    group = Group.objects.create(name="Packers")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    panels = client.get(address).context["permission_panels"]
    data = {"name": "Packers"}
    for panel in panels:
        if management := getattr(panel, "management_form", None):
            data |= {management.add_prefix(name): management[name].value() for name in management.fields}
    data |= {
        "page_permissions-TOTAL_FORMS": 1,
        "page_permissions-0-page": Page.get_first_root_node().pk,
        "page_permissions-0-permissions": ["change_page"],
    }
    assert client.post(address, data).status_code == 302
    [row] = rows_of(f"right/group/{group.pk}")
    assert row[:2] == ("given", "places")
    assert row[3].startswith("change_page @ page")
    assert TrailEntry.objects.first().actor_id == colleague.pk

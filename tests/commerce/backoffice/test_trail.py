"""Who changed this price during the sale? What did this colleague do? The screens of the trail answer it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from commerce.backoffice.permissions import CHANGE_PAYMENTS, VIEW_PRODUCTS, VIEW_STOCK, VIEW_TRAIL
from commerce.catalogue.operations import measure_variant, retire_product, set_price
from commerce.money import Money
from commerce.payments.models import PaymentSettings
from commerce.stock.operations import set_threshold
from commerce.trail.models import TrailEntry
from commerce.trail.operations import Area, Change, write_trail
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.markets import make_price_list
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
ADDRESS = "trail:index"


@pytest.fixture
def reader(sign_in):
    return sign_in(VIEW_TRAIL)


def price(variant, minor, by, at):
    with clock.travel(at):
        set_price(variant=variant, price_list=make_price_list(), money=Money(minor, "USD"), by=by)


def shown(client, **narrowed):
    """What the screen shows: about, before, after and who."""
    page = client.get(reverse(ADDRESS), narrowed).context["page"]
    return [(entry.about, entry.old, entry.new, entry.who) for entry in page.entries]


def test_who_changed_this_price_during_the_sale(reader):
    begin = clock.now() - timedelta(days=30)
    mona = make_colleague(first_name="Mona", last_name="Manager")
    with clock.travel(begin):
        desk, other = make_product("DESK"), make_product("CHAIR")
    price(desk, 11900, SYSTEM, begin + timedelta(days=1))
    price(desk, 9900, staff(mona), begin + timedelta(days=10))
    price(other, 9900, staff(mona), begin + timedelta(days=10))
    price(desk, 12900, SYSTEM, begin + timedelta(days=20))
    days = {"since": (begin + timedelta(days=9)).date(), "until": (begin + timedelta(days=12)).date()}
    rows = shown(reader, product=desk.product_id, area="price", **days)
    assert rows == [("DESK", "119.00 USD", "99.00 USD", "Mona Manager")]
    assert len(shown(reader, product=desk.product_id, area="price")) == 4
    assert {about for about, *_rest in shown(reader, q="chair")} == {"CHAIR"}


def test_a_day_is_the_shops_day(reader, settings):
    desk = make_product("DESK")
    zone = timezone.get_default_timezone()
    moment = datetime(2026, 3, 3, 23, 59, tzinfo=zone)
    with clock.travel(moment.astimezone(UTC)):
        set_threshold(stock_item=stock_of(desk), threshold=9, by=SYSTEM)
    assert len(shown(reader, area="stock", since="2026-03-03", until="2026-03-03")) == 1
    assert shown(reader, area="stock", since="2026-03-04", until="2026-03-04") == []
    assert shown(reader, area="stock", since="2026-03-02", until="2026-03-02") == []


def test_who_changed_a_product_and_its_variants(reader):
    mona, desk = make_colleague(first_name="Mona", last_name="Manager"), make_product("DESK", title="Desk")
    measure_variant(variant=desk, grams=1500, width_mm=None, depth_mm=None, height_mm=None, by=staff(mona))
    retire_product(product=desk.product, by=staff(mona))
    page = reader.get(reverse(ADDRESS), {"product": desk.product_id}).context["page"]
    rows = [(entry.about, str(entry.field), entry.old, entry.new, entry.who) for entry in page.entries[:2]]
    assert rows == [
        ("Desk", "Retired", "", "yes", "Mona Manager"),
        ("DESK", "Weight with packaging, in grams", "1000", "1500", "Mona Manager"),
    ]
    assert shown(reader, area="product", by=mona.pk, q="desk") == [row[:1] + row[2:] for row in rows]


def test_what_a_colleague_did(reader):
    mona, desk = make_colleague(first_name="Mona", last_name="Manager"), make_product("DESK")
    set_threshold(stock_item=stock_of(desk), threshold=9, by=staff(mona))
    assert shown(reader, by=mona.pk) == [("DESK", "2", "9", "Mona Manager")]


def test_rights_name_people_as_they_are_called_now(reader):
    mona = make_colleague(first_name="Mona", last_name="Manager")
    packers = Group.objects.create(name="Packers")
    mona.groups.add(packers)
    assert shown(reader, subject=f"right/person/{mona.pk}")[0][:3] == ("Mona Manager", "", "Packers")
    assert shown(reader, subject=f"right/group/{packers.pk}")[0][:3] == ("Packers", "", "Mona Manager")
    pk = mona.pk
    mona.delete()
    assert shown(reader, subject=f"right/person/{pk}")[-1][0] == f"Person {pk}"


def test_settings_are_worded_as_in_their_form(reader):
    setting = PaymentSettings.load()
    setting.when_short = PaymentSettings.WhenShort.REFUND
    setting.save()
    [(about, old, new, _who)] = shown(reader, area="setting")
    assert about == "Payments"
    assert old.startswith("Keep the order")
    assert new.startswith("Cancel the order")


def note(count):
    changes = [Change(area=Area.SETTING, key="shop", what="x", after=str(n)) for n in range(count)]
    write_trail(changes=changes, by=SYSTEM)


def test_pages_follow_each_other_whatever_is_added_meanwhile(reader):
    note(120)
    address, of_settings = reverse(ADDRESS), {"area": "setting"}
    first = reader.get(address, of_settings).context["page"]
    note(3)
    second = reader.get(address, of_settings | {"after": first.older}).context["page"]
    third = reader.get(address, of_settings | {"after": second.older}).context["page"]
    seen = [entry.after for page in (first, second, third) for entry in page.entries]
    assert seen == [str(n) for n in reversed(range(120))]
    back = reader.get(address, of_settings | {"before": third.newer}).context["page"]
    assert [entry.pk for entry in back.entries] == [entry.pk for entry in second.entries]
    assert (first.newer, third.older) == (None, None)


@pytest.mark.parametrize(
    "query", ["after=x", "by=x", "since=x", "until=99", "product=-1", "product=9e9", "area=x"]
)
def test_a_narrowing_that_cannot_be_read_narrows_nothing(reader, query):
    note(1)
    response = reader.get(f"{reverse(ADDRESS)}?{query}")
    assert response.status_code == 200
    assert response.context["page"].entries


@pytest.mark.parametrize("size", [1, 50, 500])
def test_it_costs_the_same_however_long(reader, size, django_assert_max_num_queries):
    mona, desk = make_colleague(), make_product("DESK")
    note(size)
    for number in range(3):
        set_threshold(stock_item=stock_of(desk), threshold=10 + number, by=staff(mona))
        mona.groups.add(Group.objects.create(name=str(number)))
    reader.get(reverse(ADDRESS))
    with django_assert_max_num_queries(15):
        reader.get(reverse(ADDRESS), {"since": "2020-01-01", "product": ""})


def test_ways_lead_there_from_what_it_is_about_for_those_who_may(sign_in):
    desk = make_product("DESK")
    rights = [VIEW_PRODUCTS, VIEW_STOCK, CHANGE_PAYMENTS]
    settings = reverse(
        "wagtailsettings:edit", args=["commerce", "paymentsettings", PaymentSettings.load().pk]
    )
    ways = {
        reverse("products:page", args=[desk.product_id]): f"?product={desk.product_id}",
        reverse("stock:page", args=[stock_of(desk).pk]): f"?subject=stock%2F{stock_of(desk).pk}",
        settings: "?subject=setting/commerce.paymentsettings",
    }
    allowed, others = sign_in(*rights, VIEW_TRAIL), sign_in(*rights)
    for page, way in ways.items():
        assert f"{reverse(ADDRESS)}{way}" in allowed.get(page).text
        assert reverse(ADDRESS) not in others.get(page).text


def test_the_trail_is_read_and_never_written_there(reader):
    note(1)
    assert reader.post(reverse(ADDRESS)).status_code == 405
    assert TrailEntry.objects.filter(area="setting").count() == 1

"""Days at the end of the calendar are read or refused, and never an error of ours."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from commerce.backoffice.forms.prices import ShopMoment
from content.snippets import Announcement
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db
DAYS = ["9999-12-31", "0001-01-01", "3000-01-01", "1899-12-31"]
SAID = "The year has to be between 1900 and 2999."


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["placed_from", "placed_to"])
def test_the_order_list_and_the_way_to_the_next_order_read_any_day(manager, settings, name, day, zone):
    settings.TIME_ZONE = zone
    order = make_order(make_product("DESK-OAK", stock=5))
    assert manager.get(reverse("orders:index"), {"view": "all", name: day}).status_code == 200
    page = reverse("orders:page", args=[order.pk])
    assert manager.get(page, {"from": f"view=all&{name}={day}"}).status_code == 200


@pytest.mark.parametrize("day", DAYS)
def test_new_orders_since_any_moment(manager, day):
    for at in (f"{day}T00:00:00-14:00", f"{day}T23:59:59+14:00"):
        assert manager.get(reverse("orders:news"), {"since": at}).json()["count"] == 0


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["since", "until"])
def test_the_trail_says_which_day_it_can_not_read(manager, name, day):
    answer = manager.get(reverse("trail:index"), {name: day})
    assert (answer.status_code, SAID in answer.text) == (200, True)


@pytest.mark.parametrize("day", DAYS)
def test_prices_discounts_and_credit_end_on_days_that_come(day):
    with pytest.raises(ValidationError):
        ShopMoment().clean(f"{day} 23:59")
    assert ShopMoment().clean("2035-03-02 00:00")


@pytest.mark.parametrize("name", ["starts_at", "ends_at"])
def test_an_announcement_ends_on_a_day_that_comes(name):
    far = timezone.datetime(9999, 12, 31, 23, 59, tzinfo=timezone.get_fixed_timezone(-300))
    with pytest.raises(ValidationError) as refused:
        Announcement(text="Sale", **{name: far}).clean()
    assert refused.value.message_dict == {name: [SAID]}

"""Wish lists of guests whose browsers lost the way to them are forgotten, so many at a time, and once."""

from datetime import timedelta

import pytest

from commerce.cart.cookies import KEPT_FOR
from commerce.tasks import forget_guest_lists as forgetting_task
from commerce.wishes.models import Wish, WishList
from commerce.wishes.operations import forget_guest_lists
from kinsite.foundation import clock
from tests.commerce.cart.test_races import all_at_once
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.wishes import make_wish_list, wish, wished_on

pytestmark = pytest.mark.django_db


def later(**more):
    return clock.travel(clock.now() + KEPT_FOR + timedelta(**more))


def test_ninety_days_after_the_last_touch_and_not_before():
    assert timedelta(days=90) == KEPT_FOR
    make_wish_list(make_product("DESK"))
    with later(minutes=-1):
        assert forget_guest_lists() == 0
    with later(minutes=1):
        assert forgetting_task() == 1
    assert not WishList.objects.exists() and not Wish.objects.exists()


def test_who_wished_lately_and_who_has_an_account_keep_theirs():
    desk, lamp = make_product("DESK"), make_product("LAMP")
    touched = make_wish_list(desk)
    customers = make_wish_list(desk, customer=make_customer())
    with later(days=-1):
        wish(lamp, guest_list=touched)
    with later(days=1):
        assert forget_guest_lists() == 0
    assert wished_on(touched) == ["LAMP", "DESK"]
    assert wished_on(customers) == ["DESK"]


def test_so_many_at_a_time():
    for _ in range(3):
        WishList.objects.create()
    with later(days=1):
        assert [forget_guest_lists(limit=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_forget_each_list_once():
    WishList.objects.bulk_create([WishList() for _ in range(40)])
    fresh = make_wish_list(make_product("DESK"))
    WishList.objects.exclude(pk=fresh.pk).update(changed_at=clock.now() - KEPT_FOR * 2)
    counts = all_at_once(*[lambda: forget_guest_lists(limit=20)] * 4)
    assert sum(counts) + WishList.objects.count() == 41
    while forget_guest_lists(limit=20):
        pass
    assert WishList.objects.get() == fresh

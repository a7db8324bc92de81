"""Discounts for groups of customers: whose account is in one gets them, whatever address is typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import Cart
from commerce.customers.operations import remove_member
from commerce.discounts.models import Discount
from commerce.discounts.operations import Plan, change_discount
from commerce.errors import CodeForAccounts, CodeForGroups
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, start
from tests.factories.customers import make_account, make_customer
from tests.factories.discounts import cart_with_code, make_discount, make_free_delivery, quoted
from tests.factories.groups import make_group, make_member
from tests.factories.orders import place

pytestmark = pytest.mark.django_db
MEMBER = "member@example.com"


@pytest.fixture
def studios():
    return make_group("Studios")


@pytest.fixture
def member(studios):
    return make_member(studios, make_account(MEMBER))


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=10000, stock=50)


def missed(cart, **facts):
    return type(quoted(cart, **facts).missed_codes[0].why)


def test_a_member_gets_it_and_others_are_told_why_not(desk, studios, member):
    make_discount("STUDIO15", percent=15, groups=(make_group(), studios))
    order = place(cart_with_code("STUDIO15", (desk, 1), customer=member.customer)).order
    assert order.discount_minor == 1500
    with pytest.raises(CodeForGroups):
        cart_with_code("STUDIO15", (desk, 1), customer=make_customer())
    with pytest.raises(CodeForAccounts):
        cart_with_code("STUDIO15", (desk, 1))


def test_an_address_that_is_typed_makes_nobody_a_member(desk, studios, member):
    make_discount("STUDIO15", groups=(studios,), limit_per_customer=1, first_order_only=True)
    cart = cart_with(("DESK-OAK", 1))
    cart.codes.create(code="STUDIO15")
    place(cart_with_code("STUDIO15", (desk, 1), customer=member.customer), email=MEMBER)
    for email in (MEMBER, "member+again@example.com", "nobody@example.com"):
        assert missed(cart, email=email) is CodeForAccounts
    assert quoted(cart, email=MEMBER).discounts == ()


def test_an_offer_without_code_is_for_members_alone(desk, studios, member):
    make_discount("", groups=(studios,), percent=5)
    make_free_delivery(groups=(studios,))
    own = cart_with((desk, 1), customer=member.customer)
    assert [applied.amount.minor for applied in quoted(own).discounts] == [500, 0]
    guests = quoted(cart_with((desk, 1)))
    assert (guests.discounts, guests.missed_codes, guests.almost_free) == ((), (), None)


def test_who_left_the_group_is_told_before_paying_and_keeps_cart_and_code(desk, studios, member):
    make_discount("STUDIO15", groups=(studios,))
    cart = cart_with_code("STUDIO15", (desk, 1), customer=member.customer)
    agreed = quoted(cart)
    remove_member(member=member, by=SYSTEM)
    with pytest.raises(CodeForGroups):
        start(cart, agreed=agreed.digest)
    assert missed(cart) is CodeForGroups
    assert Discount.objects.get().used == 0
    assert Cart.objects.get(pk=cart.pk).codes.get().code == "STUDIO15"


def test_a_discount_without_groups_is_for_everybody_and_its_history_says_so(desk, studios):
    discount = make_discount("STUDIO15", groups=(studios,))
    plan = Plan(name="Now for all", code="STUDIO15", kind=discount.kind, percent=discount.percent)
    change_discount(discount=discount, plan=plan, version=discount.version, by=SYSTEM)
    assert quoted(cart_with_code("STUDIO15", (desk, 1))).discount.minor == 1000
    change = discount.changes.get(what="groups")
    assert (change.before, change.after) == ("Studios", "")


def test_groups_are_asked_for_once_and_only_where_a_discount_is_for_some(desk, studios, member):
    cart = cart_with((desk, 1), customer=member.customer)

    def cost(cart=cart):
        with CaptureQueriesContext(connection) as caught:
            quoted(cart)
        return len(caught)

    make_discount("", percent=5)
    plain = cost()
    make_discount("", percent=5, groups=(studios,))
    one = cost()
    for _number in range(3):
        make_discount("", percent=5, groups=(studios, make_group()))
    assert (one, cost()) == (plain + 1, plain + 1)
    assert cost(cart_with((desk, 1))) <= plain

"""Customer groups in the admin: made, filled, renamed and deleted, and tried in the form of a discount."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import (
    ADD_DISCOUNTS,
    CHANGE_DISCOUNTS,
    CHANGE_GROUPS,
    VIEW_DISCOUNTS,
    VIEW_GROUPS,
)
from commerce.customers.models import Customer, CustomerGroup, GroupMember
from commerce.customers.operations import customer_for_guest
from commerce.discounts.models import Discount
from commerce.privacy.erase import erase_words_and_wishes
from tests.commerce.backoffice.test_discounts import change, create, form_of, said, tried
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with
from tests.factories.customers import make_account
from tests.factories.discounts import make_discount
from tests.factories.groups import make_group, make_member


@pytest.fixture
def client(sign_in):
    return sign_in(VIEW_GROUPS, CHANGE_GROUPS, VIEW_DISCOUNTS, ADD_DISCOUNTS, CHANGE_DISCOUNTS)


@pytest.fixture
def studios():
    return make_group("Studios")


def address(name, *ids):
    return reverse(f"customer_groups:{name}", args=ids)


def add(client, group, email):
    return client.post(address("add_member", group.pk), {"email": email})


def test_a_group_is_made_and_its_page_is_next(client):
    answer = client.post(address("add"), {"name": "Studios"}, follow=True)
    group = CustomerGroup.objects.get()
    assert answer.request["PATH_INFO"] == address("page", group.pk)
    for words in ("Studios", "Members (0)", "Nobody yet.", "Created"):
        assert words in said(answer)
    taken = client.post(address("add"), {"name": "studios"})
    assert (taken.status_code, "Another group has this name." in said(taken)) == (422, True)


def test_a_member_is_added_by_a_proven_address_and_removed(client, studios):
    anna = make_account("anna@example.com")
    answer = client.post(address("add_member", studios.pk), {"email": "anna@example.com"}, follow=True)
    assert "anna@example.com" in said(answer)
    twice = add(client, studios, "anna@example.com")
    assert (twice.status_code, "is a member already" in said(twice)) == (422, True)
    [member] = GroupMember.objects.all()
    assert member.customer.user == anna
    asked = address("remove_member", studios.pk, member.pk)
    assert "anna@example.com gets this group's discounts no more" in said(client.get(asked))
    assert GroupMember.objects.exists()
    assert "Nobody yet." in said(client.post(asked, follow=True))
    assert client.post(asked).status_code == 404
    text = said(client.get(address("page", studios.pk)))
    assert "Removed: anna@example.com" in text


def test_who_has_no_account_is_not_added(client, studios):
    customer_for_guest(email="guest@example.com", name="Gil", phone="", language="en")
    for email in ("guest@example.com", "nobody@example.com"):
        answer = add(client, studios, email)
        assert (answer.status_code, "Guests can't be members" in said(answer)) == (422, True)
    assert not GroupMember.objects.exists()
    assert Customer.objects.count() == 1


def test_a_member_is_removed_from_the_group_of_the_address_only(client, studios):
    member = make_member(make_group())
    assert client.post(address("remove_member", studios.pk, member.pk)).status_code == 404
    assert GroupMember.objects.exists()


def test_a_group_is_renamed_and_deleted_once_no_discount_is_for_it(client, studios):
    client.post(address("rename", studios.pk), {"name": "Ateliers"})
    assert "Studios → Ateliers" in said(client.get(address("page", studios.pk)))
    discount = make_discount("STUDIO15", groups=(studios,))
    refused = client.post(address("delete", studios.pk))
    assert (refused.status_code, "these discounts are for its members: STUDIO15" in said(refused)) == (
        422,
        True,
    )
    data = form_of(client, discount)
    del data["customer_groups"]
    assert change(client, discount, data).status_code == 302
    answer = client.post(address("delete", studios.pk), follow=True)
    assert answer.request["PATH_INFO"] == address("index")
    assert not CustomerGroup.objects.exists()


def test_who_was_forgotten_is_named_in_no_history(client, studios):
    customer = make_member(studios, make_account("anna@example.com")).customer
    erase_words_and_wishes(customer=customer)
    text = said(client.get(address("page", studios.pk)))
    assert "Added: a former customer" in text
    assert "anna@example.com" not in text


def test_the_list_says_how_many_members_and_which_discounts(client, studios):
    for _member in range(3):
        make_member(studios)
    make_discount("STUDIO15", groups=(studios,))
    make_discount("STUDIO20", groups=(studios,))
    make_group("Press")
    rows = list(client.get(address("index")).context["object_list"])
    assert [(group.name, group.size) for group in rows] == [("Press", 0), ("Studios", 3)]
    assert "STUDIO15, STUDIO20" in said(client.get(address("index")))
    found = client.get(address("index_results"), {"q": "stud"}).context["object_list"]
    assert [group.name for group in found] == ["Studios"]


@pytest.mark.parametrize("size", [1, 12])
def test_list_and_page_cost_the_same_however_many(client, size):
    groups = [make_group() for _group in range(size)]
    for number in range(size):
        make_member(groups[0])
        make_discount(f"CODE{number}", groups=groups)
    for place, most in ((address("index"), 16), (address("page", groups[0].pk), 16)):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(place).status_code == 200
        assert len(caught) <= most, place


def test_many_members_stand_on_several_pages(client, studios, monkeypatch):
    monkeypatch.setattr("commerce.backoffice.viewsets.customer_groups.MEMBERS", 2)
    for number in range(3):
        make_member(studios, make_account(f"m{number}@example.com"))
    pages = [said(client.get(address("page", studios.pk), {"p": number})) for number in (1, 2)]
    members = [page.partition("Discounts for it")[0] for page in pages]
    assert ["m0@example.com" in page for page in members] == [False, True]
    assert "Page 1 of 2" in pages[0]


def test_whoever_only_looks_is_offered_nothing_to_do(sign_in, studios):
    member = make_member(studios)
    client = sign_in(VIEW_GROUPS)
    make_discount("STUDIO15", groups=(studios,))
    text = client.get(address("page", studios.pk)).text
    assert "STUDIO15" in text
    for name, *ids in (("add_member",), ("rename",), ("delete",), ("remove_member", member.pk)):
        assert address(name, studios.pk, *ids) not in text
    assert reverse("discounts:page", args=[Discount.objects.get().pk]) not in text
    assert address("add") not in client.get(address("index")).text


def test_a_discount_is_made_for_groups_and_says_so(client, studios):
    press = make_group("Press")
    assert create(client, customer_groups=[studios.pk, press.pk]).status_code == 302
    discount = Discount.objects.get()
    assert {row.group for row in discount.groups.all()} == {studios, press}
    for place in (reverse("discounts:index"), reverse("discounts:page", args=[discount.pk])):
        assert "Members of Press, Studios" in said(client.get(place))
    assert sorted(form_of(client, discount)["customer_groups"]) == sorted([studios.pk, press.pk])
    change(client, discount, form_of(client, discount) | {"customer_groups": [press.pk]})
    assert "Customer groups: Press, Studios → Press" in said(
        client.get(reverse("discounts:page", args=[discount.pk]))
    )


def test_a_sample_is_bought_by_a_member_or_not(client, studios):
    make_product("DESK", title="Oak desk", price=10000, stock=9)
    other = make_group("Press")
    on, groups = [("DESK", 1)], [studios.pk]
    member = tried(client, on=on, customer_groups=groups, **{"sample-group": studios.pk})
    assert member.context["preview"].applied.amount.minor == 1000
    stranger = tried(client, on=on, customer_groups=groups, **{"sample-group": other.pk})
    assert "your account does not belong to" in said(stranger)
    assert "Please sign in, then enter it again." in said(tried(client, on=on, customer_groups=groups))
    assert not Discount.objects.exists()


def test_a_members_own_cart_is_tried_as_theirs(client, studios):
    desk = make_product("DESK", price=10000, stock=9)
    cart = cart_with((desk, 1), customer=make_member(studios).customer)
    answer = tried(client, customer_groups=[studios.pk], **{"sample-cart": cart.pk})
    assert answer.context["preview"].applied.amount.minor == 1000

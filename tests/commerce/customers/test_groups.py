"""Groups of customers: only accounts with a proven address are in one, and each step is remembered."""

import pytest

from commerce.customers.models import Customer, CustomerGroup, GroupMember, GroupStep
from commerce.customers.operations import (
    add_member,
    create_group,
    customer_for_guest,
    delete_group,
    forget_memberships,
    remove_member,
    rename_group,
)
from commerce.customers.queries import groups_listed, groups_of, members_of
from commerce.errors import GroupInUse, GroupNameTaken, MemberAlready, NoAccountThere
from commerce.privacy.merge import adopt_guest_orders
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.customers import make_account, make_customer, make_user
from tests.factories.discounts import make_discount
from tests.factories.groups import make_group, make_member
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def studios():
    return make_group("Studios")


@pytest.fixture
def anna():
    return make_account("anna@example.com")


def steps(group):
    return [(step.what, step.customer, step.actor_kind, step.actor_id) for step in group.steps.order_by("pk")]


def test_who_added_and_removed_whom_is_remembered(studios, anna):
    colleague = make_colleague()
    member = add_member(group=studios, email=" Anna@Example.com ", by=staff(colleague))
    assert groups_of(anna.customer.pk) == {studios.pk}
    for _time in range(2):
        remove_member(member=member, by=staff(colleague))
    assert groups_of(anna.customer.pk) == frozenset()
    assert steps(studios) == [
        ("created", None, "system", None),
        ("added", anna.customer, "staff", colleague.pk),
        ("removed", anna.customer, "staff", colleague.pk),
    ]


def test_nobody_is_a_member_twice(studios, anna):
    make_member(studios, anna)
    with pytest.raises(MemberAlready):
        add_member(group=studios, email="anna@example.com", by=SYSTEM)
    assert (GroupMember.objects.count(), studios.steps.filter(what="added").count()) == (1, 1)


def test_guests_and_addresses_that_nobody_proved_make_no_member(studios):
    customer_for_guest(email="guest@example.com", name="Gil", phone="", language="en")
    make_user("unproven@example.com")
    for email in ("guest@example.com", "unproven@example.com", "nobody@example.com"):
        with pytest.raises(NoAccountThere):
            add_member(group=studios, email=email, by=SYSTEM)
    assert not GroupMember.objects.exists()


def test_a_guest_has_no_groups_and_who_has_no_account_any_more_counts_for_nobody(studios, anna):
    assert groups_of(None) is None
    customer = make_member(studios, anna).customer
    anna.delete()
    assert groups_of(customer.pk) == frozenset()
    assert (list(members_of(studios)), groups_listed().get().size) == ([], 0)


def test_a_name_means_one_group_however_it_is_written(studios):
    press = make_group("Press")
    with pytest.raises(GroupNameTaken):
        create_group(name="STUDIOS", by=SYSTEM)
    with pytest.raises(GroupNameTaken):
        rename_group(group=press, name="studios", by=SYSTEM)
    rename_group(group=press, name="Press", by=SYSTEM)
    rename_group(group=press, name="Newspapers", by=SYSTEM)
    assert list(press.steps.filter(what="renamed").values_list("before", "after")) == [
        ("Press", "Newspapers")
    ]
    assert set(CustomerGroup.objects.values_list("name", flat=True)) == {"Studios", "Newspapers"}


def test_a_group_that_a_discount_is_for_stays(studios):
    make_member(studios)
    make_discount("STUDIO15", groups=(studios,), is_active=False)
    with pytest.raises(GroupInUse) as refusal:
        delete_group(group=studios)
    assert "STUDIO15" in str(refusal.value.shopper_message)
    assert GroupMember.objects.count() == 1
    spare = make_group("Spare")
    make_member(spare)
    delete_group(group=spare)
    assert CustomerGroup.objects.get() == studios


def test_who_is_forgotten_is_in_no_group_and_in_no_history(studios, anna):
    customer, other = make_member(studios, anna).customer, make_member(studios).customer
    forget_memberships(customer=customer)
    assert GroupMember.objects.get().customer == other
    assert [step.customer for step in studios.steps.filter(what="added").order_by("pk")] == [None, other]


def test_who_proves_the_address_again_with_a_new_account_is_a_member_again(studios, anna):
    press = make_group("Press")
    gone = make_member(studios, anna).customer
    make_member(press, anna)
    anna.delete()
    again = make_account("anna@example.com")
    customer = make_customer(again)
    GroupMember.objects.create(group=press, customer=customer)
    adopt_guest_orders(user=again)
    assert groups_of(customer.pk) == {studios.pk, press.pk}
    assert not GroupMember.objects.filter(customer=gone).exists()
    assert not GroupStep.objects.filter(customer=gone).exists()


def test_an_address_that_was_only_typed_takes_no_membership_over(studios, anna):
    gone = make_member(studios, anna).customer
    anna.delete()
    stranger = make_user("anna@example.com")
    adopt_guest_orders(user=stranger)
    assert GroupMember.objects.get().customer == gone
    assert not Customer.objects.filter(user=stranger).exists()

"""Groups of customers, and who is in them."""

from itertools import count

from commerce.customers.models import CustomerGroup, GroupMember
from commerce.customers.operations import add_member, create_group
from kinsite.foundation.actors import SYSTEM
from tests.factories.customers import make_account

numbers = count(1)


def make_group(name=None) -> CustomerGroup:
    return create_group(name=name or f"Group {next(numbers)}", by=SYSTEM)


def make_member(group, user=None) -> GroupMember:
    """An account in a group: somebody's, or a new one."""
    user = user or make_account()
    return add_member(group=group, email=user.email, by=SYSTEM)

"""Colleagues with rights."""

from itertools import count

from django.contrib.auth.models import Permission
from django.db.models import Q

from kinsite.accounts.models import User

numbers = count(1)


def make_colleague(*rights, first_name="Clara", last_name="Packer"):
    """Someone who may enter the admin and do what the rights ("commerce.change_product") say."""
    person = User.objects.create_user(
        f"colleague-{next(numbers)}@example.com",
        is_staff=True,
        first_name=first_name,
        last_name=last_name,
    )
    asked = Q()
    for right in ["wagtailadmin.access_admin", *rights]:
        app_label, codename = right.split(".")
        asked |= Q(content_type__app_label=app_label, codename=codename)
    found = list(Permission.objects.filter(asked))
    assert len(found) == len({"wagtailadmin.access_admin", *rights})
    person.user_permissions.add(*found)
    return person

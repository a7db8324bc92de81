"""Reads of people."""

from django.contrib.auth.models import Permission
from django.db.models import Q

from kinsite.accounts.models import User


def colleagues_with(right):
    """Active staff who have a right ("commerce.refund_order"), the owner among them."""
    app_label, codename = right.split(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    has_it = Q(user_permissions=permission) | Q(groups__permissions=permission) | Q(is_superuser=True)
    return User.objects.filter(has_it, is_active=True, is_staff=True).distinct().order_by("pk")


def person_called(user_id):
    """What people call somebody: by name, else by address, else by number."""
    person = User.objects.filter(pk=user_id).first()
    return str(user_id) if person is None else person.get_full_name() or person.email


def names_of(user_ids):
    """Names of people by their ids; who is unknown, or has no name, is left out."""
    people = User.objects.filter(pk__in=set(user_ids))
    return {person.pk: person.get_full_name() for person in people if person.get_full_name()}

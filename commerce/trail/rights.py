"""What the trail says of rights: who is let in, who is in which group, and what a group may do.

Django and Wagtail change them in forms of their own, so receivers call these.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from commerce.trail.operations import Action, Area, Change, write_trail
from kinsite.foundation import actors
from kinsite.foundation.actors import Actor

SWITCHES = ("is_staff", "is_superuser", "is_active")
NOBODY = {"is_staff": False, "is_superuser": False, "is_active": True}
PLACES = {
    GroupPagePermission: "page_id",
    GroupCollectionPermission: "collection_id",
    GroupSitePermission: "site_id",
}


def whoever_is_at_work() -> Actor:
    """The colleague whose request of the admin this is; else a command or a task."""
    user = get_active_log_context().user
    return actors.staff(user) if user else actors.SYSTEM


def note_switches(*, person, was: dict[str, bool]) -> None:
    """What was switched of a colleague, or of somebody who became one; customers come and go without."""
    if not (person.is_staff or person.is_superuser or was["is_staff"] or was["is_superuser"]):
        return
    changes = [
        Change(
            area=Area.RIGHT,
            key=f"person/{person.pk}",
            what=name,
            before=_yes_or_no(was[name]),
            after=_yes_or_no(getattr(person, name)),
        )
        for name in SWITCHES
        if was[name] != getattr(person, name)
    ]
    write_trail(changes=changes, by=whoever_is_at_work())


def note_members(*, person_ids: Iterable[int], group_ids: Iterable[int], action: Action) -> None:
    """Who came into groups or left them; it stands with the person, and with the group."""
    groups = Group.objects.filter(pk__in=list(group_ids)).order_by("name")
    names = {group.pk: group.name for group in groups}
    changes = []
    for person_id in sorted(person_ids):
        for pk, name in names.items():
            facts = {"area": Area.RIGHT, "action": action}
            changes.append(Change(key=f"person/{person_id}", what="groups", **facts, **_side(action, name)))
            person = _side(action, f"person {person_id}")
            changes.append(Change(key=f"group/{pk}", name=name, what="members", **facts, **person))
    write_trail(changes=changes, by=whoever_is_at_work())


def note_permissions(*, holder, permission_ids: Iterable[int], action: Action) -> None:
    """What a group, or one person alone, may do from now on, or no longer."""
    granted = Permission.objects.filter(pk__in=list(permission_ids)).select_related("content_type")
    names = sorted(f"{right.content_type.app_label}.{right.codename}" for right in granted)
    changes = [
        Change(area=Area.RIGHT, **_holder(holder), what="permissions", action=action, **_side(action, name))
        for name in names
    ]
    write_trail(changes=changes, by=whoever_is_at_work())


def places_of(group: Group) -> set[str]:
    """What a group may do somewhere: on pages, on collections of files, on sites."""
    return {
        f"{right.permission.codename} @ {place.removesuffix('_id')} {getattr(right, place)}"
        for model, place in PLACES.items()
        for right in model.objects.filter(group=group).select_related("permission")
    }


def note_places(*, group: Group, was: set[str]) -> None:
    """What a group may do somewhere from now on, or no longer."""
    now = places_of(group)
    moves = [(Action.TAKEN, name) for name in sorted(was - now)]
    moves += [(Action.GIVEN, name) for name in sorted(now - was)]
    changes = [
        Change(area=Area.RIGHT, **_holder(group), what="places", action=action, **_side(action, name))
        for action, name in moves
    ]
    write_trail(changes=changes, by=whoever_is_at_work())


def note_end(*, holder) -> None:
    """A group, or a colleague, that is no more."""
    change = Change(area=Area.RIGHT, **_holder(holder), what="existence", action=Action.ENDED)
    write_trail(changes=[change], by=whoever_is_at_work())


def _holder(holder):
    if isinstance(holder, Group):
        return {"key": f"group/{holder.pk}", "name": holder.name}
    return {"key": f"person/{holder.pk}"}


def _side(action, text):
    return {"before": text} if action == Action.TAKEN else {"after": text}


def _yes_or_no(value):
    return "yes" if value else "no"

"""What the trail says of settings: each field that was changed, old and new."""

from django.db.models import Model

from commerce.trail.operations import Area, Change, write_trail
from kinsite.foundation.actors import Actor


def values_of(setting: Model) -> dict[str, str]:
    """What is set, field by field, as the trail keeps it."""
    fields = [field for field in setting._meta.concrete_fields if not field.primary_key]
    return {field.name: _in_words(field.value_from_object(setting)) for field in fields}


def note_setting(*, setting: Model, was: dict[str, str], by: Actor) -> None:
    """Write down what was changed; nothing where nothing was."""
    now = values_of(setting)
    changes = [
        Change(area=Area.SETTING, key=setting._meta.label_lower, what=name, before=was[name], after=now[name])
        for name in now
        if was[name] != now[name]
    ]
    write_trail(changes=changes, by=by)


def _in_words(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)

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
    note_difference(key=setting._meta.label_lower, was=was, now=values_of(setting), by=by)


def note_difference(*, key: str, name: str = "", was: dict[str, str], now: dict[str, str], by: Actor) -> None:
    """Write down in what two states of something set differ: words by field, none of what is new or gone."""
    changes = [
        Change(
            area=Area.SETTING,
            key=key,
            name=name,
            what=field,
            before=was.get(field, ""),
            after=now.get(field, ""),
        )
        for field in sorted({*was, *now})
        if was.get(field, "") != now.get(field, "")
    ]
    write_trail(changes=changes, by=by)


def _in_words(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)

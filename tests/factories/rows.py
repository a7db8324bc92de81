"""Rows by the hundred, like one that exists: for lists, quickly made."""

import uuid

from django.db import models


def copies(row, count, **facts) -> list:
    """So many rows like another one, in one statement.

    What is unique is made anew. `facts` say what else differs: a value, or what gives one for each place.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    made = []
    for place in range(count):
        values = {field.attname: getattr(row, field.attname) for field in fields}
        values |= {field.attname: _unique(field) for field in fields if field.unique}
        values |= {name: fact(place) if callable(fact) else fact for name, fact in facts.items()}
        made.append(type(row)(**values))
    return type(row)._default_manager.bulk_create(made)


def _unique(field):
    made = uuid.uuid4()
    if field.is_relation:
        return None
    return made if isinstance(field, models.UUIDField) else made.hex[: field.max_length]

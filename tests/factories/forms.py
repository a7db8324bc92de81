"""What a browser sends of a form that was shown."""


def typed_in(form) -> dict:
    """Each field as it stands; what is empty or off is left out, as browsers do."""
    found = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple, set)):
            value = [str(getattr(each, "pk", each)) for each in value]
        if value is not False and value not in (None, "", []):
            found[field.name] = "on" if value is True else value if isinstance(value, list) else str(value)
    return found

"""Metadata: merged key by key, unset by an empty value, and limited as Stripe limits it."""

from kinsite.sandbox.stripe.errors import InvalidRequest

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def merged(old: dict, given: dict | str | None) -> dict:
    if given is None:
        return old
    if given == "":
        return {}
    kept = {key: value for key, value in {**old, **given}.items() if value != ""}
    if len(kept) > MOST_KEYS:
        raise InvalidRequest(f"Metadata can only have up to {MOST_KEYS} keys.", param="metadata")
    for key, value in kept.items():
        if len(key) > LONGEST_KEY:
            raise InvalidRequest(
                f"Metadata keys can have up to {LONGEST_KEY} characters, but you passed in one of "
                f"{len(key)}.",
                param="metadata",
            )
        if len(value) > LONGEST_VALUE:
            raise InvalidRequest(
                f"Metadata values can have up to {LONGEST_VALUE} characters, but you passed in one of "
                f"{len(value)}.",
                param="metadata",
            )
    return kept

"""Is this a request that Stripe would take? Asked of stripe-python's own parameter types.

stripe-python ships one TypedDict for each endpoint, generated from Stripe's specification at the
API version it is pinned to. Made strict, they check every call of the shop offline and can't
drift from the client in use.
"""

import sys
from collections.abc import Mapping
from functools import cache, reduce
from operator import attrgetter, or_
from types import UnionType
from typing import Annotated, Any, Literal, NotRequired, Required, Union, get_args, get_origin

import stripe.params
from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError
from stripe import RequestOptions, StripeObject
from typing_extensions import TypedDict, get_type_hints, is_typeddict

from kinsite.sandbox.stripe.errors import InvalidRequest

# Options of the client that its types mix with Stripe's parameters; they never travel.
NOT_SENT = frozenset(RequestOptions.__annotations__)
# Names that stripe-python imports for type checkers only.
UNRESOLVED = {"StripeContext": str, "Mapping": Mapping}
STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def check(params_type: str | type, given: dict) -> dict:
    """The parameters in their types, or Stripe's refusal of the first that is wrong.

    The type is a name of `stripe.params`, or a TypedDict of our own.
    """
    try:
        return _adapter(params_type).validate_python(given)
    except ValidationError as problem:
        raise _refusal(problem, given) from None


@cache
def _adapter(params_type: str | type) -> TypeAdapter:
    declared = attrgetter(params_type)(stripe.params) if isinstance(params_type, str) else params_type
    return TypeAdapter(_strict(declared))


@cache
def _strict(declared: type) -> type:
    """The same TypedDict with closed enums, refusing unknown keys at every level."""
    hints = get_type_hints(declared, vars(sys.modules[declared.__module__]), UNRESOLVED, include_extras=True)
    fields = {
        name: Required[_closed(hint)] if name in declared.__required_keys__ else NotRequired[_closed(hint)]
        for name, hint in hints.items()
        if name not in NOT_SENT
    }
    closed = TypedDict(declared.__name__, fields)
    closed.__pydantic_config__ = STRICT
    return closed


def _closed(hint: Any) -> Any:
    """A type as Stripe reads it from a form.

    stripe-python widens enums by `| str`, so that an old client accepts new values; Stripe itself
    refuses what it doesn't know, and so do we.
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (NotRequired, Required):
        return _closed(parts[0])
    if origin is list:
        return list[_closed(parts[0])]
    if origin in (Union, UnionType):
        members = [part for part in parts if not _is_response_type(part)]
        if str in members and any(
            get_origin(part) is Literal and get_args(part) != ("",) for part in members
        ):
            members.remove(str)
        return reduce(or_, [_closed(part) for part in members])
    if is_typeddict(hint):
        return _strict(hint)
    return FORM_TYPES.get(hint, hint)


def _is_response_type(hint: Any) -> bool:
    kind = get_origin(hint) or hint
    return isinstance(kind, type) and issubclass(kind, StripeObject)


def _whole(text: Any) -> int:
    if isinstance(text, str) and text.removeprefix("-").isdecimal():
        return int(text)
    raise PydanticCustomError("integer", "Invalid integer: {text}", {"text": str(text)})


def _truth(text: Any) -> bool:
    if text in ("true", "false"):
        return text == "true"
    raise PydanticCustomError("boolean", "Invalid boolean: {text}", {"text": str(text)})


FORM_TYPES = {int: Annotated[int, BeforeValidator(_whole)], bool: Annotated[bool, BeforeValidator(_truth)]}
# Of several complaints about one parameter (one for each member of a union) the most telling wins.
TELLING = {"extra_forbidden": 0, "missing": 1, "literal_error": 2, "integer": 3, "boolean": 3}


def _refusal(problem: ValidationError, given: dict) -> InvalidRequest:
    worst = min(
        problem.errors(),
        key=lambda error: (TELLING.get(error["type"], 4), -len(_place(error, given))),
    )
    steps = _place(worst, given)
    param = "".join(f"[{step}]" if depth else str(step) for depth, step in enumerate(steps))
    value = worst["input"]
    match worst["type"]:
        case "extra_forbidden":
            return InvalidRequest(
                f"Received unknown parameter: {param}", code="parameter_unknown", param=param
            )
        case "missing":
            return InvalidRequest(f"Missing required param: {param}.", code="parameter_missing", param=param)
        case _ if value == "":
            return InvalidRequest(
                f"You passed an empty string for '{param}'. We assume empty values are an attempt to unset "
                f"a parameter; however '{param}' cannot be unset. You should remove '{param}' from your "
                "request or supply a non-empty value.",
                code="parameter_invalid_empty",
                param=param,
            )
        case "literal_error":
            return InvalidRequest(
                f"Invalid {param}: must be one of {worst['ctx']['expected'].replace(chr(39), '')}",
                param=param,
            )
        case "integer":
            return InvalidRequest(f"Invalid integer: {value}", code="parameter_invalid_integer", param=param)
        case "boolean":
            return InvalidRequest(f"Invalid boolean: {value}", param=param)
        case _:
            return InvalidRequest(f"Invalid {param}: {worst['msg']}", param=param)


def _place(error: dict, given: dict) -> list:
    """Where in the request the complaint lies; pydantic's own steps into unions left out."""
    node, steps = given, []
    for number, step in enumerate(error["loc"]):
        is_last = number == len(error["loc"]) - 1
        if (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            node = node[step]
            steps.append(step)
        elif is_last and error["type"] == "missing":
            steps.append(step)
    return steps

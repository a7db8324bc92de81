"""What the dashboard's pages share: times, statuses, amounts as people type them."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from http import HTTPStatus

from babel.numbers import get_currency_precision

from kinsite.sandbox.markup import Markup, el
from kinsite.sandbox.web import Refused
from kinsite.sandbox.world import World

PAGE = 50


def moment(unix: float) -> str:
    return datetime.fromtimestamp(unix, UTC).strftime("%Y-%m-%d %H:%M:%S")


def status(name: str, reason: str | None = None) -> Markup:
    text = name.replace("_", " ") + (f": {reason.replace('_', ' ')}" if reason else "")
    return el("span", text, class_=f"status status-{name.replace('_', '-')}")


def typed(minor: int, currency: str) -> str:
    """An amount as it stands in a field: 12900 usd is `129.00`."""
    places = get_currency_precision(currency.upper())
    return f"{Decimal(minor).scaleb(-places):.{places}f}"


def minor_of(text: str, currency: str) -> int:
    """Minor units of what was typed; Refused where it is no amount of the currency."""
    try:
        minor = Decimal(text.strip().replace(",", ".")).scaleb(get_currency_precision(currency.upper()))
        if minor != minor.to_integral_value():
            raise InvalidOperation
        return int(minor)
    except (InvalidOperation, ValueError, OverflowError):
        raise Refused(
            HTTPStatus.BAD_REQUEST, f"{text!r} is no amount in {currency.upper()}. Write it like 12.34."
        ) from None


def record_of(world: World, kind: str, record_id: str) -> dict:
    record = world.platform.store.find(record_id)
    if record is None or record["object"] != kind:
        raise Refused(HTTPStatus.NOT_FOUND, f"There is no such {kind.replace('_', ' ')}.")
    return record


def older(path: str, records: list[dict], has_more: bool, **query: str) -> Markup | None:
    """The way to the next page of a list."""
    if not has_more:
        return None
    wanted = "".join(f"&{name}={value}" for name, value in query.items() if value)
    return el("p", el("a", "Older ones", href=f"{path}?after={records[-1]['id']}{wanted}"))


def chips(path: str, choices: dict[str, str], chosen: str, label: str) -> Markup:
    """Links that narrow a list down; the one that is chosen says so."""
    return el(
        "nav",
        *(
            el(
                "a",
                name,
                href=f"{path}?status={value}" if value else path,
                aria_current="true" if value == chosen else None,
            )
            for value, name in choices.items()
        ),
        class_="chips",
        aria_label=label,
    )

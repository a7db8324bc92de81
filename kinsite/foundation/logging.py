"""Logs as one JSON object a line, with the id of the request that caused them, without people in them."""

import json
import re
from logging.config import dictConfig

import structlog
from celery import signals
from django.conf import settings
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

MASK = "[masked]"
SECRET_KEYS = re.compile(
    r"pass(word|wd|code)|secret|token|authorization|cookie|api_?key|signature|card|cvc|iban"
    r"|e_?mail|recipient|phone|address|street|post_?code|zip|(first|last|full)_?name|body|subject",
    re.IGNORECASE,
)
# Shapes that are secret or personal whatever key they stand under, tracebacks included.
SHAPES = [
    (re.compile(r"[^\s@<>\"'(),;:=\[\]]{1,64}@[^\s@<>\"'(),;:=\[\]]{1,255}"), "[email]"),
    (re.compile(r"\b(sk|rk|pk)_(live|test)_\w+|\bwhsec_\w+|\bpi_\w+_secret_\w+"), "[secret]"),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]+"), "[secret]"),
    (re.compile(r"\b\d(?:[ -]?\d){12,18}\b"), "[number]"),
]
# A line is read by people, and masking a book would take a second.
LONGEST = 20_000
# Objects that logging calls of Django carry and whose text holds addresses and queries.
DROPPED_KEYS = ("request", "response", "_record", "_from_structlog")


def build(level: str) -> dict:
    """The LOGGING setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.stdlib.ExtraAdder(),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
                "processors": [
                    structlog.processors.format_exc_info,
                    mask,
                    structlog.processors.JSONRenderer(serializer=json.dumps, default=str),
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Our own line a request says the same with its id.
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "WARNING", "propagate": False},
            # It says every call and its answer; ours say what they meant.
            "stripe": {"handlers": [], "level": "WARNING", "propagate": True},
            # It lists the letters of names that an invoice is drawn with.
            "fontTools": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def mask(logger, method, event: dict) -> dict:
    """Blank secrets and personal data, by the key they stand under and by their shape."""
    return {
        key: MASK if SECRET_KEYS.search(key) and value else _masked(value)
        for key, value in event.items()
        if key not in DROPPED_KEYS
    }


def _masked(value):
    if isinstance(value, dict):
        return mask(None, "", {str(key): inner for key, inner in value.items()})
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return mask_text(str(value))


def mask_text(text: str) -> str:
    """Blank what looks like an address, a key, a card number or a link that lets its bearer in."""
    text = text[:LONGEST]
    for shape, blank in SHAPES:
        text = shape.sub(blank, text)
    for prefix in settings.SECRET_PATHS:
        text = re.sub(rf"({re.escape(prefix)})[^/\s\"'?]+", rf"\1{MASK}", text)
    return text


def connect(celery_app) -> None:
    """Carry the request id to the tasks a request causes, and log in the worker as in the web."""
    signals.before_task_publish.connect(_send_request_id, dispatch_uid="send_request_id")
    signals.task_prerun.connect(_bind_task, dispatch_uid="bind_task")
    signals.task_postrun.connect(_unbind_task, dispatch_uid="unbind_task")
    signals.setup_logging.connect(_set_up_logging, dispatch_uid="set_up_logging")


def _send_request_id(headers=None, **kwargs):
    request_id = get_contextvars().get("request_id")
    if request_id and headers is not None:
        headers.setdefault("request_id", request_id)


def _bind_task(task_id, task, **kwargs):
    clear_contextvars()
    request_id = task.request.get("request_id") or task_id
    bind_contextvars(request_id=request_id, task=task.name, task_id=task_id)


def _unbind_task(**kwargs):
    clear_contextvars()


def _set_up_logging(**kwargs):
    dictConfig(settings.LOGGING)

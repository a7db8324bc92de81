"""Requests and answers, without a framework: what the handlers take and give."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from kinsite.sandbox.markup import Markup

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'"
)


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @cached_property
    def path(self) -> str:
        return urlsplit(self.target).path

    @cached_property
    def query_text(self) -> str:
        return urlsplit(self.target).query

    @cached_property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_text, keep_blank_values=True))

    @cached_property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @cached_property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.text, keep_blank_values=True))

    def header(self, name: str, default: str = "") -> str:
        return self.headers.get(name.lower(), default)


@dataclass
class Response:
    body: bytes = b""
    status: int = 200
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """Not this way: the status and a sentence that says why."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status, self.reason = status, reason


def json_response(facts, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(json.dumps(facts, indent=2).encode(), status, JSON, headers or {})


def page_response(page: Markup, status: int = 200, *, framed_by: str = "'none'") -> Response:
    """A page that runs only the sandbox's own scripts and is framed only by whom we name."""
    policy = f"{PAGE_POLICY}; frame-ancestors {framed_by}"
    return Response(page.encode(), status, HTML, {"Content-Security-Policy": policy})


def redirect(url: str) -> Response:
    return Response(b"", HTTPStatus.SEE_OTHER, HTML, {"Location": url})

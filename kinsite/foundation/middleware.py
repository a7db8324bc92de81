"""What every request passes: a name for the logs, a refusal of text no database can keep, a language."""

import logging
import re
import time
import uuid

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import UnreadablePostError
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from structlog.contextvars import bound_contextvars, get_contextvars

logger = logging.getLogger("kinsite.request")

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CHARSETS = ("", "utf-8", "utf8", "us-ascii")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class RequestIdMiddleware:
    """Give the request an id, on its response and on every log line and task it causes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if getattr(request, "is_dummy", False) and "request_id" in get_contextvars():
            return self.get_response(request)  # Wagtail's preview: a request inside a request
        request.id = self._given(request) or uuid.uuid4().hex
        started = time.perf_counter()
        with bound_contextvars(request_id=request.id):
            response = self.get_response(request)
            milliseconds = round((time.perf_counter() - started) * 1000)
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": milliseconds,
                },
            )
        response["X-Request-ID"] = request.id
        return response

    def _given(self, request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        if settings.TRUSTED_PROXY_HOPS and re.fullmatch(r"[A-Za-z0-9-]{8,64}", given):
            return given
        return None


class RefuseNulMiddleware:
    """Answer 400 to a NUL character or a lone surrogate wherever it stands.

    PostgreSQL stores neither, so each would be a 500 in whichever view first keeps it. A form is
    looked into once its view is known: those that read a raw body prove it in their own way.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refuse_unstorable([request.path_info, request.path])
        refuse_unstorable(value for key, value in request.META.items() if key.startswith("HTTP_"))
        refuse_unstorable(part for pair in request.COOKIES.items() for part in pair)
        # Before the query string is read, which is decoded by the charset the client names.
        if request.content_params.get("charset", "").strip("\"'").lower() not in CHARSETS:
            raise BadRequest("Text is taken in UTF-8 only.")
        self._refuse_in(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.content_type not in FORMS or getattr(view, "csrf_exempt", False):
            return
        try:
            self._refuse_in(request.POST)
        except UnreadablePostError:
            raise BadRequest("The client went away in the middle of the form.") from None
        for field, files in request.FILES.lists():
            refuse_unstorable(part for file in files for part in (field, file.name or ""))

    def _refuse_in(self, fields):
        refuse_unstorable(part for name, values in fields.lists() for part in (name, *values))


class AddressLocaleMiddleware(LocaleMiddleware):
    """Speak the language of the address, and say so.

    Django's takes the language from the address as well, and the first one where it names none, yet says
    that the answer varies by what the browser asks for: caches would keep a copy for each such wish.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def refuse_unstorable(texts) -> None:
    """Raise BadRequest if any of the texts holds a character PostgreSQL can't keep."""
    if any(UNSTORABLE.search(text) for text in texts):
        raise BadRequest("A NUL character or a lone surrogate is not text.")

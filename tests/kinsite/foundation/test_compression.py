"""Texts travel small, and what is small already travels as it is."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from kinsite.foundation.compression import CompressTextMiddleware

LONG = b"calm " * 400


def answered(response, accepts="gzip, br"):
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressTextMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "text/css", "application/json", "application/xml", "image/svg+xml"]
)
def test_a_text_is_compressed(kind):
    answer = answered(HttpResponse(LONG, content_type=kind))
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == LONG
    assert len(answer.content) < len(LONG) / 4


@pytest.mark.parametrize("kind", ["image/webp", "image/avif", "application/pdf", "application/zip"])
def test_a_picture_is_not(kind):
    answer = answered(HttpResponse(LONG, content_type=kind))
    assert (answer.content, answer.headers.get("Content-Encoding")) == (LONG, None)


def test_a_long_list_is_compressed_piece_by_piece():
    answer = answered(StreamingHttpResponse(iter([LONG, LONG]), content_type="application/xml"))
    assert gzip.decompress(b"".join(answer.streaming_content)) == LONG * 2


def test_who_can_not_read_it_gets_it_plain():
    assert answered(HttpResponse(LONG, content_type="text/html"), accepts="").content == LONG

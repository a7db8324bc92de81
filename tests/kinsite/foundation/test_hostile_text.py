"""A NUL or a lone surrogate is refused wherever it stands, before anything could keep it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from kinsite.foundation.middleware import RefuseNulMiddleware

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kinsite.foundation.urls")]

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "request_with_nul",
    [
        lambda client: client.get("/form/a%00b/"),
        lambda client: client.get("/nowhere/a%00b/"),
        lambda client: client.get("/form/?q=a%00b"),
        lambda client: client.get("/form/?a%00b=q"),
        lambda client: client.get("/form/?q=1&q=%00"),
        lambda client: client.post("/form/", {"q": "a\x00b"}),
        lambda client: client.post("/form/", {"a\x00b": "q"}),
        lambda client: client.post("/form/", "q=a%00b", content_type=FORM),
        lambda client: client.post("/form/", "a%00b=q", content_type=FORM),
        lambda client: client.post("/form/", {"f\x00": SimpleUploadedFile("a.txt", b"x")}),
        lambda client: client.get("/form/", headers={"user-agent": "a\x00b"}),
        lambda client: client.get("/form/", headers={"x-anything": "a\x00b"}),
        lambda client: client.get("/form/", headers={"cookie": "a=\x00"}),
        lambda client: client.get("/form/", headers={"cookie": 'session="a\\000b"'}),
        lambda client: client.get("/form/", CONTENT_TYPE="text/plain; charset=utf-7"),
        lambda client: client.generic("POST", "/form/", b"q=1", f"{FORM}; charset=base64"),
        lambda client: client.generic("POST", "/form/", b"q=1", f"{FORM}; charset=utf-16"),
        lambda client: client.post(
            "/form/",
            b'--b\r\nContent-Disposition: form-data; name="q"\r\n\r\n1\r\n--b--\r\n',
            content_type="multipart/form-data; boundary=b; charset=utf-7",
        ),
    ],
)
def test_it_is_answered_with_400(client, request_with_nul):
    assert request_with_nul(client).status_code == 400


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb", "\x00"])
def test_a_surrogate_that_a_decoder_let_through_is_refused_too(value):
    from django.core.exceptions import BadRequest
    from django.http import QueryDict

    request = RequestFactory().get("/")
    request.GET = QueryDict(mutable=True)
    request.GET["q"] = value
    with pytest.raises(BadRequest):
        RefuseNulMiddleware(lambda request: HttpResponse())(request)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=%ed%a0%80", 200),  # a surrogate in bytes: Django reads a replacement character
        ("q=%ff%fe", 200),
        ("q=%F0%9F%AA%91+%E2%80%AE+%C3%BC", 200),
        ("q=" + "a" * 100_000, 200),
        ("%0", 200),
        ("&".join("a=1" for _ in range(3000)), 400),
    ],
)
def test_what_is_odd_but_text_passes_and_too_much_is_no_500(client, query, status):
    assert client.get("/form/", QUERY_STRING=query).status_code == status


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "multipart/form-data; boundary="),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "b" * 5000),
        (b"a=1&" * 5000, FORM),
        (b"a=" + b"x" * 3_000_000, FORM),
    ],
)
def test_a_malformed_or_endless_form_is_no_500(client, body, content_type):
    assert client.post("/form/", body, content_type=content_type).status_code in (200, 400)


def test_a_view_that_reads_the_raw_body_still_gets_it(client):
    answer = client.post("/raw/", b"q=a%00b", content_type=FORM)
    assert answer.content == b"7"
    multipart = b'--b\r\nContent-Disposition: form-data; name="q"\r\n\r\n1\r\n--b--\r\n'
    answer = client.post("/raw/", multipart, content_type="multipart/form-data; boundary=b")
    assert int(answer.content) == len(multipart)


def test_the_name_of_a_file_loses_what_is_no_text(client):
    answer = client.post("/form/", {"f": SimpleUploadedFile("a\x00b.txt", b"x")})
    assert answer.json()["files"] == ["ab.txt"]


def test_ordinary_text_arrives_as_it_was(client):
    answer = client.post("/form/", {"q": "Größe \u202e 🪑"})
    assert answer.json()["post"] == {"q": ["Größe \u202e 🪑"]}

"""What machines fetch, in writing: a feed of products, piece by piece since it may be long, and a guide."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings

# What XML can't carry in any spelling.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def product_feed(items: Iterable[dict[str, str]], *, title: str, link: str) -> Iterator[str]:
    """RSS 2.0 with the names of Google Merchant; a field without a value is left out."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
        f"<title>{_said(title)}</title><link>{_said(link)}</link>"
        f"<description>{_said(title)}</description>\n"
    )
    for item in items:
        fields = "".join(f"<g:{name}>{_said(value)}</g:{name}>" for name, value in item.items() if value)
        yield f"<item>{fields}</item>\n"
    yield "</channel></rss>\n"


def guide(pages: Iterable[dict[str, str]], lists: Iterable[dict[str, str]]) -> str:
    """llms.txt: what the shop is, in the words of its first page; then its pages and lists, a line each."""
    first, *others = pages or [{"text": ""}]
    lines = [f"# {settings.WAGTAIL_SITE_NAME}"]
    if first["text"]:
        lines += ["", f"> {_line(first['text'])}"]
    lines += ["", "## Pages", "", *(_entry(page) for page in others)]
    lines += ["", "## For machines", "", *(_entry(one) for one in lists)]
    return "\n".join(lines) + "\n"


def _said(text):
    return escape(_UNSAYABLE.sub("", text))


def _entry(place):
    text = f": {_line(place['text'])}" if place["text"] else ""
    return f"- [{_line(place['title'])}]({place['url']}){text}"


def _line(text):
    """One line, and nothing in it that would be read as a link."""
    return " ".join(re.sub(r"[\[\]]", "", text).split())

"""What machines fetch, in writing: the journal, all products piece by piece, and a guide."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from content.routing import path_of

STORIES = 20

# What XML can't carry in any spelling.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def journal_feed(journal, stories, request) -> str:
    """RSS 2.0 of the newest stories: title, intro, address, author and day."""
    feed = Rss201rev2Feed(
        title=f"{journal.title} · Kin Workspace",
        link=f"{settings.SITE_URL}{path_of(journal, request)}",
        description=journal.intro or journal.search_description,
        language=journal.locale.language_code,
        feed_url=f"{settings.SITE_URL}{reverse('journal_feed')}",
    )
    for story in stories[:STORIES]:
        link = f"{settings.SITE_URL}{path_of(story, request)}"
        feed.add_item(
            title=story.title,
            link=link,
            unique_id=link,
            description=story.intro or story.search_description,
            author_name=story.author or None,
            pubdate=datetime.combine(story.written_on, time(12), tzinfo=UTC),
            categories=[story.topic] if story.topic else [],
        )
    return feed.writeString("utf-8")


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

"""The journal for feed readers."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from content.routing import path_of

STORIES = 20


def feed_of(journal, stories, request) -> str:
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

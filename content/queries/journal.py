"""The journal: stories newest first, one story with those beside it, set-ups."""

from collections.abc import Iterable

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.query import PageQuerySet

from content import structured
from content.queries.languages import words_of
from content.queries.pictures import give_files, sharing_picture
from content.queries.shelf import shelf_for
from content.routing import path_of
from kinsite.media.shapes import SHAPES

STORIES_ON_A_PAGE = 12
STORIES_BESIDE = 3


def newest_of(stories: PageQuerySet) -> PageQuerySet:
    """Those of these stories that everyone may read, newest first, with their pictures."""
    shown = stories.live().public().defer_streamfields()
    return shown.select_related("picture", "locale").order_by("-written_on", "-pk")


def journal_page(page, request, *, stories, head) -> dict:
    """The stories of the page that is asked for; the newest of all leads the first one."""
    paginator = Paginator(newest_of(stories), STORIES_ON_A_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    stories = list(shown)
    give_files([*(story.picture for story in stories), page.share_image], SHAPES["wide"])
    cards = story_cards(stories, request)
    leads = shown.number == 1 and len(cards) > 1
    first = stories[0].picture if stories else None
    number = f"?page={shown.number}" if shown.number > 1 else ""
    return {
        "lead": cards[0] if leads else None,
        "cards": cards[1:] if leads else cards,
        "listing": shown,
        "page_numbers": list(paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)),
        "feed_url": reverse("journal_feed"),
        "share_picture": sharing_picture(page.share_image or first),
        "canonical_url": f"{head['canonical_url']}{number}",
    }


def story_page(page, request, *, head) -> dict:
    """The story, its byline, the newest others beside it, and the same for machines."""
    journal = _above(page)
    others = list(newest_of(type(page).objects.child_of(journal)).exclude(pk=page.pk)[:STORIES_BESIDE])
    shelf = shelf_for(page, request, pictures=[page.picture, *(story.picture for story in others)])
    picture = sharing_picture(page.share_image or page.picture)
    article = structured.article(
        headline=page.title,
        description=page.search_description or page.intro,
        url=head["canonical_url"],
        image_url=picture["url"] if picture else "",
        author=page.author,
        written_on=page.written_on,
        changed_at=page.last_published_at,
    )
    trail = structured.breadcrumb_list(head["trail"], settings.SITE_URL)
    return {
        "shelf": shelf,
        "picture_decorates": not page.picture_alt,
        "others": story_cards(others, request),
        "journal_url": path_of(journal, request),
        "share_picture": picture,
        "structured_data": structured.as_data_block(article, trail),
    }


def story_cards(stories: Iterable, request) -> list[dict]:
    """Stories as components/story_card.html takes them."""
    return [
        {
            "title": story.title,
            "url": path_of(story, request),
            "image": story.picture,
            "kicker": story.topic,
            "teaser": story.intro,
            "told_in": words_of(story),
            "date": date_format(story.written_on, "DATE_FORMAT"),
        }
        for story in stories
    ]


def inspiration_page(page, request) -> dict:
    """The set-ups, and links to those that have a title."""
    shelf = shelf_for(page, request)
    looks = [block for block in page.story if block.block_type == "shop_the_look" and block.value["title"]]
    first = looks[0].value["picture"] if looks else None
    return {
        "shelf": shelf,
        "looks": [{"title": look.value["title"], "anchor": f"look-{look.id}"} for look in looks],
        "share_picture": sharing_picture(page.share_image or first),
    }


def _above(page):
    """The journal a story lies in: known from the way here, else asked for."""
    way = getattr(page, "way_here", None)
    return way[-1] if way else page.get_parent()

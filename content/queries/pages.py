"""Reads about pages themselves: the way to one, what its head says, whether it sold."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from commerce.orders.models import OrderLine
from content import structured
from content.addresses import HOME_DEPTH
from content.mirrors import with_mirrors
from content.queries.languages import in_language, languages_of, words_of
from content.queries.pictures import absolute, sharing_picture
from content.queries.shelf import shelf_for
from content.routing import path_of
from content.walk import questions_in


def pages_that_sold(page) -> list[str]:
    """The titles of those that an order remembers, of this page, all below it and what mirrors them."""
    titles = dict(Page.objects.filter(pk__in=with_mirrors([page])).values_list("pk", "title"))
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in titles])
    as_sold = OrderLine.objects.filter(revision__in=revisions).values_list("revision__object_id", flat=True)
    sources = OrderLine.objects.filter(source_page_id__in=titles).values_list("source_page_id", flat=True)
    sold = {int(pk) for pk in as_sold.distinct()} | set(sources.distinct())
    return [title for pk, title in titles.items() if pk in sold]


def head_of(page, request) -> dict:
    """What the head of every page says, and the way from home to it."""
    trail = trail_to(page, request)
    things = _things(page, trail)
    is_preview = getattr(request, "is_preview", False)
    return {
        **languages_of(page, request),
        "page_title": page.seo_title or page.title,
        "meta_description": page.search_description,
        "robots": "noindex" if is_preview else "",
        "is_preview": is_preview,
        "trail": trail,
        "things": things,
        "structured_data": structured.as_data_block(*things),
    }


def _things(page, trail):
    """What machines read on every page: the way here, or on the first one who the shop is; and questions."""
    things = [structured.breadcrumb_list(trail, settings.SITE_URL) if trail else _keeper(page)]
    story = getattr(page, "story", None)
    asked = questions_in(story) if story else []
    return [*things, structured.questions(asked)] if asked else things


def _keeper(home):
    return structured.organization(
        name=settings.WAGTAIL_SITE_NAME,
        url=f"{settings.SITE_URL}/",
        logo_url=absolute(static("img/mark.svg")),
        slogan=home.headline,
        description=home.search_description,
    )


def trail_to(page, request) -> list[dict]:
    """The steps from home to the page, itself last; none on a home page."""
    way = getattr(page, "way_here", None)
    if way is None:
        way = page.get_ancestors().filter(depth__gte=HOME_DEPTH)
    steps = [_step(step, request) for step in way]
    if not steps:
        return []
    steps[0] |= {"title": _("Home"), "told_in": get_language()}
    return [*steps, _step(page, request)]


def _step(page, request):
    return {"title": page.title, "url": path_of(page, request), "told_in": words_of(page)}


def home_page(page, request) -> dict:
    """The hero's links, and what the story shows."""
    wanted = [pk for pk in (page.link_page_id, page.second_link_page_id) if pk]
    live = Page.objects.live()
    links = in_language(live.in_bulk(wanted), live) if wanted else {}
    shelf = shelf_for(page, request, pictures=[page.picture])

    def link(label, pk):
        return {"label": label, "url": path_of(links[pk], request)} if label and pk in links else None

    return {
        "hero_link": link(page.link_label, page.link_page_id),
        "hero_second_link": link(page.second_link_label, page.second_link_page_id),
        "share_picture": sharing_picture(page.share_image or page.picture),
        "shelf": shelf,
    }

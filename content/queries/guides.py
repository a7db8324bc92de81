"""Guides: those a product page shows, in its language, and the pages that show one."""

import json
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import JSONObject
from wagtail.models import Locale, Page, ReferenceIndex

# A guide as it is read along with a page that shows it.
GUIDE_TOLD = JSONObject(
    pk="guide__pk",
    title="guide__title",
    body="guide__body",
    live="guide__live",
    locale_id="guide__locale_id",
    language="guide__locale__language_code",
    translation_key="guide__translation_key",
)


def guides_of(page) -> list[dict]:
    """The page's published guides as components/accordion.html takes them, the size guide first.

    One in another language than the page's says in which. A page that was read to be served brings them; else
    one query. One more for each kind that was chosen in another language than the page's.
    """
    care = _told_with(page)
    if care is None:
        care = [use.guide for use in page.care_guides.select_related("guide__locale")]
    chosen = [*_in_language([page.size_guide], page.locale_id), *_in_language(care, page.locale_id)]
    return [
        {
            "question": guide.title,
            "answer": guide.body,
            "told_in": "" if guide.locale_id == page.locale_id else guide.locale.language_code,
        }
        for guide in chosen
        if guide.live
    ]


def _told_with(page):
    """The care guides that were read along with a page; nothing for one that was read otherwise."""
    told = getattr(page, "care_told", None)
    if told is None:
        return None
    kind = type(page).care_guides.rel.related_model._meta.get_field("guide").related_model
    return [_guide(kind, **guide) for guide in told]


def _guide(kind, *, locale_id, language, body, translation_key, **fields):
    locale = Locale(pk=locale_id, language_code=language)
    return kind(locale=locale, body=json.dumps(body), translation_key=UUID(translation_key), **fields)


def places_of(snippet) -> list[str]:
    """The names of what shows a snippet, in the order of the alphabet; drafts of product pages count too."""
    wanted = _draft_or_page_with(snippet)
    if wanted:
        pages = Page.objects.filter(wanted, productpage__isnull=False)
        return sorted(set(pages.values_list("title", flat=True)))
    return sorted(str(place) for place, _references in ReferenceIndex.get_grouped_references_to(snippet))


def _in_language(guides, locale_id):
    """The guides, each in this language where there is a published translation of it."""
    guides = [guide for guide in guides if guide]
    elsewhere = [guide.translation_key for guide in guides if guide.locale_id != locale_id]
    if not elsewhere:
        return guides
    own = type(guides[0]).objects.filter(translation_key__in=elsewhere, locale=locale_id, live=True)
    translated = {guide.translation_key: guide for guide in own}
    return [translated.get(guide.translation_key, guide) for guide in guides]


def _draft_or_page_with(snippet):
    """Which pages show the guide, or will by their latest draft; nothing for what is no guide."""
    kind, pk = snippet._meta.model_name, snippet.pk
    if kind == "sizeguide":
        return Q(productpage__size_guide=pk) | Q(latest_revision__content__size_guide=pk)
    if kind == "careguide":
        drafted = Q(latest_revision__content__care_guides__contains=[{"guide": pk}])
        return Q(productpage__care_guides__guide=pk) | drafted
    return None

"""What would make a page better, though nothing keeps it from the public: told to whoever edits it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from commerce.catalogue.queries import variants_shown
from commerce.catalogue.rules import Availability
from commerce.markets.queries import market_for
from content import guard
from content.blocks.shop import ShownProductBlock
from content.blocks.video import FilmBlock
from content.walk import streams_of, structs_in

# What search engines show of a title and of a description.
LONGEST_TITLE = 60
DESCRIPTION = range(50, 161)


def advice_for(page) -> list[str]:
    """A sentence for each thing that is advisable and missing."""
    return [*_of_texts(page), *_of_videos(page), *_of_pictures(page), *_of_variants(page)]


def _of_texts(page):
    if len(page.seo_title or page.title) > LONGEST_TITLE:
        yield _("The title is longer than search engines show: say it in %(most)d characters.") % {
            "most": LONGEST_TITLE
        }
    if len(page.search_description) not in DESCRIPTION:
        yield _("A meta description of %(least)d to %(most)d characters brings more visitors.") % {
            "least": DESCRIPTION[0],
            "most": DESCRIPTION[-1],
        }


def _of_videos(page):
    for film in (film for stream in streams_of(page) for film in _films(stream)):
        if film.get("file") and not film.get("captions"):
            yield _("The video “%(title)s” has no captions; those who can't hear it miss what is said.") % {
                "title": film["title"]
            }


def _of_pictures(page):
    product = getattr(page, "product", None)
    if product and product.pictures.count() == 1:
        yield _("A second picture of the product is shown on cards once one points at them.")


def _of_variants(page):
    """Of those a block names with nothing to stand in: a reader comes for one and finds it gone."""
    yield from guard.dead_variants(page)
    shown = [value for stream in streams_of(page) for value in structs_in(stream, ShownProductBlock)]
    named = sorted({value["sku"] for value in shown if value.get("sku") and not value.get("stand_in")})
    told = variants_shown(named, market_for(page.locale.language_code)) if named else {}
    for sku in named:
        if sku in told and told[sku].availability == Availability.SOLD_OUT:
            yield _("The story shows the variant %(sku)s, which is sold out; choose a stand-in for it.") % {
                "sku": sku
            }


def _films(stream: StreamValue) -> Iterator:
    return (child.value for child in stream if isinstance(child.block, FilmBlock))

"""What stands between a page and the public, and between a page and its deletion."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page

from commerce.catalogue.models import Product, ProductPicture, Variant
from commerce.catalogue.queries import current_prices, live_presences
from commerce.markets.queries import market_for
from content import queries
from content.addresses import ADDRESS_TAKEN, address_is_taken
from content.errors import AddressTaken, NotFitToPublish, PageHasSold, SnippetInUse, StillUsed
from content.mirrors import with_mirrors
from content.walk import pictures_in, pointers_in, streams_of
from kinsite.foundation import clock
from kinsite.media.models import Document, Image

# So many places where something is shown are named; a longer list would be read by nobody.
MOST_NAMED = 10


def refuse_unfit(page):
    """Raise NotFitToPublish with all that the page lacks, if it lacks anything."""
    reasons = page.lacks()
    if reasons:
        raise NotFitToPublish(page, reasons)


def refuse_sold(page):
    """Raise PageHasSold if an order remembers the page, or one below it."""
    sold = queries.pages_that_sold(page)
    if sold:
        raise PageHasSold(page, [_("Orders remember “%(title)s”.") % {"title": title} for title in sold])


def refuse_used_pages(pages, *, user=None):
    """Raise StillUsed for the first of these pages that others lead to, or whose product they show.

    They are deleted together, with all below them: what they do among each other is no use.
    """
    gone = with_mirrors(pages)
    for page in pages:
        uses = queries.uses_beside(page, gone=gone, user=user)
        if uses:
            raise StillUsed(page, _as_reasons([_as_link(use) for use in uses]))


def refuse_in_bulk(action, rows, *, user=None):
    """The same for a bulk action of the admin, on whatever rows; and for files in use."""
    if action != "delete":
        return
    pages = [row for row in rows if isinstance(row, Page)]
    for row in rows:
        if isinstance(row, Page):
            refuse_sold(row)
        elif isinstance(row, Image | Document):
            refuse_used_file(row)
    refuse_used_pages(pages, user=user)


def refuse_used_file(file):
    """Raise StillUsed if a page or product shows the picture or document."""
    uses = queries.titles_of_uses(file)
    if uses:
        raise StillUsed(file, uses)


def refuse_used(snippet):
    """Raise SnippetInUse with where the snippet is shown, or stands in a draft."""
    places = queries.places_of(snippet)
    if not places:
        return
    raise SnippetInUse(
        snippet, _as_reasons([_("“%(title)s” shows it.") % {"title": place} for place in places])
    )


def _as_reasons(places):
    """The first of them, and how many there are if that is not all."""
    if len(places) <= MOST_NAMED:
        return places
    return [*places[:MOST_NAMED], _("So do others, %(count)d in all.") % {"count": len(places)}]


def _as_link(use):
    """A use by its title, which leads those who may edit it there."""
    title = format_html('<a href="{}">{}</a>', use["url"], use["title"]) if use["url"] else use["title"]
    return format_html("{} ({})", title, use["place"])


def refuse_taken_address(page, *, parent):
    """Raise AddressTaken if the page may not go below `parent` by the slug it has."""
    if address_is_taken(slug=page.slug, parent=parent):
        raise AddressTaken(page, [ADDRESS_TAKEN])


def unlabelled_pictures(page):
    """A sentence for each picture of the page's blocks that says nothing to those who don't see it."""
    return [
        _("The picture “%(title)s” needs an alternative text, or the mark that it is decoration.")
        % {"title": picture.title}
        for stream in streams_of(page)
        for picture in pictures_in(stream)
        if not picture.decorative and not picture.contextual_alt_text
    ]


def dead_products(page):
    """A sentence for each product that the page's story shows and nobody can buy."""
    story = getattr(page, "story", None)
    wanted = pointers_in(story).get(Product, set()) if story else set()
    if not wanted:
        return []
    live = live_presences(wanted, market_for(page.locale.language_code))
    dead = Product.objects.filter(pk__in=wanted).exclude(pk__in=live, retired_at=None)
    return [
        _("The story shows “%(title)s”, which has no live page or is not sold any more.")
        % {"title": product.title}
        for product in dead.order_by("title")
    ]


def dead_variants(page):
    """A sentence for each variant that the page's story names and the shop does not sell any more."""
    story = getattr(page, "story", None)
    named = pointers_in(story).get(Variant, set()) if story else set()
    sold = Variant.objects.filter(sku__in=named, retired_at=None) if named else ()
    return [
        _("The story shows the variant %(sku)s, which is not sold any more.") % {"sku": sku}
        for sku in sorted(named - {variant.sku for variant in sold})
    ]


def lost_files(page):
    """A sentence if a video or download of the page points at a file that is not there any more."""
    wanted = {pk for stream in streams_of(page) for pk in pointers_in(stream).get(Document, ())}
    if Document.objects.filter(pk__in=wanted).count() < len(wanted):
        yield _("The file of a video or download was deleted; choose another one.")


def missing_from_product_page(page):
    """What a product page lacks: a product that can be bought, and texts for those who look for it."""
    reasons = []
    if not page.search_description.strip():
        reasons.append(_("Write a meta description, under “Search and sharing”."))
    if page.product is None:
        reasons.append(_("Choose the product the page tells of."))
        return reasons
    return [*reasons, *_missing_from_product(page), *_told_of_elsewhere(page)]


def _missing_from_product(page):
    product, variants = page.product, list(page.product.variants.filter(retired_at=None))
    if product.tax_category_id is None:
        yield _("Give the product a tax category.")
    if not ProductPicture.objects.filter(product=product).exclude(alt="").exists():
        yield _("Give the product a picture with an alternative text.")
    if not variants:
        yield _("Give the product at least one variant.")
        return
    for variant in variants:
        if not variant.grams:
            yield _("Give the variant %(sku)s a weight.") % {"sku": variant.sku}
    market = market_for(page.locale.language_code)
    when = max(page.go_live_at or clock.now(), clock.now())
    if not current_prices([variant.pk for variant in variants], market.price_list, when):
        yield _("Give the product a price in %(currency)s that is valid when the page goes live.") % {
            "currency": market.currency
        }


def _told_of_elsewhere(page):
    others = type(page).objects.filter(product=page.product, language=page.locale.language_code)
    for other in others.exclude(pk=page.pk):
        yield _("“%(title)s” tells of this product already; unpublish it first.") % {"title": other.title}

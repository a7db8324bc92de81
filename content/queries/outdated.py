"""Which addresses show a product or a page, and are outdated when it changes."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override
from wagtail.models import Page, ReferenceIndex

from commerce.catalogue.models import Product, ProductCollection, Variant
from content.routing import path_of


def addresses_that_show(
    *, product_ids: Iterable[int], page_ids: Iterable[int], paths: Iterable[str]
) -> list[str]:
    """The whole addresses of all pages that show these products or pages, and of what lies above the paths.

    A fixed number of queries. Listings that are narrowed, ordered or turned to another page are too many
    to be named: their copies age.
    """
    shown = {path_of(page) for page in _pages_that_show(list(product_ids), list(page_ids))}
    picked = {
        f"{path_of(page)}?{urlencode({'variant': sku})}" for page, sku in _picked_variants(list(product_ids))
    }
    found = {*shown, *picked, *_above(paths), *_lists()} - {""}
    return sorted(f"{settings.SITE_URL}{path}" for path in found)


def _pages_that_show(product_ids, page_ids):
    """Those pages, what lists or refers to them, and all of it in the other languages."""
    pages = Page.objects.filter(first_published_at__isnull=False)
    listed_in = ProductCollection.objects.filter(product__in=product_ids).values("collection")
    shows = Q(productpage__product__in=product_ids) | Q(collectionpage__collection__in=listed_in)
    shows |= Q(pk__in=[*page_ids, *_that_refer_to(product_ids, page_ids), *_stories_beside(page_ids)])
    if product_ids:
        shows |= Q(shoppage__isnull=False)
    keys = pages.filter(shows).values("translation_key")
    return pages.filter(translation_key__in=keys).only("pk", "url_path")


def _that_refer_to(product_ids, page_ids):
    """The ids of pages that name them in a block or a link."""
    pages = ContentType.objects.get_for_model(Page)
    named = [(Product, product_ids), (Page, page_ids)]
    about = Q()
    for model, ids in named:
        kind = ContentType.objects.get_for_model(model)
        about |= Q(to_content_type=kind, to_object_id__in=[str(pk) for pk in ids])
    sources = ReferenceIndex.objects.filter(about, base_content_type=pages)
    return [int(pk) for pk in sources.values_list("object_id", flat=True).distinct()]


def _stories_beside(page_ids):
    """The ids of all stories in the journals of these stories: each shows the newest others beside it."""
    stories = Page.objects.filter(pk__in=page_ids, storypage__isnull=False)
    journals = {story.path[: -Page.steplen] for story in stories.only("path")}
    return [
        pk
        for journal in journals
        for pk in Page.objects.live()
        .filter(path__startswith=journal, storypage__isnull=False)
        .values_list("pk", flat=True)
    ]


def _picked_variants(product_ids):
    """The pages of products once more, as they are shared with a variant picked."""
    pages = Page.objects.filter(productpage__product__in=product_ids, first_published_at__isnull=False)
    variants = Variant.objects.filter(product__in=product_ids, retired_at=None)
    skus = {}
    for product_id, sku in variants.values_list("product_id", "sku"):
        skus.setdefault(product_id, []).append(sku)
    told = pages.annotate(told_of=F("productpage__product")).only("pk", "url_path")
    return [(page, sku) for page in told for sku in skus.get(page.told_of, ())]


def _above(paths):
    """Each path with those above it: what lists a page lies there, and a page that is gone leaves no more."""
    for path in paths:
        steps = path.strip("/").split("/")
        yield from (f"/{'/'.join(steps[:count])}/" if count else "/" for count in range(len(steps) + 1))


def _lists():
    """The feeds that are kept, one a language."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield reverse("product_feed")

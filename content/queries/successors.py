"""Where those are led who look for a product that is not sold any more."""

from django.db.models import Q
from wagtail.models import Page

from commerce.catalogue.models import Product, ProductPresence
from content.routing import path_of


def path_onward(product: Product | None, language: str, request) -> str:
    """The path of the live page that took a retired product's place in a language; empty where none did."""
    if product is None or not product.leads_on:
        return ""
    if product.successor_id:
        presences = ProductPresence.objects.filter(
            product=product.successor_id, locale=language, state=ProductPresence.State.LIVE
        )
        return next((presence.path for presence in presences), "")
    pages = Page.objects.live().filter(
        collectionpage__collection=product.successor_collection_id, locale__language_code=language
    )
    page = pages.order_by("path").first()
    return path_of(page, request) if page else ""


def path_after(page, request) -> str:
    """Where a page leads that is not live any more, if it told of a product."""
    product = Product.objects.filter(pages__pk=page.pk).first()
    return path_onward(product, page.locale.language_code, request)


def pages_that_lead_on():
    """The ids of pages that show nothing themselves."""
    leading = Product.objects.filter(retired_at__isnull=False, pages__isnull=False).filter(
        Q(successor__isnull=False) | Q(successor_collection__isnull=False)
    )
    return leading.values("pages")

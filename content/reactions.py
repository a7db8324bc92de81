"""What follows from what, in one table."""

from commerce.events import ListingChanged, OfferChanged, ReviewsChanged
from content.events import ProductPageDrafted
from content.models import ProductPage
from content.operations import note_page, outdate_products


def note_draft(event):
    note_page(page=ProductPage.objects.get(pk=event.page_id))


def outdate_them(event: ListingChanged | OfferChanged):
    outdate_products(product_ids=event.product_ids)


def outdate_it(event: ReviewsChanged):
    outdate_products(product_ids=[event.product_id])


REACTIONS = {
    ProductPageDrafted: [note_draft],
    OfferChanged: [outdate_them],
    ListingChanged: [outdate_them],
    ReviewsChanged: [outdate_it],
}

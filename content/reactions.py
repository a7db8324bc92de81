"""What follows from what, in one table."""

from content.events import ProductPageDrafted
from content.models import ProductPage
from content.operations import note_page


def note_draft(event):
    note_page(page=ProductPage.objects.get(pk=event.page_id))


REACTIONS = {
    ProductPageDrafted: [note_draft],
}

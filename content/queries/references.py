"""Who uses what: as Wagtail's index of references knows it."""

from django.db.models import Model
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from commerce.catalogue.models import ListingRow, Product
from kinsite.media.models import Image

# More are counted, not named.
MOST_NAMED = 20


def uses_of(page, product, *, user) -> list[dict]:
    """The other pages that lead to the page or its product: title, block, and where who may edits them."""
    finder = AdminURLFinder(user)
    found = {}
    for row in (page, product):
        for source, references in _references_to(row):
            if isinstance(source, Page) and source.pk != page.pk:
                found.setdefault(source.pk, (source, references[0]))
    return [
        {
            "title": str(source),
            "place": reference.describe_source_field(),
            "url": finder.get_edit_url(source),
        }
        for source, reference in found.values()
    ]


def titles_of_uses(row) -> list[str]:
    """What shows the row, by title; those beyond the first as one number."""
    sources = [source for source, _references in _references_to(row)]
    # A listing is made of what it lists, and made anew.
    titles = [_title(source) for source in sources if not isinstance(source, ListingRow)]
    titles = list(dict.fromkeys([*titles, *_products_shown_by(row)]))
    rest = len(titles) - MOST_NAMED
    return titles[:MOST_NAMED] + ([f"+ {rest}"] if rest > 0 else [])


def _products_shown_by(row):
    """The products that have the picture: their rows are the shop's, and not in Wagtail's index."""
    if not isinstance(row, Image):
        return []
    return Product.objects.filter(pictures__image=row).values_list("title", flat=True).distinct()


def _title(source):
    """Its own words; of what has none its kind: an order line means nothing to editors."""
    has_words = type(source).__str__ is not Model.__str__
    return str(source) if has_words else capfirst(source._meta.verbose_name_plural)


def _references_to(row):
    return ReferenceIndex.get_grouped_references_to(row) if row is not None and row.pk else []

"""Who uses what: as Wagtail's index of references knows it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from commerce.catalogue.models import ListingRow, Product
from content.mirrors import with_mirrors
from kinsite.media.models import Image

# More are counted, not named.
MOST_NAMED = 20


def uses_of(page, product, *, user) -> list[dict]:
    """What leads to the page or its product, but for itself: title, block, and where who may edits it.

    A mirror is not named: it follows what it mirrors.
    """
    finder = AdminURLFinder(user)
    found = {}
    for row in (page, product):
        for source, references in _references_to(row):
            is_told = isinstance(source, Page) and (source.alias_of_id or source.pk == page.pk)
            if isinstance(source, DraftStateMixin) and not is_told:
                found.setdefault(source, references[0])
    return [_use(source, reference, finder) for source, reference in found.items()]


def uses_beside(page, *, gone: set[int], user=None) -> list[dict]:
    """What would miss the page's branch, if those pages were gone: as `uses_of`, and what is no page too.

    A mirror is not named beside what it mirrors.
    """
    finder, branch = AdminURLFinder(user), with_mirrors([page])
    lost = [*Page.objects.filter(pk__in=branch), *_products_lost_with(branch, gone)]
    told = Q(model_path="product", to_content_type=ContentType.objects.get_for_model(Product))
    references = ReferenceIndex.get_references_to_in_bulk(lost).exclude(told)
    return [
        _use(source, found[0], finder)
        for source, found in references.group_by_source_object()
        if isinstance(source, DraftStateMixin) and not _goes_along(source, gone)
    ]


def titles_of_uses(row) -> list[str]:
    """What shows the row, by title; those beyond the first as one number."""
    sources = [source for source, _references in _references_to(row)]
    # A listing is made of what it lists, and made anew.
    titles = [_title(source) for source in sources if not isinstance(source, ListingRow)]
    titles = list(dict.fromkeys([*titles, *_products_shown_by(row)]))
    rest = len(titles) - MOST_NAMED
    return titles[:MOST_NAMED] + ([f"+ {rest}"] if rest > 0 else [])


def _goes_along(source, gone):
    """Whether it is among what goes, or the mirror of what stays and is found itself."""
    if not isinstance(source, Page):
        return False
    return source.pk in gone or bool(source.alias_of_id and source.alias_of_id not in gone)


def _products_lost_with(branch, gone):
    """The products that these pages tell of, and in their language no live page that stays."""
    told = Page.objects.filter(productpage__product__isnull=False)
    told_of = ("productpage__product", "locale")
    left = told.live().exclude(pk__in=gone).values_list(*told_of)
    lost = set(told.filter(pk__in=branch).values_list(*told_of))
    lost -= set(left.filter(productpage__product__in=[product for product, _locale in lost]))
    return Product.objects.filter(pk__in=[product for product, _locale in lost])


def _use(source, reference, finder):
    return {
        "title": str(source),
        "place": reference.describe_source_field(),
        "url": finder.get_edit_url(source),
    }


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

"""Who uses what: as Wagtail's index of references knows it."""

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

# More are counted, not named.
MOST_NAMED = 20


def uses_of(*rows, user) -> list[dict]:
    """What refers to any of the rows: its title, the field or block, and where it is edited by who may."""
    finder = AdminURLFinder(user)
    own = {(type(row), row.pk) for row in rows if row is not None}
    found = {}
    for row in rows:
        for source, references in _references_to(row):
            if (type(source), source.pk) not in own:
                found.setdefault((type(source), source.pk), (source, references[0]))
    return [
        {
            "title": str(source),
            "place": reference.describe_source_field(),
            "url": finder.get_edit_url(source),
        }
        for source, reference in found.values()
    ]


def titles_of_uses(row) -> list[str]:
    """What refers to the row, by title; those beyond the first as one number."""
    titles = [str(source) for source, _references in _references_to(row)]
    rest = len(titles) - MOST_NAMED
    return titles[:MOST_NAMED] + ([f"+ {rest}"] if rest > 0 else [])


def _references_to(row):
    return ReferenceIndex.get_grouped_references_to(row) if row is not None and row.pk else []

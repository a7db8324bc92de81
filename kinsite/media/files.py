"""The files of pictures: which are missing, which are stale, and the making of them."""

from django.db.models import Count, Q, QuerySet
from wagtail.images.models import Filter, SourceImageIOError

from kinsite.media.models import Image
from kinsite.media.shapes import EVERY_SPEC


def missing_from(image: Image, specs) -> list[str]:
    """Those of the specs that have no file, as the picture is cut now."""
    made = set(image.renditions.filter(filter_spec__in=specs).values_list("filter_spec", "focal_point_key"))
    return [spec for spec in specs if (spec, _cut(image, spec)) not in made]


def make_missing(image: Image, specs) -> int:
    """Make what is missing, one after the other; a picture whose own file is lost has none to give."""
    made = 0
    for spec in missing_from(image, specs):
        try:
            # Past the cache, which may remember a file that no row does.
            image.create_rendition(Filter(spec=spec))
        except SourceImageIOError:
            return made
        made += 1
    return made


def drop_stale(image: Image) -> None:
    """Take away what was cut around another focal point, so that its rows tell what is missing."""
    known = image.renditions.filter(filter_spec__in=EVERY_SPEC)
    stale = [file.pk for file in known if file.focal_point_key != _cut(image, file.filter_spec)]
    if stale:
        known.filter(pk__in=stale).delete()


def lacking() -> QuerySet[Image]:
    """Pictures that lack a file, in no order: one that can't be made must not keep the others waiting."""
    made = Count("renditions", filter=Q(renditions__filter_spec__in=EVERY_SPEC))
    return Image.objects.annotate(made=made).filter(made__lt=len(EVERY_SPEC)).order_by("?")


def _cut(image, spec):
    """What Wagtail tells the cuts of one spec apart by."""
    return Filter(spec=spec).get_cache_key(image)

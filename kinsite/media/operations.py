"""How pictures come into the library, beside Wagtail's own uploads, and come by their files."""

from django.db import transaction

from kinsite.media.files import drop_stale
from kinsite.media.models import Image
from kinsite.media.tasks import make_files


@transaction.atomic
def keep_image(*, file, title: str, user=None) -> Image:
    """Put a picture into the library, under the name of whoever brought it."""
    return Image.objects.create(file=file, title=title, uploaded_by_user=user)


@transaction.atomic
def want_files(*, image: Image) -> None:
    """Have all files of a picture made: it is new, or was replaced, or is cut around another point."""
    drop_stale(image)
    make_files.delay_on_commit(image.pk)

"""How pictures come into the library, beside Wagtail's own uploads."""

from django.db import transaction

from kinsite.media.models import Image


@transaction.atomic
def keep_image(*, file, title: str, user=None) -> Image:
    """Put a picture into the library, under the name of whoever brought it."""
    return Image.objects.create(file=file, title=title, uploaded_by_user=user)

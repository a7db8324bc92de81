"""The form by which pictures are uploaded and replaced in Wagtail's admin."""

from django.db import transaction
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """As Wagtail's, in one transaction: else new files would be made before the old ones are taken away."""

    def save(self, commit=True):
        with transaction.atomic():
            return super().save(commit=commit)

"""Receivers of signals; each calls one operation. Wagtail's screens save a picture and tell nobody else."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from kinsite.media.models import Image
from kinsite.media.operations import want_files


@receiver(post_save, sender=Image)
def picture_saved(sender, instance, raw, **kwargs):
    if not raw:
        want_files(image=instance)

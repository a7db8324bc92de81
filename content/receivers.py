"""Receivers of Wagtail's signals; each calls one operation."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, pre_page_move

from content import guard, mirrors
from content.models import CollectionPage, HomePage, ProductPage, ShopPage, StandardPage
from content.operations import note_branch, note_page


@receiver([page_published, page_unpublished])
def page_came_or_went(sender, instance, **kwargs):
    note_page(page=instance)


@receiver(page_published)
def page_shown_in_other_languages(sender, instance, **kwargs):
    mirrors.mirror_page(page=instance)


@receiver([post_page_move, page_slug_changed])
def page_has_new_address(sender, instance, **kwargs):
    note_branch(page=instance)


@receiver(pre_page_move)
def page_about_to_move(sender, instance, parent_page_after, **kwargs):
    guard.refuse_taken_address(instance, parent=parent_page_after)


def page_deleted(sender, instance, **kwargs):
    note_page(page=instance)


# By kind: a receiver for all models would cost every deletion in the house its fast path.
for kind in [CollectionPage, HomePage, ProductPage, ShopPage, StandardPage]:
    post_delete.connect(page_deleted, sender=kind)

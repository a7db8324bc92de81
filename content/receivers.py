"""Receivers of Wagtail's signals; each calls one operation."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
    published,
    unpublished,
)

from content import guard
from content.models import (
    Announcement,
    CollectionPage,
    FooterMenu,
    HeaderMenu,
    HomePage,
    InspirationPage,
    JournalPage,
    ProductPage,
    ShopPage,
    StandardPage,
    StoryPage,
)
from content.operations import note_branch, note_layout, note_page, note_references
from content.pages.product import ProductPageCareGuide


@receiver([page_published, page_unpublished])
def page_came_or_went(sender, instance, **kwargs):
    note_page(page=instance)


@receiver([post_page_move, page_slug_changed])
def page_has_new_address(sender, instance, **kwargs):
    note_branch(page=instance)


@receiver(pre_page_move)
def page_about_to_move(sender, instance, parent_page_after, **kwargs):
    guard.refuse_taken_address(instance, parent=parent_page_after)


def page_deleted(sender, instance, **kwargs):
    note_page(page=instance)


# By kind: a receiver for all models would cost every deletion in the house its fast path.
PAGES = [
    CollectionPage,
    HomePage,
    InspirationPage,
    JournalPage,
    ProductPage,
    ShopPage,
    StandardPage,
    StoryPage,
]
for kind in PAGES:
    post_delete.connect(page_deleted, sender=kind)


@receiver(post_delete, sender=ProductPageCareGuide)
def guide_taken_from_page(sender, instance, **kwargs):
    note_references(page=instance.page)


def layout_changed(sender, **kwargs):
    note_layout()


for kind in [Announcement, FooterMenu, HeaderMenu]:
    for signal in [published, unpublished, post_delete]:
        signal.connect(layout_changed, sender=kind)

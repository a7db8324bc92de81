"""Receivers of Wagtail's signals; each calls one operation. Rows of deleted pages go with them."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from search.operations import note_branch, note_pages


@receiver([page_published, page_unpublished])
def page_came_or_went(sender, instance, **kwargs):
    note_pages(page_ids=[instance.pk])


@receiver([post_page_move, page_slug_changed])
def page_has_new_address(sender, instance, **kwargs):
    note_branch(page=instance)


@receiver(post_save, sender=PageViewRestriction)
def page_was_restricted(sender, instance, **kwargs):
    note_branch(page=instance.page)


@receiver(post_delete, sender=PageViewRestriction)
def page_was_opened(sender, instance, **kwargs):
    # Once all is done: the restriction may go because its page does.
    transaction.on_commit(partial(note_branch, page=instance.page))

"""Receivers of Wagtail's signals; each calls one operation."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
    published,
    task_approved,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_rejected,
)

from commerce.shop.models import SellerSettings
from content import approval, duties, guard, mirrors
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
from content.operations import note_branch, note_layout, note_page, note_references, outdate_page
from content.pages.product import ProductPageCareGuide
from kinsite.media.models import Document, Image


@receiver([page_published, page_unpublished])
def page_came_or_went(sender, instance, **kwargs):
    note_page(page=instance)


@receiver(page_published)
def page_shown_in_other_languages(sender, instance, **kwargs):
    mirrors.mirror_page(page=instance)


@receiver([post_page_move, page_slug_changed])
def page_has_new_address(sender, instance, **kwargs):
    note_branch(page=instance)


@receiver([post_page_move, page_slug_changed])
def page_leads_its_mirrors(sender, instance, **kwargs):
    mirrors.move_mirrors(page=instance)


@receiver([page_published, page_unpublished])
def page_reads_otherwise(sender, instance, **kwargs):
    outdate_page(page=instance)


@receiver(page_slug_changed)
def page_was_renamed(sender, instance, instance_before, **kwargs):
    outdate_page(page=instance, moved_from=instance_before.url_path)


@receiver(post_page_move)
def page_was_moved(sender, instance, url_path_before, **kwargs):
    outdate_page(page=instance, moved_from=url_path_before)


@receiver(pre_page_move)
def page_about_to_move(sender, instance, parent_page_after, **kwargs):
    guard.refuse_taken_address(instance, parent=parent_page_after)


# Wagtail mails from within the request. Its own receivers are not connected where their names are taken.
@receiver(task_submitted, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
def page_waits_for_approval(sender, instance, user, **kwargs):
    approval.ask_approvers(task_state=instance, by=user)


@receiver(task_approved)
def page_approved_by(sender, instance, user, **kwargs):
    """Whichever way an approval came, this is inside its transaction."""
    duties.refuse_own_approval(task_state=instance, by=user)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
def page_was_judged(sender, instance, user, **kwargs):
    approval.tell_of_verdict(workflow_state=instance, by=user)


def file_about_to_go(sender, instance, **kwargs):
    guard.refuse_used_file(instance)


@receiver(pre_delete, sender=Page)
def page_about_to_go(sender, instance, **kwargs):
    """Told of every page, whichever way it goes: Wagtail's views go round the page's own delete()."""
    mirrors.drop_mirrors(page=instance)


def page_deleted(sender, instance, **kwargs):
    note_page(page=instance)


def page_is_gone(sender, instance, **kwargs):
    outdate_page(page=instance)


# By kind: a receiver for all models would cost every deletion in the house its fast path.
for kind in [Image, Document]:
    pre_delete.connect(file_about_to_go, sender=kind)
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
    post_delete.connect(page_is_gone, sender=kind)


@receiver(post_delete, sender=ProductPageCareGuide)
def guide_taken_from_page(sender, instance, **kwargs):
    note_references(page=instance.page)


def layout_changed(sender, **kwargs):
    note_layout()


for kind in [Announcement, FooterMenu, HeaderMenu]:
    for signal in [published, unpublished, post_delete]:
        signal.connect(layout_changed, sender=kind)


@receiver(post_save, sender=SellerSettings)
def seller_saved(sender, **kwargs):
    """Who sells stands below every page; Wagtail's own form saves it."""
    note_layout()

"""Write, approve, publish: who asks whom, with which note, and who is told of it."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from content import notifications
from kinsite.accounts.models import User


@transaction.atomic
def set_up_workflow(*, name: str, task: str, approvers: Group, page: Page) -> Workflow:
    """Let what is written at a page and below it be approved by a group before it is published.

    It takes the place of whatever workflow the page had; the same one again changes nothing.
    """
    workflow, is_new = Workflow.objects.get_or_create(name=name)
    if is_new:
        approval = GroupApprovalTask.objects.create(name=task)
        approval.groups.add(approvers)
        WorkflowTask.objects.create(workflow=workflow, task=approval)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow


def keep_note(*, page, revision, note: str) -> None:
    """Write what an editor said when submitting into the page's history, where the letter finds it."""
    log(instance=page, action=notifications.NOTED, user=revision.user, revision=revision, data={"note": note})


def ask_approvers(*, task_state, by) -> None:
    """Write to all who may approve, but not to whoever asks."""
    task = task_state.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return
    approvers = User.objects.filter(groups__in=task.groups.all()).distinct()
    for person in _willing(approvers, "submitted", but=by):
        notifications.ask_for_approval(task_state=task_state, person=person)


def tell_of_verdict(*, workflow_state, by) -> None:
    """Write to whoever asked that the page was approved, or what to change, unless they did it themselves."""
    is_approved = workflow_state.status == workflow_state.STATUS_APPROVED
    asked = User.objects.filter(pk=workflow_state.requested_by_id)
    for person in _willing(asked, "approved" if is_approved else "rejected", but=by):
        notifications.tell_verdict(
            task_state=workflow_state.current_task_state, person=person, is_approved=is_approved
        )


@transaction.atomic
def tell_of_comments(*, page, comments, replies) -> None:
    """Write to whom a page's new comments and replies concern: who wrote it, follows it or talked there."""
    listening = Q(pk=page.owner_id) | Q(
        page_subscriptions__page=page, page_subscriptions__comment_notifications=True
    )
    for comment in comments:
        _tell_of_comment(comment, listening)
    for reply in replies:
        thread = Q(comment_replies__comment=reply.comment_id) | Q(pk=reply.comment.user_id)
        _tell_of_comment(reply, listening | thread)


def _tell_of_comment(comment, listening):
    people = User.objects.filter(listening).distinct()
    for person in _willing(people, "updated_comments", but=comment.user):
        notifications.tell_comment(comment=comment, person=person)


def _willing(people, matter, *, but):
    """Those of the people who are here, who did not do it themselves and whose profile does not say no."""
    found = people.filter(is_active=True).exclude(pk=but.pk if but else None)
    return found.exclude(**{f"wagtail_userprofile__{matter}_notifications": False}).order_by("pk")

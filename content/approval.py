"""Write, approve, publish: who asks whom, with which note, and who is told of it."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import log
from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from content import notifications
from content.duties import authors_of
from kinsite.accounts.models import User
from kinsite.foundation import clock

MOST_AT_ONCE = 500


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


def remind_approvers(limit=MOST_AT_ONCE) -> int:
    """Write again to whoever may approve what waits for too long. Returns how many pages that were.

    Which reminder is due follows from how long a page waits, and a letter of that number is there once:
    rounds that come twice, or two at once, post nothing twice.
    """
    now, after, every = clock.now(), settings.REMIND_APPROVERS_AFTER, settings.REMIND_APPROVERS_EVERY
    over = now - after - every * settings.REMIND_APPROVERS_TIMES
    waiting = _waiting().filter(started_at__lte=now - after, started_at__gt=over).order_by("started_at")
    return sum(_remind(pk, now - after) for pk in waiting.values_list("pk", flat=True)[:limit])


def _waiting():
    """What stands at a task now; a workflow that was cancelled or ended has none that waits."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__current_task_state=F("pk"),
    )


@transaction.atomic
def _remind(pk, since):
    """Whoever locks it reminds; what was decided or cancelled meanwhile reminds nobody."""
    locked = _waiting().select_for_update(of=("self",), skip_locked=True)
    task_state = locked.select_related("workflow_state", "revision").filter(pk=pk).first()
    task = task_state and task_state.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return 0
    number = (since - task_state.started_at) // settings.REMIND_APPROVERS_EVERY + 1
    approvers = User.objects.filter(groups__in=task.groups.all()).distinct()
    for person in _willing(approvers.exclude(pk__in=authors_of(task_state)), "submitted", but=None):
        notifications.remind_of_approval(task_state=task_state, person=person, number=number)
    return 1


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

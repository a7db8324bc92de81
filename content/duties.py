"""Two people stand behind what goes public first: who submits a page does not let it out as well.

Owners (superusers) may do both, and so may publishers where no workflow lies above the page.
"""

from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from content.errors import LeftToOthers

APPROVE = "approve"


def authors_of(task_state) -> set[int]:
    """Who asked for an approval, and who wrote the revision that it was asked for."""
    return {task_state.workflow_state.requested_by_id, task_state.revision.user_id} - {None}


def why_not_approve(task_state, person) -> str:
    """Why somebody leaves an approval to others, in words; nothing where they need not."""
    if person.is_superuser or person.pk not in authors_of(task_state):
        return ""
    if person.pk == task_state.workflow_state.requested_by_id:
        return _("You submitted this page, so somebody else has to approve it.")
    return _("You wrote what is to be approved, so somebody else has to approve it.")


def why_not_publish(page, person) -> str:
    """The same for publishing without asking: while the page waits for approval, and at its launch."""
    if person.is_superuser:
        return ""
    waits = page.current_workflow_task_state
    if waits:
        return why_not_approve(waits, person)
    # What is planned was approved for it, and stays locked until then.
    is_first = page.first_published_at is None and not page.approved_schedule
    if page.needs_two_to_launch and is_first and page.has_workflow:
        return _("This goes public for the first time: submit it, and somebody else approves it.")
    return ""


def refuse_own_approval(*, task_state, by) -> None:
    """Raise LeftToOthers if who approves is who asked; the approval is taken back with it."""
    reason = why_not_approve(task_state, by) if by else ""
    if reason:
        raise LeftToOthers(task_state.revision.content_object.specific, [reason])


def refuse_own_launch(*, page, by) -> None:
    """Raise LeftToOthers if the page is not theirs alone to publish."""
    reason = why_not_publish(page.specific, by)
    if reason:
        raise LeftToOthers(page, [reason])


def refuse_in_bulk(*, action, rows, by) -> None:
    """The same for many pages at once."""
    for row in rows if action == "publish" else ():
        if isinstance(row, Page):
            refuse_own_launch(page=row, by=by)


def one_of_several(task_state) -> str:
    """The name of the task that waits, where its workflow has others too."""
    tasks = task_state.workflow_state.workflow.workflow_tasks
    return task_state.task.name if tasks.count() > 1 else ""


def how_decided(page) -> str:
    """Who decided last on a page, and how, for whoever comes second."""
    decided = TaskState.objects.filter(
        workflow_state__in=WorkflowState.objects.for_instance(page), finished_at__isnull=False
    )
    last = decided.select_related("finished_by").order_by("-finished_at").first()
    if last is None:
        return _("Nothing waits for approval here.")
    who = last.finished_by.get_full_name() or last.finished_by.email if last.finished_by else _("somebody")
    return _("This was already decided by %(person)s: %(verdict)s.") % {
        "person": who,
        "verdict": last.get_status_display(),
    }

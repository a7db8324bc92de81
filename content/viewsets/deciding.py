"""Deciding on what waits for approval: on the first screen, and in the editor's menu."""

from wagtail.admin.action_menu import PublishMenuItem, WorkflowMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.views.pages.workflow import WorkflowActionView

from content import duties
from content.errors import DecidedAlready
from content.turns import turn


class DecideItem(WorkflowMenuItem):
    """A decision in the editor's menu; its form says on which task, and so does the button of several."""

    template_name = "content/admin/decide.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        task = duties.one_of_several(context["current_task_state"])
        return {**context, "label": f"{self.label} ({task})" if task else self.label}

    @classmethod
    def take_place(cls, menu_items, request, context):
        """Stand where Wagtail's own items stood."""
        menu_items[:] = [
            cls(item.name, item.label, item.launch_modal, icon_name=item.icon_name, order=item.order)
            if type(item) is WorkflowMenuItem
            else item
            for item in menu_items
        ]


class DecideView(WorkflowActionView):
    """What is decided outside the editor, one at a time."""

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with turn(page_id=self.object.pk):
            self.task_state.refresh_from_db()
            if self.task_state.status != self.task_state.STATUS_IN_PROGRESS:
                raise DecidedAlready(self.object, [duties.how_decided(self.object)])
            return super().dispatch(request, *args, **kwargs)


def take_from_menu(menu_items, request, context):
    """The editor's menu offers nobody what they have to leave to others."""
    page = context.get("page")
    if page is None:
        return
    waits = page.current_workflow_task_state
    if waits and duties.why_not_approve(waits, request.user):
        menu_items[:] = [
            item
            for item in menu_items
            if not (isinstance(item, WorkflowMenuItem) and item.name == duties.APPROVE)
        ]
    if duties.why_not_publish(page, request.user):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]


class ToModeratePanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of what waits, without the buttons that would be refused."""

    def get_context_data(self, parent_context):
        context, person = super().get_context_data(parent_context), parent_context["request"].user
        for waiting in context["states"]:
            if duties.why_not_approve(waiting["task_state"], person):
                waiting["actions"] = [action for action in waiting["actions"] if action[0] != duties.APPROVE]
        return context

    @classmethod
    def take_place(cls, request, panels):
        """Stand where Wagtail's own panel stood."""
        panels[:] = [cls() if type(panel) is WorkflowObjectsToModeratePanel else panel for panel in panels]

"""The screens of pages in the admin, where they differ from Wagtail's own."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from content import duties, previews
from content.advice import advice_for
from content.approval import tell_of_comments
from content.forms import LONGEST_NOTE
from content.queries.pictures import absolute
from content.sharing import share_path
from content.turns import turn
from content.viewsets.deciding import DecideView


class EditPageView(EditView):
    """Wagtail's, one request at a time, and nobody approves what they submitted.

    Comments are told by letter: Wagtail would mail them itself, and fail with the server.
    """

    def dispatch(self, request, page_id, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with turn(page_id=page_id):
            return super().dispatch(request, page_id, **kwargs)

    def get(self, request, *args, **kwargs):
        reason = duties.why_not_publish(self.page, request.user) if self._may_let_out() else ""
        if reason:
            messages.info(request, reason)
        if advice := advice_for(self.page):
            points = format_html_join("", "<li>{}</li>", ((point,) for point in advice))
            messages.warning(request, format_html("{}<ul>{}</ul>", _("It would be better still:"), points))
        return super().get(request, *args, **kwargs)

    def _may_let_out(self):
        task = self.page.current_workflow_task
        return self.page_perms.can_publish() or bool(task and task.get_actions(self.page, self.request.user))

    def workflow_action_is_valid(self):
        """As Wagtail's; one that is not is told why, and what was written is saved as a draft.

        Whoever saw a task that was decided since would decide on the next one unseen.
        """
        waits = self.page.current_workflow_task_state
        seen = self.request.POST.get("workflow-task-state", "")
        is_next = bool(waits and seen) and seen != str(waits.pk)
        if is_next or not super().workflow_action_is_valid():
            messages.error(self.request, duties.how_decided(self.page))
            return False
        reason = duties.why_not_approve(waits, self.request.user)
        if reason and self.workflow_action == duties.APPROVE:
            messages.error(self.request, reason)
            return False
        return True

    def send_commenting_notifications(self, changes):
        replies = [reply for _comment, new in changes["new_replies"] for reply in new]
        tell_of_comments(page=self.page, comments=changes["new_comments"], replies=replies)


class CreatePageView(CreateView):
    """Wagtail's, but a page that is made and published in one go is a draft until it is published.

    There it would be live before anything is asked, and stay so when it is refused.
    """

    def publish_action(self):
        self.page.live = False
        return super().publish_action()


class PagesViewSet(PageViewSet):
    """All pages."""

    model = Page
    add_view_class = CreatePageView
    edit_view_class = EditPageView
    workflow_action_view_class = DecideView


class DeletePagesAction(DeleteBulkAction):
    """Wagtail's, but what went with another one that was chosen is not looked for again."""

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        counts = [
            super(DeletePagesAction, cls).execute_action([page], user=user, **kwargs)
            for page in objects
            if Page.objects.filter(pk=page.pk).exists()
        ]
        return tuple(map(sum, zip((0, 0), *counts, strict=True)))


class SharePreviewView(WagtailAdminTemplateMixin, TemplateView):
    """The link that shows a draft to somebody without a sign-in, and until when it does."""

    template_name = "content/admin/share_preview.html"
    header_icon = "link"
    page_title = _("Share preview")
    _show_breadcrumbs = True

    @cached_property
    def page(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        may = page.permissions_for_user(self.request.user)
        if not (may.can_edit() or may.can_publish()):
            raise PermissionDenied
        return page.get_latest_revision_as_object()

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit_url, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        modes = dict(self.page.preview_modes)
        mode = self.request.GET.get("mode", previews.GUEST)
        mode = mode if mode in modes else previews.GUEST
        return {
            **super().get_context_data(**kwargs),
            "modes": [
                {"name": name, "label": label, "chosen": name == mode} for name, label in modes.items()
            ],
            "share": self._share(mode),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def _share(self, mode):
        revision = self.page.latest_revision
        if revision is None:
            return None
        path, until = share_path(revision=revision, mode=mode)
        return {
            "url": absolute(path),
            "until": previews.moment_in_words(until),
            "saved": previews.moment_in_words(revision.created_at),
        }


class SharePreviewButton(Button):
    """Shown in the editor to those who may edit the page."""

    def __init__(self, page, user, view_name):
        super().__init__(
            _("Share preview"),
            url=reverse("share_preview", args=[page.pk]),
            icon_name="link",
            priority=12,
        )
        self.is_for_user = view_name == "edit" and page.permissions_for_user(user).can_edit()

    @property
    def show(self):
        return self.is_for_user


class SubmitWithNote(SubmitForModerationMenuItem):
    """Submits as Wagtail's, with a note to whoever approves."""

    template_name = "content/admin/submit_with_note.html"

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "longest": LONGEST_NOTE}

    @classmethod
    def take_place(cls, menu_items, request, context):
        """Stand where Wagtail's own item stood."""
        menu_items[:] = [
            cls(order=item.order) if type(item) is SubmitForModerationMenuItem else item
            for item in menu_items
        ]

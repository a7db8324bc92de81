"""The form by which every page is edited."""

from wagtail.admin.forms import WagtailAdminPageForm

LONGEST_NOTE = 1000
SUBMITTING = ("action-submit", "action-restart-workflow")


class PageForm(WagtailAdminPageForm):
    """Wagtail's; what the dialog of submitting says goes along with the page (templates/content/admin)."""

    def save(self, commit=True):
        page = super().save(commit=commit)
        is_submitted = any(action in self.data for action in SUBMITTING)
        page.note_for_approvers = self.data.get("note", "")[:LONGEST_NOTE].strip() if is_submitted else ""
        return page

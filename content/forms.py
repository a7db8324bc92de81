"""The form by which every page is edited."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

LONGEST_NOTE = 1000


class PageForm(WagtailAdminPageForm):
    """Wagtail's, with a note that goes along when the page is submitted."""

    note = forms.CharField(required=False, max_length=LONGEST_NOTE)

    def save(self, commit=True):
        page = super().save(commit=commit)
        page.note_for_approvers = self.cleaned_data.get("note", "") if self._is_submitted() else ""
        return page

    def _is_submitted(self):
        return any(action in self.data for action in ("action-submit", "action-restart-workflow"))

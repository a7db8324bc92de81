"""What a page's history says of what only this house does."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class RefusedPlan(LogFormatter):
    label = _("Refuse planned publication")
    message = _("Not published when it was due")

    def format_comment(self, log_entry):
        return " ".join(log_entry.data.get("reasons", []))


class NoteForApprovers(LogFormatter):
    label = _("Note for whoever approves")
    message = _("Submitted with a note")

    def format_comment(self, log_entry):
        return log_entry.data.get("note", "")


class TakenDown(LogFormatter):
    label = _("Take down")
    message = _("Taken down at once")

    def format_comment(self, log_entry):
        return log_entry.data.get("reason", "")

"""What Wagtail's screens do with rows, where the house has a word to say."""

from wagtail.actions.delete import DeleteAction

from content import guard


class DeleteFileAction(DeleteAction):
    """Wagtail's, but what something shows stays: not even the database's own refusal is reached."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        guard.refuse_used_file(self.instance)

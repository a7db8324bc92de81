"""The forms by which every page is edited and copied."""

from datetime import timedelta

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from kinsite.foundation import clock

LONGEST_NOTE = 1000
SUBMITTING = ("action-submit", "action-restart-workflow")
# The page saves itself while somebody saves it: the same words at the same place within this time came twice.
TWICE_WITHIN = timedelta(minutes=1)


class PageForm(WagtailAdminPageForm):
    """Wagtail's; what the dialog of submitting says goes along with the page (templates/content/admin)."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_without_echoes(data, kwargs), *args, **kwargs)
        for name in ("go_live_at", "expire_at"):
            if name in self.fields:
                self.fields[name].validators.append(clock.refuse_far)

    def save(self, commit=True):
        page = super().save(commit=commit)
        is_submitted = any(action in self.data for action in SUBMITTING)
        page.note_for_approvers = self.data.get("note", "")[:LONGEST_NOTE].strip() if is_submitted else ""
        return page


class PageCopyForm(CopyForm):
    """Wagtail's, without the tick that would publish the copies: a copy is a draft (BasePage.save)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)


def _without_echoes(data, kwargs):
    """Leave out new comments that are there already, as the page sends them again until it is answered."""
    page, person = kwargs.get("instance"), kwargs.get("for_user")
    total = data.get("comments-TOTAL_FORMS", "") if data and page and page.pk else ""
    new = [at for at in range(int(total) if total.isdecimal() else 0) if not data.get(f"comments-{at}-id")]
    if not new:
        return data
    lately = page.wagtail_admin_comments.model.objects.filter(
        page_id=page.pk, user=person, resolved_at=None, created_at__gt=clock.now() - TWICE_WITHIN
    )
    there = set(lately.values_list("contentpath", "position", "text"))
    echoes = {
        f"comments-{at}-DELETE": "on"
        for at in new
        if tuple(data.get(f"comments-{at}-{name}", "") for name in ("contentpath", "position", "text"))
        in there
    }
    data = data.copy()
    data.update(echoes)
    return data

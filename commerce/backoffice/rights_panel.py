"""The last panel of Wagtail's form for groups: the way to its history, and the trail of its places."""

from django.forms import Media
from django.template.loader import render_to_string
from wagtail.log_actions import get_active_log_context

from commerce.backoffice.permissions import VIEW_TRAIL
from commerce.trail.rights import note_places, places_of


class RightsPanel:
    """Wagtail writes the rights on pages and files in bulk, panel by panel; once all are saved, the last one
    looks at what is another than before."""

    media = Media()

    def __init__(self, data=None, files=None, instance=None):
        self.group = instance
        self.was = places_of(instance) if data and instance and instance.pk else set()

    def is_valid(self):
        return True

    def save(self):
        note_places(group=self.group, was=self.was)

    def as_admin_panel(self):
        user = get_active_log_context().user
        is_shown = bool(self.group and self.group.pk and user and user.has_perm(VIEW_TRAIL))
        facts = {"group": self.group, "is_shown": is_shown}
        return render_to_string("commerce/backoffice/trail/rights_panel.html", facts)

"""Ways to the trail from what it is about."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from commerce.backoffice.permissions import VIEW_TRAIL


def trail_url(**narrowed) -> str:
    """The address of the trail, narrowed."""
    return f"{reverse('trail:index')}?{urlencode(narrowed)}"


def history_of(user, **narrowed) -> list[Button]:
    """The way to the history of something, for those who may see the trail."""
    if not user.has_perm(VIEW_TRAIL):
        return []
    return [Button(_("History"), url=trail_url(**narrowed), icon_name="history")]


def ways_of_a_colleague(user, colleague) -> list[Button]:
    """What a colleague changed, and what was changed of their rights."""
    if not colleague.is_staff or not user.has_perm(VIEW_TRAIL):
        return []
    ways = {
        _("What they changed"): {"by": colleague.pk},
        _("Changes of their rights"): {"subject": f"right/person/{colleague.pk}"},
    }
    return [Button(label, url=trail_url(**way), icon_name="history") for label, way in ways.items()]

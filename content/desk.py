"""What editors find on the first screen of the admin: what was refused, and what goes live next."""

from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.queries.planned import planned_pages, refused_plans


def _pages_to_publish(request):
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(request.user, "publish")


class RefusedPanel(Component):
    """Planned pages that did not go live, with what they lack, until they are published or planned anew."""

    name = "refused_plans"
    template_name = "content/admin/refused.html"
    order = 105

    def get_context_data(self, parent_context):
        return {"refused": refused_plans(_pages_to_publish(parent_context["request"]))}


class PlannedPanel(Component):
    """What goes live by the clock, the next first."""

    name = "planned_pages"
    template_name = "content/admin/planned.html"
    order = 230

    def get_context_data(self, parent_context):
        return {"planned": planned_pages(_pages_to_publish(parent_context["request"]))}

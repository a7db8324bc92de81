"""The way from a form of settings to what was changed of them."""

from wagtail.admin.panels import Panel

from commerce.backoffice.permissions import VIEW_TRAIL


class TrailPanel(Panel):
    """A link, for those who may see the trail."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "commerce/backoffice/trail/link.html"

        def is_shown(self):
            return self.request.user.has_perm(VIEW_TRAIL)

        def get_context_data(self, parent_context=None):
            subject = f"setting/{self.instance._meta.label_lower}"
            return super().get_context_data(parent_context) | {"subject": subject}

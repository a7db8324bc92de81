"""The trail in the admin: who changed what of products, stock, prices, settings and rights."""

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.forms.trail import TrailForm
from commerce.backoffice.trail_page import page_of
from commerce.backoffice.viewsets.base import ShopViewSet
from commerce.trail.models import TrailEntry


class TrailView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Newest first, narrowed by what, whose, when and of which product."""

    model = TrailEntry
    permission_required = "view"
    template_name = "commerce/backoffice/trail/list.html"
    page_title = _("Trail")
    header_icon = "history"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        form = TrailForm(self.request.GET)
        form.is_valid()
        query = self.request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        page = page_of(form.entries, after=self._row("after"), before=self._row("before"))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "media": form.media,
            "page": page,
            "query": query.urlencode(),
            "zone": timezone.get_default_timezone_name(),
        }

    def _row(self, name):
        """The id of the row that a page begins after or ends before, or None."""
        text = self.request.GET.get(name, "")
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else None


class TrailViewSet(ShopViewSet):
    """The trail, in the menu of the reports."""

    name = "trail"
    icon = "history"
    menu_label = _("Trail")
    menu_hook = "register_reports_menu_item"
    model = TrailEntry

    def get_urlpatterns(self):
        return [path("", TrailView.as_view(), name="index")]

"""What Stripe tells us of, as staff see it: whether it arrives, what fails, and trying that again."""

from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.viewsets.base import ShopViewSet
from commerce.payments import inbox
from commerce.payments.models import PaymentSettings
from commerce.tasks import work_inbox


class NoticesView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The last notice, counts by day, and what failed with its button."""

    model = PaymentSettings
    permission_required = "change"
    template_name = "commerce/backoffice/notices/page.html"
    page_title = _("Stripe webhooks")
    header_icon = "resubmit"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        health = {"last": inbox.last_arrived(), "days": inbox.days(), "failures": inbox.failures()}
        return super().get_context_data(**kwargs) | health | inbox.worries()


class Replay(PostOnly, PermissionCheckedMixin, View):
    """Try notices again that failed, as if they were delivered now: one, or all that the page showed."""

    model = PaymentSettings
    permission_required = "change"

    def get_back_url(self):
        return reverse("notices:index")

    def post(self, request):
        due = inbox.replay(attempts=_seen(request.POST.getlist("notice")))
        for pk in due:
            work_inbox.hint(pk)
        if due:
            words = ngettext("%(count)d event is tried again.", "%(count)d events are tried again.", len(due))
            messages.success(request, words % {"count": len(due)})
        else:
            messages.error(request, _("These were tried again a moment ago. Here is how they stand."))
        return HttpResponseRedirect(self.get_back_url())


def _seen(texts):
    """`id-attempts` pairs of a form, at most as many as the page shows; anything else is left out."""
    pairs = [text.split("-") for text in texts[:100] if len(text) <= 24]
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(part.isascii() and part.isdecimal() for part in pair)
    }


class NoticesPanel(Component):
    """On the admin's first screen, where notices fail or none arrive."""

    name = "stripe_notices"
    template_name = "commerce/backoffice/notices/panel.html"
    order = 40

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        may = policy_registry.get_by_type(PaymentSettings).user_has_permission(user, "change")
        return inbox.worries() if may else {"failed": 0, "is_silent": False}


class NoticesViewSet(ShopViewSet):
    """Stripe webhooks, in the menu of the settings."""

    name = "notices"
    icon = "resubmit"
    menu_label = _("Stripe webhooks")
    add_to_settings_menu = True
    model = PaymentSettings
    right = "change"

    def get_urlpatterns(self):
        return [
            path("", NoticesView.as_view(), name="index"),
            path("replay/", Replay.as_view(), name="replay"),
        ]

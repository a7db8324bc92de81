"""The kinds of letters: how each looks in each language, and a test to oneself."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.operations import send_sample
from commerce.backoffice.viewsets.base import ShopViewSet
from emails.kinds import UnknownKind, kind_named, registered
from emails.models import MailSettings
from emails.wording import word_sample

# A letter styles itself, as mail programs want it; in our frame it may do nothing else.
STYLED_ONLY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [],
}


def name_of(kind):
    """A kind as people read it."""
    return kind.name.replace("_", " ").capitalize()


class MailsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All kinds, each with its languages."""

    model = MailSettings
    permission_required = "change"
    template_name = "commerce/backoffice/mails/list.html"
    page_title = gettext_lazy("Letters")
    header_icon = "mail"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        kinds = [
            {"name": name_of(kind), "code": kind.name, "is_news": not kind.transactional}
            for kind in registered()
        ]
        return super().get_context_data(**kwargs) | {"kinds": kinds, "languages": settings.LANGUAGES}


class OneKind(PermissionCheckedMixin):
    """A kind of letter in one language, as the address names it."""

    model = MailSettings
    permission_required = "change"

    @cached_property
    def kind(self):
        try:
            return kind_named(self.kwargs["kind"])
        except UnknownKind:
            raise Http404 from None

    @cached_property
    def language(self):
        if self.kwargs["language"] not in dict(settings.LANGUAGES):
            raise Http404
        return self.kwargs["language"]

    @cached_property
    def words(self):
        return word_sample(self.kind, self.language)

    @property
    def place(self):
        return [self.kind.name, self.language]


class PreviewMail(OneKind, WagtailAdminTemplateMixin, TemplateView):
    """Subject and both bodies with made-up contents."""

    template_name = "commerce/backoffice/mails/page.html"
    header_icon = "mail"
    _show_breadcrumbs = True

    def get_page_title(self):
        return name_of(self.kind)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("mails:index"), "label": _("Letters")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "words": self.words,
            "language": self.language,
            "languages": [self._way_to(code, name) for code, name in settings.LANGUAGES],
            "placeholders": sorted(self.kind.placeholders.items()),
            "html_url": reverse("mails:html", args=self.place),
            "test_url": reverse("mails:test", args=self.place),
            "to": self.request.user.email,
        }

    def _way_to(self, code, name):
        url = reverse("mails:page", args=[self.kind.name, code])
        return {"name": name, "url": url, "is_this": code == self.language}


@method_decorator(csp(STYLED_ONLY), name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailAsSent(OneKind, View):
    """The letter as a mail program shows it, for a frame."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, **kwargs):
        return HttpResponse(self.words.html)


class SendTest(PostOnly, OneKind, View):
    """A test of the letter to the address of whoever asks, and to no other."""

    def get_back_url(self):
        return reverse("mails:page", args=self.place)

    def post(self, request, **kwargs):
        send_sample(kind=self.kind, language=self.language, colleague=request.user)
        messages.success(request, _("A test is on its way to %(email)s.") % {"email": request.user.email})
        return HttpResponseRedirect(self.get_back_url())


class MailViewSet(ShopViewSet):
    """Letters, in the menu of the settings."""

    name = "mails"
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    add_to_settings_menu = True
    model = MailSettings
    right = "change"

    def get_urlpatterns(self):
        one = "<slug:kind>/<slug:language>/"
        return [
            path("", MailsView.as_view(), name="index"),
            path(one, PreviewMail.as_view(), name="page"),
            path(f"{one}html/", MailAsSent.as_view(), name="html"),
            path(f"{one}test/", SendTest.as_view(), name="test"),
        ]

"""The screens on which a page is taken down: found by its title, confirmed with a reason."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from commerce.backoffice.actions.base import ActionView
from content.takedown import live_pages, may_take_down, take_down

TITLE = gettext_lazy("Take a page down")


class ForThoseOnCall(PermissionCheckedMixin):
    """For whoever has the right, whatever they may do with the page otherwise."""

    permission_required = "take_down"
    page_title = TITLE
    header_icon = "warning"
    _show_breadcrumbs = True

    def user_has_permission(self, permission):
        return may_take_down(self.request.user)


class FindPageView(ForThoseOnCall, WagtailAdminTemplateMixin, TemplateView):
    """Live pages by title or address."""

    template_name = "content/admin/find_page.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "").strip()
        return {**super().get_context_data(**kwargs), "words": words, "found": live_pages(words)}


class ReasonForm(forms.Form):
    """Why; the page's history and a letter to its editors say so."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in the page's history and in the letter to its editors."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "kin-note"}),
    )

    @property
    def facts(self):
        return self.cleaned_data


class TakeDownView(ForThoseOnCall, ActionView):
    """The question, the reason, and the one button."""

    header_icon = ""
    form_class = ReasonForm
    submit_label = gettext_lazy("Take it down now")
    active_label = gettext_lazy("Taking it down…")
    done = gettext_lazy("The page is down. Its editors get a letter.")
    trail = [{"url": reverse_lazy("find_page_to_take_down"), "label": TITLE}]

    @cached_property
    def page(self):
        return get_object_or_404(Page.objects.live().filter(depth__gt=1), pk=self.kwargs["page_id"])

    @property
    def question(self):
        return _(
            "“%(title)s” disappears from the shop at once, at %(address)s. A plan to publish it and an "
            "approval it waits for are cancelled. Drafts and orders are kept."
        ) % {"title": self.page.title, "address": settings.SITE_URL + self.page.get_url()}

    def get_page_subtitle(self):
        return self.page.title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.trail, {"url": "", "label": self.page.title}]

    def perform(self, facts, by):
        take_down(page_id=self.page.pk, reason=facts["reason"], by=self.request.user)

    def get_back_url(self):
        return reverse("find_page_to_take_down")


class TakeDownItem(MenuItem):
    """In the menu of those who may."""

    def is_shown(self, request):
        return may_take_down(request.user)


class TakeDownButton(Button):
    """In the page's own menu while it is live, for those who may."""

    def __init__(self, page, user):
        url = reverse("take_page_down", args=[page.pk])
        super().__init__(TITLE, url=url, icon_name="warning", priority=70)
        self.is_for_user = page.live and page.depth > 1 and page.alias_of_id is None and may_take_down(user)

    @property
    def show(self):
        return self.is_for_user

"""The pages of a difference and of a payout, and what a manager does there: compare, repair, understand."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import ActionView, PostOnly
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.reconciliation import UnderstandForm
from commerce.backoffice.permissions import SETTLE_DIFFERENCES, VIEW_ORDERS
from commerce.backoffice.reconciliation_page import difference_facts, entry_row, payout_rows
from commerce.errors import DifferenceSettled, GatewayError, GatewayRefused, StillDifferent
from commerce.reconciliation.models import Difference
from commerce.reconciliation.operations import ask_run, repair, understand
from commerce.reconciliation.queries import (
    differences_listed,
    entries_of,
    latest_run,
    payouts_listed,
    with_figures,
)
from commerce.tasks import compare_books
from kinsite.foundation import actors


class BooksPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page below the list of differences."""

    model = Difference
    permission_required = "view"
    header_icon = "list-ol"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reconciliation:index"), "label": _("Reconciliation")},
            *self.get_trail(),
            {"url": "", "label": self.get_page_title()},
        ]

    def get_trail(self):
        return []


class DifferencePage(BooksPage):
    """One difference: what it means, both amounts, and what can be done."""

    template_name = "commerce/backoffice/reconciliation/page.html"

    @cached_property
    def difference(self):
        return get_object_or_404(differences_listed(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.difference.get_kind_display()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            **difference_facts(self.difference),
            "can_settle": self.request.user.has_perm(SETTLE_DIFFERENCES) and self.difference.is_open,
            "can_see_orders": self.request.user.has_perm(VIEW_ORDERS),
            "form": kwargs.get("bound", UnderstandForm()),
        }


class DifferenceAction(PostOnly, DifferencePage):
    """A POST from the page of a difference; what comes of it is said on that page."""

    permission_required = "change"

    def get_back_url(self):
        return reverse("reconciliation:page", args=[self.difference.pk])

    def back(self):
        return HttpResponseRedirect(self.get_back_url())


class Repair(DifferenceAction):
    """Bring our side to theirs, or look whether the books agree meanwhile."""

    def post(self, request, *args, **kwargs):
        try:
            repair(difference=self.difference, by=actors.staff(request.user))
        except (DifferenceSettled, StillDifferent) as problem:
            messages.error(request, problem.shopper_message)
        except GatewayError as problem:
            messages.error(request, problem.shopper_message)
        except GatewayRefused as problem:
            said = _("The provider refused: %(code)s. Nothing was changed.")
            messages.error(request, said % {"code": problem.code})
        else:
            messages.success(request, _("The books agree."))
        return self.back()


class Understand(DifferenceAction):
    """It may stay, and why."""

    def post(self, request, *args, **kwargs):
        form = UnderstandForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: please look at the form."))
            return self.render_to_response(self.get_context_data(bound=form), status=422)
        try:
            understand(difference=self.difference, **form.facts, by=actors.staff(request.user))
        except DifferenceSettled as problem:
            messages.error(request, problem.shopper_message)
        else:
            messages.success(request, _("Marked as understood."))
        return self.back()


class Compare(ActionView):
    """When the books were compared last, and a button that asks for it now. A task does the work."""

    model = Difference
    form_class = ConfirmForm
    page_title = gettext_lazy("Compare the books")
    header_icon = "list-ol"
    template_name = "commerce/backoffice/reconciliation/compare.html"
    submit_label = gettext_lazy("Compare now")
    active_label = gettext_lazy("Asking…")
    done = gettext_lazy("The books are compared now. It takes a moment; load the list again to see.")

    @property
    def trail(self):
        return [{"url": self.get_back_url(), "label": _("Reconciliation")}]

    def perform(self, facts, by):
        compare_books.hint(ask_run(by=by).pk)

    def get_back_url(self):
        return reverse("reconciliation:index")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"run": latest_run()}


class PayoutPage(BooksPage):
    """One payout: its figures, and every entry with our order."""

    template_name = "commerce/backoffice/reconciliation/payout.html"

    @cached_property
    def payout(self):
        found = get_object_or_404(payouts_listed(), pk=self.kwargs["pk"])
        return with_figures([found])[0]

    def get_page_title(self):
        return self.payout.provider_id

    def get_trail(self):
        return [{"url": reverse("reconciliation:payouts"), "label": _("Payouts")}]

    def get_context_data(self, **kwargs):
        entries = Paginator(entries_of(self.payout), 100).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "payout": self.payout,
            "figures": payout_rows(self.payout),
            "adds_up": self.payout.figures.net == self.payout.amount,
            "entries": entries,
            "rows": [entry_row(entry) for entry in entries],
            "can_see_orders": self.request.user.has_perm(VIEW_ORDERS),
        }

"""What staff do with many orders: choose, look at what will be done, confirm, watch, try again."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import ActionView, PostOnly
from commerce.backoffice.bulk_page import draft_facts, job_facts
from commerce.backoffice.forms.bulk import FORMS, JobForm, PlainForm, ShipManyForm
from commerce.backoffice.viewsets.order_list import address_of, place_of
from commerce.bulk.models import BulkJob
from commerce.bulk.operations import confirm_job, draft_job, try_again
from commerce.errors import AllThereAre, FilterUnread, NothingChosen, Refused
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order
from kinsite.foundation import actors

# More rows than that are mended in the file that they come from.
SHOWN_WRONG = 20


class BeginJob(PostOnly, ActionView):
    """From the list: which orders and what; then what that needs to know; then a draft to look at."""

    model = Order
    template_name = "commerce/backoffice/orders/bulk_form.html"
    header_icon = "doc-full-inverse"
    submit_label = gettext_lazy("Look at it")

    @cached_property
    def choice(self):
        return JobForm(self.request.POST)

    def post(self, request, *args, **kwargs):
        if not self.choice.is_valid():
            return self.turn_back(NothingChosen())
        try:
            self.orders = self.choice.orders
        except (AllThereAre, NothingChosen, FilterUnread) as problem:
            return self.turn_back(problem)
        if self.get_form_class() is PlainForm or "entered" in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.get_form_class()(**self.about_orders)))

    @property
    def action(self):
        return self.choice.cleaned_data["action"]

    def get_page_title(self):
        return BulkJob.Action(self.action).label

    @property
    def trail(self):
        return [{"url": self.get_back_url(), "label": _("Orders")}]

    def get_back_url(self):
        said = self.request.POST
        return address_of(OrderFilter.parse(said.get("query", "")).query, **place_of(said.get("place", "")))

    def get_form_class(self):
        return FORMS.get(self.action, PlainForm)

    @property
    def about_orders(self):
        return {"orders": self.orders} if self.get_form_class() is ShipManyForm else {}

    def get_form_kwargs(self):
        about = self.about_orders
        if about:
            about["leaves_out"] = "leave_out" in self.request.POST
        return super().get_form_kwargs() | about

    def form_valid(self, form):
        try:
            job = draft_job(
                action=self.action,
                orders=self.orders,
                chosen=self.choice.chosen,
                is_ticked=self.choice.is_ticked,
                by=actors.staff(self.request.user),
                **form.facts,
            )
        except Refused as problem:
            return self.turn_back(problem)
        place = {name: text for name, text in self.choice.kept if name == "place"}
        return HttpResponseRedirect(reverse("orders:bulk_job", args=[job.pk], query=place))

    def turn_back(self, problem):
        messages.error(self.request, problem.shopper_message)
        return HttpResponseRedirect(self.get_back_url())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        wrong = context["form"].read.wrong if isinstance(context["form"], ShipManyForm) else []
        return context | {"kept": self.choice.kept, "wrong": wrong[:SHOWN_WRONG], "wrong_count": len(wrong)}


class JobMixin:
    """A job that the colleague may see: a draft is its colleague's own."""

    model = Order
    permission_required = "change"

    @cached_property
    def job(self):
        job = get_object_or_404(BulkJob, pk=self.kwargs["job_pk"])
        if job.is_draft and job.asked_by_id != self.request.user.pk:
            return get_object_or_404(BulkJob.objects.none())
        return job

    @property
    def address(self):
        return reverse("orders:bulk_job", args=[self.job.pk])


class JobPage(JobMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A draft with what it will do, or a job with what became of each order."""

    header_icon = "doc-full-inverse"
    _show_breadcrumbs = True

    def get_template_names(self):
        name = "draft" if self.job.is_draft else "job"
        return [f"commerce/backoffice/orders/bulk_{name}.html"]

    def get_page_title(self):
        return self.job.get_action_display()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("orders:index"), "label": _("Orders")},
            {"url": reverse("orders:bulk_jobs"), "label": _("Bulk actions")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        if self.job.is_draft:
            place = place_of(self.request.GET.get("place", ""))
            facts = draft_facts(self.job) | {"back_url": address_of(self.job.query, **place)}
        else:
            asked = self.request.GET
            facts = job_facts(self.job, self.request.user, asked.get("outcome", ""), asked.get("p"))
        return super().get_context_data(**kwargs) | facts


class JobStep(PostOnly, JobMixin, PermissionCheckedMixin, View):
    """A click about a job of one's own."""

    def get_back_url(self):
        return self.address

    def post(self, request, *args, **kwargs):
        if self.job.asked_by_id != request.user.pk:
            return get_object_or_404(BulkJob.objects.none())
        self.perform()
        return HttpResponseRedirect(self.get_back_url())


class ConfirmJob(JobStep):
    """What was looked at is to be done."""

    def perform(self):
        confirm_job(job=self.job)


class TryJobAgain(JobStep):
    """The failed orders once more."""

    def perform(self):
        count = try_again(job=self.job)
        words = ngettext("%(count)s order is tried again.", "%(count)s orders are tried again.", count)
        messages.success(self.request, words % {"count": count})

"""The page of one stock item, and what a clerk does there: receive, correct, say when it is low."""

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

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.columns import stock_tags
from commerce.backoffice.forms.stock import CorrectForm, ReceiveForm, ThresholdForm
from commerce.backoffice.permissions import CHANGE_STOCK
from commerce.backoffice.queries import claims_on, ledger_of
from commerce.backoffice.trail_links import history_of
from commerce.errors import StockMoved
from commerce.stock.models import StockItem
from commerce.stock.operations import correct_stock, receive_stock, set_threshold
from kinsite.foundation import actors


class StockItemView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The counters of one item, who has a claim on it, and its ledger."""

    model = StockItem
    permission_required = "view"
    header_icon = "table"
    template_name = "commerce/backoffice/stock/page.html"

    @cached_property
    def item(self):
        items = StockItem.objects.select_related("variant__product", "location")
        return get_object_or_404(items, pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.item.variant.sku

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("stock:index"), "label": _("Stock")},
            {"url": "", "label": self.item.variant.sku},
        ]

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject=f"stock/{self.item.pk}")

    def get_context_data(self, **kwargs):
        item = self.item
        forms = {
            "receive": ReceiveForm(prefix="receive"),
            "correct": CorrectForm(prefix="correct", initial={"expected": item.on_hand}),
            "threshold": ThresholdForm(prefix="threshold", initial={"threshold": item.threshold}),
        }
        return super().get_context_data(**kwargs) | {
            "item": item,
            "tags": stock_tags(item),
            "claims": claims_on(item),
            "ledger": ledger_of(item, self.request.GET.get("p")),
            "can_change": self.request.user.has_perm(CHANGE_STOCK),
            "forms": forms | kwargs.get("bound", {}),
        }


class StockAction(PostOnly, StockItemView):
    """A POST from the page of an item, which subclasses `perform`; what was wrong is said on that page."""

    permission_required = "change"
    form_class = None
    name = ""
    done = ""

    def get_back_url(self):
        return reverse("stock:page", args=[self.item.pk])

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST, prefix=self.name)
        if form.is_valid() and self.succeeded(form):
            messages.success(request, self.done)
            return HttpResponseRedirect(self.get_back_url())
        messages.error(request, _("Nothing was changed: please look at the form."))
        context = self.get_context_data(bound={self.name: form})
        return self.render_to_response(context, status=422)

    def succeeded(self, form):
        self.perform(form.cleaned_data, by=actors.staff(self.request.user))
        return True


class Receive(StockAction):
    form_class = ReceiveForm
    name = "receive"
    done = gettext_lazy("Received.")

    def perform(self, facts, by):
        receive_stock(stock_item=self.item, **facts, by=by)


class Correct(StockAction):
    """Refused where the number moved since the clerk saw it; the form then counts from the new one."""

    form_class = CorrectForm
    name = "correct"
    done = gettext_lazy("Corrected.")

    def perform(self, facts, by):
        correct_stock(
            stock_item=self.item,
            on_hand=facts["on_hand"],
            expected=facts["expected"],
            reason=facts["reason"],
            by=by,
        )

    def succeeded(self, form):
        try:
            return super().succeeded(form)
        except StockMoved as problem:
            said = _(
                "%(expected)d were on hand when you opened this page, now there are %(actual)d. The ledger"
                " below says what happened. Check your number, then correct again."
            )
            form.add_error("number", said % {"expected": problem.expected, "actual": problem.actual})
            form.data = {**form.data.dict(), form.add_prefix("expected"): problem.actual}
            return False


class SetThreshold(StockAction):
    form_class = ThresholdForm
    name = "threshold"
    done = gettext_lazy("Saved.")

    def perform(self, facts, by):
        set_threshold(stock_item=self.item, **facts, by=by)

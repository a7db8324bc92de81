"""Orders in the admin: a list to find them by, a page that shows one whole, and what staff do with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions import (
    amending,
    bulk,
    capturing,
    desk,
    disputes,
    exporting,
    letters,
    order_views,
    shipping,
)
from commerce.backoffice.actions import orders as actions
from commerce.backoffice.order_page import order_facts
from commerce.backoffice.viewsets.base import ShopViewSet
from commerce.backoffice.viewsets.bulk_jobs import JobListView
from commerce.backoffice.viewsets.order_list import NewsView, OrderListView, ReservedListView, address_of
from commerce.backoffice.way import OnTheWay
from commerce.bulk.models import BulkJob
from commerce.invoices.models import Invoice
from commerce.invoices.queries import invoice_of
from commerce.invoices.responses import pdf_response
from commerce.orders.listing import neighbours
from commerce.orders.models import Order
from commerce.orders.queries import orders_in_full


class OrderPageView(OnTheWay, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One order: its lines, address, payments and timeline."""

    model = Order
    permission_required = "view"
    template_name = "commerce/backoffice/orders/page.html"
    header_icon = "doc-full-inverse"
    index_url_name = None
    _show_breadcrumbs = True

    @cached_property
    def order(self):
        return get_object_or_404(orders_in_full(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.order.number

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": address_of(self.way.chosen.query if self.way.chosen else ""), "label": _("Orders")},
            {"url": "", "label": self.order.number},
        ]

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("show", "")
        facts = order_facts(self.order, self.request.user, self.way, chosen)
        if self.way.chosen:
            newer, older = neighbours(self.order, self.way.chosen)
            facts |= {"newer": newer, "older": older}
        return super().get_context_data(**kwargs) | facts


class InvoiceView(PermissionCheckedMixin, View):
    """An invoice of an order as PDF."""

    model = Order
    permission_required = "view"

    def get(self, request, pk, invoice_pk):
        order = get_object_or_404(orders_in_full(), pk=pk)
        try:
            return pdf_response(invoice_of(order, invoice_pk), order)
        except Invoice.DoesNotExist:
            raise Http404 from None


class OrderViewSet(ShopViewSet):
    """The menu's Orders."""

    name = "orders"
    icon = "doc-full-inverse"
    menu_label = _("Orders")
    menu_order = 10
    model = Order

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(inspect_url_name=self.get_url_name("page"), **kwargs)

    def get_urlpatterns(self):
        jobs = {
            "model": BulkJob,
            "index_url_name": "orders:bulk_jobs",
            "index_results_url_name": "orders:bulk_job_results",
        }
        dispute = "<int:pk>/disputes/<int:dispute_pk>/"
        return [
            path("", self.construct_view(OrderListView), name="index"),
            path("news/", self.construct_view(NewsView), name="news"),
            path("bulk/", bulk.BeginJob.as_view(), name="bulk"),
            path("bulk/jobs/", self.construct_view(JobListView, **jobs), name="bulk_jobs"),
            path(
                "bulk/jobs/results/",
                self.construct_view(JobListView, results_only=True, **jobs),
                name="bulk_job_results",
            ),
            path("bulk/<int:job_pk>/", self.construct_view(bulk.JobPage), name="bulk_job"),
            path("bulk/<int:job_pk>/confirm/", bulk.ConfirmJob.as_view(), name="bulk_confirm"),
            path("bulk/<int:job_pk>/again/", bulk.TryJobAgain.as_view(), name="bulk_again"),
            path("export/", exporting.ExportOrders.as_view(), name="export"),
            path("columns/", order_views.ChooseColumns.as_view(), name="columns"),
            path("views/new/", order_views.SaveView.as_view(), name="save_view"),
            path("views/<int:view_pk>/rename/", order_views.RenameView.as_view(), name="rename_view"),
            path("views/<int:view_pk>/delete/", order_views.DeleteView.as_view(), name="delete_view"),
            path(
                "to-capture/",
                self.construct_view(ReservedListView, index_results_url_name=None),
                name="to_capture",
            ),
            path("<int:pk>/", self.construct_view(OrderPageView), name="page"),
            path("<int:pk>/refund/", actions.RefundOrder.as_view(), name="refund"),
            path("<int:pk>/refund/preview/", actions.PreviewRefund.as_view(), name="preview_refund"),
            path("<int:pk>/change/", amending.AmendOrder.as_view(), name="change"),
            path("<int:pk>/change/withdraw/", amending.WithdrawAmendment.as_view(), name="withdraw_change"),
            path("<int:pk>/capture/", capturing.CapturePayment.as_view(), name="capture"),
            path("<int:pk>/ship/", shipping.ShipOrder.as_view(), name="ship"),
            path(
                "<int:pk>/parcels/<int:parcel_pk>/hand-over/", shipping.HandOver.as_view(), name="hand_over"
            ),
            path("<int:pk>/parcels/<int:parcel_pk>/unpack/", shipping.Unpack.as_view(), name="unpack"),
            path("<int:pk>/parcels/<int:parcel_pk>/deliver/", shipping.Deliver.as_view(), name="deliver"),
            path("<int:pk>/parcels/<int:parcel_pk>/undo/", shipping.UndoHandOver.as_view(), name="undo"),
            path("<int:pk>/address/", desk.ChangeAddress.as_view(), name="address"),
            path("<int:pk>/note/", desk.AddNote.as_view(), name="note"),
            path("<int:pk>/message/", desk.WriteToCustomer.as_view(), name="message"),
            path("<int:pk>/answered/", desk.SettleAnswer.as_view(), name="settle_answer"),
            path("<int:pk>/hold/", desk.Hold.as_view(), name="hold"),
            path("<int:pk>/let-go/", desk.LetGo.as_view(), name="let_go"),
            path("<int:pk>/tags/add/", desk.AddTag.as_view(), name="add_tag"),
            path("<int:pk>/tags/remove/", desk.RemoveTag.as_view(), name="remove_tag"),
            path("<int:pk>/letters/<int:letter_pk>/", letters.ReadLetter.as_view(), name="letter"),
            path("<int:pk>/letters/<int:letter_pk>/again/", letters.SendAgain.as_view(), name="resend"),
            path("mentions/<int:mention_pk>/read/", desk.ReadMention.as_view(), name="read_mention"),
            path("<int:pk>/cancel/", actions.CancelOrder.as_view(), name="cancel"),
            path(f"{dispute}evidence.pdf", disputes.EvidencePack.as_view(), name="evidence_pdf"),
            path(f"{dispute}evidence/", disputes.KeepEvidence.as_view(), name="evidence"),
            path(f"{dispute}submit/", disputes.SubmitEvidence.as_view(), name="submit_evidence"),
            path("<int:pk>/invoices/<int:invoice_pk>/", self.construct_view(InvoiceView), name="invoice"),
        ]

"""Orders of the list as a table to take along."""

from itertools import chain

from django.http import FileResponse, HttpResponseRedirect, StreamingHttpResponse
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.forms.bulk import ExportForm
from commerce.backoffice.permissions import VIEW_CUSTOMERS
from commerce.backoffice.viewsets.order_list import address_of, place_of
from commerce.errors import NothingChosen, Refused
from commerce.exports.models import OrderExport
from commerce.exports.operations import begin_export, read_export
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order
from kinsite.foundation import actors
from kinsite.foundation.sheets import CSV_TYPE, XLSX_TYPE, csv_lines, xlsx_file


class ExportOrders(PostOnly, PermissionCheckedMixin, View):
    """The ticked orders, or all of the filter. A form sends for it, since it is written down who did."""

    model = Order
    permission_required = "export"

    def get_back_url(self):
        said = self.request.POST
        return address_of(OrderFilter.parse(said.get("query", "")).query, **place_of(said.get("place", "")))

    def post(self, request, *args, **kwargs):
        form = ExportForm(request.POST)
        try:
            return self.answer(form) if form.is_valid() else self.turn_back(NothingChosen())
        except Refused as problem:
            return self.turn_back(problem)

    def answer(self, form):
        orders, facts = form.orders, form.cleaned_data
        export = begin_export(
            orders=orders,
            chosen=form.chosen,
            kind=facts["kind"],
            form=facts["form"],
            is_ticked=form.is_ticked,
            is_personal=self.request.user.has_perm(VIEW_CUSTOMERS),
            by=actors.staff(self.request.user),
        )
        head, rows = read_export(export=export, orders=orders)
        rows = chain([head], rows)
        name = f"{export.kind}-{export.asked_at:%Y-%m-%d}.{export.form}"
        if export.form == OrderExport.Form.XLSX:
            file = xlsx_file(rows, "Orders")
            return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
        response = StreamingHttpResponse(csv_lines(rows), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def turn_back(self, problem):
        messages.error(self.request, problem.shopper_message)
        return HttpResponseRedirect(self.get_back_url())

"""Sheets of products: taken out, handed in, looked at before anything is changed, and what became of them."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import FileResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.assortment.models import SheetImport, SheetRow
from commerce.assortment.queries import columns_for, sheet_rows
from commerce.assortment.sheets import check_sheet, confirm_sheet, withdraw_sheet
from commerce.backoffice.actions.base import ActionView, PostOnly
from commerce.backoffice.forms.sheets import SheetForm, problem_in_words
from commerce.backoffice.product_list import products_shown
from commerce.catalogue.models import Product
from commerce.errors import IllegalMove, SheetColumns
from kinsite.foundation import actors
from kinsite.foundation.sheets import CSV_TYPE, XLSX_TYPE, csv_lines, xlsx_file

ROWS_A_PAGE = 50
# What is asked of the database for each outcome, and what it is called.
VERDICTS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "waits": gettext_lazy("Waits for approval"),
    "unchanged": gettext_lazy("Unchanged"),
    "refused": gettext_lazy("Refused"),
}
NOW = Coalesce(NullIf(F("outcome"), Value("")), F("verdict"))


class ExportProducts(PermissionCheckedMixin, View):
    """The variants on sale of what the list shows, in the columns that an import takes."""

    model = Product
    permission_required = "view"
    kind = "csv"

    def get(self, request, *args, **kwargs):
        rows = sheet_rows(products_shown(request.GET), columns_for(request.user))
        if self.kind == "csv":
            answer = StreamingHttpResponse(csv_lines(rows), content_type=CSV_TYPE)
        else:
            answer = FileResponse(xlsx_file(rows, "Products"), content_type=XLSX_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="products.{self.kind}"'
        answer["Cache-Control"] = "no-store"
        return answer


class ImportProducts(ActionView):
    """A file is read and checked; nothing is changed by it yet."""

    model = Product
    form_class = SheetForm
    template_name = "commerce/backoffice/products/import.html"
    page_title = gettext_lazy("Import products")
    header_icon = "upload"
    submit_label = gettext_lazy("Check the file")
    active_label = gettext_lazy("Checking…")
    done = gettext_lazy("Checked. Nothing was changed yet.")
    sheet = None

    @property
    def trail(self):
        return [{"url": reverse("products:index"), "label": _("Products")}]

    def explain(self, problem):
        if isinstance(problem, SheetColumns):
            if not problem.unknown:
                return "file", _("The sheet has no column “sku”.")
            words = _("These columns are not known, or stand there twice: %(names)s.")
            return "file", words % {"names": ", ".join(problem.unknown)}
        return super().explain(problem)

    def perform(self, facts, by):
        self.sheet = check_sheet(**facts, user=self.request.user)

    def get_back_url(self):
        if self.sheet is None:
            return reverse("products:index")
        return reverse("products:sheet", args=[self.sheet.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "columns": columns_for(self.request.user),
            "latest": SheetImport.objects.filter(actor_id=self.request.user.pk)[:10],
        }


class SheetView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What a sheet would do, or did, row by row."""

    model = Product
    permission_required = "change"
    header_icon = "upload"
    template_name = "commerce/backoffice/products/sheet.html"

    @cached_property
    def sheet(self):
        return get_object_or_404(SheetImport, pk=self.kwargs["sheet_pk"])

    def get_page_title(self):
        return self.sheet.file_name

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": reverse("products:import"), "label": _("Import products")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        rows = SheetRow.objects.filter(sheet=self.sheet).annotate(now=NOW)
        counts = dict(rows.order_by().values_list("now").annotate(Count("pk")))
        shown = self.request.GET.get("show", "")
        if shown in VERDICTS:
            rows = rows.filter(now=shown)
        page = Paginator(rows.order_by("number"), ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        for row in page:
            row.sheet = self.sheet
            row.words = VERDICTS[row.now]
            row.said = [problem_in_words(kept) for kept in row.problems]
        status = self.sheet.status
        return super().get_context_data(**kwargs) | {
            "sheet": self.sheet,
            "figures": [(name, label, counts.get(name, 0)) for name, label in VERDICTS.items()],
            "waiting": SheetRow.objects.filter(sheet=self.sheet, outcome="").count()
            if status == SheetImport.Status.CONFIRMED
            else 0,
            "to_do": sum(counts.get(name, 0) for name in ("new", "changed", "waits")),
            "can_confirm": status == SheetImport.Status.CHECKED
            and self.sheet.actor_id == self.request.user.pk,
            "page": page,
            "shown": shown if shown in VERDICTS else "",
        }


class SettleSheet(PostOnly, PermissionCheckedMixin, View):
    """Confirm or withdraw a sheet of one's own."""

    model = Product
    permission_required = "change"
    settle = None
    said = ""

    def get_back_url(self):
        return reverse("products:sheet", args=[self.kwargs["sheet_pk"]])

    def post(self, request, *args, **kwargs):
        sheet = get_object_or_404(SheetImport, pk=self.kwargs["sheet_pk"], actor_id=request.user.pk)
        try:
            type(self).settle(sheet=sheet, by=actors.staff(request.user))
        except IllegalMove:
            messages.error(request, _("The sheet is settled already."))
        else:
            messages.success(request, self.said)
        return HttpResponseRedirect(self.get_back_url())


class ConfirmSheet(SettleSheet):
    settle = staticmethod(confirm_sheet)
    said = gettext_lazy("The sheet is being applied. Each row's result stands here.")


class WithdrawSheet(SettleSheet):
    settle = staticmethod(withdraw_sheet)
    said = gettext_lazy("Withdrawn. Nothing was changed.")


class SheetReport(PermissionCheckedMixin, View):
    """All rows as CSV: what was read, and what became of it."""

    model = Product
    permission_required = "change"

    def get(self, request, *args, **kwargs):
        sheet = get_object_or_404(SheetImport, pk=self.kwargs["sheet_pk"])
        answer = StreamingHttpResponse(csv_lines(report_rows(sheet)), content_type=CSV_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="import-{sheet.pk}.csv"'
        answer["Cache-Control"] = "no-store"
        return answer


def report_rows(sheet):
    yield [_("Row"), _("Result"), _("Why"), *sheet.columns]
    for row in sheet.rows.annotate(now=NOW).order_by("number").iterator(500):
        said = (f"{column}: {words}" for column, words in map(problem_in_words, row.problems))
        yield [row.number, str(VERDICTS[row.now]), " ".join(said), *row.cells]

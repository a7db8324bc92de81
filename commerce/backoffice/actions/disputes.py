"""What staff do about a dispute: read the evidence, keep it at the provider, send it to the bank."""

from dataclasses import asdict

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.order_action import OrderAction
from commerce.backoffice.forms.disputes import SubmitForm
from commerce.errors import GatewayError, GatewayRefused
from commerce.evidence.operations import give_evidence
from commerce.evidence.pdf import pdf_of
from commerce.evidence.queries import dispute_of, pack_of
from commerce.evidence.rules import evidence_from
from commerce.payments.models import Dispute


class DisputeMixin(PermissionCheckedMixin):
    """About the dispute that the address names, for those who may answer it."""

    model = Dispute
    permission_required = "answer"

    @cached_property
    def dispute(self):
        try:
            return dispute_of(self.kwargs["pk"], self.kwargs["dispute_pk"])
        except Dispute.DoesNotExist:
            raise Http404 from None


class EvidencePack(DisputeMixin, View):
    """All evidence as one PDF."""

    http_method_names = ["get", "options"]

    def get(self, request, pk, dispute_pk):
        pack = pack_of(self.dispute)
        response = HttpResponse(pdf_of(pack), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="evidence-{pack.number}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


class KeepEvidence(DisputeMixin, OrderAction):
    """The evidence in the provider's fields. Kept there it is a draft, until it is sent."""

    template_name = "commerce/backoffice/orders/evidence.html"
    page_title = gettext_lazy("Evidence")
    submit_label = gettext_lazy("Keep at the provider")
    active_label = gettext_lazy("Keeping…")
    done = gettext_lazy("Kept at the provider. The bank does not have it yet.")
    submits = False
    remembered = ("order", "dispute", "pack")

    @cached_property
    def pack(self):
        return pack_of(self.dispute)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except GatewayError as problem:
            form.add_error(None, problem.shopper_message)
        except GatewayRefused as problem:
            said = _("The provider refused: %(code)s. Nothing was changed.")
            form.add_error(None, said % {"code": problem.code})
        return self.form_invalid(form)

    def perform(self, facts, by):
        give_evidence(dispute=self.dispute, submits=self.submits, **facts, by=by)

    def get_context_data(self, **kwargs):
        said = asdict(evidence_from(self.pack))
        submit = reverse("orders:submit_evidence", args=[self.kwargs["pk"], self.dispute.pk])
        return super().get_context_data(**kwargs) | {
            "said": [(name.replace("_", " "), words) for name, words in said.items() if words],
            "submit_url": "" if self.submits else submit + self.way.query,
        }


class SubmitEvidence(KeepEvidence):
    """Send it to the bank, which takes it once: asked for on a page of its own."""

    form_class = SubmitForm
    page_title = gettext_lazy("Send evidence to the bank")
    submit_label = gettext_lazy("Send to the bank")
    active_label = gettext_lazy("Sending…")
    done = gettext_lazy("Sent to the bank, which decides now.")
    submits = True

"""What staff set of the tax table."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from commerce.backoffice.actions.base import ActionView, LookedAtAction
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.taxes import HUNDRED, TaxRateForm
from commerce.backoffice.trail_links import history_of
from commerce.errors import TaxRateTaken
from commerce.pricing.models import TaxRate
from commerce.pricing.rates import drop_tax_rate, save_tax_rate


class TaxSetting(ActionView):
    """A form about a row of the table."""

    model = TaxRate
    permission_required = "change"
    header_icon = "site"
    blamed = {TaxRateTaken: "country"}
    question = gettext_lazy(
        "It counts from the next quote on: carts are quoted anew, and orders keep the taxes they were placed "
        "with."
    )

    @property
    def trail(self):
        return [{"url": reverse("taxes:index"), "label": _("Taxes")}]

    def get_back_url(self):
        return reverse("taxes:index")

    @cached_property
    def rate(self):
        return get_object_or_404(TaxRate.objects.select_related("category"), pk=self.kwargs["rate_pk"])


class EditTaxRate(LookedAtAction, TaxSetting):
    """One row, whole."""

    form_class = TaxRateForm
    done = gettext_lazy("Saved. It counts from now on; orders keep what they were placed with.")

    def get_page_title(self):
        return self.rate.name

    @property
    def subject(self):
        return f"setting/tax/{self.rate.pk}"

    @cached_property
    def header_more_buttons(self):
        remove = reverse("taxes:remove", args=[self.rate.pk])
        history = history_of(self.request.user, subject=self.subject)
        return [*history, Button(_("Remove"), url=remove, icon_name="bin", priority=90)]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rate": self.rate, "language": get_language()}

    def get_initial(self):
        if self.rate is None:
            return {"taxes_delivery": True}
        fields = ("country", "region", "category", "tax", "name", "taxes_delivery")
        percent = f"{(self.rate.rate * HUNDRED).normalize():f}"
        return {name: getattr(self.rate, name) for name in fields} | {"percent": percent}

    def perform(self, facts, by):
        save_tax_rate(row=self.rate, **facts, by=by)


class AddTaxRate(EditTaxRate):
    rate, subject = None, ""
    header_more_buttons = []
    done = gettext_lazy("Added. It counts from now on.")

    def get_page_title(self):
        return _("New tax")


class RemoveTaxRate(TaxSetting):
    """Take a row out of the table."""

    form_class = ConfirmForm
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("Removed.")
    question = gettext_lazy(
        "From the next quote on the next wider tax counts for these goods there, or none. Orders keep theirs."
    )

    def get_page_title(self):
        return _("Remove %(name)s") % {"name": self.rate.name}

    def perform(self, facts, by):
        drop_tax_rate(row=self.rate, by=by)

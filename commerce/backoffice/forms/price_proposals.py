"""What is decided of prices that wait, and by how much one colleague changes prices alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm, WholeField
from commerce.catalogue.proposals import PriceProposal


class DecisionForm(ActionForm):
    """Which of them, and why not."""

    proposals = forms.ModelMultipleChoiceField(
        PriceProposal.objects.all(),
        error_messages={"required": _("Pick some in the table first.")},
        widget=forms.MultipleHiddenInput,
    )
    reason = forms.CharField(
        label=_("Reason, where you decline"), max_length=400, required=False, help_text=_("For colleagues.")
    )


class PriceLimitsForm(ActionForm):
    """By how many percent one colleague changes prices alone, by price list; empty is without limit."""

    def __init__(self, *args, limits, **kwargs):
        super().__init__(*args, **kwargs)
        self.price_lists = {str(price_list.pk): price_list for price_list in limits}
        for price_list, percent in limits.items():
            self.fields[str(price_list.pk)] = WholeField(
                label=_("%(list)s, in percent") % {"list": price_list},
                required=False,
                min_value=0,
                max_value=1000,
                initial=percent,
                help_text=_("What changes by more waits for a second colleague. Empty: no limit."),
            )

    @property
    def facts(self):
        return {"limits": {each: self.cleaned_data[pk] for pk, each in self.price_lists.items()}}

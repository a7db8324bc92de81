"""What staff decide of a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm


class DecisionForm(ActionForm):
    """Which edition was read: the author may have changed it since. A form that does not say is too old."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def clean_edition(self):
        return self.cleaned_data["edition"] or 0


class RefuseForm(DecisionForm):
    """The reason stays with the review; the author does not read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues, e.g. names a person, advertising, about another product"),
    )

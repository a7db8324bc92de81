"""Why a review is not to be read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm


class RefuseForm(ActionForm):
    """The reason stays with the review; the author does not read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues, e.g. names a person, advertising, about another product"),
    )

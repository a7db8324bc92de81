"""What staff say of a customer, and why they decide what they decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm

LONGEST = 2000


class NoteForm(ActionForm):
    """What other colleagues should know."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues; the customer does not see it"),
    )


class ReasonForm(ActionForm):
    """Why it is done; colleagues read it in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues; the customer does not see it"),
    )


class EraseForm(ActionForm):
    """Nothing brings back what is erased, so it is asked for with more than a button."""

    is_sure = forms.BooleanField(label=_("I have checked that it is them who ask for it"))

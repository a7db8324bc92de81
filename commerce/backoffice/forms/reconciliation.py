"""What staff say of a difference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm


class UnderstandForm(ActionForm):
    """Why it may stay: the books show it as settled, with these words."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues, e.g. corrected by hand, a test payment, the bank's own fee"),
    )

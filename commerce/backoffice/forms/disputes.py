"""How staff answer a dispute."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import SeenForm


class SubmitForm(SeenForm):
    """A bank takes evidence once: whoever sends it says that they read it."""

    is_read = forms.BooleanField(
        label=_("I have read it. The bank takes evidence once, and nothing can be added later."),
    )

    @property
    def facts(self):
        return {"version": self.cleaned_data["version"]}

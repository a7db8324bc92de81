"""What staff say of a group of customers, and of who is in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm


class GroupForm(ActionForm):
    """What a group is called; only colleagues read it."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("For colleagues; customers do not see it")
    )


class MemberForm(ActionForm):
    """Whose account is added."""

    email = forms.EmailField(
        label=_("Customer's e-mail address"),
        max_length=254,
        help_text=_("The address that they sign in with, or another one that they confirmed"),
    )

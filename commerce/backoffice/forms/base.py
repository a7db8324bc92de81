"""What forms of actions have in common."""

from django import forms


class ActionForm(forms.Form):
    """What an operation needs to be told."""

    @property
    def facts(self):
        """What the operation takes, by name."""
        return self.cleaned_data


class ConfirmForm(ActionForm):
    """A question that is answered by pressing the button."""

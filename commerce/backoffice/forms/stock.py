"""What a clerk counts."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 1_000_000


class ReceiveForm(forms.Form):
    """Goods that came in."""

    quantity = forms.IntegerField(label=_("Units received"), min_value=1, max_value=MOST)
    document = forms.CharField(
        label=_("Delivery note"), max_length=40, required=False, help_text=_("Its number, if there is one")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, initial=_("Delivery"))


class CorrectForm(forms.Form):
    """What was counted, and against which number."""

    class Way:
        SET, CHANGE = "set", "change"

    way = forms.ChoiceField(
        label=_("How"),
        choices=[(Way.SET, _("Set to what was counted")), (Way.CHANGE, _("Change by (e.g. -2)"))],
        initial=Way.SET,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(label=_("Units"), min_value=-MOST, max_value=MOST)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("e.g. stocktaking, damaged, found again")
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        facts = super().clean()
        if {"way", "number", "expected"} <= facts.keys():
            before = facts["expected"] if facts["way"] == self.Way.CHANGE else 0
            facts["on_hand"] = before + facts["number"]
            if not 0 <= facts["on_hand"] <= MOST:
                self.add_error("number", _("There can't be fewer than no units on hand."))
        return facts


class ThresholdForm(forms.Form):
    """From how many units on an item counts as low."""

    threshold = forms.IntegerField(label=_("Low at"), min_value=0, max_value=MOST)

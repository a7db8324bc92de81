"""What the trail is narrowed by."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from commerce.backoffice.trail_page import subjects_of_product
from commerce.trail.models import TrailEntry
from kinsite.accounts.models import User
from kinsite.foundation import clock


class Colleague(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, person):
        return person.get_full_name() or person.email


class TrailForm(forms.Form):
    """Each answer narrows; what can't be read narrows nothing and is said so beside its field."""

    q = forms.CharField(required=False, max_length=120, label=_("SKU, product or group"))
    area = forms.ChoiceField(
        required=False, label=_("Of what"), choices=[("", _("All")), *TrailEntry.Area.choices]
    )
    by = Colleague(
        User.objects.filter(is_staff=True).order_by("first_name", "last_name", "pk"),
        required=False,
        label=_("By whom"),
        empty_label=_("All"),
    )
    since = forms.DateField(
        required=False, label=_("From day"), widget=AdminDateInput, validators=[clock.refuse_far]
    )
    until = forms.DateField(
        required=False, label=_("To day"), widget=AdminDateInput, validators=[clock.refuse_far]
    )
    product = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    subject = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    @property
    def narrows(self):
        """Whether anything is left out."""
        return any(self.cleaned_data.values())

    @property
    def entries(self):
        facts, entries = self.cleaned_data, TrailEntry.objects.all()
        if text := facts.get("q"):
            entries = entries.filter(name__iexact=text.strip())
        if area := facts.get("area"):
            entries = entries.filter(area=area)
        if person := facts.get("by"):
            entries = entries.filter(actor_kind="staff", actor_id=person.pk)
        if since := facts.get("since"):
            entries = entries.filter(at__gte=_midnight(since))
        if until := facts.get("until"):
            entries = entries.filter(at__lt=_midnight(until + timedelta(days=1)))
        if product := facts.get("product"):
            entries = entries.filter(subject__in=subjects_of_product(product))
        if subject := facts.get("subject"):
            entries = entries.filter(subject=subject)
        return entries


def _midnight(day):
    """The moment a day begins by the shop's clock."""
    return datetime.combine(day, time(), timezone.get_default_timezone())

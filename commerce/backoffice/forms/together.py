"""What is done to many products at once."""

import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import WholeField
from commerce.backoffice.product_list import narrows, products_shown
from commerce.catalogue.models import Collection, TaxCategory
from commerce.catalogue.together import LONGEST_WARRANTY, MOST_AT_ONCE, Edit, Skip, What

IDS = re.compile(r"[0-9]{1,18}(,[0-9]{1,18})*")
WHATS = {
    What.RETIRE: _("Retire"),
    What.TAX: _("Set the tax category"),
    What.LIMIT: _("Set the units an order may hold"),
    What.WARRANTY: _("Set the warranty"),
    What.GRAMS: _("Set the weight of all variants"),
    What.COLLECT: _("Add to a collection"),
    What.UNCOLLECT: _("Take out of a collection"),
}
SKIPS = {
    Skip.RETIRED: _("It is retired."),
    Skip.SAME: _("It is so already."),
    Skip.NO_VARIANTS: _("It has no variants on sale."),
    Skip.NOT_IN_IT: _("It is not in this collection."),
}


class BulkForm(forms.Form):
    """Which products, and what is to be done to them; asked below the list."""

    PICKED, ALL = "picked", "all"

    what = forms.ChoiceField(label=_("What to do"), choices=list(WHATS.items()))
    scope = forms.ChoiceField(label=_("With"), choices=[(PICKED, ""), (ALL, "")])
    query = forms.CharField(required=False, max_length=2000)
    # The products that were counted, once somebody has seen how many.
    ids = forms.RegexField(IDS, required=False, max_length=20_000, strip=True)

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        self.what = What(facts["what"])
        self.product_ids = self._ids(facts)
        if not self.product_ids:
            self.add_error(None, _("Pick products in the table first."))
        elif len(self.product_ids) > MOST_AT_ONCE:
            words = _("At most %(most)d products are changed at once. Narrow the list first.")
            self.add_error(None, words % {"most": MOST_AT_ONCE})
        return facts

    def _ids(self, facts):
        if facts["ids"]:
            return sorted({int(part) for part in facts["ids"].split(",")})
        if facts["scope"] == self.ALL:
            query = QueryDict(facts["query"])
            shown = products_shown(query).order_by("pk") if narrows(query) else []
            return list(shown.values_list("pk", flat=True)[: MOST_AT_ONCE + 1]) if shown else []
        picked = self.data.getlist("picked")
        return sorted({int(part) for part in picked if IDS.fullmatch(part) and "," not in part})


VALUES = {
    What.TAX: lambda: forms.ModelChoiceField(
        TaxCategory.objects.order_by("name"), label=_("Tax category"), empty_label=None
    ),
    What.LIMIT: lambda: WholeField(label=_("Units an order may hold"), min_value=1, max_value=1000),
    What.WARRANTY: lambda: WholeField(label=_("Warranty in years"), min_value=1, max_value=LONGEST_WARRANTY),
    What.GRAMS: lambda: WholeField(
        label=_("Weight with packaging, in grams"), min_value=0, max_value=1_000_000
    ),
    What.COLLECT: lambda: forms.ModelChoiceField(
        Collection.objects.all(), label=_("Collection"), empty_label=None
    ),
    What.UNCOLLECT: lambda: forms.ModelChoiceField(
        Collection.objects.all(), label=_("Collection"), empty_label=None
    ),
}


class ValueForm(forms.Form):
    """What the products are to have; nothing where the change says it all."""

    def __init__(self, *args, what, **kwargs):
        super().__init__(*args, **kwargs)
        self.what = what
        if make := VALUES.get(what):
            self.fields["value"] = make()

    @property
    def edit(self) -> Edit:
        return Edit(self.what, self.cleaned_data.get("value"))

"""What colleagues change of a paid order: units of its lines, goods put in by SKU, another delivery."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.amendments.queries import variants_named
from commerce.amendments.rules import Wish
from commerce.backoffice.forms.base import SeenForm, WholeField
from commerce.backoffice.forms.drafts import MOST_UNITS
from commerce.errors import SkuUnknown

ROWS = range(1, 4)


class AmendForm(SeenForm):
    """Fewer units of a line are taken out; more are put in at today's price.

    `named` is the difference that the button named, in minor units: another one is named anew.
    """

    named = forms.IntegerField(required=False, widget=forms.HiddenInput)
    delivery = forms.ChoiceField(label=_("Delivery"), required=False)

    def __init__(self, *args, order, deliveries, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [line for line in order.lines.all() if line.quantity > line.cancelled_quantity]
        for line in self.lines:
            kept = line.quantity - line.cancelled_quantity
            self.fields[f"units_{line.pk}"] = WholeField(
                label=_("Quantity"), min_value=kept - line.to_pack, max_value=MOST_UNITS, initial=kept
            )
        for number in ROWS:
            self.fields[f"sku_{number}"] = forms.CharField(label=_("SKU"), max_length=64, required=False)
            self.fields[f"quantity_{number}"] = WholeField(
                label=_("Quantity"), min_value=1, max_value=MOST_UNITS, required=False
            )
        stays = _("Stays: %(name)s") % {"name": order.delivery_name}
        offered = [
            (each.code, f"{each.name}, {each.price.written(order.market.locale)}")
            for each in deliveries
            if each.code != order.delivery_method
        ]
        self.fields["delivery"].choices = [("", stays), *offered]

    def clean(self):
        facts = super().clean()
        cut, added = {}, {}
        for line in self.lines:
            more = facts.get(f"units_{line.pk}", 0) - (line.quantity - line.cancelled_quantity)
            if f"units_{line.pk}" not in facts or not more:
                continue
            if more < 0:
                cut[line.pk] = -more
            elif line.variant_id is None:
                self.add_error(f"units_{line.pk}", _("This is not sold any more."))
            else:
                added[line.variant_id] = added.get(line.variant_id, 0) + more
        for number in ROWS:
            self._put_in(number, facts, added)
        facts["wish"] = Wish(cut=cut, added=added, delivery=facts.get("delivery", ""))
        return facts

    def _put_in(self, number, facts, added):
        sku, quantity = facts.get(f"sku_{number}", ""), facts.get(f"quantity_{number}") or 1
        if not sku:
            if facts.get(f"quantity_{number}"):
                self.add_error(f"sku_{number}", _("Say of what."))
            return
        try:
            [(variant_id, units)] = variants_named({sku: quantity}).items()
        except SkuUnknown as problem:
            self.add_error(f"sku_{number}", problem.shopper_message)
        else:
            added[variant_id] = added.get(variant_id, 0) + units

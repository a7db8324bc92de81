"""What a discount is tried on: a few variants, or a cart that lies open."""

from django import forms
from django.db.models import Count, Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from commerce.cart.queries import open_carts
from commerce.catalogue.models import Variant
from commerce.customers.models import CustomerGroup
from commerce.customers.rules import country_choices
from commerce.markets.models import Market
from commerce.pricing.preview import Sample

ROWS = 3
CARTS = 20


class CartChoice(forms.ModelChoiceField):
    """An open cart by what lies in it, and not by whose it is."""

    def label_from_instance(self, cart):
        units = ngettext("%(count)d unit", "%(count)d units", cart.units) % {"count": cart.units}
        return f"{cart.pk}: {units}, {cart.market.name}, {cart.changed_at:%Y-%m-%d %H:%M} UTC"


class SampleForm(forms.Form):
    """So many of up to three variants in a market, or one of the latest carts instead."""

    market = forms.ModelChoiceField(
        Market.objects.select_related("price_list").order_by("-is_default", "pk"),
        label=_("Market"),
        empty_label=None,
    )
    country = forms.ChoiceField(
        label=_("Sent to"), required=False, help_text=_("Delivery costs nothing before that is known.")
    )

    group = forms.ModelChoiceField(
        CustomerGroup.objects.all(),
        label=_("Bought by a member of"),
        required=False,
        empty_label=_("A guest, or whoever's the cart is"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sold_to = Market.objects.values_list("countries", flat=True)
        names = country_choices(sorted({code for codes in sold_to for code in codes}), get_language())
        self.fields["country"].choices = [("", _("Not known yet")), *names]
        for row in range(1, ROWS + 1):
            self.fields[f"sku_{row}"] = forms.CharField(
                label=_("SKU %d") % row,
                max_length=64,
                required=False,
                widget=forms.TextInput(attrs={"list": "skus", "autocomplete": "off"}),
            )
            self.fields[f"quantity_{row}"] = forms.IntegerField(
                label=_("Quantity"), min_value=1, max_value=999, initial=1, required=False
            )
        latest = open_carts().annotate(units=Sum("lines__quantity"), kinds=Count("lines")).filter(kinds__gt=0)
        self.fields["cart"] = CartChoice(
            latest.order_by("-changed_at"),
            label=_("Or an open cart"),
            required=False,
            empty_label=_("None: the variants above"),
        )
        self.fields["cart"].choices = [*self.fields["cart"].choices][: CARTS + 1]

    @property
    def skus(self):
        """What may be tried, for the fields to suggest."""
        return Variant.objects.filter(retired_at=None).order_by("sku").values_list("sku", "product__title")

    @property
    def rows(self):
        """The fields of each variant."""
        return [(self[f"sku_{row}"], self[f"quantity_{row}"]) for row in range(1, ROWS + 1)]

    def clean(self):
        facts = super().clean()
        typed = {row: facts.get(f"sku_{row}", "") for row in range(1, ROWS + 1)}
        found = {variant.sku.upper(): variant for variant in Variant.objects.filter(sku__in=_spelt(typed))}
        self.wishes = []
        for row, sku in typed.items():
            variant = found.get(sku.upper())
            if sku and variant is None:
                self.add_error(f"sku_{row}", _("No variant has this SKU."))
            elif variant:
                self.wishes.append((variant, facts.get(f"quantity_{row}") or 1))
        if not self.errors and not self.wishes and not facts.get("cart"):
            self.add_error("sku_1", _("Say what is bought, or choose a cart."))
        return facts

    @property
    def sample(self):
        facts = self.cleaned_data
        return Sample(
            market=facts["market"],
            wishes=tuple(self.wishes),
            cart=facts["cart"],
            country=facts["country"],
            group=facts["group"],
        )


def _spelt(typed):
    return {spelling for sku in typed.values() if sku for spelling in (sku, sku.upper())}

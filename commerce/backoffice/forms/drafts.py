"""What colleagues enter to prepare an order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm, WholeField
from commerce.markets.models import Market

MOST_UNITS = 9_999


class DraftForm(ActionForm):
    """For whom it is, and where they buy. The rest they enter at checkout."""

    email = forms.EmailField(
        label=_("Customer's e-mail address"),
        max_length=254,
        help_text=_("The link is mailed there. Name, address and delivery are asked for at checkout."),
    )
    market = forms.ModelChoiceField(
        label=_("Market"),
        queryset=Market.objects.select_related("price_list").order_by("-is_default", "pk"),
        empty_label=None,
        help_text=_("Prices, language and countries are those of the market."),
    )


class GoodsForm(ActionForm):
    """One more line."""

    sku = forms.CharField(label=_("SKU"), max_length=64)
    quantity = WholeField(label=_("Quantity"), min_value=1, max_value=MOST_UNITS, initial=1)


class QuantityForm(ActionForm):
    """How many of a line are meant."""

    quantity = WholeField(
        label=_("Quantity"), min_value=0, max_value=MOST_UNITS, help_text=_("0 takes it out.")
    )

"""What staff say of a product that is made from another, and of where visitors of a retired one go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm
from commerce.backoffice.forms.products import SKU, NewProductForm
from commerce.backoffice.viewsets.product_chooser import product_chooser
from commerce.catalogue.models import Collection, Product


class DuplicateForm(NewProductForm):
    """Its own title and code, and a new SKU for each variant; all else is copied."""

    teaser = tax_category = order_limit = None

    def __init__(self, *args, variants, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {f"sku-{variant.pk}": variant.pk for variant in variants}
        for variant in variants:
            self.fields[f"sku-{variant.pk}"] = forms.RegexField(
                SKU, label=_("New SKU for %s") % variant.sku, max_length=64
            )

    def clean(self):
        facts = super().clean()
        seen = set()
        for name in self.names:
            sku = facts.get(name, "").upper()
            if sku and sku in seen:
                self.add_error(name, _("It is given twice."))
            seen.add(sku)
        return facts

    def blame(self, skus) -> None:
        """Say at the fields which SKUs other variants have."""
        for name in self.names:
            if self.cleaned_data.get(name) in skus:
                self.add_error(name, _("Another variant has this SKU."))

    @property
    def facts(self):
        """What duplicate_product takes."""
        skus = {pk: self.cleaned_data[name] for name, pk in self.names.items()}
        return {"title": self.cleaned_data["title"], "code": self.cleaned_data["code"], "skus": skus}


class RetireForm(ActionForm):
    """Where those are led who look for a product that is not sold any more."""

    class Way:
        STAY, PRODUCT, COLLECTION = "stay", "product", "collection"

    way = forms.ChoiceField(
        label=_("Whoever opens its page"),
        choices=[
            (Way.STAY, _("reads its story, and that it is not sold any more")),
            (Way.PRODUCT, _("is led to the product that takes its place")),
            (Way.COLLECTION, _("is led to a collection")),
        ],
        initial=Way.STAY,
        widget=forms.RadioSelect,
    )
    successor = forms.ModelChoiceField(
        Product.objects.filter(retired_at=None),
        label=_("Successor"),
        required=False,
        widget=product_chooser.widget_class,
    )
    collection = forms.ModelChoiceField(Collection.objects.all(), label=_("Collection"), required=False)

    def clean(self):
        facts = super().clean()
        way = facts.get("way")
        for name, wanted in (("successor", self.Way.PRODUCT), ("collection", self.Way.COLLECTION)):
            if way != wanted:
                facts[name] = None
                self.errors.pop(name, None)
            elif name not in self.errors and not facts.get(name):
                self.add_error(name, _("Say where to."))
        return facts

    @property
    def facts(self):
        """What retire_product takes."""
        return {name: self.cleaned_data[name] for name in ("successor", "collection")}

    @classmethod
    def initial_of(cls, product):
        way = cls.Way.STAY
        if product.successor_id:
            way = cls.Way.PRODUCT
        elif product.successor_collection_id:
            way = cls.Way.COLLECTION
        return {"way": way, "successor": product.successor_id, "collection": product.successor_collection_id}

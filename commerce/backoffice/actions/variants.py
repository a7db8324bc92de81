"""What staff do with a variant: add it, measure it, retire it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import ActionView
from commerce.backoffice.actions.products import ProductAction
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.products import MeasuresForm, VariantForm
from commerce.catalogue.models import Product, Variant
from commerce.catalogue.operations import add_variant, measure_variant, retire_variant
from commerce.errors import SkuTaken


class AddVariant(ProductAction):
    form_class = VariantForm
    page_title = gettext_lazy("Add a variant")
    submit_label = gettext_lazy("Add the variant")
    active_label = gettext_lazy("Adding…")
    done = gettext_lazy("Added. It is sold once it has a price.")
    blamed = {SkuTaken: "sku"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "product": self.product}

    def perform(self, facts, by):
        add_variant(product=self.product, **facts, by=by)


class VariantAction(ActionView):
    """An action on the variant that the address names."""

    model = Product
    header_icon = "tag"

    @cached_property
    def variant(self):
        variants = Variant.objects.select_related("product")
        return get_object_or_404(variants, pk=self.kwargs["variant_pk"])

    @property
    def trail(self):
        return [
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": self.get_back_url(), "label": self.variant.product.title},
        ]

    def get_page_subtitle(self):
        return self.variant.sku

    def get_back_url(self):
        return reverse("products:page", args=[self.variant.product_id])


class MeasureVariant(VariantAction):
    form_class = MeasuresForm
    page_title = gettext_lazy("Measures")
    done = gettext_lazy("Saved.")

    def get_initial(self):
        return {name: getattr(self.variant, name) for name in MeasuresForm.base_fields}

    def perform(self, facts, by):
        measure_variant(variant=self.variant, **facts, by=by)


class RetireVariant(VariantAction):
    form_class = ConfirmForm
    page_title = gettext_lazy("Retire")
    submit_label = gettext_lazy("Retire the variant")
    active_label = gettext_lazy("Retiring…")
    done = gettext_lazy("Retired. It is not sold any more.")
    question = gettext_lazy("A retired variant is not sold any more and does not come back. Orders keep it.")

    def perform(self, facts, by):
        retire_variant(variant=self.variant, by=by)

"""What staff say of products, variants and pictures."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import SlugInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.widgets import AdminImageChooser

from commerce.backoffice.forms.base import ActionForm, LookedAtForm
from commerce.catalogue.facets import Attribute
from commerce.catalogue.models import Collection, Option, OptionValue, TaxCategory
from commerce.catalogue.together import LONGEST_WARRANTY
from kinsite.media.models import Image

SKU = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


class WordsForm(ActionForm):
    """What a product is, in words."""

    title = forms.CharField(label=_("Title"), max_length=160)
    teaser = forms.CharField(
        label=_("Teaser"),
        max_length=200,
        required=False,
        help_text=_("One sentence for cards and search results"),
    )
    tax_category = forms.ModelChoiceField(TaxCategory.objects.order_by("name"), label=_("Tax category"))
    order_limit = forms.IntegerField(
        label=_("Units an order may hold"),
        min_value=1,
        max_value=1000,
        initial=10,
        help_text=_("Of all its variants together"),
    )
    warranty_years = forms.IntegerField(
        label=_("Warranty in years"),
        min_value=1,
        max_value=LONGEST_WARRANTY,
        required=False,
        help_text=_("Said on its page; left empty, nothing is said of a warranty"),
    )


class NewProductForm(WordsForm):
    """As little as a product needs to begin with."""

    field_order = ["title", "code"]
    code = forms.SlugField(
        label=_("Code"),
        max_length=120,
        required=False,
        widget=SlugInput,
        help_text=_("Stands in the address of its offer and stays; made from the title where it is empty"),
    )

    def clean(self):
        facts = super().clean()
        code = facts.get("code") or slugify(facts.get("title", ""))[:120]
        if "title" in facts and not code:
            self.add_error("code", _("Write a code: the title has no letters to make one from."))
        return facts | {"code": code}


class ProductForm(LookedAtForm, WordsForm):
    """All that describes a product; variants, prices and pictures have pages of their own."""

    collections = forms.ModelMultipleChoiceField(
        Collection.objects.all(),
        label=_("Collections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    options = forms.ModelMultipleChoiceField(
        Option.objects.all(),
        label=_("Options"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What its variants differ by. They stay as they are while variants are sold."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for attribute in Attribute.objects.prefetch_related("values"):
            self.fields[f"attribute_{attribute.code}"] = forms.ModelMultipleChoiceField(
                attribute.values.all(),
                label=attribute.name,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def initial_of(product):
        """The form's beginning: what the product is now."""
        facts = {
            "title": product.title,
            "teaser": product.teaser,
            "tax_category": product.tax_category_id,
            "order_limit": product.order_limit,
            "warranty_years": product.warranty_years,
            "collections": list(product.collections.all()),
            "options": [held.option for held in product.product_options.select_related("option")],
        }
        for value in product.attribute_values.select_related("attribute"):
            facts.setdefault(f"attribute_{value.attribute.code}", []).append(value)
        return facts

    @property
    def facts(self):
        """What describe_product takes."""
        facts = {
            name: value for name, value in self.cleaned_data.items() if not name.startswith("attribute_")
        }
        values = [
            value for name in self.cleaned_data.keys() - facts.keys() for value in self.cleaned_data[name]
        ]
        return facts | {"attribute_values": values}


class MeasuresForm(ActionForm):
    """How heavy and how large a variant is."""

    grams = forms.IntegerField(label=_("Weight with packaging, in grams"), min_value=0, max_value=1_000_000)
    width_mm = forms.IntegerField(label=_("Width in mm"), min_value=1, max_value=100_000, required=False)
    depth_mm = forms.IntegerField(label=_("Depth in mm"), min_value=1, max_value=100_000, required=False)
    height_mm = forms.IntegerField(label=_("Height in mm"), min_value=1, max_value=100_000, required=False)


class VariantForm(MeasuresForm):
    """A new variant: its SKU, one value for each option of its product, its measures."""

    field_order = ["sku"]
    sku = forms.RegexField(
        SKU,
        label=_("SKU"),
        max_length=64,
        help_text=_("Letters, figures, dots and dashes; it stays for ever"),
    )

    def __init__(self, *args, product, **kwargs):
        super().__init__(*args, **kwargs)
        self.options = [held.option for held in product.product_options.select_related("option")]
        for option in self.options:
            self.fields[f"option_{option.code}"] = forms.ModelChoiceField(
                OptionValue.objects.filter(option=option), label=option.name
            )
        self.order_fields(["sku", *(f"option_{option.code}" for option in self.options)])

    @property
    def facts(self):
        """What add_variant takes."""
        values = [self.cleaned_data[f"option_{option.code}"] for option in self.options]
        measures = {name: self.cleaned_data[name] for name in MeasuresForm.base_fields}
        return {"sku": self.cleaned_data["sku"], "values": values, **measures}


class PictureForm(ActionForm):
    """A picture from the library or from this computer, and what it shows."""

    image = forms.ModelChoiceField(
        Image.objects.all(), label=_("From the library"), required=False, widget=AdminImageChooser
    )
    file = WagtailImageField(label=_("Or from this computer"), required=False)
    alt = forms.CharField(
        label=_("Alternative text"),
        max_length=200,
        help_text=_("What the picture shows, for those who do not see it"),
    )
    option_value = forms.ModelChoiceField(
        OptionValue.objects.none(),
        label=_("Shown for"),
        required=False,
        empty_label=_("All variants"),
        help_text=_("A picture of one colour leads when that colour is chosen"),
    )

    def __init__(self, *args, product, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option_value"].queryset = OptionValue.objects.filter(
            variants__product=product, variants__retired_at=None
        ).distinct()

    def clean(self):
        facts = super().clean()
        if not self.errors and bool(facts.get("image")) == bool(facts.get("file")):
            self.add_error("image", _("Choose one picture: from the library or from this computer."))
        return facts

"""What a block's value must hold beyond what each field demands; told beside the field that is wrong."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.struct_block import StructBlockValidationError

from commerce.catalogue.models import Variant


def refuse_foreign_sku(value):
    """Raise StructBlockValidationError if the SKU named is not one of the product's that are sold."""
    product, sku = value.get("product"), value.get("sku")
    if sku and product and not Variant.objects.filter(product=product, sku=sku, retired_at=None).exists():
        known = product.variants.filter(retired_at=None).values_list("sku", flat=True)
        problem = _("%(sku)s is not one of this product's variants: %(known)s.")
        raise refused("sku", problem % {"sku": sku, "known": ", ".join(known)})


def refused(field, problem):
    """The error of one field of a block."""
    return StructBlockValidationError(block_errors={field: ValidationError(problem)})

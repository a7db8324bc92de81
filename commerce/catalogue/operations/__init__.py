"""How products, variants, prices and listings come to be and change. Nothing else writes them."""

from commerce.catalogue.operations.approving import (
    approve_prices,
    decline_prices,
    limit_prices,
    withdraw_proposals,
)
from commerce.catalogue.operations.copies import duplicate_product
from commerce.catalogue.operations.listing import (
    note_presence,
    refresh_listing,
    refresh_offers,
    show_due_prices,
)
from commerce.catalogue.operations.prices import (
    NewPrice,
    end_price,
    plan_prices,
    prices_for_two,
    set_price,
    set_prices,
)
from commerce.catalogue.operations.products import (
    add_picture,
    create_product,
    describe_by,
    describe_product,
    offer_options,
    put_in_collections,
    remove_picture,
)
from commerce.catalogue.operations.retiring import restore_product, retire_product
from commerce.catalogue.operations.together import edit_products, judge_products
from commerce.catalogue.operations.variants import (
    add_variant,
    measure_variant,
    measure_variants,
    retire_variant,
)

__all__ = [
    "NewPrice",
    "add_picture",
    "add_variant",
    "approve_prices",
    "create_product",
    "decline_prices",
    "describe_by",
    "describe_product",
    "duplicate_product",
    "edit_products",
    "end_price",
    "judge_products",
    "limit_prices",
    "measure_variant",
    "measure_variants",
    "note_presence",
    "offer_options",
    "plan_prices",
    "prices_for_two",
    "put_in_collections",
    "refresh_listing",
    "refresh_offers",
    "remove_picture",
    "restore_product",
    "retire_product",
    "retire_variant",
    "set_price",
    "set_prices",
    "show_due_prices",
    "withdraw_proposals",
]

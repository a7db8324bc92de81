"""The thirty-two products of the demo, eight in each collection, in the order they are listed."""

from __future__ import annotations

from kinsite.demo.catalogue_accessories import ACCESSORIES
from kinsite.demo.catalogue_accessories_more import MORE_ACCESSORIES
from kinsite.demo.catalogue_desks import DESKS
from kinsite.demo.catalogue_desks_more import MORE_DESKS
from kinsite.demo.catalogue_lighting import LIGHTING
from kinsite.demo.catalogue_lighting_more import MORE_LIGHTING
from kinsite.demo.catalogue_options import (
    ATTRIBUTES,
    COLLECTIONS,
    DELIVERY_CLASSES,
    OPTIONS,
    TAX_CATEGORIES,
)
from kinsite.demo.catalogue_seating import SEATING
from kinsite.demo.catalogue_seating_more import MORE_SEATING
from kinsite.demo.catalogue_shape import Product, Variant

__all__ = [
    "ATTRIBUTES",
    "COLLECTIONS",
    "DELIVERY_CLASSES",
    "LOW_STOCK",
    "OPTIONS",
    "PRODUCTS",
    "PRODUCTS_BY_HANDLE",
    "TAX_CATEGORIES",
    "Product",
    "Variant",
    "in_collection",
]

LOW_STOCK = 5  # the threshold of the demo's stock items: fewer are "few left"

PRODUCTS: tuple[Product, ...] = (
    *DESKS,
    *MORE_DESKS,
    *SEATING,
    *MORE_SEATING,
    *LIGHTING,
    *MORE_LIGHTING,
    *ACCESSORIES,
    *MORE_ACCESSORIES,
)
PRODUCTS_BY_HANDLE = {product.handle: product for product in PRODUCTS}


def in_collection(handle: str) -> tuple[Product, ...]:
    return tuple(product for product in PRODUCTS if product.collection == handle)

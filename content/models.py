"""Imports the kinds of pages, so that Django finds them, and nothing else."""

from content.pages.home import HomePage
from content.pages.product import ProductPage
from content.pages.shop import CollectionPage, ShopPage
from content.pages.standard import StandardPage

__all__ = ["CollectionPage", "HomePage", "ProductPage", "ShopPage", "StandardPage"]

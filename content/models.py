"""Imports the kinds of pages, so that Django finds them, and nothing else."""

from content.pages.home import HomePage
from content.pages.inspiration import InspirationPage
from content.pages.journal import JournalPage, StoryPage
from content.pages.product import ProductPage
from content.pages.shop import CollectionPage, ShopPage
from content.pages.standard import StandardPage

__all__ = [
    "CollectionPage",
    "HomePage",
    "InspirationPage",
    "JournalPage",
    "ProductPage",
    "ShopPage",
    "StandardPage",
    "StoryPage",
]

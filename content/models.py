"""Imports the kinds of pages and snippets, so that Django finds them, and nothing else."""

from content.edge import PurgeWanted
from content.pages.home import HomePage
from content.pages.inspiration import InspirationPage
from content.pages.journal import JournalPage, StoryPage
from content.pages.product import ProductPage
from content.pages.shop import CollectionPage, ShopPage
from content.pages.standard import StandardPage
from content.rights import EditorsRight
from content.snippets import Announcement, CareGuide, FooterMenu, HeaderMenu, SizeGuide, Testimonial

__all__ = [
    "Announcement",
    "CareGuide",
    "CollectionPage",
    "EditorsRight",
    "FooterMenu",
    "HeaderMenu",
    "HomePage",
    "InspirationPage",
    "JournalPage",
    "ProductPage",
    "PurgeWanted",
    "ShopPage",
    "SizeGuide",
    "StandardPage",
    "StoryPage",
    "Testimonial",
]

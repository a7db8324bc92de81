"""Prepared orders."""

from commerce.drafts.models import Draft
from commerce.drafts.operations import add_goods, start_draft
from kinsite.foundation.actors import Actor
from tests.factories.markets import make_market

CLERK = Actor("staff", 1, "Staff 1")


def make_draft(*goods, email="anna@example.com", market=None, **facts) -> Draft:
    """A draft of (SKU, quantity), as a clerk begins it."""
    draft = start_draft(market=market or make_market(), email=email, by=CLERK, **facts)
    for sku, quantity in goods:
        add_goods(draft=draft, sku=sku, quantity=quantity, by=CLERK)
    return draft

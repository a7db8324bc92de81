"""What members of a crowd do that is written to the trail."""

from django.db import transaction

from commerce.catalogue.models import Variant
from commerce.catalogue.operations import approve_prices, decline_prices, set_price
from commerce.catalogue.proposals import PriceProposal
from commerce.markets.models import PriceList
from commerce.money import Money
from commerce.stock.models import StockItem
from commerce.stock.operations import receive_stock
from commerce.trail.operations import Area, Change, write_trail
from kinsite.foundation.actors import Actor


def price(variant_id, minor):
    """Set a price."""
    variant = Variant.objects.get(pk=variant_id)
    set_price(
        variant=variant, price_list=PriceList.objects.get(), money=Money(minor, "USD"), by=_staff(minor)
    )
    return "priced"


def receive(item_id, number):
    """Receive a unit."""
    receive_stock(stock_item=StockItem.objects.get(pk=item_id), quantity=1, reason="", by=_staff(number))
    return "received"


def note(number, *keys):
    """Write of several objects at once, in the order they are named."""
    with transaction.atomic():
        write_trail(
            changes=[Change(area=Area.SETTING, key=key, what="x", after=str(number)) for key in keys],
            by=_staff(number),
        )
    return "noted"


def approve(proposal_id, number):
    """Let a price come true."""
    approve_prices(proposals=[PriceProposal(pk=proposal_id)], by=_staff(number))
    return "approved"


def decline(proposal_id, number):
    """Leave a price as it is."""
    decline_prices(proposals=[PriceProposal(pk=proposal_id)], by=_staff(number))
    return "declined"


def _staff(number):
    return Actor("staff", number, f"Staff {number}")

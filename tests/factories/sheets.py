"""Sheets of products, handed in as a colleague does."""

from commerce.assortment.sheets import check_sheet
from kinsite.foundation.sheets import read_sheet
from tests.factories.staff import make_colleague

RIGHTS = [
    "commerce.change_product",
    "commerce.add_product",
    "commerce.change_price",
    "commerce.change_stockitem",
]


def make_sheet(text, user=None, file_name="products.csv"):
    """A checked sheet of a colleague who may do all that it asks."""
    user = user or make_colleague(*RIGHTS)
    return check_sheet(file_name=file_name, rows=read_sheet(text.encode()), user=user)

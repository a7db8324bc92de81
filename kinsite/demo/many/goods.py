"""What they buy: thousands of SKUs without pages, so that nobody finds them in the shop."""

from dataclasses import dataclass

from commerce.catalogue.models import Price, Product, TaxCategory, Variant
from commerce.markets.models import PriceList
from commerce.stock.models import Location, StockItem
from kinsite.demo.many.copying import Rows, next_id
from kinsite.foundation import clock

VARIANTS_A_PRODUCT = 5
WOODS = ("Oak", "Ash", "Walnut", "Birch", "Steel", "Linen", "Wool", "Cork")
THINGS = ("desk", "chair", "lamp", "shelf", "tray", "stool", "rug", "clock", "stand", "drawer")


@dataclass(frozen=True, slots=True)
class Good:
    variant_id: int
    stock_item_id: int
    sku: str
    title: str
    options: str
    minor: int
    grams: int


class Warehouse:
    """Tables of goods: made once, counted up while orders are made."""

    def __init__(self, chance, count):
        self.products = Rows(Product, "id code title", tax_category_id=_first(TaxCategory.objects.all()))
        self.variants = Rows(Variant, "id product_id sku position grams")
        self.prices = Rows(Price, "variant_id price_list_id minor", valid_from=clock.now())
        self.stock = Rows(
            StockItem,
            "id on_hand allocated variant_id",
            location_id=_first(Location.objects.filter(is_default=True)),
        )
        self.allocated = {}
        self.goods = self._make(chance, count)

    def _make(self, chance, count):
        product, variant = next_id(Product), next_id(Variant)
        item, lists = next_id(StockItem), list(PriceList.objects.values_list("pk", flat=True))
        goods = []
        for number in range(count):
            of_its_kind, place = divmod(number, VARIANTS_A_PRODUCT)
            product_id = product + of_its_kind
            title = f"{WOODS[of_its_kind % 8]} {THINGS[of_its_kind // 8 % 10]} {product_id}"
            if not place:
                self.products.add(product_id, f"many-{product_id}", title)
            good = Good(
                variant + number,
                item + number,
                f"MANY-{variant + number:05}",
                title,
                f"{100 + 20 * place} cm",
                chance.randrange(19, 900) * 100,
                chance.randrange(500, 30_000),
            )
            goods.append(good)
            self.variants.add(good.variant_id, product_id, good.sku, place, good.grams)
            for price_list in lists:
                self.prices.add(good.variant_id, price_list, good.minor)
        return goods

    def allocate(self, good, quantity):
        self.allocated[good.stock_item_id] = self.allocated.get(good.stock_item_id, 0) + quantity

    def tables(self, chance):
        """All rows, stock last: it knows what open orders wait for."""
        for good in self.goods:
            waiting = self.allocated.get(good.stock_item_id, 0)
            self.stock.add(good.stock_item_id, waiting + chance.randrange(0, 200), waiting, good.variant_id)
        return [self.products, self.variants, self.prices, self.stock]


def _first(rows):
    return rows.order_by("pk").values_list("pk", flat=True).first()

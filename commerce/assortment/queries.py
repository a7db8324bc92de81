"""What the shop knows of what a sheet names, and the sheet of what it carries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.db.models.functions import Upper

from commerce.assortment import columns as c
from commerce.assortment.models import SheetImport
from commerce.assortment.plan import ADD, PRICES, STOCK, KnownProduct, KnownVariant, World
from commerce.catalogue.models import OptionValue, Product, ProductOption, TaxCategory, Variant, VariantOption
from commerce.catalogue.queries import current_prices
from commerce.markets.models import PriceList
from commerce.stock.queries import default_items

RIGHTS = {ADD: "commerce.add_product", PRICES: "commerce.change_price", STOCK: "commerce.change_stockitem"}
BATCH = 500


def price_lists() -> dict[str, PriceList]:
    """The price lists by the column that holds their prices."""
    return {c.price_column(price_list.code): price_list for price_list in PriceList.objects.order_by("pk")}


def columns_for(user) -> list[str]:
    """The columns of a sheet that a colleague may take out, in their order."""
    plain = [name for name in c.PLAIN if name != c.LOW_AT or user.has_perm(RIGHTS[STOCK])]
    return [*plain, *(price_lists() if user.has_perm(RIGHTS[PRICES]) else ())]


def rights_of(user) -> frozenset[str]:
    return frozenset(name for name, right in RIGHTS.items() if user.has_perm(right))


def world_of(skus: Iterable[str], codes: Iterable[str], may: frozenset[str]) -> World:
    """What is known of these SKUs and product codes, in a fixed number of queries."""
    lists = price_lists()
    upper = sorted({sku.upper() for sku in skus})
    named = list(Variant.objects.annotate(upper=Upper("sku")).filter(upper__in=upper))
    ids = {variant.product_id for variant in named}
    products = _products(Q(pk__in=ids) | Q(code__in=list(codes)))
    variants = _variants(named, products, lists)
    values = OptionValue.objects.values_list("option__code", "code")
    return World(
        variants={variant.sku.upper(): variant for variant in variants},
        products={product.code: product for product in products.values()},
        taxes=frozenset(TaxCategory.objects.values_list("code", flat=True)),
        option_values=frozenset(values),
        currencies={column: price_list.currency for column, price_list in lists.items()},
        may=may,
    )


def sheet_rows(products, names: list[str]) -> Iterator[list]:
    """The sheet of what `products` sell: its head, then a row for each variant on sale."""
    yield names
    ids = list(products.order_by("title", "pk").values_list("pk", flat=True))
    lists = price_lists()
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        known = _products(Q(pk__in=batch))
        rows = Variant.objects.filter(product__in=batch, retired_at=None)
        told = _variants(list(rows.order_by("position", "pk")), known, lists)
        place = {pk: number for number, pk in enumerate(batch)}
        for variant in sorted(told, key=lambda variant: place[variant.product.pk]):
            yield [_cell(variant, name) for name in names]


def sheets_to_apply():
    """Sheets that were confirmed and are not done, the longest waiting first."""
    waiting = SheetImport.objects.filter(status=SheetImport.Status.CONFIRMED)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:50])


def _products(condition):
    products = Product.objects.filter(condition).select_related("tax_category")
    known = {
        product.pk: KnownProduct(
            product.pk,
            product.code,
            product.title,
            product.tax_category.code if product.tax_category else "",
            product.retired_at is not None,
            (),
        )
        for product in products
    }
    options = ProductOption.objects.filter(product__in=known).select_related("option")
    for held in options.order_by("position", "pk"):
        product = known[held.product_id]
        product.options = (*product.options, held.option.code)
    on_sale = Variant.objects.filter(product__in=known, retired_at=None)
    for variant in on_sale.prefetch_related("choices__option", "choices__value"):
        pairs = frozenset((choice.option.code, choice.value.code) for choice in variant.choices.all())
        known[variant.product_id].combinations[pairs] = variant.sku
    return known


def _variants(variants, products, lists):
    ids = [variant.pk for variant in variants]
    items, chosen, prices = default_items(ids), defaultdict(dict), {}
    for choice in VariantOption.objects.filter(variant__in=ids).select_related("option", "value"):
        chosen[choice.variant_id][choice.option.code] = choice.value.code
    for column, price_list in lists.items():
        prices[column] = current_prices(ids, price_list)
    for variant in variants:
        product, item = products[variant.product_id], items.get(variant.pk)
        values = {name: getattr(variant, name) for name in c.MEASURES}
        values[c.LOW_AT] = item.threshold if item else None
        for column, found in prices.items():
            price = found.get(variant.pk)
            values[column] = price.money if price else None
        options = tuple((o, chosen[variant.pk][o]) for o in product.options if o in chosen[variant.pk])
        yield KnownVariant(variant.pk, variant.sku, product, variant.retired_at is not None, options, values)


def _cell(variant, name):
    match name:
        case c.PRODUCT:
            return variant.product.code
        case c.NAME:
            return variant.product.title
        case c.SKU:
            return variant.sku
        case c.OPTIONS:
            return c.options_text(variant.options)
        case c.TAX:
            return variant.product.tax
    value = variant.values[name]
    return value.major if name.startswith(c.PRICE) and value else value

"""What one row of a sheet says, done by the operations of whatever it touches."""

from collections.abc import Iterable

from commerce.assortment import columns as c
from commerce.assortment.plan import CHANGED, KnownVariant, Plan
from commerce.assortment.queries import price_lists
from commerce.catalogue.models import Option, OptionValue, Product, TaxCategory, Variant
from commerce.catalogue.operations import (
    NewPrice,
    add_variant,
    create_product,
    describe_product,
    measure_variant,
    prices_for_two,
    set_prices,
)
from commerce.stock.operations import set_threshold
from commerce.stock.queries import default_items
from kinsite.foundation.actors import Actor


def add_row(*, sku: str, facts: dict, by: Actor) -> list[str]:
    """Add a variant, and its product where that is new. Returns which columns wait for a second colleague."""
    values = [
        OptionValue.objects.select_related("option").get(option__code=option, code=value)
        for option, value in facts.get(c.OPTIONS, ())
    ]
    product = Product.objects.filter(code=facts[c.PRODUCT]).first()
    if product is None:
        product = _begin(facts, [value.option for value in values], by)
    else:
        _describe(product, facts, by)
    measures = {name: facts.get(name) for name in c.MEASURES}
    variant = add_variant(product=product, sku=sku, values=values, by=by, **measures)
    waiting = _price(variant, facts, {}, by)
    _warn_at(variant, facts, by)
    return waiting


def change_row(*, variant: KnownVariant, facts: dict, by: Actor) -> list[str]:
    """Change of a variant what `facts` say, prices only where they are what was seen; as add_row()."""
    row = Variant.objects.select_related("product__tax_category").get(pk=variant.pk)
    _describe(row.product, facts, by)
    if any(name in facts for name in c.MEASURES):
        measures = {name: facts.get(name, variant.values[name]) for name in c.MEASURES}
        measure_variant(variant=row, by=by, **measures)
    waiting = _price(row, facts, variant.values, by)
    _warn_at(row, facts, by)
    return waiting


def foresee_waiting(plans: Iterable[Plan], by: Actor) -> None:
    """Say of rows that change prices which would wait for a second colleague as things stand now."""
    lists, prices, seen = price_lists(), [], set()
    changing = [plan for plan in plans if plan.verdict == CHANGED and not lists.keys().isdisjoint(plan.facts)]
    variants = Variant.objects.in_bulk([plan.variant.pk for plan in changing])
    for plan in changing:
        new = _prices(variants[plan.variant.pk], plan.facts, lists)
        prices += new.values()
        seen |= {price.key for price in new.values()}
    waiting = prices_for_two(prices=prices, seen=seen, by=by) if prices else ()
    for plan in changing:
        columns = [name for name in lists if name in plan.facts]
        plan.let_wait([name for name in columns if (plan.variant.pk, lists[name].pk) in waiting])


def _begin(facts, options: list[Option], by):
    return create_product(
        code=facts[c.PRODUCT],
        title=facts[c.NAME],
        tax_category=TaxCategory.objects.get(code=facts[c.TAX]),
        options=options,
        by=by,
    )


def _describe(product, facts, by):
    title = facts.get(c.NAME, product.title)
    category = TaxCategory.objects.get(code=facts[c.TAX]) if c.TAX in facts else product.tax_category
    if (title, category) != (product.title, product.tax_category):
        describe_product(
            product=product,
            title=title,
            teaser=product.teaser,
            tax_category=category,
            order_limit=product.order_limit,
            warranty_years=product.warranty_years,
            by=by,
        )


def _price(variant, facts, seen, by):
    """Set its prices; returns the columns of those that wait for a second colleague."""
    prices = _prices(variant, facts, price_lists())
    if prices:
        expected = {price.key: seen[column] for column, price in prices.items() if column in seen}
        waiting = set_prices(prices=prices.values(), seen=expected, by=by)
        held = {proposal.price_list_id for proposal in waiting}
        return [column for column, price in prices.items() if price.price_list.pk in held]
    return []


def _prices(variant, facts, lists):
    """The prices that `facts` name, by their columns."""
    return {
        column: NewPrice(variant=variant, price_list=price_list, money=facts[column])
        for column, price_list in lists.items()
        if column in facts
    }


def _warn_at(variant, facts, by):
    item = default_items([variant.pk]).get(variant.pk) if c.LOW_AT in facts else None
    if item:
        set_threshold(stock_item=item, threshold=facts[c.LOW_AT], by=by)

"""From the written catalogue to rows, through the shop's own operations."""

from datetime import timedelta

from django.core.files.images import ImageFile
from django.db import transaction

from commerce.catalogue.facets import (
    Attribute,
    AttributeLabel,
    AttributeValue,
    AttributeValueLabel,
    Option,
    OptionLabel,
    OptionValue,
    OptionValueLabel,
)
from commerce.catalogue.models import Collection, Product, TaxCategory
from commerce.catalogue.operations import (
    add_picture,
    add_variant,
    create_product,
    describe_by,
    offer_options,
    put_in_collections,
    set_price,
)
from commerce.markets.models import PriceList
from commerce.money import Money
from commerce.stock.models import StockItem
from commerce.stock.operations import open_stock_items, receive_stock, set_threshold
from kinsite.demo import catalogue
from kinsite.demo.pictures.render import pictures_of
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from kinsite.media.models import Image

# Old enough that the demo's sixty days of orders find prices and stock.
OPENED = timedelta(days=90)
SALE_BEGAN = timedelta(days=9)


def lay_in_pictures(files):
    """Image rows of drawn files, by the pictures' names; those that are there stay."""
    known = {image.title: image for image in Image.objects.filter(title__in=files)}
    for name, path in files.items():
        if name not in known:
            with path.open("rb") as drawing:
                image = Image(title=name)
                image.file = ImageFile(drawing, name=path.name)
                image.save()
            known[name] = image
    return known


def lay_in_products(images, progress=lambda done, of: None):
    """Options, attributes, collections and the thirty-two products. Returns them by handle."""
    options, values = _lay_in_options()
    attributes = _lay_in_attributes()
    collections = {
        facts.handle: Collection.objects.get_or_create(
            code=facts.handle, defaults={"title": facts.title, "position": position}
        )[0]
        for position, facts in enumerate(catalogue.COLLECTIONS)
    }
    shelves = _Shelves(options, values, attributes, collections, images)
    products = {product.code: product for product in Product.objects.all()}
    for number, facts in enumerate(catalogue.PRODUCTS, start=1):
        if facts.handle not in products:
            products[facts.handle] = shelves.put(facts)
        progress(number, len(catalogue.PRODUCTS))
    return products


class _Shelves:
    """What every product needs at hand."""

    def __init__(self, options, values, attributes, collections, images):
        self.options, self.values, self.attributes = options, values, attributes
        self.collections, self.images = collections, images
        self.tax_category = TaxCategory.objects.get(code="standard")
        self.price_lists = {price_list.currency: price_list for price_list in PriceList.objects.all()}

    @transaction.atomic
    def put(self, facts):
        """One product with its variants, prices, stock and pictures; all of it or nothing."""
        opened = clock.now() - OPENED
        with clock.travel(opened):
            product = create_product(
                code=facts.handle,
                title=facts.title,
                teaser=facts.teaser,
                tax_category=self.tax_category,
                order_limit=facts.order_limit,
                warranty_years=facts.warranty_years,
                by=SYSTEM,
            )
            put_in_collections(product=product, collections=[self.collections[facts.collection]], by=SYSTEM)
            offer_options(product=product, options=[self.options[key] for key in facts.options], by=SYSTEM)
            described = [*facts.materials, facts.assembly]
            describe_by(product=product, values=[self.attributes[key] for key in described], by=SYSTEM)
            variants = [self._variant(product, variant) for variant in facts.variants]
        for variant, row in zip(facts.variants, variants, strict=True):
            self._price(row, "USD", variant.usd, variant.was_usd)
            self._price(row, "EUR", variant.eur, variant.was_eur)
        self._hang_pictures(product, facts)
        return product

    def _variant(self, product, facts):
        row = add_variant(
            product=product,
            sku=facts.sku,
            values=[self.values[choice] for choice in facts.choices],
            grams=facts.grams,
            width_mm=facts.width,
            depth_mm=facts.depth,
            height_mm=facts.height,
            by=SYSTEM,
        )
        open_stock_items(variant_ids=[row.pk])
        item = StockItem.objects.get(variant=row)
        set_threshold(stock_item=item, threshold=catalogue.LOW_STOCK, by=SYSTEM)
        if facts.stock:
            receive_stock(stock_item=item, quantity=facts.stock, reason="Opening stock", by=SYSTEM)
        return row

    def _price(self, variant, currency, minor, was):
        """The price since the opening; on sale, the former price until the sale began."""
        price_list = self.price_lists[currency]
        now = clock.now()
        with clock.travel(now - OPENED):
            money = Money(was or minor, currency)
            set_price(variant=variant, price_list=price_list, money=money, by=SYSTEM)
        if was:
            with clock.travel(now - SALE_BEGAN):
                money = Money(minor, currency)
                set_price(variant=variant, price_list=price_list, money=money, is_reduction=True, by=SYSTEM)

    def _hang_pictures(self, product, facts):
        for name, colour, alt in pictures_of(facts):
            add_picture(
                product=product,
                image=self.images[name],
                alt=alt,
                option_value=self.values["colour", colour] if colour else None,
                by=SYSTEM,
            )


def _lay_in_options():
    options, values = {}, {}
    for position, facts in enumerate(catalogue.OPTIONS):
        option, _ = Option.objects.get_or_create(
            code=facts.key,
            defaults={"name": facts.name, "is_swatch": facts.key == "colour", "position": position},
        )
        OptionLabel.objects.get_or_create(option=option, locale="de", defaults={"label": facts.name_de})
        options[facts.key] = option
        for place, choice in enumerate(facts.values):
            value, _ = OptionValue.objects.get_or_create(
                option=option,
                code=choice.key,
                defaults={"name": choice.label, "swatch": choice.swatch, "position": place},
            )
            OptionValueLabel.objects.get_or_create(
                value=value, locale="de", defaults={"label": choice.label_de}
            )
            values[facts.key, choice.key] = value
    return options, values


def _lay_in_attributes():
    found = {}
    for position, facts in enumerate(catalogue.ATTRIBUTES):
        attribute, _ = Attribute.objects.get_or_create(
            code=facts.key, defaults={"name": facts.name, "position": position}
        )
        AttributeLabel.objects.get_or_create(
            attribute=attribute, locale="de", defaults={"label": facts.name_de}
        )
        for place, choice in enumerate(facts.values):
            value, _ = AttributeValue.objects.get_or_create(
                attribute=attribute, code=choice.key, defaults={"name": choice.label, "position": place}
            )
            AttributeValueLabel.objects.get_or_create(
                value=value, locale="de", defaults={"label": choice.label_de}
            )
            found[choice.key] = value
    return found

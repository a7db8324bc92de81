"""What a market sells, variant by variant, as Google Merchant wants to read it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.http import urlencode
from wagtail.images.models import Filter
from wagtail.models import Page

from commerce.catalogue.choices import choices_of
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.models import ListingRow, ProductPicture, Variant
from commerce.catalogue.queries import current_prices, picture_for
from commerce.money import Money
from content.mirrors import STANDS_FOR_ITSELF
from content.queries.pictures import absolute, give_files
from kinsite.media.shapes import LARGEST

PRODUCTS_AT_ONCE = 1000


def feed_items(market) -> Iterator[dict[str, str]]:
    """The fields of each variant on sale, by name; so many products at once, each in seven queries."""
    rows = ListingRow.objects.filter(market=market, is_listed=True).select_related("product").order_by("pk")
    last = 0
    while last is not None:
        found = list(rows.filter(pk__gt=last)[:PRODUCTS_AT_ONCE])
        yield from _items(found, market)
        last = found[-1].pk if len(found) == PRODUCTS_AT_ONCE else None


def _items(rows, market):
    by_product = {row.product_id: row for row in rows}
    variants = list(Variant.objects.filter(product__in=by_product, retired_at=None).order_by("product", "pk"))
    ids = [variant.pk for variant in variants]
    prices, levels = current_prices(ids, market.price_list), levels_of(ids)
    choices = choices_of(ids, market.language)
    texts = _texts(by_product, market)
    pictures = _pictures(by_product)
    for variant in variants:
        if variant.pk in prices:
            yield _item(
                variant,
                row=by_product[variant.product_id],
                price=prices[variant.pk],
                level=levels.get(variant.pk, Level()),
                choices=choices[variant.pk],
                text=texts.get(variant.product_id, ""),
                picture=picture_for(choices[variant.pk], pictures.get(variant.product_id, [])),
            )


def _item(variant, *, row, price, level, choices, text, picture):
    options = ", ".join(choice.label for choice in choices)
    return {
        "id": variant.sku,
        "item_group_id": row.product.code,
        "title": f"{row.title}, {options}" if options else row.title,
        "description": text or row.teaser or row.title,
        "link": f"{absolute(row.path)}?{urlencode({'variant': variant.sku})}",
        "image_link": _file_of(picture.image) if picture else "",
        "price": _amount(price.prior or price.money),
        "sale_price": _amount(price.money) if price.prior else "",
        "availability": "in_stock" if level.available else "out_of_stock",
        "condition": "new",
        "brand": settings.WAGTAIL_SITE_NAME,
        "identifier_exists": "no",
        "shipping_weight": f"{variant.grams} g",
    }


def _amount(money: Money) -> str:
    return f"{money.major} {money.currency}"


def _file_of(image):
    """The largest file that has been made, else what was uploaded: a feed of hundreds makes none."""
    made = image.find_existing_renditions(Filter(spec=LARGEST))
    return absolute(next(iter(made.values()), image.file).url)


def _texts(product_ids, market):
    """What each product's page says of it to search engines; a mirror says what its source does."""
    pages = Page.objects.live().filter(
        STANDS_FOR_ITSELF, productpage__product__in=product_ids, locale__language_code=market.language
    )
    return dict(pages.values_list("productpage__product_id", "search_description"))


def _pictures(product_ids):
    pictures = list(ProductPicture.objects.filter(product__in=product_ids).select_related("image"))
    give_files([picture.image for picture in pictures], [LARGEST])
    found = {}
    for picture in pictures:
        found.setdefault(picture.product_id, []).append(picture)
    return found

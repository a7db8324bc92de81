"""Products with variants, options, prices, pictures and pages, made as the shop makes them."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.core.files.images import ImageFile
from PIL import Image as Pillow

from commerce.catalogue.models import (
    Attribute,
    AttributeValue,
    Collection,
    Option,
    OptionValue,
    TaxCategory,
    Variant,
)
from commerce.catalogue.operations import (
    add_picture,
    add_variant,
    create_product,
    note_presence,
    offer_options,
    put_in_collections,
    set_price,
)
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from kinsite.media.models import Image
from tests.factories.markets import make_market
from tests.factories.stock import make_location, make_stock

numbers = count(1)


def make_tax_category(code="goods", name="Goods"):
    return TaxCategory.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_collection(code="desks", title=None):
    return Collection.objects.get_or_create(code=code, defaults={"title": title or code.title()})[0]


def make_option(code="colour", name=None, values=(), *, is_swatch=False):
    """The option of that code and its values by code; asked for again it has the new values too."""
    option, _ = Option.objects.get_or_create(
        code=code, defaults={"name": name or code.title(), "is_swatch": is_swatch}
    )
    found = {}
    for value in values:
        found[value], _ = OptionValue.objects.get_or_create(
            option=option,
            code=value,
            defaults={"name": value.capitalize(), "swatch": "#998877" if is_swatch else ""},
        )
    return option, found


def make_attribute_value(code="material", value="wood"):
    attribute, _ = Attribute.objects.get_or_create(code=code, defaults={"name": code.title()})
    return AttributeValue.objects.get_or_create(
        attribute=attribute, code=value, defaults={"name": value.capitalize()}
    )[0]


def make_product(
    sku=None,
    *,
    price=12900,
    prior=None,
    stock=5,
    title=None,
    product=None,
    options=None,
    grams=1000,
    order_limit=10,
    tax_category=None,
    collections=(),
    path="",
    threshold=2,
) -> Variant:
    """One variant that can be bought, of a product of its own unless one is given.

    `options` are names by option code: {"colour": "oak"}. `stock=None` leaves it uncounted, `price=None`
    unpriced. A new product has a live page, at `path` if it is given; `path=None` leaves it without.
    """
    market = make_market()
    make_location()
    number = next(numbers)
    sku = sku or f"SKU-{number}"
    if product is None:
        product = create_product(
            code=sku.lower(),
            title=title or f"Product {sku}",
            tax_category=tax_category or make_tax_category(),
            order_limit=order_limit,
            by=SYSTEM,
        )
        if collections:
            shown_in = [make_collection(code) for code in collections]
            put_in_collections(product=product, collections=shown_in, by=SYSTEM)
        path = f"/shop/things/{product.code}/" if path == "" else path
    values = _values(options or {})
    if values and not product.variants.exists():
        offer_options(product=product, options=[value.option for value in values], by=SYSTEM)
    variant = add_variant(product=product, sku=sku, values=values, grams=grams, by=SYSTEM)
    if price is not None:
        _price(variant, market.price_list, price, prior)
    if stock is not None:
        make_stock(variant, stock, threshold=threshold)
    if path:
        make_page_of(product, path=path)
    return variant


def _price(variant, price_list, minor, prior):
    """What it costs now; with a `prior` it is reduced from what it cost for forty days."""
    if prior:
        with clock.travel(clock.now() - timedelta(days=40)):
            money = Money(prior, price_list.currency)
            set_price(variant=variant, price_list=price_list, money=money, by=SYSTEM)
    money = Money(minor, price_list.currency)
    set_price(variant=variant, price_list=price_list, money=money, is_reduction=bool(prior), by=SYSTEM)


def _values(options):
    return [make_option(code, values=[value])[1][value] for code, value in options.items()]


def make_page_of(
    product,
    *,
    path="/shop/a/",
    locale="en",
    title=None,
    teaser="",
    state="live",
    page_id=1,
    live_revision_id=None,
):
    """A page of the product, as content reports it."""
    note_presence(
        product=product,
        locale=locale,
        title=title or product.title,
        teaser=teaser,
        path=path,
        page_id=page_id,
        live_revision_id=live_revision_id,
        state=state,
    )


def make_image(title="A desk", colour="#D2B388"):
    data = BytesIO()
    Pillow.new("RGB", (8, 8), colour).save(data, "PNG")
    return Image.objects.create(title=title, file=ImageFile(BytesIO(data.getvalue()), name="desk.png"))


def make_picture(product, *, value=None, image=None, alt="A desk, from the left"):
    return add_picture(product=product, image=image or make_image(), alt=alt, option_value=value, by=SYSTEM)

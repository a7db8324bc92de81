"""What a product page shows that is the same for everyone: pictures, price and stock in words, facts."""

from collections import defaultdict
from decimal import Decimal

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commerce.cart.signed import sign_source
from commerce.catalogue.choices import choices_of
from commerce.catalogue.facets import AttributeLabel, AttributeValueLabel
from commerce.catalogue.models import ListingRow, ProductAttribute, ProductPicture
from content import structured
from content.cards import price_of, stock_of
from content.queries.pictures import absolute, give_files, sharing_url
from content.queries.shelf import shelf_for
from kinsite.media.shapes import LARGEST, SHAPES

OFFER_BLOCK = "offer"
PICTURES_FOR_MACHINES = 3


def product_page(page, request, *, head) -> dict:
    """All that the template shows; a draft without a product shows its story alone."""
    shelf = shelf_for(page, request)
    if page.product_id is None:
        return {"shelf": shelf}
    rows = ListingRow.objects.select_related("product").filter(product=page.product_id, market=request.market)
    row = rows.first()
    product = row.product if row else page.product
    variants = list(product.variants.filter(retired_at=None))
    choices = choices_of([variant.pk for variant in variants], request.market.language)
    pictures = gallery_of(product, first=_picked_values(variants, choices, request.GET.get("variant")))
    context = {
        "shelf": shelf,
        "product": product,
        "pictures": pictures,
        "facts": facts_of(product, variants, choices, request.market.language),
        "offer_url": _offer_url(page, product, variants, request.GET.get("variant")),
        "share_image_url": head["share_image_url"] or sharing_url(pictures[0]["image"] if pictures else None),
    }
    if row is None or row.from_minor is None:
        return context
    row.market = request.market
    return {
        **context,
        "price": price_of(row, request.market),
        "stock": stock_of(row),
        "structured_data": structured.as_data_block(
            structured.product(
                row=row,
                name=page.title,
                description=page.search_description,
                url=head["canonical_url"],
                image_urls=[
                    absolute(picture["image"].get_rendition(LARGEST).url)
                    for picture in pictures[:PICTURES_FOR_MACHINES]
                ],
            ),
            structured.breadcrumb_list(head["trail"], settings.SITE_URL),
        ),
    }


def gallery_of(product, *, first=frozenset()) -> list[dict]:
    """The product's pictures as components/gallery.html takes them, those of the `first` values leading."""
    pictures = list(ProductPicture.objects.filter(product=product).select_related("image"))
    give_files([picture.image for picture in pictures], [*SHAPES["square"], *SHAPES["wide"], LARGEST])
    pictures.sort(key=lambda picture: picture.option_value_id not in first)
    return [
        {"image": picture.image, "alt": picture.alt, "value": str(picture.option_value_id or "")}
        for picture in pictures
    ]


def facts_of(product, variants, choices, language) -> list[dict]:
    """Dimensions, weight and attributes, as components/facts.html takes them."""
    facts = [
        {"label": " · ".join([_("Dimensions"), *names]), "value": text}
        for text, names in _by_text(variants, choices, _dimensions)
    ]
    facts += [
        {"label": " · ".join([_("Weight, packed"), *names]), "value": text}
        for text, names in _by_text(variants, choices, _weight)
    ]
    values = defaultdict(list)
    for name, text in _attributes(product, language):
        values[name].append(text)
    return facts + [{"label": name, "value": ", ".join(texts)} for name, texts in values.items()]


def _attributes(product, language):
    """The name of each attribute and value of the product, in the language where it has a label in it."""
    names = AttributeLabel.objects.filter(attribute=OuterRef("value__attribute"), locale=language)
    texts = AttributeValueLabel.objects.filter(value=OuterRef("value"), locale=language)
    rows = ProductAttribute.objects.filter(product=product).order_by(
        "value__attribute__position", "value__position"
    )
    return rows.values_list(
        Coalesce(Subquery(names.values("label")), F("value__attribute__name")),
        Coalesce(Subquery(texts.values("label")), F("value__name")),
    )


def _by_text(variants, choices, wording):
    """Each text with the names of the values that only its variants have; one text needs no names."""
    groups = defaultdict(list)
    for variant in variants:
        text = wording(variant)
        if text:
            groups[text].append({choice.label: None for choice in choices[variant.pk]})
    for text, held in groups.items():
        others = {
            name for other, names in groups.items() if other != text for names in names for name in names
        }
        own = {name: None for names in held for name in names if name not in others}
        yield text, list(own) if len(groups) > 1 else []


def _dimensions(variant):
    sides = [variant.width_mm, variant.depth_mm, variant.height_mm]
    if not all(sides):
        return ""
    return _("%(sides)s cm (width × depth × height)") % {"sides": " × ".join(map(_tenth, sides))}


def _weight(variant):
    return _("%(number)s kg") % {"number": _number(Decimal(variant.grams) / 1000)} if variant.grams else ""


def _tenth(millimetres):
    return _number(Decimal(millimetres) / 10)


def _number(amount):
    rounded = amount.quantize(Decimal("0.1"))
    return number_format(int(rounded) if rounded == int(rounded) else rounded)


def _picked_values(variants, choices, sku):
    return {choice.value_id for variant in variants if variant.sku == sku for choice in choices[variant.pk]}


def _offer_url(page, product, variants, sku):
    """Where the live part answers, with what the shopper came for and where from."""
    asked = {}
    if page.pk and page.live_revision_id:
        asked["source"] = sign_source(page_id=page.pk, revision_id=page.live_revision_id, block=OFFER_BLOCK)
    if any(variant.sku == sku for variant in variants):
        asked["variant"] = sku
    url = reverse("offer", args=[product.code])
    return f"{url}?{urlencode(asked)}" if asked else url

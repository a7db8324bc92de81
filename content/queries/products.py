"""What a product page shows that is the same for everyone: pictures, price and stock in words, facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commerce.catalogue.facets import AttributeLabel, AttributeValueLabel, OptionValueLabel
from commerce.catalogue.models import ProductAttribute, ProductPicture, Variant
from commerce.catalogue.queries import offer_of, told_of_variant, variant_told
from commerce.reviews.queries import counts_in, rating_from, reviews_in, shares_of
from commerce.storefront.offers import offer_context
from commerce.storefront.wording import is_first_language, picture_words
from content import structured
from content.blocks.video import shown_film
from content.cards import price_of, stock_of
from content.previews import preview_of
from content.queries.guides import guides_of
from content.queries.languages import with_query
from content.queries.pictures import absolute, sharing_picture
from content.queries.shelf import shelf_for
from kinsite.media.shapes import LARGEST

OFFER_BLOCK, RECENT_BLOCK = "offer", "recent"
PICTURES_FOR_MACHINES = 3


def product_page(page, request, *, head) -> dict:
    """All that the template shows; a draft without a product shows its story alone."""
    guides = guides_of(page)
    if page.product_id is None:
        return {"shelf": shelf_for(page, request), "guides": guides}
    preview = preview_of(page, request)
    variants = _variants(page.product_id, request.market.language)
    asked = preview.sku if preview else request.GET.get("variant", "")
    sku = asked if asked in variants else ""
    pictures = list(ProductPicture.objects.filter(product=page.product_id).select_related("image"))
    attributes = _attributes(page.product_id, request.market.language)
    shelf = shelf_for(
        page,
        request,
        product_id=page.product_id,
        pictures=[picture.image for picture in pictures],
        along={
            "attributes_told": ArraySubquery(attributes),
            **({"picked_told": told_of_variant(sku, request.market)} if sku else {}),
        },
    )
    row = shelf.row(page.product_id)
    product = row.product if row else page.product
    gallery = _gallery(
        pictures,
        title=page.title,
        names={pk: name for variant in variants.values() for pk, name in variant.values.items()},
        first=variants[sku].values if sku else {},
    )
    shown = [picture["image"] for picture in gallery]
    told_variant = urlencode({"variant": sku}) if sku else ""
    reviews = _reviews(product, row, request.market.language)
    return {
        "shelf": shelf,
        "languages": with_query(head["languages"], told_variant),
        "product": product,
        "lead": product.teaser if is_first_language() or head["told_in"] else page.search_description,
        "pictures": [*gallery, *_films(page)],
        "facts": facts_of(variants.values(), row.attributes_told if row else _read(attributes)),
        "guides": guides,
        "is_retired": product.retired_at is not None,
        "reviews": reviews,
        "recent_url": shelf.recent_url(RECENT_BLOCK),
        "offer_url": _offer_url(shelf, product, sku),
        "share_picture": sharing_picture(page.share_image or (shown[0] if shown else None)),
        **(_price(page, row, sku, shown, head, reviews) if _is_sold(row) else {}),
        **(_live_part(product, request.market, preview) if preview else {}),
    }


def _is_sold(row):
    """Whether the market has a price for it; a draft's product may have one long before it is listed."""
    return row is not None and row.from_minor is not None and row.product.retired_at is None


def _reviews(product, row, language):
    """What people say, as commerce/reviews/section.html takes it: of one moment, told by one query."""
    counts = counts_in(row) if row else {}
    return {
        "url": reverse("reviews", args=[product.code]),
        "write_url": reverse("review_write", args=[product.code]),
        "rating": rating_from(counts),
        "shares": shares_of(counts),
        "latest": reviews_in(row) if row else [],
        "language": language,
    }


def _price(page, row, sku, images, head, reviews):
    """Price and stock for people, and the same for machines: of what is picked, if the market sells it."""
    variant = variant_told(sku, row, row.picked_told) if sku else None
    # Not the canonical one: where a page is mirrored, that one shows the price of another market.
    url = head["own_url"]
    product = structured.product(
        row=row,
        variant=variant,
        name=page.title,
        description=page.search_description,
        url=f"{url}?{urlencode({'variant': variant.sku})}" if variant else url,
        image_urls=[absolute(image.get_rendition(LARGEST).url) for image in images[:PICTURES_FOR_MACHINES]],
    ) | structured.opinions(reviews["rating"], reviews["latest"])
    return {
        "price": price_of(variant or row, row.market),
        "stock": stock_of(variant or row),
        "structured_data": structured.as_data_block(product, *head["things"]),
    }


def _live_part(product, market, preview):
    """The live part as it would be. Before its page is public nothing answers at the address of an offer."""
    offer = offer_of(product, market, picked=preview.sku, at=preview.at, levels=preview.levels)
    return {"live_part": render_to_string("commerce/offers/fragment.html", offer_context(offer, market))}


@dataclass(slots=True)
class _Variant:
    """What the page says of a variant; `values` are the names of what it is, by the id of the value."""

    grams: int
    sides: tuple[int | None, ...]
    values: dict[int, str] = field(default_factory=dict)


def _variants(product_id, language) -> dict[str, _Variant]:
    """The variants on sale by SKU, with what each of them is."""
    label = OptionValueLabel.objects.filter(value=OuterRef("choices__value"), locale=language).values("label")
    rows = Variant.objects.filter(product=product_id, retired_at=None).order_by(
        "position", "pk", "choices__option__position"
    )
    found = {}
    for sku, grams, *sides, value_id, name in rows.values_list(
        "sku",
        "grams",
        "width_mm",
        "depth_mm",
        "height_mm",
        "choices__value_id",
        Coalesce(Subquery(label), F("choices__value__name")),
    ):
        variant = found.setdefault(sku, _Variant(grams, tuple(sides)))
        if value_id:
            variant.values[value_id] = name
    return found


def _gallery(pictures, *, title, names, first):
    """The pictures as components/gallery.html takes them, those of the `first` values leading."""
    ordered = sorted(pictures, key=lambda picture: picture.option_value_id not in first)
    return [
        {
            "image": picture.image,
            "alt": picture_words(picture, title=title, value=names.get(picture.option_value_id, "")),
            "value": str(picture.option_value_id or ""),
        }
        for picture in ordered
    ]


def _films(page):
    """The page's videos as components/gallery.html takes them, beside pictures."""
    films = [film for child in page.films if (film := shown_film(child.value))]
    return [{"image": film["poster"], "film": film} for film in films]


def facts_of(variants: Iterable[_Variant], attributes) -> list[dict]:
    """Dimensions, weight and attributes, as components/facts.html takes them."""
    variants = list(variants)
    measures = {_("Dimensions (W × D × H)"): _dimensions, _("Weight, packed"): _weight}
    facts = [
        {"label": " · ".join([label, *names]), "value": text}
        for label, wording in measures.items()
        for text, names in _by_text(variants, wording)
    ]
    values = defaultdict(list)
    for told in attributes:
        values[told["name"]].append(told["text"])
    return facts + [{"label": name, "value": ", ".join(texts)} for name, texts in values.items()]


def _attributes(product_id, language):
    """The name and text of each attribute of the product, in the language where it has a label in it.

    They are read along with what a market says of the product.
    """
    names = AttributeLabel.objects.filter(attribute=OuterRef("value__attribute"), locale=language)
    texts = AttributeValueLabel.objects.filter(value=OuterRef("value"), locale=language)
    rows = ProductAttribute.objects.filter(product=product_id).order_by(
        "value__attribute__position", "value__position"
    )
    name = Coalesce(Subquery(names.values("label")), F("value__attribute__name"))
    text = Coalesce(Subquery(texts.values("label")), F("value__name"))
    return rows.values(told=JSONObject(name=name, text=text))


def _read(attributes):
    return attributes.values_list("told", flat=True)


def _by_text(variants, wording):
    """Each text with the names of what only its variants are; where there is one text, it needs no names."""
    groups = defaultdict(dict)
    for variant in variants:
        text = wording(variant)
        if text:
            groups[text].update(variant.values)
    for text, values in groups.items():
        others = {pk for other in groups if other != text for pk in groups[other]}
        own = [name for pk, name in values.items() if pk not in others]
        yield text, own if len(groups) > 1 else []


def _dimensions(variant):
    if not all(variant.sides):
        return ""
    sides = " × ".join(_number(Decimal(side) / 10) for side in variant.sides)
    return _("%(sides)s cm") % {"sides": sides}


def _weight(variant):
    return _("%(number)s kg") % {"number": _number(Decimal(variant.grams) / 1000)} if variant.grams else ""


def _number(amount):
    rounded = amount.quantize(Decimal("0.1"))
    return number_format(int(rounded) if rounded == int(rounded) else rounded)


def _offer_url(shelf, product, sku):
    """Where the live part answers, with what the shopper came for and where from."""
    asked = {"source": shelf.source(OFFER_BLOCK), "variant": sku}
    given = urlencode({name: value for name, value in asked.items() if value})
    url = reverse("offer", args=[product.code])
    return f"{url}?{given}" if given else url

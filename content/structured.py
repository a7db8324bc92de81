"""What machines read on a page: schema.org, true to what is shown. Pure."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from commerce.catalogue.models import ListingRow
from commerce.catalogue.queries import ShownVariant
from commerce.catalogue.ratings import Rating
from commerce.reviews.queries import ShownReview

_ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
_AVAILABILITY = {
    ListingRow.Availability.IN_STOCK: "https://schema.org/InStock",
    ListingRow.Availability.FEW_LEFT: "https://schema.org/LimitedAvailability",
    ListingRow.Availability.SOLD_OUT: "https://schema.org/OutOfStock",
}


def as_data_block(*things: dict[str, Any]) -> SafeString:
    """JSON-LD to stand inside a script element of its own type, from which nothing can break out."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def breadcrumb_list(trail: list[dict], site_url: str) -> dict:
    """The way from home to here."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step["title"], "item": site_url + step["url"]}
            for position, step in enumerate(trail, start=1)
            if step["url"]
        ],
    }


def article(
    *,
    headline: str,
    description: str,
    url: str,
    image_url: str,
    author: str,
    written_on: date,
    changed_at: datetime | None,
) -> dict:
    """A story of the journal; what is not shown is not told."""
    facts = {
        "@type": "Article",
        "headline": headline,
        "description": description,
        "mainEntityOfPage": url,
        "datePublished": written_on.isoformat(),
        "publisher": {"@type": "Organization", "name": "Kin Workspace"},
    }
    if image_url:
        facts["image"] = [image_url]
    if author:
        facts["author"] = {"@type": "Person", "name": author}
    if changed_at and changed_at.date() > written_on:
        facts["dateModified"] = changed_at.isoformat()
    return facts


def organization(*, name: str, url: str, logo_url: str, slogan: str, description: str) -> dict:
    """Who keeps the shop, in the words of its first page."""
    said = {"slogan": slogan, "description": description}
    return {
        "@type": "Organization",
        "@id": f"{url}#organization",
        "name": name,
        "url": url,
        "logo": logo_url,
        **{key: text for key, text in said.items() if text},
    }


def questions(pairs: Iterable[tuple[str, str]]) -> dict:
    """Questions with their answers, as plain text."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in pairs
        ],
    }


def product(
    *,
    row: ListingRow,
    variant: ShownVariant | None,
    name: str,
    description: str,
    url: str,
    image_urls: list[str],
) -> dict:
    """A product with what it costs: one price as an offer, several as the range they start.

    Where one `variant` is shown, all is told of that one, as the feed for merchants tells it.
    """
    told = variant or row
    price = {"price": str(told.price.major)}
    kind = "Offer"
    if told.was:
        price["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/StrikethroughPrice",
            "price": str(told.was.major),
            "priceCurrency": told.was.currency,
        }
    if row.varies and not variant:
        kind, price = "AggregateOffer", {"lowPrice": str(row.price.major), "offerCount": len(row.skus)}
    return {
        "@type": "Product",
        "name": name,
        "description": description,
        "url": url,
        "image": image_urls,
        "sku": variant.sku if variant else next(iter(row.skus), row.product.code),
        "brand": {"@type": "Brand", "name": "Kin Workspace"},
        "offers": {
            "@type": kind,
            "url": url,
            "priceCurrency": told.price.currency,
            "availability": _AVAILABILITY[told.availability],
            **price,
        },
    }


def opinions(rating: Rating | None, reviews: Iterable[ShownReview]) -> dict:
    """What is said of a product: the average, and the reviews that stand on the page."""
    if rating is None:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": str(rating.average),
            "reviewCount": rating.count,
        },
        "review": [
            {
                "@type": "Review",
                "name": review.title,
                "reviewBody": review.text,
                "inLanguage": review.language,
                "datePublished": review.when.date().isoformat(),
                "author": {"@type": "Person", "name": review.author},
                "reviewRating": {"@type": "Rating", "ratingValue": str(review.rating)},
            }
            for review in reviews
        ],
    }

"""What a product's live part shows, gathered from the catalogue, stock and delivery."""

from collections import defaultdict
from collections.abc import Iterable

from babel.lists import format_list
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.cart.rules import Bound, room_for
from commerce.catalogue.models import Product, Variant
from commerce.catalogue.offers import OfferVariant
from commerce.catalogue.queries import live_presences, offer_of
from commerce.catalogue.rules import Availability
from commerce.customers.rules import country_choices
from commerce.payments.queries import payment_settings
from commerce.shipping.queries import deliveries_by_country
from commerce.storefront.wording import limit_words, picture_words, stock_limit_words, stock_words, tax_note
from kinsite.media.models import Rendition
from kinsite.media.shapes import LARGEST

# What the ids of an offer begin with: on its product's page, and in the drawer over another page.
OWN_PLACE, QUICK_PLACE = "offer", "quick"
# Names of options in an address are marked, so that an option may have any code.
PREFIX = "option_"
STOCK_STATES = {
    Availability.IN_STOCK: "available",
    Availability.FEW_LEFT: "low",
    Availability.SOLD_OUT: "sold_out",
}


def product_on_offer(code, market):
    """The product of an offer's address, or None: before its page is live nothing is told of it."""
    product = Product.objects.filter(code=code).first()
    return product if product and live_presences([product.pk], market) else None


def variant_known(sku):
    """A variant, sold or not: what somebody keeps may have gone out of sale."""
    return Variant.objects.select_related("product").filter(sku=sku).first()


def variant_on_offer(sku, market):
    """A variant of a product whose page is live, and the title it has there; else None and no title."""
    variant = variant_known(sku)
    presence = variant and live_presences([variant.product_id], market).get(variant.product_id)
    return (variant, presence.title) if presence else (None, "")


def picked_offer(product, market, params):
    """The offer as picked: by options, else by SKU.

    A combination that is not made leads to its nearest neighbour with the value picked last, which is
    the one that the variant shown before does not have.
    """
    sku = params.get("variant", "")
    values = {name.removeprefix(PREFIX): params[name] for name in params if name.startswith(PREFIX)}
    offer = offer_of(product, market, picked=values or sku)
    if offer.picked or not offer.variants:
        return offer
    shown = next((variant for variant in offer.variants if variant.sku == sku), None)
    return offer_of(product, market, picked=_nearest(offer.variants, values, shown).sku)


def offer_context(offer, market, *, source="", problem="", quantity=1, place=OWN_PLACE):
    """The context of commerce/offers/fragment.html."""
    url = reverse("offer", args=[offer.product.code])
    context = {
        "place": place,
        "is_quick": place == QUICK_PLACE,
        "title": offer.title,
        "story_url": offer.path,
        "url": url,
        "add_url": reverse("cart_add"),
        "source": source,
        "problem": problem,
        "picked": None,
    }
    picked = offer.picked
    if place == QUICK_PLACE:
        context["image"] = _picked_image(offer)
    if picked is None:
        return context
    room = room_for(available=picked.available, limit=offer.product.order_limit)
    return context | {
        "picked": picked,
        "options": _shown_options(offer),
        "picture": _picture_key(offer),
        "note": tax_note(market),
        "has_others": any(not variant.is_sold_out for variant in offer.variants),
        "stock": {"text": stock_words(picked.level), "state": STOCK_STATES[picked.availability]},
        "maximum": room.units,
        "quantity": min(max(quantity, 1), max(room.units, 1)),
        "hint": _hint(picked, room),
        "assurances": _assurances(offer, market),
    }


def address_of(offer, path):
    """The address of the picked variant on the page that shows it, for the browser's own history."""
    return f"{path}?{urlencode({'variant': offer.picked.sku})}" if offer.picked else path


def gallery(offer):
    """The pictures as components/gallery.html takes them, those of the picked variant first."""
    images = {picture.image_id: picture.image for picture in offer.pictures}
    for rendition in Rendition.objects.filter(image__in=images, filter_spec=LARGEST):
        images[rendition.image_id].prefetched_renditions.append(rendition)
    chosen = _picture_key(offer)
    names = {value.pk: value.label for option in offer.options for value in option.values}
    pictures = [
        {
            "image": picture.image,
            "alt": picture_words(picture, title=offer.title, value=names.get(picture.option_value_id, "")),
            "value": str(picture.option_value_id or ""),
        }
        for picture in offer.pictures
    ]
    return sorted(pictures, key=lambda picture: picture["value"] != chosen)


def _nearest(variants: Iterable[OfferVariant], values, shown):
    before = shown.values if shown else {}
    fresh = {(option, value) for option, value in values.items() if before.get(option) != value}

    def fit(variant):
        own = set(variant.values.items())
        return len(fresh & own), len(own & set(values.items())), not variant.is_sold_out

    return max(variants, key=fit)


def _shown_options(offer):
    return [
        {
            "key": f"{PREFIX}{option.code}",
            "name": option.label,
            "chosen": next((value.label for value in option.values if value.is_picked), ""),
            "values": [
                {
                    "value": value.code,
                    "label": value.label,
                    "colour": value.swatch if option.is_swatch else "",
                    "selected": value.is_picked,
                    "state": _state(value),
                }
                for value in option.values
            ],
        }
        for option in offer.options
    ]


def _state(value):
    if not value.is_possible:
        return "unavailable"
    return "sold_out" if value.target.is_sold_out else "available"


def _picture_key(offer):
    """The option value whose pictures belong to the picked variant; empty where they are all alike."""
    picked = {value.pk for option in offer.options for value in option.values if value.is_picked}
    return next(
        (str(picture.option_value_id) for picture in offer.pictures if picture.option_value_id in picked), ""
    )


def _picked_image(offer):
    """The picture of what is picked, else the first; its small files were read with the offer."""
    chosen = _picture_key(offer)
    fitting = (picture for picture in offer.pictures if str(picture.option_value_id or "") == chosen)
    picture = next(fitting, next(iter(offer.pictures), None))
    return picture.image if picture else None


def _hint(picked, room):
    """Why no more than so many can be ordered, where the stock's own words do not say it."""
    if room.bound is Bound.LIMIT:
        return limit_words(room.units)
    if picked.availability == Availability.FEW_LEFT:
        return ""
    return stock_limit_words(room.units)


def _assurances(offer, market):
    items = [{"icon": "delivery", "text": text} for text in _delivery_words(offer.picked, market)]
    items += [{"icon": "returns", "text": _("30 days to send it back")}]
    items += [{"icon": "warranty", "text": text} for text in _warranty_words(offer.product)]
    return [*items, *({"icon": "instalments", "text": text} for text in _pay_later_words(market))]


def _warranty_words(product):
    """How long the shop itself stands for what it sells, on top of what the law gives."""
    if product.warranty_years:
        words = ngettext("%(count)d year of warranty", "%(count)d years of warranty", product.warranty_years)
        yield words % {"count": product.warranty_years}


def _pay_later_words(market):
    """That there are ways to pay later; who is offered which, and how, is decided at checkout."""
    names = payment_settings().pay_later_in(market.countries[0])
    if names:
        listed = format_list(names, style="or", locale=market.language)
        yield _("Pay later or in instalments with %(names)s, where they agree") % {"names": listed}


def _delivery_words(picked, market):
    """The cheapest delivery of one of these to each country of the market, and when it arrives.

    Countries that it costs and takes the same to are named together.
    """
    found = deliveries_by_country(
        market.countries, grams=picked.variant.grams, currency=market.currency, language=market.language
    )
    alike = defaultdict(list)
    for country, name in country_choices(market.countries, market.language):
        for delivery in found[country][:1]:
            alike[delivery.price, delivery.earliest, delivery.latest].append(name)
    for (price, earliest, latest), names in alike.items():
        words = {
            "country": format_list(names, locale=market.language),
            "from": date_format(earliest, "MONTH_DAY_FORMAT"),
            "until": date_format(latest, "MONTH_DAY_FORMAT"),
        }
        if price:
            words["price"] = price.written(market.language)
            yield _("%(country)s: delivery from %(price)s, between %(from)s and %(until)s") % words
        else:
            yield _("%(country)s: free delivery, between %(from)s and %(until)s") % words

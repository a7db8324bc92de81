"""quote_cart() is the one place that computes what a cart costs."""

from dataclasses import replace

from commerce.cart.queries import lines_of
from commerce.cart.signed import Source
from commerce.money import Money
from commerce.pricing.calculators import taxed, taxed_by_table
from commerce.pricing.quote import Quote, QuoteLine, Shown
from commerce.pricing.tax import Place, Terms
from commerce.pricing.vat_ids import vat_id_of
from commerce.shipping.queries import deliveries_to


def quote_cart(cart, *, place=None, delivery_code=None, vat_id=""):
    """Quote the lines of a cart that can be bought now.

    Without a place nothing is known of delivery and of added tax; where the market's prices include
    tax, it is shown for the market's first country. The cheapest delivery stands where none, or one
    that does not reach the place, is asked for. A VAT id counts where it has the form of the place's.
    Returns the quote and the deliveries to choose from.
    """
    market = cart.market
    lines = tuple(_line(view) for view in lines_of(cart) if not view.problem)
    quote = Quote(
        market=market.code,
        currency=market.currency,
        prices_include_tax=market.prices_include_tax,
        lines=lines,
        place=place,
        terms=_terms(cart, place, vat_id),
    )
    choices = []
    if place is not None:
        choices = deliveries_to(
            place.country, grams=quote.grams, currency=quote.currency, language=market.language
        )
        chosen = next((choice for choice in choices if choice.code == delivery_code), None)
        quote = taxed(replace(quote, delivery=chosen or next(iter(choices), None)))
    elif market.prices_include_tax:
        quote = replace(taxed_by_table(replace(quote, place=Place(market.countries[0]))), place=None)
    return quote, choices


def _terms(cart, place, vat_id):
    return Terms(
        area=cart.market.taxed_countries,
        vat_id=vat_id_of(vat_id, place.country) if place else "",
        exemption=cart.customer.tax_exemption if cart.customer_id else "",
    )


def _line(view):
    card, line = view.card, view.line
    return QuoteLine(
        variant_id=card.variant.pk,
        sku=card.variant.sku,
        title=card.title,
        options=card.options,
        quantity=view.quantity,
        unit=card.price,
        grams=card.grams,
        tax_category_id=card.tax_category_id,
        discount=Money(0, card.price.currency),
        shown=Shown(
            image_id=card.image.pk if card.image else None,
            path=card.path,
            revision_id=card.live_revision_id,
            source=Source(line.source_page_id, line.source_revision_id, line.source_block),
        ),
    )

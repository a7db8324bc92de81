"""quote_cart() is the one place that computes what a cart costs."""

from dataclasses import replace

from commerce.cart.queries import codes_in, lines_of
from commerce.cart.signed import Source
from commerce.credit.queries import cards_of
from commerce.customers.queries import groups_of
from commerce.discounts.queries import Buyer, collections_of, is_first_order, offers_and, terms_of
from commerce.discounts.rules import Decision, Facts, Line, decide
from commerce.money import Money
from commerce.pricing.calculators import taxed, taxed_by_table
from commerce.pricing.quote import Quote, QuoteLine, Shown, with_credit, with_discounts
from commerce.pricing.tax import Place, Terms
from commerce.pricing.vat_ids import vat_id_of
from commerce.shipping.queries import deliveries_to
from kinsite.foundation import clock


def quote_cart(cart, *, place=None, delivery_code=None, email="", vat_id="", views=None):
    """Quote the lines of a cart that can be bought now, with its taxes.

    Without a place nothing is known of delivery and of added tax; where the market's prices include
    tax, it is shown for the market's first country. The cheapest delivery stands where none, or one
    that does not reach the place, is asked for. The e-mail tells who buys: it is given when an order is
    placed, and not before, since anybody can type one (docs/decisions.md). A VAT id counts where it has
    the form of the place's; `views` are the cart's lines, for those who asked for them.
    Cards pay last, of the total.     Returns the quote and the deliveries to choose from.
    """
    quote, choices = _costs(cart, place, delivery_code, email, vat_id, views)
    return with_credit(quote, cards_of(cart), clock.now()), choices


def _costs(cart, place, delivery_code, email, vat_id, views):
    market = cart.market
    quote, choices = quote_before_tax(
        cart, place=place, delivery_code=delivery_code, email=email, vat_id=vat_id, views=views
    )
    if place is not None:
        return taxed(quote), choices
    if market.prices_include_tax:
        quote = replace(taxed_by_table(replace(quote, place=Place(market.countries[0]))), place=None)
    return quote, choices


def quote_before_tax(
    cart, *, place=None, delivery_code=None, email="", vat_id="", views=None, member_of=None
):
    """As quote_cart(), but nobody is asked for taxes: goods, delivery, and what discounts take off them.

    A sample may be bought by a member of a group, `member_of`, whoever's the cart is.
    """
    market = cart.market
    views = [view for view in (lines_of(cart) if views is None else views) if not view.problem]
    quote = Quote(
        market=market.code,
        currency=market.currency,
        prices_include_tax=market.prices_include_tax,
        lines=tuple(_line(view) for view in views),
        place=place,
        terms=_terms(cart, place, vat_id),
    )
    choices = []
    if place is not None:
        choices = deliveries_to(
            place.country, grams=quote.grams, currency=quote.currency, language=market.language
        )
        chosen = next((choice for choice in choices if choice.code == delivery_code), None)
        quote = replace(quote, delivery=chosen or next(iter(choices), None))
    return with_discounts(quote, _decision(cart, views, quote, choices, email, member_of)), choices


def _terms(cart, place, vat_id):
    return Terms(
        area=cart.market.taxed_countries,
        vat_id=vat_id_of(vat_id, place.country) if place else "",
        exemption=cart.customer.tax_exemption if cart.customer_id else "",
    )


def _decision(cart, views, quote, choices, email, member_of):
    """Which discounts apply; a shop without any asks no more than whether there are some."""
    discounts = list(offers_and(codes_in(cart)))
    if not discounts or not views:
        return Decision()
    buyer = Buyer(cart.customer_id, email, cart.pk)
    asks_for_first = any(discount.first_order_only for discount in discounts)
    asks_for_groups = any(discount.group_ids for discount in discounts)
    groups = frozenset([member_of.pk]) if member_of else None
    if asks_for_groups and groups is None:
        groups = groups_of(cart.customer_id)
    facts = Facts(
        now=clock.now(),
        country=quote.place.country if quote.place else "",
        delivery=quote.delivery.price if quote.delivery else None,
        cheapest_delivery=min((choice.price for choice in choices), default=None),
        is_first_order=is_first_order(buyer) if asks_for_first else None,
        is_typed=bool(email),
        groups=groups,
    )
    collections = collections_of(view.card.variant.product_id for view in views)
    lines = [
        Line(
            product_id=view.card.variant.product_id,
            collections=collections[view.card.variant.product_id],
            unit=view.card.price,
            quantity=view.quantity,
        )
        for view in views
    ]
    terms = terms_of(discounts, currency=quote.currency, language=cart.market.language, buyer=buyer)
    return decide(lines, terms, facts, quote.currency)


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

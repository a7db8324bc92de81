"""Why a cart, a wish list or a checkout was refused."""

from django.utils.translation import gettext_lazy as _

from commerce.errors.base import Refused, with_those_in_cart


class TooMany(Refused):
    """More units of one product than an order may hold."""

    def __init__(self, limit, *, in_cart=0):
        self.limit = limit
        self.shopper_message = with_those_in_cart(
            _("At most %(limit)d of these to an order.") % {"limit": limit}, in_cart
        )
        super().__init__(limit)


class CartClosed(Refused):
    """The cart was ordered, or merged into another, a moment ago."""

    shopper_message = _("Your cart was ordered a moment ago. What you add now starts a new one.")


class WishListFull(Refused):
    """A wish list holds as many wishes as somebody can look through."""

    shopper_message = _("Your wish list is full. Take something off it first.")


class InStockAgain(Refused):
    """Nobody waits for what can be bought."""

    shopper_message = _("This is in stock again: you can add it to your cart.")


class EmptyCart(Refused):
    """There is nothing to order."""

    shopper_message = _("Your cart is empty.")


class QuoteChanged(Refused):
    """What the shopper agreed to is not what it costs now."""

    shopper_message = _(
        "Something in your order changed while you were here. Please check the new total, then pay."
    )


class NoDelivery(Refused):
    """No delivery method reaches the address."""

    shopper_message = _("We do not deliver to this address yet.")

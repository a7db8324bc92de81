"""One class for each reason something was refused. `shopper_message` is fit to be shown."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Something was asked that the rules do not allow."""

    shopper_message = _("That did not work. Please try again.")


class IllegalMove(Refused):
    """A record was asked to take a step that its MOVES map does not have."""

    def __init__(self, record, target):
        self.record, self.target = record, target
        super().__init__(f"{type(record).__name__} {record.pk}: {record.status} cannot become {target}")


class OutOfStock(Refused):
    """Fewer units are to be had than were asked for."""

    shopper_message = _("There is less in stock than you asked for. Your cart shows what we still have.")

    def __init__(self, *skus):
        self.skus = skus
        super().__init__(", ".join(skus))


class FewerLeft(OutOfStock):
    """Fewer units of one variant are to be had than were asked for; `left` says how many."""

    def __init__(self, sku, *, left, in_cart=0):
        self.left = left
        words = ngettext("Only %(left)d left.", "Only %(left)d left.", left) if left else _("Sold out.")
        self.shopper_message = _with_those_in_cart(words % {"left": left}, in_cart)
        super().__init__(sku)


class NotAllocated(Refused):
    """More units were to leave the house than are allocated to the order and not shipped yet."""

    def __init__(self, *skus):
        self.skus = skus
        super().__init__(", ".join(skus))


class StockMoved(Refused):
    """The number on hand is not the one that was counted from."""

    def __init__(self, *, expected, actual):
        self.expected, self.actual = expected, actual
        super().__init__(f"{expected} were expected on hand, {actual} are there")


class ChoicesDoNotFit(Refused):
    """A variant must have one value for each option of its product, and no other."""

    shopper_message = _("Choose one value for each option of the product.")


class CombinationTaken(Refused):
    """Another variant of the product is the same in every option."""

    def __init__(self, sku):
        self.sku = sku
        self.shopper_message = _("%(sku)s has these options already.") % {"sku": sku}
        super().__init__(sku)


class SkuTaken(Refused):
    """A SKU names one variant, in whatever case it is written."""

    shopper_message = _("Another variant has this SKU.")


class CodeTaken(Refused):
    """A code names one product."""

    shopper_message = _("Another product has this code.")


class OptionsInUse(Refused):
    """The options of a product stand as long as variants are sold by them."""

    shopper_message = _("Variants are sold by these options. Retire them first.")


class PriorNotTrue(Refused):
    """A price is reduced from the lowest of the 30 days before, not from a higher one."""

    def __init__(self, highest):
        self.highest = highest
        super().__init__(f"it may be called reduced from {highest} at most")


class NotSold(Refused):
    """The variant is retired, or has no price in this market."""

    shopper_message = _("This item is not sold any more.")


class TooMany(Refused):
    """More units of one product than an order may hold."""

    def __init__(self, limit, *, in_cart=0):
        self.limit = limit
        self.shopper_message = _with_those_in_cart(
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


class CodeRefused(Refused):
    """A discount code takes nothing off this cart; each reason is a class of its own."""

    shopper_message = _("This code can't be used for your cart.")


class CodeUnknown(CodeRefused):
    """No discount has this code."""

    shopper_message = _("We do not know this code. Please check how it is spelt.")


class CodeExpired(CodeRefused):
    """The discount is over, or was ended."""

    shopper_message = _("This code has expired.")


class CodeNotYet(CodeRefused):
    """The discount has not begun."""

    shopper_message = _("This code can't be used yet.")


class BelowMinimum(CodeRefused):
    """The cart is worth less than the discount asks for; `missing` says how much less."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(str(missing))

    @property
    def shopper_message(self):
        words = _("This code needs a larger order: add goods for %(amount)s more.")
        return words % {"amount": self.missing.written(get_language() or "en")}


class CodeNotForThese(CodeRefused):
    """Nothing in the cart is what the discount is for."""

    shopper_message = _("This code is not for the items in your cart.")


class CodeAlreadyUsed(CodeRefused):
    """The customer used the discount as often as one may."""

    shopper_message = _("You have used this code already.")


class CodeForFirstOrders(CodeRefused):
    """The customer has ordered before."""

    shopper_message = _("This code is for a first order only.")


class CodeUsedUp(CodeRefused):
    """The discount was used as often as it may be."""

    shopper_message = _("This code has been used up.")


class CodeNotForCountry(CodeRefused):
    """The discount is not for where the order goes."""

    shopper_message = _("This code can't be used in your country.")


class CodeNotForCurrency(CodeRefused):
    """The discount has no amount in the currency of the cart."""

    shopper_message = _("This code can't be used in this currency.")


class CodeOutdone(CodeRefused):
    """Another discount, or several together, save more, and it does not go with them."""

    shopper_message = _("This code does not go with your other discounts, which save you more.")


class CodeTakesNothing(CodeRefused):
    """There is nothing left that it could take off."""

    shopper_message = _("This code takes nothing more off your order.")


class TooManyCodes(CodeRefused):
    """A cart holds a few codes."""

    shopper_message = _("Your cart holds as many codes as it can. Remove one first.")


class DiscountCodeTaken(Refused):
    """A code names one discount, in whatever case it is written."""

    shopper_message = _("Another discount has this code.")


class LimitBelowUses(Refused):
    """The discount was used more often than it was to be allowed."""

    def __init__(self, used):
        self.used = used
        self.shopper_message = _("It was used %(used)d times already.") % {"used": used}
        super().__init__(used)


class DiscountMoved(Refused):
    """A colleague changed the discount since the form was opened."""

    shopper_message = _("A colleague changed this discount meanwhile. Please look at it again.")


class AlreadyPaid(Refused):
    """The order of this cart is paid."""

    shopper_message = _("This order is already paid.")


class NothingToShip(Refused):
    """The order has no line left to pack."""

    shopper_message = _("There is nothing to ship in this order.")


class OrderMoved(Refused):
    """A colleague changed the order since the page was loaded; `steps` tell what happened."""

    shopper_message = _("The order changed meanwhile. Please look at what happened, then decide again.")

    def __init__(self, steps=()):
        self.steps = tuple(steps)
        super().__init__(", ".join(self.steps))


class RefundTooLarge(Refused):
    """More was to be given back than is left of what was captured, or of the units sold."""

    shopper_message = _("That is more than is left to refund.")


class NothingToRefund(Refused):
    """A refund gives something back."""

    shopper_message = _("This comes to nothing: choose units or an amount to refund.")


class RefundBlocked(Refused):
    """The bank took the money back, or may: a refund would give it twice."""

    shopper_message = _("This payment is disputed. Nothing can be refunded until the dispute is won.")


class SecondPersonNeeded(Refused):
    """Whoever asked for a refund does not approve it."""

    shopper_message = _("A colleague has to approve this refund.")


class LinkTooOld(Refused):
    """The link of a letter confirms no more: its time is over, or what it was for was ended since."""

    shopper_message = _("This link is no longer good.")


class AlreadyReviewed(Refused):
    """A customer says once what they think of a product."""

    shopper_message = _("You have reviewed this already. Thank you.")


class ReviewRewritten(Refused):
    """The author changed the review after it was read."""

    shopper_message = _("The author changed this review a moment ago. Please read it again.")


class ReviewWithdrawn(Refused):
    """The author took the review back."""

    shopper_message = _("This review was withdrawn.")


class PhotoUnfit(Refused):
    """A file that is no photo, or more of one than is taken."""

    def __init__(self, words):
        self.shopper_message = words
        super().__init__(str(words))

    @classmethod
    def no_picture(cls):
        return cls(_("Please choose photos as JPEG, PNG or WebP."))

    @classmethod
    def too_large(cls, megabytes):
        return cls(_("A photo may be %(megabytes)d MB at most.") % {"megabytes": megabytes})

    @classmethod
    def too_many_pixels(cls):
        return cls(_("One of the photos has too many pixels. Please choose a smaller one."))


class AlreadyVoted(Refused):
    """A person finds a review helpful once."""

    shopper_message = _("You have said so already. Thank you.")


class OwnReview(Refused):
    """Authors do not vote on what they wrote."""

    shopper_message = _("This review is your own.")


class GatewayError(Exception):
    """The payment provider did not answer, or not in time. Whether it acted is not known."""

    shopper_message = _("Our payment provider does not answer right now. Nothing was lost; please try again.")


class GatewayRefused(Exception):
    """The payment provider said no, for certain: nothing happened there."""

    shopper_message = _("The payment could not be started. Please try again.")

    def __init__(self, code, message=""):
        self.code = code
        super().__init__(f"{code}: {message}" if message else code)


class PaymentMismatch(Exception):
    """The provider reports another amount or currency than the order has. A person must look."""


def _with_those_in_cart(words, in_cart):
    """The reason, and what the shopper may have forgotten: that some lie in the cart already."""
    if not in_cart:
        return words
    held = ngettext("Your cart has %(count)d of them.", "Your cart has %(count)d of them.", in_cart)
    return f"{words} {held % {'count': in_cart}}"

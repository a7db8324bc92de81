"""One class for each reason something was refused. `shopper_message` is fit to be shown."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


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


class PastPrice(Refused):
    """What something cost is history."""

    shopper_message = _("What it cost in the past is history; choose a time to come.")


class PlanInTheWay(Refused):
    """A planned price overlaps the new one, so that it is open which of them was meant."""

    shopper_message = _("Another price is planned for that time. Withdraw it first, or choose another time.")

    def __init__(self, new, planned):
        self.new, self.planned = new, planned
        super().__init__(f"variant {new.variant_id}: {planned.money} from {planned.valid_from}")


class NotPriced(Refused):
    """There is no price of which a percentage could be taken."""

    def __init__(self, sku):
        self.sku = sku
        self.shopper_message = _("%(sku)s has no price at that time.") % {"sku": sku}
        super().__init__(sku)


class PriceInForce(Refused):
    """What is over can't be withdrawn, and a lasting price only be followed by another."""

    shopper_message = _("This price is in force or over. Set another one instead.")


@dataclass(frozen=True, slots=True)
class PriceMove:
    """A price that was changed after somebody looked at it; `change` is the decision in force."""

    key: tuple
    seen: object
    actual: object
    change: object


class PricesMoved(Refused):
    """Colleagues changed prices after they were looked at; `moves` say which."""

    shopper_message = _("Prices changed meanwhile. Please look at them, then save again.")

    def __init__(self, moves):
        self.moves = tuple(moves)
        super().__init__(", ".join(f"{move.key}: {move.seen}, now {move.actual}" for move in self.moves))


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

"""Why goods, their stock or their prices were refused."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.errors.base import Refused, with_those_in_cart


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
        self.shopper_message = with_those_in_cart(words % {"left": left}, in_cart)
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


class SkusTaken(Refused):
    """Some of many SKUs are taken, or given twice."""

    shopper_message = _("Other variants have these SKUs, or one is given twice.")

    def __init__(self, skus):
        self.skus = tuple(skus)
        super().__init__(", ".join(skus))


class CodeTaken(Refused):
    """A code names one product."""

    shopper_message = _("Another product has this code.")


class TooManyProducts(Refused):
    """More products than are changed at once."""


class SuccessorUnfit(Refused):
    """What is to follow a retired product has to be sold, and be another one."""

    shopper_message = _("Choose another product, one that is sold.")


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


@dataclass(frozen=True, slots=True)
class CellMove:
    """A cell of the grid that was changed after somebody looked at it."""

    key: tuple
    seen: object
    actual: object


class CellsMoved(Refused):
    """Colleagues changed cells of a grid meanwhile; `moves` and `price_moves` say which."""

    def __init__(self, moves, price_moves):
        self.moves, self.price_moves = tuple(moves), tuple(price_moves)
        super().__init__(", ".join(str(move.key) for move in (*self.moves, *self.price_moves)))


class SheetColumns(Refused):
    """A sheet has columns that mean nothing here or stand there twice, or lacks the SKU."""

    def __init__(self, unknown):
        self.unknown = tuple(unknown)
        super().__init__(", ".join(self.unknown))


class OwnProposal(Refused):
    """Whoever proposed a price does not decide it."""

    shopper_message = _("A colleague has to decide this: you proposed it yourself.")


class NotYourProposal(Refused):
    """Only whoever proposed a price withdraws it."""

    shopper_message = _("Only whoever proposed it withdraws it. You can decline it.")


class ProposalDecided(Refused):
    """Somebody was quicker; `proposal` says who, and how it was decided."""

    shopper_message = _("A colleague has decided this already.")

    def __init__(self, proposal):
        self.proposal = proposal
        super().__init__(f"proposal {proposal.pk} is {proposal.status}")


class NotSold(Refused):
    """The variant is retired, or has no price in this market."""

    shopper_message = _("This item is not sold any more.")

"""What people think of a product, in numbers. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BEST = 5
# How wide five stars are drawn.
STARS_WIDE = 100


@dataclass(frozen=True, slots=True)
class Rating:
    """So many ratings and what they sum up to."""

    sum: int
    count: int

    @property
    def average(self) -> Decimal:
        """With one decimal, as it is shown."""
        return (Decimal(self.sum) / self.count).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def width(self) -> int:
        """How far five stars are filled, in units of their drawing."""
        return stars_width(self.average)


UNRATED = Rating(0, 0)


def stars_width(rating) -> int:
    """How far five stars are filled for a rating, in units of their drawing."""
    return int(rating * STARS_WIDE / BEST)

"""Who did it: a value that is written into histories and outlives the person's account.

A label is never a person's name, since what it is written to is never erased.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    kind: str
    id: int | None
    label: str

    KINDS = ("system", "staff", "customer", "guest", "stripe", "carrier")

    def __post_init__(self):
        if self.kind not in self.KINDS:
            raise ValueError(f"Unknown kind of actor: {self.kind!r}")

    def __str__(self):
        return self.label


SYSTEM = Actor("system", None, "System")
STRIPE = Actor("stripe", None, "Stripe")
GUEST = Actor("guest", None, "Guest")


def staff(user) -> Actor:
    """A colleague, at work."""
    return Actor("staff", user.pk, f"Staff {user.pk}")


def shopper(user=None) -> Actor:
    """Whoever shops: a signed-in customer or a guest, whatever else they may be allowed."""
    if user is None or not user.is_authenticated:
        return GUEST
    return Actor("customer", user.pk, f"Customer {user.pk}")


def carrier(name: str) -> Actor:
    """A parcel service, reporting on a shipment."""
    return Actor("carrier", None, name)

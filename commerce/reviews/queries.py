"""Reads of reviews: what everybody may read, with its photos, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.storage import default_storage
from django.db.models import Case, Count, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.catalogue.ratings import BEST, Rating, stars_width
from commerce.customers.models import Customer
from commerce.orders.models import Order, OrderLine
from commerce.reviews.models import Review, ReviewPhoto, ReviewStatus, ReviewVote
from commerce.reviews.voters import Voter

FACTS = [
    *("pk", "rating", "title", "text", "author", "language"),
    *("order_line", "published_at", "helpful_count", "photos_kept"),
]


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    url: str
    thumbnail_url: str
    alt: str


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review as everybody reads it. What differs from reader to reader stands beside it."""

    pk: int
    rating: int
    title: str
    text: str
    author: str
    language: str
    is_verified: bool
    when: datetime
    helpful_count: int
    photos: list[ShownPhoto]

    @property
    def width(self) -> int:
        """How far its stars are filled, in units of their drawing."""
        return stars_width(self.rating)


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave so many stars, and what part of all that is, in hundredths."""

    stars: int
    count: int
    percent: int


def published(product: Product | int) -> QuerySet[Review]:
    """The reviews of a product that everybody may read."""
    return Review.objects.filter(product=product, status=ReviewStatus.PUBLISHED)


def shown(reviews: QuerySet[Review]) -> list[ShownReview]:
    """Reviews with their photos, in one query."""
    return [read_review(facts) for facts in _told(reviews).values(*FACTS)]


def counts_of(product: Product) -> dict[int, int]:
    """How often each number of stars was given."""
    return dict(published(product).order_by().values_list("rating").annotate(Count("pk")))


def rating_from(counts: dict[int, int]) -> Rating | None:
    """The rating that so many of each star make, or None where there are none."""
    total = sum(counts.values())
    return Rating(sum(stars * count for stars, count in counts.items()), total) if total else None


def shares_of(counts: dict[int, int]) -> list[Share]:
    """The distribution, the best first."""
    total = sum(counts.values()) or 1
    return [
        Share(stars, counts.get(stars, 0), round(100 * counts.get(stars, 0) / total))
        for stars in range(BEST, 0, -1)
    ]


def told_with_product(product_id: int, *, most: int) -> dict:
    """Annotations by which a query of the product's rows brings along its distribution and latest reviews.

    A page whose queries are counted asks no further one. Read them with counts_in() and reviews_in().
    """
    reviews = published(product_id)
    counts = reviews.order_by().values("rating").annotate(count=Count("pk"))
    latest = _told(reviews.order_by("-published_at", "-pk"))[:most]
    return {
        "told_counts": _of_one(product_id, counts.values(facts=JSONObject(rating="rating", count="count"))),
        "told_reviews": _of_one(
            product_id, latest.values(facts=JSONObject(**{name: name for name in FACTS}))
        ),
    }


def counts_in(row) -> dict[int, int]:
    """The distribution that came along with a row."""
    return {facts["rating"]: facts["count"] for facts in row.told_counts or ()}


def reviews_in(row) -> list[ShownReview]:
    """The latest reviews that came along with a row."""
    return [read_review(facts) for facts in row.told_reviews or ()]


def read_review(facts: dict) -> ShownReview:
    """A review as a query tells it; a moment inside of JSON is a text."""
    when = facts["published_at"]
    return ShownReview(
        pk=facts["pk"],
        rating=facts["rating"],
        title=facts["title"],
        text=facts["text"],
        author=facts["author"] or _("A former customer"),
        language=facts["language"],
        is_verified=facts["order_line"] is not None,
        when=datetime.fromisoformat(when) if isinstance(when, str) else when,
        helpful_count=facts["helpful_count"],
        photos=[
            ShownPhoto(
                url=default_storage.url(photo["file"]),
                thumbnail_url=default_storage.url(photo["thumbnail"]),
                alt=photo["alt"],
            )
            for photo in facts["photos_kept"]
        ],
    )


def proof_of_purchase(product: Product, customer: Customer) -> OrderLine | None:
    """The line of the customer's latest secured order that has the product."""
    lines = OrderLine.objects.filter(
        variant__product=product, order__customer=customer, order__status__in=Order.SECURED
    )
    return lines.order_by("-order__placed_at", "-pk").first()


def review_by(customer: Customer | None, product: Product) -> Review | None:
    """What a customer says of a product, read by everybody or not; nothing once it is withdrawn."""
    return _standing().filter(customer=customer, product=product).first() if customer else None


def reviews_of_user(user) -> QuerySet[Review]:
    """What an account says, with the products, the latest first."""
    return _standing().filter(customer__user=user).select_related("product", "customer")


def review_by_order(order: Order, product: Product) -> Review | None:
    """What was said by the link of this very order, as long as no account stands behind it.

    A guest is known by an address that anybody may type at checkout: another order of the same address
    proves nothing. Once an account adopted the order, its owner signs in.
    """
    return _said_by(order).filter(product=product).select_related("product", "customer").first()


def products_reviewed_by(order: Order) -> set[int]:
    """Of which products the link of this very order said something."""
    return set(_said_by(order).values_list("product_id", flat=True))


def reviewed_products(customer_id: int, product_ids: Iterable[int]) -> set[int]:
    """Which of these products a customer reviewed."""
    own = _standing().filter(customer=customer_id, product__in=list(product_ids))
    return set(own.values_list("product_id", flat=True))


def has_voted(review: Review, voter: Voter) -> bool:
    """Whether somebody found the review helpful, as a customer or before as a guest."""
    return _votes(voter).filter(review=review).exists()


def voted_on(review_ids: Iterable[int], voter: Voter) -> set[int]:
    """Which of these reviews somebody found helpful; a browser that brings nothing costs no query."""
    if not (voter.customer or voter.guest):
        return set()
    return set(_votes(voter).filter(review__in=list(review_ids)).values_list("review_id", flat=True))


def _said_by(order):
    by_guest = Q(customer__isnull=False, customer=order.customer_id, customer__user=None)
    return _standing().filter(by_guest, order_line__order=order)


def _standing():
    return Review.objects.exclude(status=ReviewStatus.WITHDRAWN)


def _votes(voter):
    at_browser = Q(guest=voter.guest) if voter.guest else Q(pk=None)
    if voter.customer is None:
        return ReviewVote.objects.filter(at_browser)
    # What another customer said at this browser is not theirs.
    return ReviewVote.objects.filter(Q(at_browser, customer=None) | Q(customer=voter.customer))


def _told(reviews):
    kept = ReviewPhoto.objects.filter(review=OuterRef("pk")).order_by("position")
    return reviews.annotate(
        photos_kept=ArraySubquery(
            kept.values(facts=JSONObject(file="file", thumbnail="thumbnail", alt="alt"))
        ),
    )


def _of_one(product_id, query):
    """On the row of this product alone: the others need not carry it."""
    return Case(When(product=product_id, then=ArraySubquery(query)))

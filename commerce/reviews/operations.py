"""The writers of reviews, and of votes on them."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from commerce.catalogue.models import Product
from commerce.catalogue.operations.inserts import insert
from commerce.customers.models import Customer
from commerce.errors import AlreadyReviewed, AlreadyVoted, OwnReview
from commerce.events import ReviewsChanged
from commerce.reviews import photos as files
from commerce.reviews.models import Review, ReviewPhoto, ReviewSettings, ReviewStatus, ReviewVote
from commerce.reviews.photos import Photo
from commerce.reviews.queries import has_voted, proof_of_purchase
from commerce.reviews.voters import Voter
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor
from kinsite.foundation.announce import announce


def write_review(
    *,
    product: Product,
    customer: Customer | None,
    rating: int,
    title: str,
    text: str,
    author: str,
    language: str,
    by: Actor,
    photos: Iterable[Photo] = (),
) -> Review:
    """Take in what somebody says of a product; an order of theirs proves that they bought it.

    The photos' files are stored first, so that no lock waits on storage. Raises AlreadyReviewed, and then
    keeps nothing.
    """
    photos = list(photos)
    kept = [files.keep(photo) for photo in photos]
    review = Review(
        product=product,
        customer=customer,
        rating=rating,
        title=title,
        text=text,
        author=author,
        language=language,
        created_at=clock.now(),
    )
    try:
        _take_in(review, zip(photos, kept, strict=True))
    except Exception:
        for names in kept:
            files.forget(names)
        raise
    return review


@transaction.atomic
def publish_review(*, review: Review, by: Actor) -> None:
    """Let everybody read a review. Its day is the first on which they could."""
    review.published_at = review.published_at or clock.now()
    Review.objects.filter(pk=review.pk).update(published_at=review.published_at)
    move(review, ReviewStatus.PUBLISHED, by=by)
    announce(ReviewsChanged(review.product_id))


@transaction.atomic
def refuse_review(*, review: Review, reason: str, by: Actor) -> None:
    """Keep a review from being read, or take it down again."""
    was_published = review.is_published
    move(review, ReviewStatus.REFUSED, by=by, note=reason)
    if was_published:
        announce(ReviewsChanged(review.product_id))


@transaction.atomic
def find_helpful(*, review: Review, voter: Voter, by: Actor) -> None:
    """Count somebody who found a review helpful: once, however often and fast they say so.

    Raises AlreadyVoted and OwnReview.
    """
    if voter.customer is not None and review.customer_id == voter.customer.pk:
        raise OwnReview
    if has_voted(review, voter):
        raise AlreadyVoted
    guest = "" if voter.customer else voter.guest
    insert(ReviewVote(review=review, customer=voter.customer, guest=guest), AlreadyVoted)
    Review.objects.filter(pk=review.pk).update(helpful_count=F("helpful_count") + 1)
    review.refresh_from_db(fields=["helpful_count"])


@transaction.atomic
def give_reviews(*, customer: Customer, guest: Customer) -> int:
    """Give a guest's reviews to the account of the same, proven, address. Returns how many.

    Where the account reviewed the product itself, the guest's stays with the guest.
    """
    own = Review.objects.filter(customer=customer).values("product")
    return Review.objects.filter(customer=guest).exclude(product__in=own).update(customer=customer)


@transaction.atomic
def _take_in(review, photos):
    proof = proof_of_purchase(review.product, review.customer) if review.customer else None
    review.order_line = proof
    insert(review, AlreadyReviewed)
    ReviewPhoto.objects.bulk_create(
        ReviewPhoto(review=review, file=whole, thumbnail=thumbnail, alt=photo.alt, position=position)
        for position, (photo, (whole, thumbnail)) in enumerate(photos)
    )
    if proof and ReviewSettings.load().publishes_verified:
        publish_review(review=review, by=SYSTEM)

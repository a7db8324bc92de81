"""The writers of reviews, and of votes on them."""

from collections.abc import Iterable
from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django.db.models import F

from commerce.catalogue.models import Product
from commerce.catalogue.operations.inserts import insert
from commerce.customers.models import Customer
from commerce.errors import AlreadyReviewed, AlreadyVoted, OwnReview, ReviewRewritten, ReviewWithdrawn
from commerce.events import ReviewsChanged
from commerce.orders.models import OrderLine
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
    bought: OrderLine | None = None,
) -> Review:
    """Take in what somebody says of a product; an order of theirs proves that they bought it.

    `bought` names the line that does, where it is known; else it is looked for. The photos' files are stored
    first, so that no lock waits on storage. Raises AlreadyReviewed, and then keeps nothing.
    """
    review = Review(
        product=product,
        customer=customer,
        order_line=bought,
        rating=rating,
        title=title,
        text=text,
        author=author,
        language=language,
        created_at=clock.now(),
    )
    with _stored(photos) as rows:
        _take_in(review, rows, by)
    return review


def revise_review(
    *,
    review: Review,
    rating: int,
    title: str,
    text: str,
    author: str,
    by: Actor,
    photos: Iterable[Photo] | None = None,
) -> Review:
    """Let an author say it anew. It is read first where a new review would be.

    `photos` take the place of those that are there; None keeps them. Raises ReviewWithdrawn.
    """
    with _stored(photos or ()) as rows:
        words = {"rating": rating, "title": title, "text": text, "author": author}
        return _rewrite(review, words, rows, photos is None, by)


@transaction.atomic
def withdraw_review(*, review: Review, by: Actor) -> None:
    """Let an author take a review back: words, photos and votes are gone. Doing so twice is no mistake."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.is_withdrawn:
        return
    was_published = review.is_published
    move(review, ReviewStatus.WITHDRAWN, by=by)
    review.title = review.text = review.author = ""
    review.published_at, review.helpful_count, review.edition = None, 0, review.edition + 1
    review.save()
    review.votes.all().delete()
    _drop_photos(review)
    if was_published:
        announce(ReviewsChanged(review.product_id))


@transaction.atomic
def publish_review(*, review: Review, by: Actor, edition: int | None = None) -> None:
    """Let everybody read a review. Its day is the first on which they could.

    `edition` is the one that was read: raises ReviewRewritten where the author changed it since.
    """
    _expect(review, edition)
    review.published_at = review.published_at or clock.now()
    Review.objects.filter(pk=review.pk).update(published_at=review.published_at)
    move(review, ReviewStatus.PUBLISHED, by=by)
    announce(ReviewsChanged(review.product_id))


@transaction.atomic
def refuse_review(*, review: Review, reason: str, by: Actor, edition: int | None = None) -> None:
    """Keep a review from being read, or take it down again. As with publishing, of the `edition` read."""
    _expect(review, edition)
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
    is_known = has_voted(review, Voter(guest=voter.guest))
    guest = "" if is_known else voter.guest
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
def forget_author(*, customer: Customer) -> int:
    """Keep of an erased customer's reviews what everybody reads, without name and photos; the rest goes.

    Of their votes only the count stays. Returns how many reviews there were.
    """
    ReviewVote.objects.filter(customer=customer).delete()
    reviews = list(Review.objects.select_for_update().filter(customer=customer).order_by("pk"))
    for review in reviews:
        _drop_photos(review)
        if review.is_published:
            review.customer, review.author = None, ""
            review.save(update_fields=["customer", "author"])
            announce(ReviewsChanged(review.product_id))
        else:
            review.delete()
    return len(reviews)


@transaction.atomic
def _take_in(review, rows, by):
    if review.customer and not review.order_line:
        review.order_line = proof_of_purchase(review.product, review.customer)
    withdrawn = _withdrawn_before(review)
    if withdrawn:
        review.pk, review.status, review.edition = withdrawn.pk, withdrawn.status, withdrawn.edition + 1
        review.save(force_update=True)
        move(review, ReviewStatus.PENDING, by=by)
    else:
        insert(review, AlreadyReviewed)
    _add_photos(review, rows)
    _let_be_read(review)


@transaction.atomic
def _rewrite(review, words, rows, keeps_photos, by):
    found = Review.objects.select_for_update(of=["self"]).select_related("product", "customer")
    review = found.get(pk=review.pk)
    if review.is_withdrawn:
        raise ReviewWithdrawn
    was_published = review.is_published
    for name, value in words.items():
        setattr(review, name, value)
    review.order_line_id = review.order_line_id or _proof_id(review)
    review.edition += 1
    review.save()
    if not keeps_photos:
        _drop_photos(review)
        _add_photos(review, rows)
    if not review.is_waiting:
        move(review, ReviewStatus.PENDING, by=by)
    if not _let_be_read(review) and was_published:
        announce(ReviewsChanged(review.product_id))
    return review


def _let_be_read(review):
    """Publish what needs no reader of ours first: a buyer's, unless the last word of staff on it was no."""
    said = review.steps.filter(target__in=[ReviewStatus.PUBLISHED, ReviewStatus.REFUSED]).last()
    is_refused = said is not None and said.target == ReviewStatus.REFUSED
    if not review.is_verified or is_refused or not ReviewSettings.load().publishes_verified:
        return False
    publish_review(review=review, by=SYSTEM)
    return True


def _expect(review, edition):
    """Lock a review, of the edition that was read where that is known."""
    found = Review.objects.select_for_update().values_list("edition", flat=True).get(pk=review.pk)
    if edition is not None and edition != found:
        raise ReviewRewritten


def _withdrawn_before(review):
    if review.customer is None:
        return None
    own = Review.objects.filter(customer=review.customer, product=review.product)
    return own.filter(status=ReviewStatus.WITHDRAWN).select_for_update().first()


def _proof_id(review):
    proof = proof_of_purchase(review.product, review.customer) if review.customer else None
    return proof and proof.pk


@contextmanager
def _stored(photos):
    """Rows of photos whose files are stored; where they are not kept after all, neither are the files."""
    photos = list(photos)
    kept = [files.keep(photo) for photo in photos]
    try:
        yield [
            ReviewPhoto(file=whole, thumbnail=thumbnail, alt=photo.alt, position=position)
            for position, (photo, (whole, thumbnail)) in enumerate(zip(photos, kept, strict=True))
        ]
    except Exception:
        for names in kept:
            files.forget(names)
        raise


def _add_photos(review, rows):
    for row in rows:
        row.review = review
    ReviewPhoto.objects.bulk_create(rows)


def _drop_photos(review):
    """Remove its photos; the files go once that is certain."""
    dropped = list(review.photos.all())
    review.photos.all().delete()
    for photo in dropped:
        transaction.on_commit(partial(files.forget, (photo.file.name, photo.thumbnail.name)))

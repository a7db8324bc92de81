"""What authors do with their own: an edited text is moderated as a new one, a withdrawn one is gone."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.errors import AlreadyReviewed, IllegalMove, ReviewRewritten, ReviewWithdrawn
from commerce.reviews.models import Review, ReviewPhoto, ReviewSettings, ReviewStatus
from commerce.reviews.operations import (
    find_helpful,
    publish_review,
    refuse_review,
    revise_review,
    withdraw_review,
)
from commerce.reviews.photos import redraw
from commerce.reviews.voters import Voter
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.commerce.cart.test_races import all_at_once
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.reviews import make_paid_order, make_photo, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_product("DESK", stock=50)


def shown_rating(desk):
    row = ListingRow.objects.get(product=desk.product)
    return row.rating and (str(row.rating.average), row.rating.count)


def revised(review, **changes):
    words = {name: getattr(review, name) for name in ("rating", "title", "text", "author")}
    return revise_review(review=review, by=GUEST, **words | changes)


def steps_of(review):
    return [(step.origin, step.target) for step in review.steps.all()]


class TestEditing:
    def test_a_buyers_new_words_are_read_at_once_and_the_rating_follows(self, desk):
        review = make_review(desk.product, 5, customer=make_paid_order(desk).customer)
        day = review.published_at
        revised(review, rating=2, text="It wobbles now.")
        review.refresh_from_db()
        assert (review.status, review.rating, review.text) == ("published", 2, "It wobbles now.")
        assert (shown_rating(desk), review.published_at) == (("2.0", 1), day)

    def test_others_are_read_by_staff_again_and_count_no_more_until_then(self, desk):
        review = make_review(desk.product, 5, customer=make_customer())
        assert shown_rating(desk) == ("5.0", 1)
        assert revised(review, text="See my own shop").status == ReviewStatus.PENDING
        assert shown_rating(desk) is None
        assert steps_of(review)[-1] == ("published", "pending")

    def test_where_staff_read_everything_first_they_read_a_buyers_edit_too(self, desk):
        review = make_review(desk.product, customer=make_paid_order(desk).customer)
        ReviewSettings.objects.update_or_create(defaults={"publishes_verified": False})
        assert revised(review).status == ReviewStatus.PENDING

    def test_what_staff_refused_is_not_published_by_an_edit(self, desk):
        review = make_review(desk.product, customer=make_paid_order(desk).customer)
        refuse_review(review=review, reason="Names a person", by=SYSTEM)
        assert revised(review, text="Better").status == ReviewStatus.PENDING
        assert shown_rating(desk) is None
        publish_review(review=Review.objects.get(), by=SYSTEM)
        assert revised(Review.objects.get(), text="Best").status == ReviewStatus.PUBLISHED

    def test_who_bought_it_since_is_verified_by_the_edit(self, desk):
        order = make_paid_order(make_product("LAMP", stock=5))
        review = make_review(desk.product, customer=order.customer, is_published=False)
        assert not review.is_verified
        assert make_paid_order(desk).customer == order.customer
        assert revised(review).status == ReviewStatus.PUBLISHED

    def test_staff_do_not_publish_or_refuse_what_they_did_not_read(self, desk):
        review = make_review(desk.product, customer=make_customer(), is_published=False)
        revised(review, text="Something else")
        for decide in (publish_review, refuse_review):
            reason = {"reason": "Rude"} if decide is refuse_review else {}
            with pytest.raises(ReviewRewritten):
                decide(review=review, by=SYSTEM, edition=review.edition, **reason)
        assert (Review.objects.get().status, steps_of(review)) == (ReviewStatus.PENDING, [])
        publish_review(review=review, by=SYSTEM, edition=review.edition + 1)

    def test_photos_stay_are_replaced_or_go_with_their_files(
        self, desk, settings, tmp_path, django_capture_on_commit_callbacks
    ):
        settings.MEDIA_ROOT = tmp_path
        first, other = redraw(make_photo(), alt="First"), redraw(make_photo(), alt="Other")
        review = make_review(desk.product, customer=make_customer(), photos=[first, first])
        files = [2 * 2, 2, 0]
        for photos, left in ((None, ["First", "First"]), ([other], ["Other"]), ([], [])):
            with django_capture_on_commit_callbacks(execute=True):
                revised(review, photos=photos)
            assert list(ReviewPhoto.objects.values_list("alt", flat=True)) == left
            assert len(list(tmp_path.glob("reviews/*"))) == files.pop(0)

    def test_a_withdrawn_review_is_not_edited_and_keeps_no_files(self, desk, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        review = make_review(desk.product, customer=make_customer())
        withdraw_review(review=review, by=GUEST)
        with pytest.raises(ReviewWithdrawn):
            revised(review, photos=[redraw(make_photo(), alt="My desk")])
        assert Review.objects.get().text == ""
        assert list(tmp_path.glob("reviews/*")) == []


class TestWithdrawing:
    def test_words_photos_and_votes_go_and_the_rating_follows(
        self, desk, settings, tmp_path, django_capture_on_commit_callbacks
    ):
        settings.MEDIA_ROOT = tmp_path
        make_review(desk.product, 1)
        photo = redraw(make_photo(), alt="My desk")
        review = make_review(desk.product, 5, customer=make_customer(), photos=[photo])
        find_helpful(review=review, voter=Voter(guest="x"), by=GUEST)
        assert shown_rating(desk) == ("3.0", 2)
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                withdraw_review(review=review, by=GUEST)
        review.refresh_from_db()
        assert (review.title, review.text, review.author, review.helpful_count) == ("", "", "", 0)
        assert review.votes.count() == review.photos.count() == len(list(tmp_path.glob("reviews/*"))) == 0
        assert shown_rating(desk) == ("1.0", 1)
        assert steps_of(review)[-1] == ("published", "withdrawn")

    def test_one_may_write_anew_once(self, desk):
        customer = make_paid_order(desk).customer
        review = make_review(desk.product, 1, customer=customer)
        withdraw_review(review=review, by=GUEST)
        again = make_review(desk.product, 4, customer=customer, is_published=False, title="Anew")
        assert (again.pk, again.status, again.title) == (review.pk, ReviewStatus.PUBLISHED, "Anew")
        assert shown_rating(desk) == ("4.0", 1)
        with pytest.raises(AlreadyReviewed):
            make_review(desk.product, customer=customer)

    def test_withdrawing_does_not_undo_what_staff_decided(self, desk):
        customer = make_paid_order(desk).customer
        review = make_review(desk.product, customer=customer)
        refuse_review(review=review, reason="Advertising", by=SYSTEM)
        withdraw_review(review=review, by=GUEST)
        assert make_review(desk.product, customer=customer, is_published=False).status == ReviewStatus.PENDING
        assert shown_rating(desk) is None

    def test_staff_publish_nothing_that_was_withdrawn(self, desk):
        review = make_review(desk.product, customer=make_customer())
        withdraw_review(review=review, by=GUEST)
        review.refresh_from_db()
        with pytest.raises(IllegalMove):
            publish_review(review=review, by=SYSTEM)


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_written_anew_at_once_is_one_review():
    desk, customer = make_product("DESK", stock=50), make_customer()
    withdraw_review(review=make_review(desk.product, customer=customer), by=GUEST)

    def write():
        try:
            return make_review(desk.product, customer=customer, is_published=False).status
        except AlreadyReviewed:
            return "refused"

    assert sorted(all_at_once(*[write] * 6)) == ["pending", *["refused"] * 5]
    assert Review.objects.count() == 1

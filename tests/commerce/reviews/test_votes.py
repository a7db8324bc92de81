"""A review is helpful to a person once, however they say so; many at once are counted right."""

import pytest
from django.db import IntegrityError, transaction

from commerce.errors import AlreadyReviewed, AlreadyVoted, OwnReview
from commerce.reviews.models import Review, ReviewVote
from commerce.reviews.operations import find_helpful
from commerce.reviews.voters import Voter, digest_of, new_token
from kinsite.foundation.actors import GUEST
from tests.commerce.cart.test_races import all_at_once
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.reviews import make_review

THREADS = 8


def guest(token=None):
    return Voter(guest=digest_of(token or new_token()))


def vote(review, voter):
    return lambda: find_helpful(review=Review.objects.get(pk=review.pk), voter=voter, by=GUEST)


def count():
    return Review.objects.get().helpful_count, ReviewVote.objects.count()


@pytest.mark.django_db
class TestOnce:
    @pytest.fixture
    def review(self):
        return make_review(make_product().product)

    def test_guests_and_customers_count_once_each(self, review):
        customer, browser = Voter(make_customer()), guest()
        for voter in (customer, browser):
            vote(review, voter)()
            with pytest.raises(AlreadyVoted):
                vote(review, voter)()
        assert count() == (2, 2)

    def test_a_guest_who_signs_in_is_the_same_person(self, review):
        browser = guest("token")
        vote(review, browser)()
        with pytest.raises(AlreadyVoted):
            vote(review, Voter(make_customer(), browser.guest))()
        assert count() == (1, 1)

    def test_a_customer_who_signs_out_is_the_same_person(self, review):
        browser = digest_of("token")
        vote(review, Voter(make_customer(), browser))()
        with pytest.raises(AlreadyVoted):
            vote(review, Voter(guest=browser))()
        assert count() == (1, 1)

    def test_two_customers_at_one_browser_are_two(self, review):
        browser = digest_of("token")
        vote(review, Voter(make_customer(), browser))()
        vote(review, Voter(make_customer(), browser))()
        with pytest.raises(AlreadyVoted):
            vote(review, Voter(guest=browser))()
        assert count() == (2, 2)

    def test_nobody_votes_for_themselves(self):
        author = make_customer()
        review = make_review(make_product().product, customer=author)
        with pytest.raises(OwnReview):
            vote(review, Voter(author))()
        assert count() == (0, 0)

    def test_the_database_takes_no_vote_of_nobody(self, review):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewVote.objects.create(review=review, guest="")

    def test_no_token_is_kept(self, review):
        vote(review, guest("token"))()
        assert "token" not in ReviewVote.objects.get().guest


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_one_person_clicking_everywhere_at_once_counts_once(self):
        review = make_review(make_product().product)
        for voter in (guest(), Voter(make_customer())):
            answers = all_at_once(*[vote(review, voter)] * THREADS)
            assert len([answer for answer in answers if isinstance(answer, AlreadyVoted)]) == THREADS - 1
        assert count() == (2, 2)

    def test_many_people_at_once_are_all_counted(self):
        review = make_review(make_product().product)
        all_at_once(*[vote(review, guest()) for _ in range(THREADS)])
        assert count() == (THREADS, THREADS)

    def test_a_customer_writing_in_two_tabs_reviews_once(self):
        product, customer = make_product().product, make_customer()
        write = lambda: make_review(product, customer=customer, is_published=False)  # noqa: E731
        answers = all_at_once(*[write] * THREADS)
        assert len([answer for answer in answers if isinstance(answer, AlreadyReviewed)]) == THREADS - 1
        assert Review.objects.count() == 1

    def test_ratings_published_at_once_are_all_in_the_listing(self):
        product = make_product().product
        all_at_once(*[lambda stars=stars: make_review(product, stars) for stars in (1, 2, 3, 4, 5, 5, 5, 5)])
        row = product.listing_rows.get()
        assert (row.rating_sum, row.rating_count) == (30, 8)

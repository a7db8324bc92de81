"""What staff decide: along the map only, with a reason, and listings follow at once."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.errors import IllegalMove
from commerce.reviews.models import Review, ReviewStatus, ReviewStep
from commerce.reviews.operations import publish_review, refuse_review
from commerce.reviews.queries import published
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.markets import make_german_market
from tests.factories.reviews import make_review
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_product("DESK", path="/desk/").product


def shown_rating(product):
    row = ListingRow.objects.get(product=product, market__is_default=True)
    return row.rating and (str(row.rating.average), row.rating.count)


@pytest.mark.parametrize("origin", ReviewStatus)
@pytest.mark.parametrize("target", ReviewStatus)
def test_reviews_move_along_their_map(desk, origin, target):
    review = make_review(desk, is_published=False)
    Review.objects.filter(pk=review.pk).update(status=origin, published_at=clock.now())
    review.refresh_from_db()
    if target in Review.MOVES[origin]:
        move(review, target, by=SYSTEM)
        assert Review.objects.get().status == target
        assert [(step.origin, step.target) for step in review.steps.all()] == [(origin, target)]
    else:
        with pytest.raises(IllegalMove):
            move(review, target, by=SYSTEM)
        assert Review.objects.get().status == origin
        assert not ReviewStep.objects.exists()


def test_the_rating_follows_what_is_published_and_nothing_else(desk):
    first, second = make_review(desk, 5, is_published=False), make_review(desk, 2, is_published=False)
    said = [shown_rating(desk)]
    publish_review(review=first, by=SYSTEM)
    said.append(shown_rating(desk))
    publish_review(review=second, by=SYSTEM)
    said.append(shown_rating(desk))
    refuse_review(review=first, reason="About another desk", by=SYSTEM)
    said.append(shown_rating(desk))
    refuse_review(review=second, reason="Names a person", by=SYSTEM)
    said.append(shown_rating(desk))
    assert said == [None, ("5.0", 1), ("3.5", 2), ("2.0", 1), None]


def test_a_rating_is_the_same_in_every_market(desk):
    make_german_market()
    make_review(desk, 4, language="de")
    rows = ListingRow.objects.filter(product=desk)
    assert [(row.rating_sum, row.rating_count) for row in rows] == [(4, 1)] * 2


def test_a_decision_says_who_why_and_between_which_states(desk):
    colleague = make_colleague()
    review = make_review(desk)
    refuse_review(review=review, reason="Advertising", by=staff(colleague))
    step = review.steps.last()
    assert (step.origin, step.target, step.reason) == ("published", "refused", "Advertising")
    assert (step.actor_kind, step.actor_id) == ("staff", colleague.pk)


def test_the_second_of_two_colleagues_is_refused(desk):
    review = make_review(desk, is_published=False)
    stale = Review.objects.get()
    refuse_review(review=review, reason="Advertising", by=SYSTEM)
    with pytest.raises(IllegalMove):
        publish_review(review=stale, by=SYSTEM)
    review.refresh_from_db()
    assert (review.status, review.published_at) == (ReviewStatus.REFUSED, None)
    assert not published(desk).exists()


def test_a_review_taken_down_and_up_again_keeps_its_day(desk):
    review = make_review(desk)
    day = review.published_at
    refuse_review(review=review, reason="A mistake", by=SYSTEM)
    publish_review(review=review, by=SYSTEM)
    assert Review.objects.get().published_at == day

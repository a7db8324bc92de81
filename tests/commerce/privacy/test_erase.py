"""Who is forgotten: no name and no photo stays with what they said, and no wish at all."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.privacy.erase import erase_words_and_wishes
from commerce.reviews.models import Review, ReviewPhoto, ReviewVote
from commerce.reviews.operations import find_helpful
from commerce.reviews.photos import redraw
from commerce.reviews.queries import published, shown
from commerce.reviews.voters import Voter
from commerce.wishes.models import RestockRequest, WishList
from kinsite.foundation.actors import GUEST
from kinsite.foundation.models import BlindToken, find
from tests.factories.catalogue import make_product
from tests.factories.customers import make_account, make_customer
from tests.factories.reviews import make_paid_order, make_photo, make_review
from tests.factories.wishes import make_wish_list, wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_customer(make_account("anna@example.com"))


def test_what_everybody_reads_stays_without_name_and_photos(
    anna, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    desk = make_product("DESK", stock=50)
    order = make_paid_order(desk)
    order.customer = anna
    order.save(update_fields=["customer"])
    photo = redraw(make_photo(), alt="My desk")
    make_review(desk.product, 4, customer=anna, author="Anna Meyer", photos=[photo])
    with django_capture_on_commit_callbacks(execute=True):
        erase_words_and_wishes(customer=anna)
    [review] = shown(published(desk.product))
    assert (review.author, review.rating, review.is_verified) == ("A former customer", 4, True)
    assert (Review.objects.get().customer, ReviewPhoto.objects.count()) == (None, 0)
    assert list(tmp_path.glob("reviews/*")) == []
    assert ListingRow.objects.get(product=desk.product).rating.count == 1


def test_what_nobody_reads_goes(anna):
    make_review(make_product("DESK").product, customer=anna, is_published=False)
    erase_words_and_wishes(customer=anna)
    assert not Review.objects.exists()


def test_of_votes_only_the_count_stays(anna):
    review = make_review(make_product("DESK").product)
    find_helpful(review=review, voter=Voter(customer=anna), by=GUEST)
    erase_words_and_wishes(customer=anna)
    assert not ReviewVote.objects.exists()
    assert Review.objects.get().helpful_count == 1


def test_wishes_and_what_was_waited_for_go_and_are_found_no_more(anna):
    desk, lamp = make_product("DESK", stock=0), make_product("LAMP", stock=0)
    make_wish_list(desk, customer=anna)
    wait_for(desk, "anna@example.com", customer=anna)
    wait_for(lamp, "Anna@Example.com")
    erase_words_and_wishes(customer=anna)
    assert not WishList.objects.exists() and not RestockRequest.objects.exists()
    assert not find(RestockRequest, "email", "anna@example.com").exists()


def test_others_keep_what_is_theirs_and_twice_is_no_mistake(anna):
    desk, ben = make_product("DESK", stock=0), make_customer()
    make_review(desk.product, customer=ben)
    make_wish_list(desk, customer=ben)
    make_wish_list(desk)
    wait_for(desk, "ben@example.com", customer=ben)
    tokens = BlindToken.objects.count()
    for _ in range(2):
        erase_words_and_wishes(customer=anna)
    assert Review.objects.get().customer == ben
    assert (WishList.objects.count(), RestockRequest.objects.count()) == (2, 1)
    assert BlindToken.objects.count() == tokens

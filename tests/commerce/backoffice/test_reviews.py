"""Reviews in the admin: what waits comes first, and is published or refused with a reason."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_REVIEWS, VIEW_REVIEWS
from commerce.reviews.models import Review, ReviewSettings, ReviewStatus
from commerce.reviews.operations import revise_review, withdraw_review
from commerce.reviews.photos import redraw
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.reviews import make_paid_order, make_photo, make_review


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", stock=50)


@pytest.fixture
def waiting(desk):
    return make_review(desk.product, 2, is_published=False, title="It waits", author="Ben")


@pytest.fixture
def reader(sign_in):
    return sign_in(VIEW_REVIEWS, CHANGE_REVIEWS)


def listed(client, **query):
    answer = client.get(reverse("reviews:index"), query)
    assert answer.status_code == 200
    return [review.title for review in answer.context["object_list"]]


def at(name, review):
    return reverse(f"reviews:{name}", args=[review.pk])


def decide(client, name, review, *, reason="", follow=False):
    """Press the button of a page that was opened when the review was of this edition."""
    fields = {"refuse-edition": review.edition, "refuse-reason": reason}
    return client.post(at(name, review), fields, follow=follow)


def test_what_waits_comes_first_then_the_newest(reader, desk, waiting):
    make_review(desk.product, title="Older")
    make_review(desk.product, title="Newer")
    assert listed(reader) == ["It waits", "Newer", "Older"]
    assert listed(reader, ordering="-rating")[-1] == "It waits"


def test_reviews_are_found_by_state_proof_stars_and_words(reader, desk, waiting):
    make_review(desk.product, 5, title="Bought", customer=make_paid_order(desk).customer)
    make_review(make_product("LAMP", title="Lamp").product, 4, title="Of a lamp")
    assert listed(reader, status="pending") == ["It waits"]
    assert listed(reader, proof="verified") == ["Bought"]
    assert set(listed(reader, proof="none")) == {"It waits", "Of a lamp"}
    assert listed(reader, rating="4") == ["Of a lamp"]
    assert listed(reader, q="lamp") == ["Of a lamp"]
    assert listed(reader, q="ben") == ["It waits"]


def test_a_published_review_is_read_and_the_decision_has_a_name(reader, desk, waiting):
    answer = decide(reader, "publish", waiting, follow=True)
    assert "Published. Everybody can read it." in answer.text
    assert "Waiting → Published" in answer.text and "Clara Packer" in answer.text
    assert "It waits" in reader.get("/reviews/desk/").text


def test_a_refusal_needs_a_reason_and_keeps_it(reader, waiting):
    assert decide(reader, "refuse", waiting, reason=" ").status_code == 422
    assert Review.objects.get().status == ReviewStatus.PENDING
    answer = decide(reader, "refuse", waiting, reason="Names a person", follow=True)
    assert "Names a person" in answer.text
    assert Review.objects.get().status == ReviewStatus.REFUSED


def test_a_decision_that_a_colleague_took_before_is_said(reader, waiting):
    decide(reader, "publish", waiting)
    answer = decide(reader, "publish", waiting, follow=True)
    assert "A colleague decided a moment ago" in answer.text


@pytest.mark.parametrize("name", ["publish", "refuse"])
def test_what_the_author_changed_meanwhile_is_read_again_first(reader, desk, name):
    review = make_review(desk.product, customer=make_customer(), is_published=False)
    assert f'name="refuse-edition" value="{review.edition}"' in reader.get(at("page", review)).text
    words = {"rating": 1, "title": "Other words", "text": "Unread", "author": "Ben"}
    revise_review(review=review, **words, by=GUEST)
    answer = decide(reader, name, review, reason="Rude", follow=True)
    assert "The author changed this review a moment ago" in answer.text and "Unread" in answer.text
    assert reader.post(at(name, review), {"refuse-reason": "Rude"}).status_code == 302
    assert Review.objects.get().status == ReviewStatus.PENDING


def test_of_what_was_withdrawn_staff_see_nothing(reader, desk):
    review = make_review(desk.product, customer=make_customer())
    withdraw_review(review=review, by=GUEST)
    assert listed(reader) == []
    assert reader.get(at("page", review)).status_code == 404
    assert decide(reader, "publish", review).status_code == 404


@pytest.mark.parametrize("name", ["publish", "refuse"])
def test_decisions_are_posts(reader, waiting, name):
    assert reader.get(at(name, waiting)).url == at("page", waiting)
    assert Review.objects.get().status == ReviewStatus.PENDING


def test_whoever_only_looks_is_offered_no_decision(sign_in, waiting):
    text = sign_in(VIEW_REVIEWS).get(at("page", waiting)).text
    assert "It waits" in text
    assert at("publish", waiting) not in text and at("refuse", waiting) not in text


def test_the_page_shows_photos_order_and_words_as_written(reader, desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    order = make_paid_order(desk)
    photo = redraw(make_photo(), alt="The desk by a window")
    review = make_review(desk.product, customer=order.customer, photos=[photo], text="<b>Bold</b>")
    text = reader.get(at("page", review)).text
    for part in ("The desk by a window", order.number, "Verified purchase", "&lt;b&gt;Bold"):
        assert part in text


@pytest.mark.parametrize("size", [1, 30])
def test_the_list_costs_the_same_however_many(reader, desk, size, django_assert_max_num_queries):
    for _ in range(size):
        make_review(desk.product)
    with django_assert_max_num_queries(15):
        assert len(listed(reader)) == size


def test_managers_decide_whether_buyers_wait_too(sign_in, desk):
    client = sign_in("commerce.change_reviewsettings")
    address = reverse("wagtailsettings:edit", args=["commerce", "reviewsettings"])
    client.post(client.get(address).url, {})
    assert ReviewSettings.load().publishes_verified is False

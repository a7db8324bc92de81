"""What cached pages say of reviews: the same for everyone, the same for machines, at no further query."""

import json
import re

import pytest

from commerce.reviews.operations import refuse_review
from commerce.reviews.photos import redraw
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.content import make_product_page
from tests.factories.customers import make_user
from tests.factories.reviews import make_paid_order, make_photo, make_review

pytestmark = pytest.mark.django_db

DESK = "/shop/desks/calm-desk/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    variant = make_product("DESK-OAK", price=12900, stock=50)
    make_product_page(variant, title="Calm Desk", slug="calm-desk")
    return variant


def text_of(client, path=DESK):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def product_in(text):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1]
    return next(thing for thing in json.loads(block)["@graph"] if thing["@type"] == "Product")


def shown_titles(text):
    return re.findall(r"-title\">([^<]+)</h3>", text)


def test_nothing_is_said_where_nobody_said_anything(client, desk):
    make_review(desk.product, is_published=False)
    text = text_of(client)
    assert not {"aggregateRating", "review"} & set(product_in(text))
    assert "of 5 stars" not in text
    assert "Write a review" in text
    assert 'hx-get="/reviews/' not in text


def test_machines_read_the_average_and_the_reviews_that_people_read(client, desk):
    for stars in (1, 5, 4, 4):
        make_review(desk.product, stars, title=f"Given {stars}", text='</script><b>"')
    text = text_of(client)
    product = product_in(text)
    rating = product["aggregateRating"]
    assert (rating["ratingValue"], rating["reviewCount"]) == ("3.5", 4)
    assert text.count("3.5 of 5 stars, 4 reviews") == 2
    assert [review["name"] for review in product["review"]] == shown_titles(text)
    assert shown_titles(text) == ["Given 4", "Given 4", "Given 5"]
    assert product["review"][0]["reviewRating"]["ratingValue"] == "4"
    assert "</script><b>" not in text


def test_a_rating_is_new_on_page_and_listing_at_once_and_an_edge_keeps_the_old_a_minute_at_most(client, desk):
    """Nothing is purged: whatever stands between asks again soon, and a browser asks every time."""
    for stars, said in ((5, "5.0 of 5 stars, 1 review"), (2, "3.5 of 5 stars, 2 reviews")):
        make_review(desk.product, stars)
        for path in (DESK, "/shop/"):
            answer = client.get(path)
            assert said in answer.text, path
            kept = dict(
                part.split("=") for part in answer.headers["Cache-Control"].split(", ") if "=" in part
            )
            assert int(kept["max-age"]) == 0 and int(kept["s-maxage"]) <= 60, path


def test_a_review_taken_down_is_gone_from_page_card_and_machines(client, desk):
    review = make_review(desk.product, title="Gone soon")
    refuse_review(review=review, reason="Advertising", by=SYSTEM)
    text = text_of(client)
    assert "Gone soon" not in text
    assert "aggregateRating" not in product_in(text)
    assert "of 5 stars" not in text_of(client, "/shop/")


def test_cards_show_the_rating(client, desk):
    make_product_page(make_product("LAMP", collections=["desks"]))
    make_review(desk.product, 5)
    make_review(desk.product, 4)
    text = text_of(client, "/shop/")
    assert text.count("4.5 of 5 stars, 2 reviews") == 1
    assert text.count('class="stars"') == 1


def test_a_german_page_writes_the_rating_in_german(client, desk, settings):
    make_review(desk.product, 5)
    make_review(desk.product, 4)
    assert "4,5" in text_of(client, "/de/shop/desks/calm-desk/")


def test_guests_customers_and_those_who_voted_read_the_same_bytes(client, desk):
    customer = make_paid_order(desk).customer
    review = make_review(desk.product, customer=customer, title="Bought")
    guest = client.get(DESK).content
    assert b"Verified purchase" in guest and b"csrf" not in guest
    client.post(f"/reviews/{review.pk}/helpful/")
    voted = client.get(DESK).content
    client.force_login(make_user(), backend=BACKEND)
    assert guest == voted == client.get(DESK).content


def test_without_scripts_the_page_leads_to_all_reviews_and_to_the_form(client, desk):
    make_review(desk.product)
    text = text_of(client)
    for address in ("/reviews/desk-oak/", "/reviews/desk-oak/write/"):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [0, 1, 40])
def test_reviews_cost_a_product_page_no_query(client, desk, count, django_assert_max_num_queries):
    photo = redraw(make_photo(), alt="The desk by a window")
    for _ in range(count):
        make_review(desk.product, photos=[photo])
    client.get(DESK)
    with django_assert_max_num_queries(10):
        text = client.get(DESK).content.decode()
    assert text.count('alt="The desk by a window"') == min(count, 3)

"""Who may review what: buyers at once, others once they were read, everybody once."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.errors import AlreadyReviewed
from commerce.orders.models import Order, OrderStatus
from commerce.privacy.merge import adopt_guest_orders
from commerce.reviews.models import Review, ReviewPhoto, ReviewSettings, ReviewStatus
from commerce.reviews.photos import redraw
from tests.factories.catalogue import make_product
from tests.factories.customers import make_account, make_customer
from tests.factories.orders import make_order
from tests.factories.reviews import make_paid_order, make_photo, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_product("DESK", stock=50)


def written(desk, customer, **facts):
    return make_review(desk.product, customer=customer, is_published=False, **facts)


@pytest.mark.parametrize("status", [OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.DELIVERED])
def test_a_buyers_review_is_verified_and_published_at_once(desk, status):
    order = make_paid_order(desk)
    Order.objects.filter(pk=order.pk).update(status=status)
    review = written(desk, order.customer)
    assert (review.status, review.order_line) == (ReviewStatus.PUBLISHED, order.lines.get())
    assert review.published_at is not None


def test_without_an_order_a_review_waits(desk):
    for customer in (None, make_customer()):
        review = written(desk, customer)
        assert (review.status, review.is_verified) == (ReviewStatus.PENDING, False)


@pytest.mark.parametrize("status", [OrderStatus.PLACED, OrderStatus.CANCELLED])
def test_an_order_that_was_never_paid_proves_nothing(desk, status):
    order = make_order(desk)
    Order.objects.filter(pk=order.pk).update(status=status)
    assert written(desk, order.customer).order_line is None


def test_an_order_of_something_else_or_of_somebody_else_proves_nothing(desk):
    order = make_paid_order(make_product("LAMP", stock=50))
    make_paid_order(desk, email="other@example.com")
    assert written(desk, order.customer).order_line is None


def test_any_variant_of_the_product_proves_it():
    oak = make_product("OAK", stock=50, options={"colour": "oak"})
    ash = make_product("ASH", stock=50, product=oak.product, options={"colour": "ash"})
    assert written(oak, make_paid_order(ash).customer).is_verified


def test_where_staff_read_everything_first_buyers_wait_too(desk):
    ReviewSettings.objects.create(publishes_verified=False)
    review = written(desk, make_paid_order(desk).customer)
    assert (review.status, review.is_verified) == (ReviewStatus.PENDING, True)
    assert ListingRow.objects.get(product=desk.product).rating is None


def test_a_second_review_of_a_customer_is_refused_and_leaves_nothing(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    customer = make_paid_order(desk).customer
    written(desk, customer, rating=4)
    photo = redraw(make_photo(), alt="My desk")
    with pytest.raises(AlreadyReviewed):
        written(desk, customer, rating=1, photos=[photo])
    assert [review.rating for review in Review.objects.all()] == [4]
    assert ReviewPhoto.objects.count() == 0
    assert list(tmp_path.glob("reviews/*")) == []


def test_another_product_is_another_review(desk):
    customer = make_customer()
    written(desk, customer)
    written(make_product("LAMP"), customer)
    assert Review.objects.filter(customer=customer).count() == 2


def test_a_guests_reviews_come_along_to_the_proven_account(desk):
    order, user = make_paid_order(desk, email="anna@example.com"), make_account("anna@example.com")
    review = written(desk, order.customer)
    adopt_guest_orders(user=user)
    review.refresh_from_db()
    assert review.customer.user == user


def test_what_the_account_said_itself_is_not_said_twice(desk):
    order, user = make_paid_order(desk, email="anna@example.com"), make_account("anna@example.com")
    of_guest, of_account = written(desk, order.customer), written(desk, make_customer(user))
    adopt_guest_orders(user=user)
    of_guest.refresh_from_db()
    assert of_guest.customer != of_account.customer

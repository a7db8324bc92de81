"""What a customer writes about an order: kept with it, seen by colleagues, and answered."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.errors import OrderMoved
from commerce.orders.desk import settle_answer, write_answer, write_message
from commerce.orders.models import OrderEvent
from commerce.orders.proof import broken_timeline
from commerce.storefront.views.messages import MOST
from emails.models import Letter
from kinsite.foundation.actors import GUEST, staff
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(shop):
    return make_order(make_product("DESK-OAK", title="Oak desk", price=12900, stock=500))


@pytest.fixture
def clerk():
    return make_colleague("commerce.view_order", "commerce.change_order")


def address(order):
    return reverse("order_message", args=[order.link_token])


def post(order, text="Can it come on Friday?\nBefore noon."):
    return Client().post(address(order), {"text": text}, follow=True)


def waits(order):
    order.refresh_from_db()
    return order.awaits_answer


def write(order, clerk):
    return write_message(order=order, text="It can.", to=order.email, by=staff(clerk))


def test_what_the_customer_writes_stands_on_both_pages(order, clerk):
    answer = post(order)
    assert answer.status_code == 200 and "Thank you. We read it" in answer.text
    assert "Can it come on Friday?<br>Before noon." in answer.text and waits(order)
    colleague = Client()
    colleague.force_login(clerk)
    page = colleague.get(reverse("orders:page", args=[order.pk])).text
    assert 'class="kin-timeline__answer"' in page and "Can it come on Friday?" in page
    assert list(broken_timeline(order.pk)) == []


def test_it_waits_until_somebody_answers(order, clerk):
    write_answer(order=order, text="When?", by=GUEST)
    write(order, clerk)
    assert not waits(order)
    thread = Client().get(reverse("order", args=[order.link_token])).text
    assert thread.index("You wrote") < thread.index("We wrote")
    write_answer(order=order, text="Thank you!", by=GUEST)
    with pytest.raises(OrderMoved):
        settle_answer(order=order, by=staff(clerk), version=1)
    assert waits(order)
    settle_answer(order=order, by=staff(clerk))
    assert not waits(order)
    settle_answer(order=order, by=staff(clerk))
    assert order.events.filter(summary="Answered otherwise").count() == 1


def test_the_colleague_who_wrote_last_is_told_and_nobody_else(order, clerk):
    make_colleague("commerce.change_order")
    write_answer(order=order, text="Hello?", by=GUEST)
    assert not Letter.objects.filter(kind="order_answer").exists()
    write(order, clerk)
    write_answer(order=order, text="Thank you!", by=GUEST)
    [letter] = Letter.objects.filter(kind="order_answer")
    assert letter.recipient == clerk.email
    clerk.user_permissions.clear()
    write_answer(order=order, text="One more thing", by=GUEST)
    assert Letter.objects.filter(kind="order_answer").count() == 1


def test_nothing_said_is_refused_and_a_flood_ends_with_what_was_typed_kept(order):
    assert post(order, " ").status_code == 422
    assert not OrderEvent.objects.filter(kind="answer").exists()
    for _ in range(MOST[0]):
        assert post(order, "Again").status_code == 200
    refused = Client().post(address(order), {"text": "My eleventh words"})
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert "My eleventh words" in refused.text
    assert OrderEvent.objects.filter(kind="answer").count() == MOST[0]


def test_who_has_no_link_writes_nothing(order):
    assert Client().post(reverse("order_message", args=["nobody"]), {"text": "Hi"}).status_code == 404
    assert "Questions about this order?" in Client().get(address(order)).text


def test_what_a_customer_writes_is_text(order):
    assert "<script>alert" not in post(order, "<script>alert(1)</script>").text

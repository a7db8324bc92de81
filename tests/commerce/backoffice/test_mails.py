"""Letters in the admin: their kinds in each language, tested with one to oneself; and those that failed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from commerce.backoffice.permissions import CHANGE_MAILS, VIEW_LETTERS
from commerce.fulfilment.operations import pack_order
from commerce.orders.desk import write_note
from commerce.orders.models import Order
from emails.delivery import deliver
from emails.kinds import registered
from emails.models import Letter
from emails.send import post
from kinsite.accounts.models import User
from kinsite.foundation import actors, clock
from tests.factories.amendments import amend
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.refunds import give_back, make_paid_order
from tests.factories.shop import set_seller
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
EACH = [(kind.name, code) for kind in registered() for code, _name in settings.LANGUAGES]


@pytest.fixture
def colleague(sign_in):
    return sign_in(CHANGE_MAILS)


def address(name, kind="order_confirmed", language="en"):
    return reverse(f"mails:{name}", args=[kind, language])


def test_every_kind_is_listed_with_every_language(colleague):
    page = colleague.get(reverse("mails:index")).text
    assert [each for each in EACH if address("page", *each) not in page] == []


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_every_kind_is_shown_in_every_language(colleague, kind, language):
    page = colleague.get(address("page", kind, language))
    assert page.status_code == 200
    assert page.context["words"].subject
    framed = colleague.get(address("html", kind, language))
    assert f'lang="{language}"' in framed.text


def test_a_letter_in_a_frame_may_style_itself_and_do_nothing_else(colleague):
    answer = colleague.get(address("html"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_what_is_set_is_seen_in_the_preview(colleague):
    set_seller(name="Kin & Sons")
    page = colleague.get(address("page")).text
    assert "Kin &amp; Sons" in page


def test_a_test_goes_through_the_outbox_to_the_colleague_alone_and_is_logged(colleague):
    answer = colleague.post(
        address("test", language="de"), {"to": "ben@example.com", "email": "ben@example.com"}
    )
    assert answer.status_code == 302
    person = User.objects.get(pk=colleague.session["_auth_user_id"])
    letter = Letter.objects.get()
    assert (letter.recipient, letter.locale, letter.kind) == (person.email, "de", "order_confirmed")
    deliver(letter_id=letter.pk)
    [sent] = mail.outbox
    assert sent.to == [person.email] and sent.subject.startswith("Test: ")
    entry = ModelLogEntry.objects.get(action="commerce.test_letter")
    assert entry.user == person and entry.data == {"kind": "order_confirmed", "language": "de"}


def test_a_test_of_news_has_no_way_out_that_ends_real_ones(colleague):
    kind = next(kind.name for kind in registered() if not kind.transactional)
    colleague.post(address("test", kind))
    deliver(letter_id=Letter.objects.get().pk)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_pressed_twice_it_is_one_letter_and_later_it_is_another(colleague):
    now = clock.now()
    for seconds in (0, 0, 2):
        with clock.travel(now.replace(microsecond=0) + timedelta(seconds=seconds)):
            colleague.post(address("test"))
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(("kind", "language"), [("nothing", "en"), ("order_confirmed", "fr")])
def test_what_there_is_not_is_not_found(colleague, kind, language):
    for name in ("page", "html"):
        assert colleague.get(address(name, kind, language)).status_code == 404
    assert colleague.post(address("test", kind, language)).status_code == 404
    assert not Letter.objects.exists()


def test_looking_sends_nothing(colleague):
    assert colleague.get(address("test")).url == address("page")
    assert not Letter.objects.exists()


def test_the_list_asks_nothing_of_the_letters(colleague, django_assert_max_num_queries):
    colleague.get(reverse("mails:index"))
    with django_assert_max_num_queries(12):
        colleague.get(reverse("mails:index"))


@pytest.fixture
def letters(stripe, shop):
    """Letters that were given up about an order and all that belongs to it, as (order, letters)."""
    tray = make_product("TRAY", price=5000, stock=9)
    order = make_paid_order(stripe, (tray, 3))
    manager = actors.staff(make_colleague())
    note = write_note(order=order, text="Please look", mentioned=[], by=manager)
    things = [
        order,
        give_back(order, goodwill=500),
        pack_order(order=Order.objects.get(pk=order.pk), by=manager),
        amend(order, added={tray: 1}),
        note,
        order.payments.first(),
    ]
    made = [post("order_message", to="anna@example.com", about=thing, locale="en") for thing in things]
    Letter.objects.exclude(pk__in=[letter.pk for letter in made]).delete()
    Letter.objects.update(status="dead")
    return order, made


def failed(client):
    return client.get(reverse("failed_letters:index")).text


def test_failed_mails_lead_to_their_orders_whatever_of_them_they_are_about(sign_in, letters):
    order, made = letters
    other = make_order()
    post("order_confirmed", to="ben@example.com", about=other, locale="en")
    post("welcome", to="ben@example.com", about=("user", 1), locale="en")
    Letter.objects.update(status="dead")
    text = failed(sign_in(VIEW_LETTERS))
    for each, count in ((order, len(made)), (other, 1)):
        link = f'<a href="{reverse("orders:page", args=[each.pk])}">Order {each.number}</a>'
        assert text.count(link) == count
    assert "user 1" in text and "shipment" not in text


def test_their_orders_are_looked_up_at_one_go(sign_in, letters):
    colleague = sign_in(VIEW_LETTERS)
    _order, made = letters
    failed(colleague)
    with CaptureQueriesContext(connection) as many:
        failed(colleague)
    Letter.objects.exclude(pk=made[0].pk).delete()
    with CaptureQueriesContext(connection) as one:
        failed(colleague)
    assert len(many) == len(one)


def test_failed_mails_about_what_is_gone_or_no_row_lead_nowhere(sign_in, shop):
    for kind, pk in (("order", "999999"), ("shipment", "x1"), ("refund", "9" * 30)):
        post("order_message", to="anna@example.com", about=(kind, pk), locale="en")
    Letter.objects.update(status="dead")
    text = failed(sign_in(VIEW_LETTERS))
    assert "order 999999" in text and "shipment x1" in text
    assert "/orders/999999/" not in text

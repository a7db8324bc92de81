"""What colleagues do to an order: hold, tags, notes with mentions, messages, and each is an event."""

import pytest

from commerce.errors import HeldBack, NothingToHold, OrderMoved, OrderOnHold, StillOpen, TooManyTags
from commerce.fulfilment.operations import pack_order
from commerce.orders.desk import (
    add_tag,
    archive_order,
    let_go,
    put_on_hold,
    read_mention,
    remove_tag,
    unarchive_order,
    write_answer,
    write_message,
    write_note,
)
from commerce.orders.models import Order, OrderMention, OrderTag
from commerce.orders.operations import cancel_order, mark_order_paid
from commerce.orders.proof import broken_timeline
from commerce.payments.settling import capture_for_staff
from emails.delivery import deliver
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import GUEST, SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.reconciliation import make_dispute
from tests.factories.refunds import CLERK
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = make_order(make_product("TRAY", title="Tray", price=1234, stock=9))
    mark_order_paid(order=order, by=SYSTEM)
    order.refresh_from_db()
    return order


def last(order):
    return order.events.last()


class TestHold:
    def test_held_back_nothing_is_packed_or_captured_until_it_is_let_go(self, order):
        put_on_hold(order=order, reason="Odd address", by=CLERK)
        event = last(order)
        assert (event.kind, event.target, event.note.text) == ("hold", "on hold", "Odd address")
        with pytest.raises(OrderOnHold):
            pack_order(order=order, by=CLERK)
        with pytest.raises(HeldBack):
            capture_for_staff(order=order, version=None, by=CLERK)
        let_go(order=order, by=CLERK)
        assert last(order).target == "let go"
        assert pack_order(order=order, by=CLERK)
        assert list(broken_timeline(order.pk)) == []

    def test_what_is_cancelled_is_not_held(self, order):
        cancel_order(order=order, by=CLERK)
        with pytest.raises(NothingToHold):
            put_on_hold(order=order, reason="x", by=CLERK)

    def test_let_go_twice_it_is_said_once(self, order):
        let_go(order=order, by=CLERK)
        assert not order.events.filter(kind="hold").exists()


class TestArchive:
    def test_what_is_done_with_is_archived_once_and_taken_out_again(self, order):
        cancel_order(order=order, by=CLERK)
        archive_order(order=order, by=CLERK)
        archive_order(order=order, by=CLERK)
        assert Order.objects.get().is_archived
        unarchive_order(order=order, by=CLERK)
        unarchive_order(order=order, by=CLERK)
        assert not Order.objects.get().is_archived
        steps = order.events.filter(kind="archive").values_list("origin", "target")
        assert list(steps) == [("", "archived"), ("archived", "open")]
        assert list(broken_timeline(order.pk)) == []

    @pytest.mark.parametrize(
        "facts",
        [
            {"status": "paid", "fulfilment_state": "unfulfilled"},
            {"status": "placed", "fulfilment_state": "unfulfilled"},
            {"return_state": "open"},
            {"awaits_answer": True},
        ],
    )
    def test_what_something_is_left_to_do_of_is_not(self, order, facts):
        Order.objects.update(**{"status": "delivered", "fulfilment_state": "delivered", **facts})
        with pytest.raises(StillOpen):
            archive_order(order=order, by=CLERK)
        assert not Order.objects.get().is_archived

    def test_nor_what_a_bank_has_not_decided(self, order):
        make_dispute(order)
        Order.objects.update(status="delivered", fulfilment_state="delivered")
        with pytest.raises(StillOpen):
            archive_order(order=order, by=CLERK)

    def test_a_customer_who_writes_takes_it_out(self, order):
        cancel_order(order=order, by=CLERK)
        archive_order(order=order, by=CLERK)
        write_answer(order=order, text="Where is my money?", by=GUEST)
        assert not Order.objects.get().is_archived


class TestTags:
    def test_a_tag_is_put_on_once_and_taken_off_in_whatever_case(self, order):
        add_tag(order=order, label="Fragile", by=CLERK)
        add_tag(order=order, label="FRAGILE", by=CLERK)
        remove_tag(order=order, label="fragile", by=CLERK)
        remove_tag(order=order, label="fragile", by=CLERK)
        assert list(order.events.filter(kind="tag").values_list("summary", flat=True)) == [
            "+ Fragile",
            "− fragile",
        ]
        assert not order.tags.exists()

    def test_an_order_has_room_for_a_few(self, order):
        for number in range(OrderTag.MOST):
            add_tag(order=order, label=f"tag {number}", by=CLERK)
        with pytest.raises(TooManyTags):
            add_tag(order=order, label="one more", by=CLERK)


class TestNotes:
    def test_who_is_named_and_may_see_orders_is_told_and_nobody_else(self, order):
        packer = make_colleague("commerce.view_order", first_name="Nina")
        writer = make_colleague("commerce.view_product", first_name="Wim")
        author = make_colleague("commerce.change_order", "commerce.view_order", first_name="Otto")
        mentioned = [packer.pk, writer.pk, author.pk]
        note = write_note(order=order, text="Please look", mentioned=mentioned, by=staff(author))
        assert note.note.text == "Please look"
        assert set(note.mentions.values_list("colleague", flat=True)) == {packer.pk, author.pk}
        letter = Letter.objects.get(kind="order_mention")
        assert letter.recipient == packer.email
        words = word(letter)
        assert words.subject == f"Otto Packer mentions you on order {order.number}"
        assert f"#event-{note.pk}" in words.text
        assert "Please look" not in words.text + words.html

    def test_only_who_is_mentioned_says_that_it_is_read(self, order):
        packer = make_colleague("commerce.view_order")
        write_note(order=order, text="Please look", mentioned=[packer.pk], by=CLERK)
        mention = OrderMention.objects.get()
        assert not read_mention(mention_id=mention.pk, by=CLERK)
        assert read_mention(mention_id=mention.pk, by=staff(packer))
        mention.refresh_from_db()
        assert mention.read_at


class TestMessages:
    def test_the_customer_gets_it_in_the_orders_language_with_the_way_to_the_order(self, order):
        Order.objects.filter(pk=order.pk).update(language="de")
        event = write_message(order=order, text="Morgen <geht> es los.", to=order.email, by=CLERK)
        letter = Letter.objects.get(kind="order_message")
        assert (letter.recipient, letter.locale) == (order.email, "de")
        words = word(letter)
        assert "Morgen <geht> es los." in words.text
        assert "Morgen &lt;geht&gt; es los." in words.html
        assert f"/de/orders/{order.link_token}/" in words.text
        assert (event.kind, event.note.text) == ("message", "Morgen <geht> es los.")

    def test_an_answer_goes_to_the_shop(self, order, mailbox, settings):
        mailbox.open()
        write_message(order=order, text="Hello", to=order.email, by=CLERK)
        assert deliver(letter_id=Letter.objects.get(kind="order_message").pk)
        [mail] = mailbox.messages
        assert mail["Reply-To"] == settings.DEFAULT_FROM_EMAIL
        assert mail["Auto-Submitted"] is None

    def test_written_for_another_address_it_goes_nowhere(self, order):
        with pytest.raises(OrderMoved):
            write_message(order=order, text="Hello", to="eve@example.com", by=CLERK)
        assert not Letter.objects.filter(kind="order_message").exists()

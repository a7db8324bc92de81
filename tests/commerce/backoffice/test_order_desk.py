"""What colleagues do on an order's page: address, notes, messages, tags; its timeline, and the customer."""

import pytest
from django.urls import reverse

from commerce.backoffice.mentions import named_in
from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_CUSTOMERS, VIEW_ORDERS
from commerce.customers.deciding import block_customer
from commerce.fulfilment.operations import pack_order, ship_order
from commerce.orders.desk import add_tag, put_on_hold, write_message, write_note
from commerce.orders.models import Order, OrderEvent, OrderLine, OrderMention
from commerce.orders.operations import mark_order_paid
from commerce.orders.timeline import write_event
from emails.models import Letter
from kinsite.accounts.models import User
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.content import make_home
from tests.factories.desk import make_letter, make_mention
from tests.factories.orders import make_order
from tests.factories.refunds import CLERK, give_back, make_paid_order
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = make_order(make_product("TRAY", title="Tray", price=1234, stock=9))
    mark_order_paid(order=order, by=SYSTEM)
    order.refresh_from_db()
    return order


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS)


def at(name, order, *args):
    return reverse(f"orders:{name}", args=[order.pk, *args])


def version(order):
    return Order.objects.values_list("version", flat=True).get(pk=order.pk)


class TestAddress:
    def test_the_form_is_filled_in_and_has_the_fields_of_the_country(self, clerk, order):
        form = clerk.get(at("address", order)).context["form"]
        assert (form["line1"].value(), form["region"].value()) == ("12 Quiet Street", "NY")
        assert "Edit address: Edit address" not in clerk.get(at("address", order)).text
        assert "country" not in form.fields

    def test_saved_it_stands_on_the_page_with_what_was_before(self, clerk, order):
        form = {**ADDRESS, "email": order.email, "line1": "14 Loud Street", "version": version(order)}
        assert clerk.post(at("address", order), form).url == at("page", order)
        page = clerk.get(at("page", order)).text
        assert "<del>Anna Meyer<br>12 Quiet Street" in page
        assert "<ins>Anna Meyer<br>14 Loud Street" in page

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"postcode": "ABC"}, "postcode"),
            ({"city": ""}, "city"),
            ({"region": "XX"}, "region"),
            ({"email": "anna@"}, "email"),
        ],
    )
    def test_what_does_not_fit_the_country_is_said_at_its_field(self, clerk, order, wrong, field):
        answer = clerk.post(
            at("address", order), {**ADDRESS, "email": order.email, **wrong, "version": version(order)}
        )
        assert answer.status_code == 422
        assert field in answer.context["form"].errors

    def test_another_tax_is_refused_with_the_reason(self, clerk, order):
        form = {**ADDRESS, "region": "NJ", "city": "Newark", "postcode": "07101"}
        form |= {"email": order.email, "version": version(order)}
        answer = clerk.post(at("address", order), form)
        assert answer.status_code == 422
        assert "another tax is due" in answer.text


class TestNotes:
    def test_a_note_names_a_colleague_who_finds_it_on_the_first_screen(self, clerk, sign_in, order):
        nina = make_colleague(VIEW_ORDERS, first_name="Nina", last_name="Nord")
        handle = nina.email.partition("@")[0]
        page = clerk.get(at("note", order)).text
        assert f"@{handle}</code> Nina Nord" in page
        form = {"text": f"@{handle}, please call her.", "version": version(order)}
        assert clerk.post(at("note", order), form).status_code == 302
        assert Letter.objects.get(kind="order_mention").recipient == nina.email
        clerk.force_login(nina)
        home = clerk.get(reverse("wagtailadmin_home")).text
        assert "You are mentioned" in home and "please call her." in home and order.number in home
        clerk.post(reverse("orders:read_mention", args=[OrderMention.objects.get().pk]))
        assert "You are mentioned" not in clerk.get(reverse("wagtailadmin_home")).text

    def test_only_who_may_see_orders_is_offered_or_named(self, clerk, order):
        wim = make_colleague("commerce.view_product", first_name="Wim", last_name="West")
        handle = wim.email.partition("@")[0]
        assert "Wim West" not in clerk.get(at("note", order)).text
        answer = clerk.post(at("note", order), {"text": f"@{handle} look", "version": version(order)})
        assert answer.status_code == 422
        assert f"Nobody who sees orders is called @{handle}." in answer.text
        assert not OrderEvent.objects.filter(kind="note").exists()

    def test_another_colleague_does_not_read_it_away(self, clerk, order):
        mention = make_mention(order)
        clerk.post(reverse("orders:read_mention", args=[mention.pk]))
        mention.refresh_from_db()
        assert mention.read_at is None

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("@nina look", ["nina"]),
            ("(@nina.nord) and @Wim.", ["nina.nord", "wim"]),
            ("write to anna@example.com", []),
            ("@nina@example.com", ["nina@example.com"]),
        ],
    )
    def test_a_mention_begins_a_word(self, text, found):
        assert named_in(text, {}) == ([], found)


class TestMessages:
    def test_it_is_looked_at_with_its_address_before_it_is_sent(self, clerk, order):
        form = {"text": "Leaves <b>tomorrow</b>.", "to": order.email, "version": version(order)}
        looked = clerk.post(at("message", order), form)
        assert looked.status_code == 200
        assert f"Send to {order.email}" in looked.text
        assert "Leaves &lt;b&gt;tomorrow" in looked.text
        assert not Letter.objects.filter(kind="order_message").exists()
        assert clerk.post(at("message", order), {**form, "send": "1"}).status_code == 302
        assert Letter.objects.get(kind="order_message").recipient == order.email
        assert 'class="kin-timeline__message"' in clerk.get(at("page", order)).text

    def test_change_it_leads_back_to_the_text(self, clerk, order):
        form = {"text": "Hello", "to": order.email, "version": version(order), "change": "1"}
        page = clerk.post(at("message", order), form)
        assert "<textarea" in page.text and ">\nHello</textarea>" in page.text

    def test_who_only_looks_cannot_write(self, sign_in, order):
        looker = sign_in(VIEW_ORDERS)
        looker.post(at("message", order), {"text": "x", "to": order.email, "version": 1, "send": "1"})
        assert not Letter.objects.filter(kind="order_message").exists()


class TestTagsAndHold:
    def test_tags_are_put_on_and_taken_off_on_the_page(self, clerk, order):
        clerk.post(at("add_tag", order), {"label": " Very  fragile ", "version": version(order)})
        assert "Very fragile" in clerk.get(at("page", order)).text
        clerk.post(at("remove_tag", order), {"label": "very fragile", "version": version(order)})
        assert "Remove tag" not in clerk.get(at("page", order)).text

    def test_a_tag_that_is_there_already_is_told(self, clerk, order):
        for label, said in (("aaa", "Tagged."), ("AAA", "It has this tag already.")):
            form = {"label": label, "version": version(order)}
            assert said in clerk.post(at("add_tag", order), form, follow=True).text
        assert [tag.label for tag in order.tags.all()] == ["aaa"]

    def test_a_tag_of_nothing_says_so(self, clerk, order):
        assert clerk.post(at("add_tag", order), {"label": " ", "version": version(order)}).status_code == 422

    def test_on_hold_the_reason_stands_on_top_and_letting_go_is_next(self, clerk, order):
        clerk.post(at("hold", order), {"reason": "Odd address", "version": version(order)})
        page = clerk.get(at("page", order))
        assert "On hold</strong>: Odd address" in page.text
        assert page.context["head"]["next"].verb == "let_go"
        clerk.post(at("let_go", order), {"version": version(order)})
        assert not Order.objects.get().is_on_hold

    def test_a_hold_without_a_reason_is_none(self, clerk, order):
        assert clerk.post(at("hold", order), {"reason": "", "version": version(order)}).status_code == 422
        assert not Order.objects.get().is_on_hold


class TestTimeline:
    def test_it_is_narrowed_to_what_a_colleague_looks_for(self, clerk, order):
        write_note(order=order, text="A note", by=CLERK)
        write_message(order=order, text="A message", to=order.email, by=CLERK)
        write_event(order=order, kind="payment", by=SYSTEM, summary="Money came")
        write_event(order=order, kind="shipment", by=SYSTEM, summary="A parcel")

        def shown(name):
            page = clerk.get(at("page", order), {"show": name})
            return {row["kind"] for row in page.context["events"]}

        assert shown("words") == {"Note", "Message to the customer"}
        assert shown("money") == {"Payment"}
        assert "Shipment" in shown("parcels") and "Note" not in shown("parcels")
        assert shown("mails") == {"Mail", "Message to the customer"}
        assert shown("nonsense") == shown("") > {"Note", "Payment", "Shipment", "Mail", "Status"}

    def test_it_says_who_it_was(self, clerk, order):
        otto = make_colleague(first_name="Otto", last_name="Other")
        write_note(order=order, text="A note", by=staff(otto))
        rows = {row["kind"]: row for row in clerk.get(at("page", order)).context["events"]}
        assert (rows["Note"]["actor"], rows["Note"]["actor_kind"]) == ("Otto Other", "staff")
        assert rows["Status"]["actor"] in ("The shop · System", "Customer · Guest")

    def test_a_letter_is_read_and_sent_again_to_the_address_of_now(self, clerk, order):
        letter = make_letter(order)
        assert at("letter", order, letter.pk) in clerk.get(at("page", order)).text
        page = clerk.get(at("letter", order, letter.pk)).text
        assert "Thank you." in page and f"Send again to {order.email}" in page
        Order.objects.filter(pk=order.pk).update(email="new@example.com")
        clerk.post(at("resend", order, letter.pk), {"version": version(order)})
        again = Letter.objects.exclude(pk=letter.pk).get(
            kind="order_confirmed", occurrence__startswith="again"
        )
        assert (again.recipient, again.about_id) == ("new@example.com", str(order.pk))
        assert order.events.last().summary == "Sent again: order confirmed"

    def test_a_letter_of_another_order_or_to_a_colleague_is_not_found(self, clerk, order):
        other = make_order(email="ben@example.com")
        assert clerk.get(at("letter", order, make_letter(other).pk)).status_code == 404
        mention = make_mention(order)
        letter = Letter.objects.get(kind="order_mention", about_id=str(mention.pk))
        assert clerk.get(at("letter", order, letter.pk)).status_code == 404


class TestCustomer:
    def test_the_card_says_what_the_customers_page_says_of_orders_and_spend(
        self, clerk, sign_in, shop, stripe
    ):
        tray = make_product("TRAY", price=1234, stock=9)
        order = make_paid_order(stripe, (tray, 3))
        give_back(order, goodwill=1000)
        make_paid_order(stripe, (tray, 1))
        make_order(tray)
        page = clerk.get(at("page", order))
        assert page.context["customer"]["count"] == 2
        spent = sum(found.total_minor for found in Order.objects.exclude(paid_at=None)) - 1000
        written = order.money(spent).written(order.market.locale)
        assert page.context["customer"]["spent"] == [written]
        there = sign_in(VIEW_CUSTOMERS).get(reverse("customers:page", args=[order.customer_id]))
        assert there.context["spent"] == [written]
        assert f'data-copy="{order.email}"' in page.text

    def test_that_the_customer_is_blocked(self, clerk, order):
        block_customer(customer=order.customer, reason="Fraud", by=SYSTEM)
        assert "This customer is blocked." in clerk.get(at("page", order)).context["risks"]

    def test_what_to_look_at_twice(self, clerk, order):
        order.addresses.filter(kind="billing").update(country="CA")
        [away, first] = clerk.get(at("page", order)).context["risks"]
        assert away == "Goes to another country than it is billed to: US, not CA"
        assert first == "The first order of this customer"

    def test_it_says_which_story_sold_it(self, clerk, order):
        home = make_home()
        order.lines.update(source_page_id=home.pk, source_block="look")
        assert clerk.get(at("page", order)).context["sources"] == [
            {"title": home.title, "block": "look", "skus": "TRAY"}
        ]


@pytest.mark.parametrize("count", [1, 50, 500])
def test_however_much_happened_the_page_costs_the_same(clerk, order, count, django_assert_max_num_queries):
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, title="Tray", sku=f"T{position}", quantity=1, unit_minor=1)
        for position in range(2, count + 1)
    )
    for number in range(min(count, 12)):
        add_tag(order=order, label=f"tag {number}", by=CLERK)
    otto = staff(User.objects.first())
    for _ in range(count):
        write_event(order=order, kind="note", by=otto, note="A note")
    put_on_hold(order=order, reason="x", by=CLERK)
    make_letter(order)
    clerk.get(at("page", order))
    with django_assert_max_num_queries(40):
        clerk.get(at("page", order))


def test_a_shipped_order_offers_no_other_address(clerk, shop, stripe):
    order = make_paid_order(stripe, (make_product("TRAY", price=1234, stock=9), 1))
    assert at("address", order) in clerk.get(at("page", order)).text
    ship_order(order=order, by=CLERK)
    assert at("address", order) not in clerk.get(at("page", order)).text


def test_whoever_edits_the_address_learns_of_the_parcel_made_up_for_the_old_one(clerk, shop, stripe):
    words = "A parcel is packed already: its address has to be changed too."
    order = make_paid_order(stripe, (make_product("TRAY", price=1234, stock=9), 1))
    assert words not in clerk.get(at("address", order)).text
    pack_order(order=order, by=CLERK)
    page = clerk.get(at("address", order))
    assert words in page.text
    form = {**page.context["form"].initial, "line1": "13 Other Street", "version": version(order)}
    assert words in clerk.post(at("address", order), form, follow=True).text

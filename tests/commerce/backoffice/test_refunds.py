"""Refunds in the admin: the dialog gives back what its button named, once, and only for those who may."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import APPROVE_REFUNDS, CHANGE_ORDERS, REFUND_ORDERS, VIEW_ORDERS
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order
from commerce.orders.timeline import write_event
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import approve_refund, refuse_refund
from kinsite.foundation.actors import SYSTEM
from tests.factories.amendments import amend, pay_difference
from tests.factories.catalogue import make_product
from tests.factories.refunds import CLERK, ask, give_back, make_paid_order

pytestmark = pytest.mark.django_db

RIGHTS = (VIEW_ORDERS, CHANGE_ORDERS, REFUND_ORDERS)


@pytest.fixture
def order(shop, stripe):
    """Three trays at 12.34 and delivery at 9.00, taxed by 8.875 %: 40.31 (13.44, 13.44, 13.43) and 9.80."""
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1234, stock=5), 3))


@pytest.fixture
def manager(sign_in):
    return sign_in(*RIGHTS)


def address(name, about):
    return reverse(name, args=[about.pk])


def seen(order):
    """The version that a page just loaded would send."""
    return {"version": Order.objects.get(pk=order.pk).version}


def line_of(order):
    return order.lines.get().pk


def filled(order, *, named, **changes):
    """The dialog as a browser sends it: all that is left, but for what was changed."""
    line = line_of(order)
    form = {
        f"units_{line}": "3",
        f"restocks_{line}": "on",
        "delivery": "9.80",
        "goodwill": "0.00",
        "amount": "50.11",
        "computed": "5011",
        "named": str(named),
        "version": str(order.version),
        "reason": "Scratched",
        "message": "Sorry",
        "notifies": "on",
    }
    for name, value in changes.items():
        name = f"{name}_{line}" if name in ("units", "restocks") else name
        form.pop(name) if value is None else form.update({name: value})
    return form


def test_the_dialog_is_filled_in_with_all_that_is_left(manager, order):
    give_back(order, units={line_of(order): 1})
    page = manager.get(address("orders:refund", order))
    form = page.context["form"]
    assert form[f"units_{line_of(order)}"].value() == 2
    assert (form["delivery"].value(), form["amount"].value()) == ("9.80", "36.67")
    assert form[f"restocks_{line_of(order)}"].value() is True
    assert page.context["button"] == "Refund $36.67"
    assert [amount for _, amount in page.context["sums"]] == ["$50.11", "$13.44", "$0.00", "$36.67"]
    for word in ("2 left to refund", "Tax share", "Discount share", "$3.29"):
        assert word in page.text


def test_units_that_left_do_not_go_back_to_stock_unless_somebody_says_so(manager, order):
    ship_order(order=order, by=CLERK)
    form = manager.get(address("orders:refund", order)).context["form"]
    assert form[f"restocks_{line_of(order)}"].value() is False


def test_a_line_with_nothing_left_says_why(manager, order):
    give_back(order, units={line_of(order): 3})
    page = manager.get(address("orders:refund", order))
    assert f"units_{line_of(order)}" not in page.context["form"].fields
    assert "All units are refunded already." in page.text


def test_where_nothing_is_left_there_is_no_button(manager, order):
    give_back(order, goodwill=order.total_minor)
    page = manager.get(address("orders:refund", order))
    assert "Nothing is left to refund" in page.text
    assert "data-refund-button" not in page.text


def test_what_the_button_named_is_asked_for(manager, order):
    form = filled(order, units="1", restocks=None, delivery="", amount="12.00", computed="1344", named=1200)
    answer = manager.post(address("orders:refund", order), form)
    assert answer.url == address("orders:page", order)
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.deduction_minor, refund.reason) == (1200, 144, "Scratched")
    assert (refund.message, refund.notifies, refund.asked_by_kind) == ("Sorry", True, "staff")
    [line] = refund.lines.all()
    assert (line.quantity, line.restocks) == (1, False)


def test_without_scripts_the_button_is_named_anew_before_anything_is_refunded(manager, order):
    answer = manager.post(address("orders:refund", order), filled(order, units="1", delivery="", named=5011))
    assert (answer.status_code, answer.context["button"]) == (200, "Refund $13.44")
    assert 'name="named" value="1344"' in answer.text
    assert not Refund.objects.exists()

    again = filled(order, units="1", delivery="", amount="13.44", computed="1344", named=1344)
    manager.post(address("orders:refund", order), again)
    assert Refund.objects.get().amount_minor == 1344


def test_work_out_asks_for_no_reason_yet_and_keeps_what_was_typed(manager, order):
    form = filled(order, units="2", delivery="", named=5011, reason="", work_out="1")
    answer = manager.post(address("orders:refund", order), form)
    assert (answer.status_code, answer.context["button"]) == (200, "Refund $26.88")
    assert "This field is required" not in answer.text
    assert not Refund.objects.exists()


def test_the_same_form_twice_is_one_refund(manager, order, stripe):
    form = filled(order, units="1", delivery="", amount="13.44", computed="1344", named=1344)
    assert manager.post(address("orders:refund", order), form).status_code == 302
    again = manager.post(address("orders:refund", order), form)
    assert again.status_code == 409
    assert "The order changed since you opened this form" in again.text
    assert Refund.objects.count() == 1
    assert len(stripe.refunds()) <= 1


def test_a_changed_order_says_what_happened_and_keeps_what_was_typed(manager, order):
    form = filled(order, named=5011, reason="Scratched on the left")
    write_event(order=order, kind="note", by=CLERK, summary="Customer called")
    answer = manager.post(address("orders:refund", order), form)
    assert answer.status_code == 409
    assert "Customer called" in answer.text
    assert "Scratched on the left" in answer.text
    assert not Refund.objects.exists()
    order.refresh_from_db()
    assert f'name="version" value="{order.version}"' in answer.text
    assert manager.post(address("orders:refund", order), filled(order, named=5011)).status_code == 302


@pytest.mark.parametrize(
    "tampered",
    [
        {"units": "-1"},
        {"units": "4"},
        {"units": "99999999999999999999"},
        {"units": "1.5"},
        {"units": "1.0"},
        {"units": "٣"},
        {"units": "1_0"},
        {"units": "1e0"},
        {"delivery": "9.81"},
        {"delivery": "-9.80"},
        {"delivery": "٩"},
        {"goodwill": "1e1"},
        {"goodwill": "-1"},
        {"goodwill": "999999999"},
        {"amount": "50.12"},
        {"amount": "-1"},
        {"amount": "NaN"},
        {"amount": "50.111"},
        {"version": ""},
        {"version": "-1"},
        {"reason": ""},
        {"computed": "x"},
    ],
)
def test_a_tampered_form_reaches_no_gateway(manager, order, stripe, tampered):
    answer = manager.post(address("orders:refund", order), filled(order, named=5011, **tampered))
    assert answer.status_code == 422
    assert not Refund.objects.exists()
    assert stripe.refunds() == []


def test_lines_of_another_order_are_not_heard(manager, order, stripe):
    other = make_paid_order(stripe, ("TRAY", 1), email="other@example.com")
    form = filled(order, units=None, delivery="", amount="", computed="", named=1344)
    form[f"units_{line_of(other)}"] = "1"
    manager.post(address("orders:refund", order), form)
    assert not Refund.objects.exists()
    assert stripe.refunds() == []


def test_without_the_right_nothing_is_offered_and_nothing_done(sign_in, order, stripe):
    clerk = sign_in(VIEW_ORDERS, CHANGE_ORDERS)
    page = clerk.get(address("orders:page", order)).text
    assert address("orders:refund", order) not in page
    dialog = address("orders:refund", order)
    home = reverse("wagtailadmin_home")
    assert clerk.get(dialog).url == home
    assert clerk.post(dialog, filled(order, named=5011)).url == home
    assert clerk.get(address("orders:preview_refund", order)).url == home
    assert not Refund.objects.exists()
    assert stripe.refunds() == []


def test_the_preview_says_what_the_button_will_and_writes_nothing(manager, order):
    line = line_of(order)
    form = {f"units_{line}": "2", "delivery": "1.00", "goodwill": "", "amount": "50.11", "computed": "5011"}
    answer = manager.get(address("orders:preview_refund", order), form).json()
    assert (answer["button"], answer["named"], answer["amount"]) == ("Refund $27.88", 2788, "27.88")
    assert answer["lines"] == {str(line): "$26.88"}
    wrong = manager.get(address("orders:preview_refund", order), form | {"amount": "40"}).json()
    assert wrong["problem"] == "This comes to $27.88: refund that, or less."
    assert not Refund.objects.exists()


class TestSecondPerson:
    @pytest.fixture(autouse=True)
    def limit(self):
        RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)

    def test_above_the_limit_it_is_proposed_and_a_colleague_approves(self, sign_in, manager, order):
        manager.post(address("orders:refund", order), filled(order, named=5011))
        refund = Refund.objects.get()
        assert refund.status == RefundStatus.PROPOSED

        asker = sign_in(*RIGHTS, APPROVE_REFUNDS)
        Refund.objects.update(asked_by_id=asker.session["_auth_user_id"])
        assert address("refunds:approve", refund) not in asker.get(address("orders:page", order)).text
        asker.post(address("refunds:approve", refund), seen(order))
        assert Refund.objects.get().status == RefundStatus.PROPOSED

        second = sign_in(VIEW_ORDERS, APPROVE_REFUNDS)
        assert order.number in second.get(reverse("refunds:index")).text
        assert address("refunds:approve", refund) in second.get(address("orders:page", order)).text
        second.post(address("refunds:approve", refund), seen(order))
        assert Refund.objects.get().status != RefundStatus.PROPOSED
        assert "Approved" in second.get(address("orders:page", order)).text
        assert order.number not in second.get(reverse("refunds:index")).text

    def test_units_whose_refund_waits_are_not_called_refunded(self, manager, order):
        def row():
            [group] = manager.get(address("orders:page", order)).context["lines"]
            return group["rows"][0]["refunded"], group["rows"][0]["waiting"]

        manager.post(address("orders:refund", order), filled(order, named=5011))
        units = order.lines.first().quantity
        assert row() == ("–", units)
        approve_refund(refund=Refund.objects.get(), by=CLERK)
        assert row() == (units, 0)

    def test_what_waits_for_approval_is_not_called_on_its_way(self, manager, order):
        refund = ask(order, goodwill=2000)
        page, dialog = (manager.get(address(name, order)) for name in ("orders:page", "orders:refund"))
        assert page.context["sums"] == {
            "captured": "$50.11",
            "waiting": "$20.00",
            "refunding": "$0.00",
            "refunded": "$0.00",
        }
        assert [row["waiting"] for row in page.context["payments"]] == ["$20.00"]
        assert ("Waits for approval", "$20.00") in dialog.context["sums"]
        assert ("On its way", "$0.00") in dialog.context["sums"]
        assert ("Remaining", "$30.11") in dialog.context["sums"]
        approve_refund(refund=refund, by=CLERK)
        dialog = manager.get(address("orders:refund", order))
        assert "Waits for approval" not in dict(dialog.context["sums"])
        assert ("On its way", "$20.00") in dialog.context["sums"]
        assert "Waits for approval" not in manager.get(address("orders:page", order)).text

    def test_a_refused_one_gives_nothing_back(self, sign_in, order, stripe):
        refund = ask(order, goodwill=2000)
        second = sign_in(VIEW_ORDERS, APPROVE_REFUNDS)
        second.post(address("refunds:refuse", refund), seen(order))
        assert Refund.objects.get().status == RefundStatus.REFUSED
        late = second.post(address("refunds:approve", refund), seen(order), follow=True)
        assert "A colleague was quicker" in late.text
        assert stripe.refunds() == []


def test_a_failed_one_is_told_with_its_code_and_tried_again(manager, order, stripe):
    stripe.post_hook("fault", path="/v1/refunds", do="status", status=400, times=1)
    refund = give_back(order, goodwill=500)
    page = manager.get(address("orders:page", order)).text
    assert f"Failed: {refund.failure_code}" in page
    manager.post(address("refunds:try_again", refund), seen(order))
    refund.refresh_from_db()
    assert refund.attempt == 2


def test_the_order_page_tells_of_each_refund_and_of_what_is_left(manager, order):
    refund = give_back(order, units={line_of(order): 1}, reason="Scratched", message="Sorry")
    page = manager.get(address("orders:page", order)).text
    for word in (
        "$13.44",
        "Scratched",
        "Sorry",
        "1 × Tray",
        refund.provider_id,
        "Visa •••• 4242",
        "Paid back",
    ):
        assert word in page


class TestTwoPayments:
    """An order that got a lamp put in, for which its customer paid by another card."""

    @pytest.fixture
    def lamp(self, order, stripe):
        lamp = make_product("LAMP", title="Lamp", price=5000, stock=5)
        pay_difference(stripe, amend(order, added={lamp: 1}), card="5555555555554444")
        order.refresh_from_db()
        return lamp

    @pytest.fixture
    def payments(self, order, lamp):
        """The one with less left, then the one with most: 50.11, and 54.44 for the lamp."""
        return list(order.payments.order_by("amount_minor"))

    def test_the_dialog_shows_what_is_left_of_each_and_where_the_refund_goes(self, manager, order, payments):
        page = manager.get(address("orders:refund", order))
        shown = [
            (row["name"], row["captured"], row["left"], row["is_chosen"]) for row in page.context["payments"]
        ]
        assert shown == [
            ("Visa •••• 4242", "$50.11", "$50.11", False),
            ("Mastercard •••• 4444", "$54.44", "$54.44", True),
        ]
        assert [amount for _, amount in page.context["sums"]] == ["$104.55", "$0.00", "$0.00", "$104.55"]
        assert page.context["button"] == "Refund $54.44"
        assert "$50.11 is left of others" in page.context["note"]
        assert f'href="?payment={payments[0].pk}"' in page.text

    def test_it_goes_through_the_payment_that_was_chosen(self, manager, order, payments):
        chosen = {"payment": payments[0].pk}
        page = manager.get(address("orders:refund", order), chosen)
        assert page.context["button"] == "Refund $50.11"
        assert f'name="payment" value="{payments[0].pk}"' in page.text
        numbers = {"goodwill": "50.12", "amount": "50.12", "computed": "0", **chosen}
        asked = manager.get(address("orders:preview_refund", order), numbers).json()
        assert "At most $50.11 is left." in asked["problem"]
        tray = order.lines.get(sku="TRAY").pk
        form = {
            **seen(order),
            **chosen,
            f"units_{tray}": "1",
            "amount": "13.44",
            "computed": "1344",
            "named": "1344",
            "reason": "Scratched",
        }
        manager.post(address("orders:refund", order), form)
        refund = Refund.objects.get()
        assert (refund.payment, refund.amount_minor) == (payments[0], 1344)
        rows = manager.get(address("orders:refund", order)).context["payments"]
        assert [(row["refunding"], row["left"]) for row in rows] == [
            ("$13.44", "$36.67"),
            ("$0.00", "$54.44"),
        ]

    def test_a_payment_of_another_order_is_not_chosen(self, manager, order, payments, stripe):
        other = make_paid_order(stripe, (make_product("DESK", price=12900, stock=5), 1))
        page = manager.get(address("orders:refund", order), {"payment": other.payments.get().pk})
        assert page.context["button"] == "Refund $54.44"

    def test_one_payment_is_no_choice(self, manager, order):
        page = manager.get(address("orders:refund", order))
        assert page.context["payments"] == []
        assert 'name="payment"' not in page.text


def test_the_order_page_with_refunds_stays_within_its_budget(manager, order, django_assert_max_num_queries):
    for _ in range(4):
        give_back(order, goodwill=100)
    manager.get(address("orders:page", order))
    with django_assert_max_num_queries(37):
        manager.get(address("orders:page", order))
    with django_assert_max_num_queries(37):
        manager.get(address("orders:refund", order))


def test_a_proposed_refund_that_is_refused_leaves_the_rest_to_be_refunded(order):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)
    refund = ask(order, goodwill=2000)
    refuse_refund(refund=refund, by=SYSTEM)
    assert order.payments.get().refundable == order.total

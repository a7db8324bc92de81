"""Gift cards and store credit in the admin: found, issued once however often a form is sent, and ended."""

import html
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from commerce.backoffice.permissions import ISSUE_CREDIT, VIEW_CREDIT, VIEW_ORDERS
from commerce.credit.models import CreditAccount, CreditEntry
from commerce.credit.operations import disable_credit, grant_store_credit
from commerce.credit.queries import card_with_code
from commerce.customers.models import Customer
from commerce.money import Money
from commerce.refunds.models import RefundLimit
from emails.delivery import deliver
from emails.models import Letter
from kinsite.accounts.models import User
from kinsite.foundation.actors import SYSTEM, staff
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.credit import CODE, balance_of, cart_with_card, make_card, make_store_credit
from tests.factories.customers import make_account, make_customer, make_user
from tests.factories.markets import make_german_market
from tests.factories.orders import make_order, place
from tests.factories.staff import make_colleague


@pytest.fixture
def client(sign_in):
    return sign_in(VIEW_CREDIT, ISSUE_CREDIT)


def said(answer):
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", " ").split())


def fields_of(client, name, **typed):
    """The hidden fields of a form as a browser has them, and what is typed beside."""
    form = client.get(reverse(name)).context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    return hidden | {"amount_USD": "50", "reason": "For a prize", "language": "en"} | typed


def issue(client, **typed):
    return client.post(reverse("credit:issue"), fields_of(client, "credit:issue", **typed))


def give(client, email, **typed):
    return client.post(reverse("credit:give"), fields_of(client, "credit:give", email=email, **typed))


def listed(client, **asked):
    return said(client.get(reverse("credit:index_results"), asked))


def test_a_gift_card_is_issued_and_its_code_buys(client):
    answer = issue(client)
    code = answer.context["code"]
    assert answer.status_code == 200
    assert code in said(answer)
    card = card_with_code(code)
    assert (card.balance, card.entries.get().reason) == (Money(5000, "USD"), "For a prize")
    make_shop()
    make_product("DESK", price=3000, stock=5)
    assert place(cart_with_card(("DESK", 1), code=code)).order.credit.minor > 0


def test_a_form_that_is_sent_twice_issues_one_card_and_says_the_same_code(client):
    fields = fields_of(client, "credit:issue")
    first, second = (client.post(reverse("credit:issue"), fields) for _time in range(2))
    assert first.context["code"] == second.context["code"]
    assert CreditAccount.objects.get().balance_minor == 5000


def test_at_the_limit_a_form_sent_twice_still_says_its_code(client):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=5000)
    fields = fields_of(client, "credit:issue")
    first, second = (client.post(reverse("credit:issue"), fields) for _time in range(2))
    assert first.context["code"] == second.context["code"]
    assert issue(client).status_code == 422
    assert CreditAccount.objects.get().balance_minor == 5000


def test_a_gift_card_is_sent_once_and_its_code_stays_in_no_row(client, mailbox):
    wanted = {"send_to": "ben@example.com", "message": "For your room.", "language": "de"}
    fields = fields_of(client, "credit:issue", **wanted)
    for _time in range(2):
        code = client.post(reverse("credit:issue"), fields).context["code"]
    mailbox.open()
    letter = Letter.objects.get()
    deliver(letter_id=letter.pk)
    [mail], [text] = mailbox.messages, mailbox.texts()
    assert mail.recipients == ["ben@example.com"]
    assert "Eine Geschenkkarte über 50,00" in mail["subject"]
    assert code in text
    assert "For your room." in text
    letter.refresh_from_db()
    assert (letter.secrets, letter.body_text, letter.body_html) == ({}, "", "")


def test_the_code_is_nowhere_to_be_read_again(client):
    code = issue(client).context["code"]
    card = card_with_code(code)
    for address in (reverse("credit:page", args=[card.pk]), reverse("credit:index")):
        assert code not in said(client.get(address))


def test_nobody_chooses_a_code(client):
    answer = issue(client, code="GIFT-AAAA-AAAA-AAAA-AAAA")
    assert answer.status_code == 422
    assert "send it once more" in said(answer)
    assert not CreditAccount.objects.exists()
    made_anew = answer.context["form"]["code"].value()
    assert issue(client, code=made_anew).status_code == 200
    assert CreditAccount.objects.get().last4 != "AAAA"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"amount_USD": ""}, "Give one amount"),
        ({"amount_USD": "0"}, "Give one amount"),
        ({"amount_EUR": "5"}, "Give one amount"),
        ({"amount_USD": "-5"}, "greater than or equal to 0"),
        ({"expires_at": "2020-01-01 00:00"}, "This moment is over."),
        ({"reason": ""}, "required"),
    ],
)
def test_what_makes_no_card_is_said_in_the_form_and_kept(client, typed, why):
    make_german_market()
    answer = issue(client, **typed)
    assert answer.status_code == 422
    assert why in said(answer)
    assert not CreditAccount.objects.exists()


def test_store_credit_is_given_once_and_told_of_once(client):
    user = make_account("anna@example.com")
    fields = fields_of(client, "credit:give", email="Anna@example.com", message="Sorry for the wait.")
    for _time in range(2):
        assert client.post(reverse("credit:give"), fields).status_code == 302
    account = CreditAccount.objects.get(customer=user.customer)
    assert account.balance == Money(5000, "USD")
    assert Letter.objects.get(kind="credit_given").recipient == "anna@example.com"


@pytest.mark.parametrize("changed", [{"amount_USD": "60"}, {"email": "ben@example.com"}])
def test_a_form_that_was_sent_gives_nothing_else(client, changed):
    make_account("anna@example.com")
    make_account("ben@example.com")
    fields = fields_of(client, "credit:give", email="anna@example.com")
    assert client.post(reverse("credit:give"), fields).status_code == 302
    answer = client.post(reverse("credit:give"), fields | changed)
    assert answer.status_code == 422
    assert "given its credit already" in said(answer)
    assert CreditEntry.objects.get().amount_minor == 5000


def test_a_guest_who_ordered_can_be_given_credit(client):
    order = make_order(make_product("DESK", price=3000, stock=5))
    page = client.get(reverse("credit:give"), {"order": order.number})
    assert page.context["form"]["email"].value() == order.email
    give(client, order.email)
    assert CreditAccount.objects.get().customer == order.customer


def test_who_came_from_an_order_goes_back_to_it_and_to_the_list_that_led_there(client, sign_in):
    order = make_order(make_product("DESK", price=3000, stock=5))
    page = reverse("orders:page", args=[order.pk])
    asked = {"order": order.number, "from": "view=to-pack"}
    address = f"{reverse('credit:give')}?{urlencode(asked)}"
    clerk = sign_in(VIEW_ORDERS, ISSUE_CREDIT)
    form = clerk.get(address).context["form"]
    typed = {**form.initial, "currency": "USD", "amount_USD": "50", "reason": "Late", "email": order.email}
    answer = clerk.post(address, typed)
    assert answer.status_code == 302 and answer.url == f"{page}?from=view%3Dto-pack"
    # Who may not see orders is led to none.
    assert client.get(address).context["back_url"] == reverse("credit:index")


def test_an_account_that_never_proved_an_address_gets_nothing_for_it(client):
    user = make_user("anna@example.com")
    make_customer(user)
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    answer = give(client, "anna@example.com")
    assert answer.status_code == 422
    assert "Nobody has an account with this address" in said(answer)
    assert not CreditAccount.objects.exists()


def test_one_colleague_issues_no_more_in_a_day_than_one_refunds_alone(client, sign_in):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=8000)
    make_account("anna@example.com")
    assert issue(client).status_code == 200
    answer = give(client, "anna@example.com")
    assert answer.status_code == 422
    assert "up to $80.00 in a day, and you have issued $50.00" in said(answer)
    assert give(client, "anna@example.com", amount_USD="30").status_code == 302
    assert issue(sign_in(VIEW_CREDIT, ISSUE_CREDIT)).status_code == 200


def test_a_card_is_found_by_its_code_its_end_and_an_owner_by_the_address(client):
    make_card()
    make_store_credit(make_customer(make_account("anna@example.com")))
    assert "WARM" in listed(client)
    for text in (CODE, CODE.lower().replace("-", " "), "warm"):
        found = listed(client, q=text)
        assert "WARM" in found
        assert "Store credit" not in found
    found = listed(client, q="anna@example.com")
    assert "Store credit" in found
    assert "WARM" not in found
    assert "None found" in listed(client, q="GIFT-AAAA-AAAA-AAAA-AAAA")


def test_the_list_says_what_is_owed_and_leaves_out_what_nobody_can_spend(client):
    make_card(10_000)
    disable_credit(account=make_card(5_000, code="GIFT-AAAA-AAAA-AAAA-AAAA"), by=SYSTEM)
    text = listed(client)
    assert text.count("Owed, and can be spent") == 1
    assert "<dd>$100.00</dd>" in text
    assert "AAAA" in text
    assert "AAAA" not in listed(client, standing="usable")


def test_a_disabled_card_pays_nothing_and_its_page_says_who_and_why(client):
    card = make_card()
    client.post(reverse("credit:end", args=[card.pk]), {"reason": "Stolen from the shelf"})
    card.refresh_from_db()
    assert card.is_disabled
    page = said(client.get(reverse("credit:page", args=[card.pk])))
    assert "Stolen from the shelf" in page
    assert reverse("credit:end", args=[card.pk]) not in page
    assert balance_of(card) == 10_000


def test_the_page_shows_the_orders_to_those_who_may_see_them(client, sign_in):
    make_shop()
    make_product("DESK", price=3000, stock=5)
    card = make_card()
    order = place(cart_with_card(("DESK", 1))).order
    address, link = reverse("credit:page", args=[card.pk]), reverse("orders:page", args=[order.pk])
    assert link not in said(client.get(address))
    assert link in said(sign_in(VIEW_CREDIT, VIEW_ORDERS).get(address))


def test_the_list_costs_the_same_however_long_it_is(client, django_assert_max_num_queries):
    for number in range(12):
        make_card(code=f"GIFT-AAAA-AAAA-AAAA-AA{number:02}")
        make_store_credit(make_customer())
    with django_assert_max_num_queries(15):
        client.get(reverse("credit:index_results"))


def grant(customer_pk, colleague_pk, key):
    """$50, of at most $90 a day."""
    grant_store_credit(
        customer=Customer.objects.get(pk=customer_pk),
        money=Money(5000, "USD"),
        key=key,
        by=staff(User.objects.get(pk=colleague_pk)),
        reason="Sorry",
        limit=Money(9000, "USD"),
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("keys", "outcomes"),
    [
        (["same"] * 12, {None: 12}),
        ([f"form {number}" for number in range(12)], {None: 1, "IssuedTooMuch": 11}),
    ],
)
def test_twelve_at_once_give_once_under_one_key_and_never_beyond_the_limit(keys, outcomes):
    customer, colleague = make_customer(make_account()), make_colleague(ISSUE_CREDIT)
    assert crowd(f"{__name__}:grant", [[customer.pk, colleague.pk, key] for key in keys]) == outcomes
    assert CreditEntry.objects.get().amount_minor == CreditAccount.objects.get().balance_minor == 5000

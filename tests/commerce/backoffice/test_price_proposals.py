"""Prices beyond a colleague's limit, on screen: proposed from every form, decided by another on one list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import APPROVE_PRICES, CHANGE_PRICE_LIMITS, CHANGE_PRICES, VIEW_PRODUCTS
from commerce.catalogue.operations import set_price
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.catalogue.queries import current_prices
from commerce.money import Money
from commerce.trail.models import TrailEntry
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.markets import make_price_list
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
LIST, LIMITS = "price_proposals:index", "price_limits:index"


@pytest.fixture
def desk():
    with clock.travel(clock.now() - timedelta(days=30)):
        variant = make_product("DESK", title="Oak desk", price=10000)
    PriceLimit.objects.create(price_list=make_price_list(), alone_up_to_percent=20)
    return variant


@pytest.fixture
def proposal(desk):
    return propose(desk)


def propose(desk, minor=5000, by=None):
    by = by or make_colleague(first_name="Mona", last_name="Manager")
    [proposal] = set_price(
        variant=desk, price_list=make_price_list(), money=Money(minor, "USD"), by=staff(by)
    )
    return proposal


def test_a_price_that_nearly_vanishes_does_not_read_as_all_of_it(sign_in, desk):
    propose(desk, minor=17)
    text = sign_in(APPROVE_PRICES).get(reverse(LIST)).text
    assert "-99.8 %" in text and "-100 %" not in text


def cost(desk):
    return current_prices([desk.pk], make_price_list())[desk.pk].minor


def decide(client, how, *proposals, **facts):
    data = {"proposals": [proposal.pk for proposal in proposals], **facts}
    return client.post(reverse(f"price_proposals:{how}"), data)


def test_each_form_says_that_a_price_waits(sign_in, desk):
    client = sign_in(VIEW_PRODUCTS, CHANGE_PRICES)
    usd = make_price_list()
    key = f"{desk.pk}-{usd.pk}"
    forms = [
        (reverse("products:price", args=[desk.pk, "usd"]), {"money": "50"}),
        (reverse("products:save_prices"), {f"price-{key}": "60", f"seen-{key}": "10000"}),
        (
            reverse("products:plan_prices"),
            {"variants": [desk.pk], "plan-price_list": usd.pk, "plan-way": "percent", "plan-number": "-70"},
        ),
    ]
    for number, (address, data) in enumerate(forms, start=1):
        answer = client.post(address, data, follow=True)
        assert "waits for a second one" in answer.text
        assert "1 price is set" not in answer.text
        assert PriceProposal.objects.count() == number
    assert cost(desk) == 10000


def test_what_waits_stands_on_the_page_of_the_price_with_the_limit(sign_in, proposal, desk):
    text = sign_in(CHANGE_PRICES).get(reverse("products:price", args=[desk.pk, "usd"])).text
    assert "by more than 20 %" in text
    assert "Mona Manager" in text
    assert "price_proposals/withdraw" in text


def test_the_list_says_old_and_new_by_whom_and_how_many(sign_in, proposal):
    text = sign_in(APPROVE_PRICES).get(reverse(LIST)).text
    for said in ("1 price waits", "Oak desk", "$100.00", "$50.00", "-50 %", "Mona Manager", "At once"):
        assert said in text


def test_another_colleague_approves(sign_in, proposal, desk):
    assert decide(sign_in(APPROVE_PRICES), "approve", proposal).status_code == 302
    assert cost(desk) == 5000
    assert TrailEntry.objects.filter(action="approved").count() == 1


def test_another_colleague_declines_with_a_reason(sign_in, proposal, desk):
    assert decide(sign_in(APPROVE_PRICES), "decline", proposal, reason="Too low").status_code == 302
    assert cost(desk) == 10000
    assert PriceProposal.objects.get().reason == "Too low"


def test_ones_own_is_not_offered_for_decision_and_refused(client, desk):
    mona = make_colleague(APPROVE_PRICES, CHANGE_PRICES)
    own = propose(desk, by=mona)
    client.force_login(mona)
    text = client.get(reverse(LIST)).text
    assert f'name="proposals" value="{own.pk}" aria-label' not in text
    assert "Approve the picked" not in text
    for how in ("approve", "decline"):
        answer = decide(client, how, own)
        assert answer.status_code == 422
        assert "you proposed it yourself" in answer.text
    assert cost(desk) == 10000
    assert decide(client, "withdraw", own).url == reverse(LIST)
    assert PriceProposal.objects.get().status == "withdrawn"


def test_a_colleague_withdraws_nothing_of_another(sign_in, proposal):
    answer = sign_in(CHANGE_PRICES, VIEW_PRODUCTS).post(
        reverse("price_proposals:withdraw"), {"proposals": proposal.pk}, follow=True
    )
    assert "Only whoever proposed it" in answer.text
    assert PriceProposal.objects.get().status == "proposed"


def test_a_price_that_changed_meanwhile_is_refused_with_both_numbers(sign_in, proposal, desk):
    set_price(variant=desk, price_list=make_price_list(), money=Money(9000, "USD"), by=SYSTEM)
    answer = decide(sign_in(APPROVE_PRICES), "approve", proposal)
    assert answer.status_code == 422
    assert "It was to replace $100.00; since then it is $90.00" in answer.text
    assert cost(desk) == 9000


def test_who_was_quicker_is_said(sign_in, proposal):
    decide(sign_in(APPROVE_PRICES), "decline", proposal)
    answer = decide(sign_in(APPROVE_PRICES), "approve", proposal)
    assert answer.status_code == 422
    assert "decided this already: Declined" in answer.text


@pytest.mark.parametrize("picked", [[], ["x"], ["999999"]])
def test_what_is_no_proposal_decides_nothing(sign_in, proposal, picked):
    answer = sign_in(APPROVE_PRICES).post(reverse("price_proposals:approve"), {"proposals": picked})
    assert answer.status_code == 422
    assert PriceProposal.objects.get().status == "proposed"


@pytest.mark.parametrize("size", [1, 50, 500])
def test_the_list_costs_the_same_however_many(sign_in, proposal, size, django_assert_max_num_queries):
    PriceProposal.objects.bulk_create(
        PriceProposal(
            variant=proposal.variant, price_list=proposal.price_list, minor=number, base_minor=1, actor_id=1
        )
        for number in range(1, size)
    )
    client = sign_in(APPROVE_PRICES)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(15):
        client.get(reverse(LIST))


def test_the_limit_is_set_in_percent_and_written_down(sign_in, desk):
    client, usd = sign_in(CHANGE_PRICE_LIMITS), make_price_list()
    assert client.post(reverse(LIMITS), {str(usd.pk): "35"}).status_code == 302
    assert PriceLimit.objects.get().alone_up_to_percent == 35
    client.post(reverse(LIMITS), {str(usd.pk): ""})
    assert not PriceLimit.objects.exists()
    rows = TrailEntry.objects.filter(subject="setting/commerce.pricelimit").order_by("pk")
    assert [(row.before, row.after) for row in rows] == [("20 %", "35 %"), ("35 %", "")]


@pytest.mark.parametrize("typed", ["-1", "1001", "x", "1.5", "٥"])
def test_what_is_no_share_changes_nothing(sign_in, desk, typed):
    answer = sign_in(CHANGE_PRICE_LIMITS).post(reverse(LIMITS), {str(make_price_list().pk): typed})
    assert answer.status_code == 422
    assert PriceLimit.objects.get().alone_up_to_percent == 20

"""Many orders at once in the admin: chosen in the list, looked at, confirmed once, and watched."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.bulk.models import BulkJob, BulkRow
from commerce.bulk.operations import work_job
from commerce.bulk.queries import counts_of
from commerce.fulfilment.models import Shipment
from commerce.orders.facets import LONGEST
from commerce.orders.models import Order
from tests.factories.bulk import make_clerk, make_drafted_job, make_job, make_paid_orders, outcomes
from tests.factories.orders import copy_order

pytestmark = pytest.mark.django_db
LIST, BEGIN, JOBS = (reverse(f"orders:{name}") for name in ("index", "bulk", "bulk_jobs"))


@pytest.fixture
def orders(shop):
    return make_paid_orders(3)


@pytest.fixture
def clerk(sign_in):
    return sign_in(VIEW_ORDERS, CHANGE_ORDERS)


@pytest.fixture
def at_most(django_assert_max_num_queries):
    return django_assert_max_num_queries


def choose(client, action="pack", *, scope="all", query="view=to-pack", **more):
    return client.post(BEGIN, {"action": action, "scope": scope, "query": query, **more}, follow=True)


def page_of(job, **query):
    return reverse("orders:bulk_job", args=[job.pk], query=query)


def confirm(client, job):
    return client.post(reverse("orders:bulk_confirm", args=[job.pk]))


class TestChoosing:
    def test_all_means_all_of_the_filter_and_no_other(self, clerk, orders):
        Order.objects.filter(pk=orders[0].pk).update(is_on_hold=True)
        choose(clerk)
        assert set(outcomes(BulkJob.objects.get())) == {orders[1].number, orders[2].number}

    @pytest.mark.parametrize("query", ["", "page=2", "view=nothing", "country=nowhere"])
    def test_a_filter_that_says_nothing_chooses_nothing(self, clerk, orders, query):
        answer = choose(clerk, query=query)
        assert "No order is chosen" in answer.text
        assert not BulkJob.objects.exists()

    def test_nothing_is_done_to_all_orders_there_are(self, clerk, orders):
        answer = choose(clerk, query="view=all")
        assert "That would be all orders there are. Narrow the list first, or tick some." in answer.text
        assert not BulkJob.objects.exists()
        choose(clerk, query="view=all", scope="ticked", order=[orders[0].pk])
        assert BulkJob.objects.exists()

    def test_ticked_means_the_ticked_ones(self, clerk, orders):
        choose(clerk, scope="ticked", order=[orders[0].pk, orders[2].pk, "x", "9" * 30])
        job = BulkJob.objects.get()
        assert (set(outcomes(job)), job.is_ticked) == ({orders[0].number, orders[2].number}, True)

    def test_ticked_means_the_ticked_ones_however_long_the_filter_is(self, clerk, orders):
        query = urlencode({"view": "all", "goods": "😀" * LONGEST, "tag": "😀" * LONGEST})
        choose(clerk, scope="ticked", order=[orders[0].pk], query=query)
        job = BulkJob.objects.get()
        assert (set(outcomes(job)), job.query) == ({orders[0].number}, query)

    def test_nothing_ticked_is_refused_in_words(self, clerk, orders):
        answer = choose(clerk, scope="ticked")
        assert "No order is chosen" in answer.text
        assert not BulkJob.objects.exists()

    def test_who_may_not_change_orders_sees_neither_ticks_nor_bar(self, sign_in, clerk, orders):
        assert 'name="order"' in clerk.get(LIST).text
        text = sign_in(VIEW_ORDERS).get(LIST).text
        assert 'name="order"' not in text and 'id="chosen"' not in text

    def test_the_form_of_the_list_says_which_tab_is_seen(self, clerk, orders):
        assert 'name="query" value="view=open"' in clerk.get(LIST).text

    def test_the_way_back_leads_to_the_page_that_it_was_begun_on(self, clerk, orders):
        place = f"after={max(orders, key=lambda order: order.placed_at).pk}"
        assert f'name="place" value="{place}"' in clerk.get(f"{LIST}?view=to-pack&{place}").text
        asked = choose(clerk, action="hold", place=place)
        assert f'name="place" value="{place}"' in asked.text
        assert f'href="{LIST}?view=to-pack&amp;{place}"' in asked.text
        draft = choose(clerk, action="hold", place=place, entered="1", text="Odd")
        assert f'href="{LIST}?view=to-pack&amp;{place}"' in draft.text

    def test_what_is_no_page_of_the_list_leads_nowhere(self, clerk, orders):
        draft = choose(clerk, place="//evil.example")
        assert f'href="{LIST}?view=to-pack"' in draft.text

    def test_a_look_begins_nothing(self, clerk, orders):
        assert clerk.get(BEGIN).url == LIST
        assert not BulkJob.objects.exists()


class TestLookingAtIt:
    def test_it_counts_what_it_does_and_says_who_is_skipped_and_why(self, clerk, orders):
        Order.objects.filter(pk=orders[0].pk).update(is_on_hold=True)
        answer = choose(clerk, query="view=all&status=paid")
        assert "Mark 2 orders as packed" in answer.text
        assert "This order is on hold. Nothing of it is shipped." in answer.text
        assert reverse("orders:page", args=[orders[0].pk]) in answer.text
        assert not Shipment.objects.exists()

    def test_where_nothing_is_left_to_do_there_is_no_button(self, clerk, orders):
        answer = choose(clerk, "let_go")
        assert "Not on hold" in answer.text
        assert reverse("orders:bulk_confirm", args=[BulkJob.objects.get().pk]) in answer.text
        assert "Let 0" not in answer.text

    def test_a_draft_is_its_colleagues_own(self, clerk, orders):
        draft = make_drafted_job()
        assert clerk.get(page_of(draft)).status_code == 404
        assert confirm(clerk, draft).status_code == 404
        draft.refresh_from_db()
        assert draft.is_draft

    @pytest.mark.parametrize("count", [1, 50, 500])
    def test_it_takes_as_many_queries_however_many_orders(self, client, shop, count, at_most):
        [order] = make_paid_orders(1)
        copy_order(order, count, is_on_hold=True)
        person = make_clerk()
        client.force_login(person)
        draft = make_drafted_job(by=person)
        client.get(page_of(draft))
        with at_most(14):
            text = client.get(page_of(draft)).text
        assert text.count("/admin/orders/") < 40


class TestWhatItNeedsToKnow:
    def test_a_tag_is_asked_for_and_then_looked_at(self, clerk, orders):
        asked = choose(clerk, "tag")
        assert 'name="text"' in asked.text and not BulkJob.objects.exists()
        assert (
            "Tag 3 orders “fragile glass”" in choose(clerk, "tag", entered="1", text=" fragile  glass ").text
        )

    def test_a_reason_is_needed_to_hold(self, clerk, orders):
        assert choose(clerk, "hold", entered="1", text=" ").status_code == 422
        assert "Put 3 orders on hold" in choose(clerk, "hold", entered="1", text="Odd batch").text

    def test_ticks_survive_the_second_form(self, clerk, orders):
        asked = choose(clerk, "tag", scope="ticked", order=[orders[1].pk])
        assert f'name="order" value="{orders[1].pk}"' in asked.text

    def test_pasted_rows_that_are_wrong_are_named_and_can_be_left_out(self, clerk, orders):
        pasted = f"{orders[0].number};UPS;1Z1\nKW-NONE;UPS;1Z2\n{orders[0].number};UPS;1Z3\nalone"
        answer = choose(clerk, "ship", entered="1", parcels=pasted)
        assert answer.status_code == 422
        for words in (
            "Row 2: KW-NONE is not among the chosen orders.",
            f"Row 3: {orders[0].number} stands in an earlier row already.",
            "Row 4: Three columns are needed",
            "3 rows are wrong.",
            "Leave these 3 rows out and go on",
        ):
            assert words in answer.text
        assert not BulkJob.objects.exists()
        answer = choose(clerk, "ship", entered="1", parcels=pasted, leave_out="1")
        assert "Mark 1 order as shipped" in answer.text
        assert BulkJob.objects.get().left_out == 3
        row = BulkRow.objects.get()
        assert (row.order, row.carrier, row.tracking_number) == (orders[0], "UPS", "1Z1")


class TestWatching:
    def test_two_clicks_are_one_job_and_lead_to_the_same_page(self, client, orders):
        person = make_clerk()
        client.force_login(person)
        draft = make_drafted_job(by=person)
        assert confirm(client, draft).url == confirm(client, draft).url == page_of(draft)
        assert counts_of(draft)["waiting"] == 3
        assert 'data-job="at-work"' in client.get(page_of(draft)).text

    def test_results_are_told_by_row_and_narrowed(self, clerk, orders):
        Order.objects.filter(pk=orders[0].pk).update(is_on_hold=True)
        job = make_job()
        work_job(job=job)
        answer = clerk.get(page_of(job))
        assert "this is over" in answer.text and "at-work" not in answer.text
        assert [row.outcome for row in answer.context["rows"]] == ["skipped", "done", "done"]
        assert [row.outcome for row in clerk.get(page_of(job, outcome="skipped")).context["rows"]] == [
            "skipped"
        ]

    def test_only_whoever_asked_tries_failed_ones_again(self, client, clerk, orders):
        person = make_clerk()
        client.force_login(person)
        job = make_job(by=person)
        BulkRow.objects.filter(order=orders[0]).update(outcome="failed", reason="ZeroDivisionError")
        work_job(job=job)
        again = reverse("orders:bulk_again", args=[job.pk])
        assert again in client.get(page_of(job)).text and again not in clerk.get(page_of(job)).text
        assert clerk.post(again).status_code == 404
        assert client.post(again).status_code == 302
        work_job(job=job)
        assert set(outcomes(job).values()) == {"done"}

    def test_the_jobs_of_all_and_of_oneself_are_listed(self, client, orders, at_most):
        person = make_clerk()
        client.force_login(person)
        mine, other = make_job(by=person), make_job("hold", text="x")
        make_drafted_job(by=person)
        client.get(JOBS)
        with at_most(14):
            answer = client.get(JOBS)
        assert [job.pk for job in answer.context["object_list"]] == [other.pk, mine.pk]
        assert "Clara Packer" in answer.text
        answer = client.get(JOBS, {"whose": "mine"})
        assert [job.pk for job in answer.context["object_list"]] == [mine.pk]

"""Pages go live and end by the clock; one that fails keeps no other back, and its planner is told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from content.models import ProductPage
from content.schedule import publish_due, unpublish_expired
from emails.models import Letter
from emails.wording import word
from kinsite.accounts.models import User
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_product_page
from tests.factories.customers import make_user

pytestmark = pytest.mark.django_db
PAST = timedelta(minutes=-1)


def planned(page, *, due=PAST, by=None):
    """Put the page on the schedule for a week from now, then let that time come."""
    page.go_live_at = timezone.now() + timedelta(days=7)
    page.save_revision(user=by).publish()
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    moment = timezone.now() + due
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=moment, content={**revision.content, "go_live_at": moment.isoformat()}
    )
    return page


def make_unfit(page):
    page.product.variants.get().prices.update(valid_until=timezone.now())


def is_live(page):
    return ProductPage.objects.get(pk=page.pk).live


def test_a_page_goes_live_when_its_time_has_come_and_not_before():
    due = planned(draft_product_page(make_product()))
    later = planned(draft_product_page(make_product()), due=timedelta(hours=1))
    assert publish_due() == 1
    assert (is_live(due), is_live(later)) == (True, False)
    assert publish_due() == 0


def test_a_page_that_fails_keeps_no_other_back():
    first, broken, last = (planned(draft_product_page(make_product())) for _ in range(3))
    make_unfit(first)
    Revision.objects.filter(object_id=str(broken.pk)).update(content={"no": "page"})
    assert publish_due() == 1
    assert (is_live(first), is_live(broken), is_live(last)) == (False, False, True)


def test_what_failed_by_accident_is_tried_again_in_the_next_round():
    page = planned(draft_product_page(make_product()))
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    Revision.objects.filter(pk=revision.pk).update(content={"no": "page"})
    assert publish_due() == 0
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    assert publish_due() == 1
    assert is_live(page)


def test_who_planned_a_page_that_is_refused_is_told_once_what_it_lacks():
    planner = make_user("editor@example.com")
    page = planned(draft_product_page(make_product()), by=planner)
    make_unfit(page)
    assert [publish_due(), publish_due()] == [0, 0]
    letter = Letter.objects.get(kind="publishing_refused")
    assert letter.recipient == "editor@example.com"
    words = word(letter)
    assert "a price in USD" in words.text
    assert f"/admin/pages/{page.pk}/edit/" in words.text
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_pages_history_says_why_it_was_refused():
    page = planned(draft_product_page(make_product()))
    make_unfit(page)
    publish_due()
    entry = PageLogEntry.objects.get(action="content.publish.refused")
    assert entry.page_id == page.pk
    assert len(entry.data["reasons"]) == 1


def test_a_planner_who_left_gets_no_letter_and_the_round_goes_on():
    planner = make_user("gone@example.com")
    page = planned(draft_product_page(make_product()), by=planner)
    User.objects.update(is_active=False)
    make_unfit(page)
    good = planned(draft_product_page(make_product()))
    assert publish_due() == 1
    assert is_live(good)
    assert not Letter.objects.exists()


def test_pages_end_when_their_time_is_over():
    ended, going_on = make_product_page(make_product()), make_product_page(make_product())
    Page.objects.filter(pk=ended.pk).update(expire_at=timezone.now() + PAST)
    Page.objects.filter(pk=going_on.pk).update(expire_at=timezone.now() + timedelta(hours=1))
    assert unpublish_expired() == 1
    assert (is_live(ended), is_live(going_on)) == (False, True)
    assert ended.product.presences.get().state == "ended"
    assert unpublish_expired() == 0


def test_a_page_whose_time_is_prolonged_while_the_round_goes_on_stays(monkeypatch):
    first, second = (make_product_page(make_product()) for _ in range(2))
    Page.objects.filter(pk__in=[first.pk, second.pk]).update(expire_at=timezone.now() + PAST)
    take_down = ProductPage.unpublish

    def prolonging(page, **kwargs):
        Page.objects.exclude(pk=page.pk).update(expire_at=timezone.now() + timedelta(hours=1))
        take_down(page, **kwargs)

    monkeypatch.setattr(ProductPage, "unpublish", prolonging)
    assert unpublish_expired() == 1
    assert sorted([is_live(first), is_live(second)]) == [False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.fault
def test_two_rounds_at_once_publish_a_page_once():
    page = planned(draft_product_page(make_product()))
    outcomes = crowd("tests.content.schedulers:publish", [[] for _ in range(6)], processes=3)
    assert outcomes == {"1": 1, "0": 5}
    assert is_live(page)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1

"""Who lets others wait for an approval is reminded: after a while, again, a few times, once each."""

from datetime import timedelta

import pytest
from wagtail.models import TaskState

from content.approval import remind_approvers
from content.tasks import remind_approvers as job
from kinsite.accounts.models import User
from kinsite.demo.people import GROUPS, lay_in_people
from kinsite.foundation import clock
from tests.content.newsroom import a_draft, decide, letters, person, signed_in, submit
from tests.crowd import crowd
from tests.factories.content import make_home

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def newsroom(settings):
    settings.REMIND_APPROVERS_AFTER, settings.REMIND_APPROVERS_EVERY = 2 * DAY, 3 * DAY
    settings.REMIND_APPROVERS_TIMES = 2
    make_home()
    lay_in_people()


@pytest.fixture
def waiting(client):
    page = a_draft()
    submit(signed_in(client, "editor"), page, "For Monday.")
    return page


def after(days):
    """The rounds of the beat on a day, counted from the submission."""
    begun = clock.now() - days * DAY - timedelta(minutes=1)
    TaskState.objects.update(started_at=begun)
    return [remind_approvers(), job()]


def reminders():
    return letters("approval_waits")


def test_a_letter_comes_after_two_days_again_after_three_and_then_none(waiting):
    counts = []
    for days in range(12):
        after(days)
        counts.append(len(reminders()))
    assert counts == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_it_says_what_waits_since_when_and_where(waiting):
    after(2)
    [(to, text)] = reminders()
    assert to == "publisher@example.com"
    for words in ("“A calm week” still waits", "Edda Writer asked on", "(UTC)", "For Monday.", "/edit/"):
        assert words in text


@pytest.mark.parametrize("end", ["approve", "reject", "cancel"])
def test_what_was_decided_or_cancelled_reminds_nobody(client, waiting, end):
    if end == "cancel":
        waiting.current_workflow_state.cancel(user=person("editor"))
    else:
        decide(signed_in(client, "publisher"), waiting, end)
    assert after(2) == [0, 0]
    assert not reminders()


def test_who_may_not_approve_it_is_not_reminded(client):
    submit(signed_in(client, "publisher"), a_draft())
    after(2)
    assert not reminders()


def test_all_of_the_group_are_reminded_but_those_who_left_or_want_none(waiting):
    second = User.objects.create_user("second@example.com", is_staff=True)
    gone = User.objects.create_user("gone@example.com", is_staff=True, is_active=False)
    for colleague in (second, gone):
        colleague.groups.set(person("publisher").groups.all())
    assert "Publishers" in GROUPS
    after(2)
    assert [to for to, _text in reminders()] == ["publisher@example.com", "second@example.com"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.fault
def test_rounds_at_once_remind_once(waiting):
    TaskState.objects.update(started_at=clock.now() - 2 * DAY - timedelta(minutes=1))
    crowd("tests.content.schedulers:remind", [[] for _ in range(6)], processes=3)
    assert len(reminders()) == 1

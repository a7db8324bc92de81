"""Two people stand behind what goes public first; two decisions at once are one."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Comment, GroupApprovalTask, PageLogEntry, TaskState, WorkflowTask

from content.duties import refuse_own_approval
from content.errors import LeftToOthers
from content.models import StandardPage, StoryPage
from kinsite.demo.people import lay_in_people
from tests.content.newsroom import (
    a_comment,
    a_draft,
    decide,
    edit_url,
    form_of,
    is_live,
    letters,
    person,
    signed_in,
    state_of,
    submit,
)
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_home, make_journal, make_standard_page

pytestmark = pytest.mark.django_db
YOURS = "You submitted this page, so somebody else has to approve it."
FIRST = "This goes public for the first time"
APPROVE, PUBLISH = 'data-workflow-action-name="approve"', 'name="action-publish"'


@pytest.fixture(autouse=True)
def newsroom():
    make_home()
    lay_in_people()


@pytest.fixture
def publisher(client):
    return signed_in(client, "publisher")


@pytest.fixture
def own(publisher):
    """A page that the publisher wrote and submitted."""
    page = a_draft()
    submit(publisher, page)
    return page


def a_story(**fields):
    story = make_journal().add_child(instance=StoryPage(title="A week", slug="a-week", live=False, **fields))
    story.save_revision(user=person("editor"))
    return story


def current(page):
    return TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")


def publish_in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&next=/admin/", {"include_descendants": ""}, follow=True)


class TestApproving:
    def test_who_submitted_finds_no_button_and_reads_why(self, publisher, own):
        text = publisher.get(edit_url(own)).content.decode()
        assert APPROVE not in text
        assert PUBLISH not in text
        assert 'data-workflow-action-name="reject"' in text
        assert YOURS in text

    def test_a_colleague_finds_it(self, client):
        page = a_draft()
        submit(signed_in(client, "editor"), page)
        text = signed_in(client, "publisher").get(edit_url(page)).content.decode()
        assert APPROVE in text
        assert PUBLISH in text
        assert YOURS not in text

    def test_posted_all_the_same_it_is_refused_and_what_was_written_is_kept(self, publisher, own):
        own.title = "A calmer week"
        answer = decide(publisher, own, "approve")
        assert YOURS in answer.content.decode()
        assert state_of(own) == "in_progress"
        assert not is_live(own)
        assert StandardPage.objects.get(pk=own.pk).get_latest_revision_as_object().title == "A calmer week"
        assert not letters("page_approved")

    def test_on_the_first_screen_too(self, publisher, own):
        assert "/approve/" not in publisher.get(reverse("wagtailadmin_home")).content.decode()
        url = reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", current(own).pk])
        assert YOURS in publisher.post(url, follow=True).content.decode()
        assert state_of(own) == "in_progress"
        assert not is_live(own)

    def test_who_submitted_again_what_another_submitted_leaves_it_to_others(self, client):
        page = a_draft()
        submit(signed_in(client, "editor"), page)
        publisher = signed_in(client, "publisher")
        decide(publisher, page, "reject", "Shorter.")
        submit(publisher, page)
        text = decide(publisher, page, "approve").content.decode()
        assert "You wrote what is to be approved" in text
        assert not is_live(page)

    def test_code_that_asks_nobody_is_refused_and_nothing_of_it_is_kept(self, own):
        with pytest.raises(LeftToOthers):
            current(own).approve(user=person("publisher"))
        assert state_of(own) == "in_progress"
        assert not is_live(own)

    def test_the_owner_may_approve_what_they_submitted(self, client):
        owner, page = signed_in(client, "owner"), a_draft()
        submit(owner, page)
        decide(owner, page, "approve")
        assert is_live(page)

    def test_an_approval_by_nobody_is_no_ones_own(self, own):
        refuse_own_approval(task_state=current(own), by=None)


class TestSeveralSteps:
    """A workflow of two steps, both decided by the same people."""

    TASK = re.compile(r'name="workflow-task-state" value="(\d+)"')

    @pytest.fixture
    def page(self, client):
        page = a_draft()
        workflow = page.get_workflow()
        second = GroupApprovalTask.objects.create(name="Legal check")
        second.groups.set(Group.objects.filter(user=person("publisher")))
        WorkflowTask.objects.filter(workflow=workflow).update(sort_order=0)
        WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
        submit(signed_in(client, "editor"), page)
        signed_in(client, "publisher")
        return page

    def shown(self, client, page):
        return self.TASK.search(client.get(edit_url(page)).content.decode())[1]

    def test_the_button_and_the_letter_say_which_one_waits(self, client, page):
        first = current(page).task.name
        assert f"Approve ({first})" in client.get(edit_url(page)).content.decode()
        assert f"This is the step “{first}”." in letters("approval_wanted")[0][1]
        decide(client, page, "approve")
        assert "Approve and Publish (Legal check)" in client.get(edit_url(page)).content.decode()

    def test_who_saw_the_first_does_not_decide_the_second_unseen(self, client, page):
        seen = self.shown(client, page)
        decide(client, page, "approve", **{"workflow-task-state": seen})
        answer = decide(client, page, "approve", **{"workflow-task-state": seen})
        assert "This was already decided by" in answer.content.decode()
        assert current(page).task.name == "Legal check"
        assert not is_live(page)
        decide(client, page, "approve", **{"workflow-task-state": self.shown(client, page)})
        assert is_live(page)

    def test_a_workflow_of_one_step_names_none(self, client):
        page = a_draft()
        submit(signed_in(client, "editor"), page)
        text = signed_in(client, "publisher").get(edit_url(page)).content.decode()
        assert "Approve (" not in text
        assert "This is the step" not in letters("approval_wanted")[0][1]


class TestPublishing:
    @pytest.mark.parametrize("make", [a_story, lambda: draft_product_page(make_product())])
    def test_a_launch_is_refused_to_who_asked_nobody(self, publisher, make):
        page = make()
        assert PUBLISH not in publisher.get(edit_url(page)).content.decode()
        for answer in (
            publisher.post(edit_url(page), form_of(page, **{"action-publish": "1"}), follow=True),
            publish_in_bulk(publisher, page),
        ):
            assert FIRST in answer.content.decode()
            assert not is_live(page)

    def test_a_launch_that_was_approved_and_waits_for_its_day_asks_for_nothing(self, client):
        page, planned = draft_product_page(make_product()), {"go_live_at": "2099-05-04 09:30"}
        signed_in(client, "editor").post(edit_url(page), form_of(page, **planned, **{"action-submit": "1"}))
        publisher = signed_in(client, "publisher")
        assert FIRST not in decide(publisher, page, "approve", **planned).content.decode()
        text = publisher.get(edit_url(page)).content.decode()
        assert "has been scheduled" in text and FIRST not in text

    def test_a_launch_that_was_made_and_published_in_one_go_is_kept_as_a_draft(self, publisher):
        journal = make_journal()
        url = reverse("wagtailadmin_pages:add", args=["content", "storypage", journal.pk])
        form = form_of(StoryPage(title="At once", slug="at-once"), **{"action-publish": "1"})
        answer = publisher.post(url, form, follow=True)
        assert FIRST in answer.content.decode()
        assert not StoryPage.objects.get(slug="at-once").live

    def test_what_is_public_may_be_mended_alone(self, publisher):
        story = a_story()
        story.get_latest_revision().publish()
        story.title = "A longer week"
        publisher.post(edit_url(story), form_of(story, **{"action-publish": "1"}))
        assert StoryPage.objects.get(pk=story.pk).title == "A longer week"

    def test_what_waits_for_approval_is_not_published_past_it(self, publisher, own):
        for answer in (
            publisher.post(edit_url(own), form_of(own, **{"action-publish": "1"}), follow=True),
            publish_in_bulk(publisher, own),
        ):
            assert YOURS in answer.content.decode()
            assert not is_live(own)
            assert state_of(own) == "in_progress"

    def test_other_pages_and_shops_without_a_workflow_need_no_second_person(self, publisher):
        plain, story = make_standard_page("About"), a_story()
        make_home().get_parent().workflowpage.delete()
        for page in (plain, story):
            assert PUBLISH in publisher.get(edit_url(page)).content.decode()
        publisher.post(edit_url(story), form_of(story, **{"action-publish": "1"}))
        assert is_live(story)

    def test_the_owner_may_launch_alone(self, client):
        story = a_story()
        signed_in(client, "owner").post(edit_url(story), form_of(story, **{"action-publish": "1"}))
        assert is_live(story)


@pytest.mark.django_db(transaction=True)
@pytest.mark.fault
class TestAtOnce:
    @pytest.fixture
    def waiting(self, client):
        page = a_draft()
        submit(signed_in(client, "editor"), page)
        return page

    def logged(self, page, *actions):
        names = [f"wagtail.workflow.{action}" for action in actions]
        return PageLogEntry.objects.filter(page=page.pk, action__in=names).count()

    def test_the_second_decision_is_told_of_the_first_and_its_draft_is_kept(self, waiting):
        calls = [[waiting.pk, "approve"], [waiting.pk, "reject"]] * 3
        outcomes = crowd("tests.content.schedulers:judge", calls, processes=3)
        assert outcomes["302 decided"] == 1
        [second] = outcomes.keys() - {"302 decided"}
        assert second in {f"302 already decided by Paul Publisher: {how}" for how in ("Approved", "Rejected")}
        assert outcomes[second] == 5
        assert self.logged(waiting, "approve", "reject") == 1
        assert len(letters("page_approved")) + len(letters("changes_wanted")) == 1

    def test_on_the_first_screen_too(self, waiting):
        calls = [[waiting.pk, current(waiting).pk, "approve"]] * 4
        outcomes = crowd("tests.content.schedulers:judge_at_once", calls, processes=2)
        assert outcomes == {"302 decided": 1, "302 already decided by Paul Publisher: Approved": 3}
        assert self.logged(waiting, "approve") == 1

    def test_a_comment_sent_while_the_page_saves_itself_is_kept_once(self, waiting):
        calls = [[waiting.pk, False], [waiting.pk, True]] * 3
        outcomes = crowd("tests.content.schedulers:comment", calls, processes=3)
        assert not outcomes.keys() - {"302", "200", "400"}
        assert Comment.objects.count() == 1
        assert len(letters("page_commented")) == 1


def test_the_same_words_are_no_echo_at_another_place_or_by_somebody_else(client):
    page = a_draft()
    for name in ("publisher", "owner"):
        signed_in(client, name).post(edit_url(page), a_comment(page, "Why?"))
    elsewhere = a_comment(page, "Why?") | {"comments-0-contentpath": "slug"}
    client.post(edit_url(page), elsewhere)
    client.post(edit_url(page), elsewhere)
    assert Comment.objects.count() == 3

"""Write, approve, publish: who asks, who answers, who is told, and what the guard says at the end."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, GroupPagePermission, Page, Workflow

from content.approval import set_up_workflow
from content.models import ProductPage
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
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_home, make_standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom():
    """The people of the demo and their workflow, above a shop's tree."""
    make_home()
    lay_in_people()


@pytest.fixture
def editor(client):
    client.force_login(person("editor"))
    return client


def test_an_editor_submits_with_a_note_and_publishers_get_a_letter(editor):
    page = a_draft()
    submit(editor, page, "Ready for Monday, please check the width.")
    assert state_of(page) == "in_progress"
    [(to, text)] = letters("approval_wanted")
    assert to == "publisher@example.com"
    assert "Edda Writer" in text
    assert "Ready for Monday, please check the width." in text
    assert edit_url(page) in text


def test_nothing_is_mailed_from_within_the_request(editor, client):
    page = a_draft()
    submit(editor, page)
    decide(signed_in(client, "publisher"), page, "reject", "Shorter, please.")
    assert mail.outbox == []


def test_a_note_stands_in_the_pages_history(editor):
    page = a_draft()
    submit(editor, page, "Please check the width.")
    text = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Please check the width." in text


def test_a_note_is_kept_only_where_the_page_is_submitted(editor):
    page = a_draft()
    editor.post(edit_url(page), form_of(page, note="Not yet"))
    submit(editor, page)
    [(_to, text)] = letters("approval_wanted")
    assert "Not yet" not in text


def test_an_editor_can_neither_approve_nor_publish(editor):
    page = a_draft()
    submit(editor, page)
    decide(editor, page, "approve")
    editor.post(edit_url(page), form_of(page, **{"action-publish": "1"}))
    assert not is_live(page)
    assert state_of(page) == "in_progress"


def test_requested_changes_come_by_letter_and_the_page_can_be_submitted_again(client):
    page = a_draft()
    submit(signed_in(client, "editor"), page)
    decide(signed_in(client, "publisher"), page, "reject", "Name the width in the first sentence.")
    assert state_of(page) == "needs_changes"
    [(to, text)] = letters("changes_wanted")
    assert to == "editor@example.com"
    assert "Paul Publisher" in text
    assert "Name the width in the first sentence." in text
    submit(signed_in(client, "editor"), page, "Done.")
    assert state_of(page) == "in_progress"
    assert "Done." in letters("approval_wanted")[-1][1]


def test_approving_publishes_and_tells_who_asked(client):
    page = a_draft()
    submit(signed_in(client, "editor"), page)
    decide(signed_in(client, "publisher"), page, "approve", "Lovely.")
    assert is_live(page)
    [(to, text)] = letters("page_approved")
    assert to == "editor@example.com"
    assert "Lovely." in text
    assert "It is live now." in text


def test_approving_a_planned_page_schedules_it_and_the_letter_says_when(client):
    page = a_draft()
    planned = {"go_live_at": "2099-05-04 09:30"}
    client = signed_in(client, "editor")
    client.post(edit_url(page), form_of(page, **planned, **{"action-submit": "1"}))
    client = signed_in(client, "publisher")
    client.post(
        edit_url(page),
        form_of(page, **planned, **{"action-workflow-action": "true", "workflow-action-name": "approve"}),
    )
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).scheduled_revision is not None
    [(_to, text)] = letters("page_approved")
    assert "May 4, 2099" in text
    assert "(UTC)" in text


class TestRefusedApproval:
    @pytest.fixture
    def unfit(self, client):
        page = draft_product_page(make_product(), search_description="")
        submit(signed_in(client, "editor"), page)
        return page

    def still_waits(self, page):
        return not is_live(page) and state_of(page) == "in_progress"

    def test_in_the_editor_it_lists_what_lacks_and_the_workflow_stands(self, client, unfit):
        answer = decide(signed_in(client, "publisher"), unfit, "approve")
        assert answer.status_code == 200
        assert "Write a meta description" in answer.content.decode()
        assert self.still_waits(unfit)
        assert not letters("page_approved")

    def action_url(self, page):
        state = ProductPage.objects.get(pk=page.pk).current_workflow_task_state
        return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    def test_from_the_first_screen_too(self, client, unfit):
        answer = signed_in(client, "publisher").post(self.action_url(unfit), follow=True)
        assert answer.status_code == 200
        assert "Write a meta description" in answer.content.decode()
        assert self.still_waits(unfit)

    def test_in_a_dialog_the_answer_leads_to_the_reasons(self, client, unfit):
        client = signed_in(client, "publisher")
        answer = client.post(
            self.action_url(unfit), {"comment": "Fine"}, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert answer.json() == {"step": "success", "redirect": edit_url(unfit)}
        assert "Write a meta description" in client.get(edit_url(unfit)).content.decode()
        assert self.still_waits(unfit)

    def test_once_mended_the_same_workflow_approves(self, client, unfit):
        client = signed_in(client, "publisher")
        decide(client, unfit, "approve")
        unfit.search_description = "A desk of solid oak that leaves the room quieter than it was."
        decide(client, unfit, "approve")
        assert is_live(unfit)


class TestComments:
    def comment(self, client, page, text):
        return client.post(edit_url(page), a_comment(page, text), follow=True)

    def test_a_comment_on_a_field_reaches_who_wrote_the_page_by_letter(self, client):
        page = a_draft()
        answer = self.comment(signed_in(client, "publisher"), page, "Too long a title?")
        assert answer.status_code == 200
        assert mail.outbox == []
        assert Comment.objects.get().contentpath == "title"
        [(to, text)] = letters("page_commented")
        assert to == "editor@example.com"
        assert "Too long a title?" in text

    def test_who_comments_is_not_told(self, client):
        self.comment(signed_in(client, "editor"), a_draft(), "A thought")
        assert not letters("page_commented")

    def test_who_wants_no_letters_gets_none(self, client):
        from wagtail.users.models import UserProfile

        profile = UserProfile.get_for_user(person("editor"))
        profile.updated_comments_notifications = False
        profile.save()
        self.comment(signed_in(client, "publisher"), a_draft(), "Too long a title?")
        assert not letters("page_commented")


class TestSettingUp:
    def test_it_holds_for_every_page_in_every_language(self):
        for page in (make_standard_page("About"), make_home("de")):
            assert page.get_workflow().name == "Write, approve, publish"

    def test_once_is_enough(self):
        lay_in_people()
        workflow = Workflow.objects.get(name="Write, approve, publish")
        assert workflow.tasks.count() == 1

    def test_a_branch_can_have_its_own(self):
        group = Group.objects.create(name="Lawyers")
        legal = make_standard_page("Terms")
        set_up_workflow(name="Legal", task="Legal check", approvers=group, page=legal)
        assert legal.get_workflow().name == "Legal"
        assert make_standard_page("About").get_workflow().name == "Write, approve, publish"

    def test_writers_may_not_publish(self):
        rights = GroupPagePermission.objects.filter(group__name="Story writers")
        assert not rights.filter(permission__codename="publish_page").exists()

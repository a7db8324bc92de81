"""The editors' day in a browser: written, previewed, submitted, commented, sent back, approved, on time."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Comment, Page, Revision

from content.models import StoryPage
from content.schedule import publish_due
from kinsite.accounts.models import User
from kinsite.demo.people import lay_in_people
from tests.browser.steps import PATIENCE, enter_card, fill_address, go_to_checkout, pay, thanked, until
from tests.factories.catalogue import make_image, make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_journal, make_product_page

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=90), pytest.mark.django_db(transaction=True)]

TITLE = "A calm week"


@pytest.fixture
def newsroom(connected, enter):
    """The shop's tree, and a browser for each of the two people: `newsroom("editor")`."""
    make_shop()
    make_journal()
    make_product_page(make_product("DESK-OAK", title="Oak desk", price=12900, stock=3), slug="oak-desk")
    make_image("A room by a window")
    lay_in_people()

    def arrive(name):
        page = enter(User.objects.get(email=f"{name}@example.com"))
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.at = lambda path: page.goto(connected.url + path)
        return page

    return arrive


def story():
    return StoryPage.objects.get(title=TITLE)


def edit_url():
    return reverse("wagtailadmin_pages:edit", args=[story().pk])


def choose(page, name):
    """Take an action of the editor's menu."""
    menu = page.get_by_role("navigation", name="Actions (footer)")
    menu.get_by_role("button", name="More actions").click()
    menu.get_by_role("button", name=name, exact=True).click()


def write(page):
    page.at(reverse("wagtailadmin_pages:add", args=["content", "storypage", make_journal().pk]))
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_intro").fill("Five days, one desk, no noise.")
    show_a_look(page)
    page.get_by_role("button", name="Save draft").click()
    until(lambda: StoryPage.objects.filter(title=TITLE).exists())


def show_a_look(page):
    """A picture with a spot on it, and the desk at that spot."""
    story = page.locator("[data-contentpath=story]")
    story.get_by_title("Insert a block").first.click()
    page.get_by_role("option", name="Shop the look").click()
    story.get_by_role("button", name="Choose an image").click()
    page.locator(".modal .image-choice").first.click()
    story.get_by_label("Alt text").fill("A desk by a window")
    story.get_by_role("button", name="Choose a product").first.click()
    page.locator(".modal").get_by_role("link", name="Oak desk").click()
    expect(story.get_by_text("Oak desk").first).to_be_visible()


def preview(page):
    page.at(edit_url())
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(frame.get_by_text("This is a preview.")).to_be_visible()


def submit(page, *, by, note):
    page.at(edit_url())
    choose(page, by)
    dialog = page.locator("#submit-with-note")
    dialog.get_by_label("Note (optional)").fill(note)
    dialog.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("has been submitted for moderation")).to_be_visible()


def comment_and_send_back(page):
    page.at(edit_url())
    page.get_by_role("button", name="Toggle comments").click()
    page.locator("[data-contentpath=intro] [data-comment-add]").click()
    page.get_by_placeholder("Enter your comments").fill("Name the days.")
    page.get_by_role("button", name="Comment", exact=True).click()
    # The page saves itself; two savings at once would keep the comment twice.
    until(lambda: Comment.objects.exists())
    page.at(edit_url())
    choose(page, "Request changes")
    modal = page.locator(".modal-body")
    modal.get_by_label("Comment").fill("Almost. See my comment.")
    modal.get_by_role("button", name="Request changes").click()
    until(lambda: story().current_workflow_state.status == "needs_changes")
    page.at(reverse("wagtailadmin_home"))


def plan_and_approve(page):
    page.at(edit_url())
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.locator("#schedule-publishing-dialog")
    expect(dialog.get_by_text("time zone UTC")).to_be_visible()
    dialog.get_by_label("Go live date/time").fill("2099-05-04 09:30")
    # The calendar that opens on the field may lie over the button: the keyboard reaches it all the same.
    dialog.get_by_role("button", name="Save schedule").press("Enter")
    until(lambda: story().get_latest_revision_as_object().go_live_at)
    page.at(edit_url())
    choose(page, "Approve and Publish")
    until(lambda: Page.objects.get(pk=story().pk).scheduled_revision)


def let_its_time_come():
    due = timezone.now() - timedelta(seconds=1)
    revision = Page.objects.get(pk=story().pk).scheduled_revision
    content = {**revision.content, "go_live_at": due.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due, content=content)
    assert publish_due() == 1


def mail_to(sandbox, name, subject):
    def found():
        return [mail for mail in sandbox.mails(to=f"{name}@example.com") if subject in mail["subject"]]

    return until(found)[0]


def test_a_story_from_the_first_word_to_the_public(newsroom, sandbox, page, connected):
    editor, publisher = newsroom("editor"), newsroom("publisher")
    write(editor)
    preview(editor)
    submit(editor, by="Submit to Write, approve, publish", note="For Monday, please.")
    assert "For Monday, please." in mail_to(sandbox, "publisher", "Please approve")["text"]

    publisher.at(reverse("wagtailadmin_home"))
    expect(publisher.get_by_role("link", name=re.compile(TITLE)).first).to_be_visible()
    comment_and_send_back(publisher)
    assert "Name the days." in mail_to(sandbox, "editor", "A comment on")["text"]
    assert "Almost." in mail_to(sandbox, "editor", "Please change")["text"]

    submit(editor, by="Resubmit to Approval", note="They have names now.")
    plan_and_approve(publisher)
    assert "May 4, 2099" in mail_to(sandbox, "editor", "Approved")["text"]
    publisher.at(edit_url())
    expect(publisher.get_by_text("has been scheduled to go live at")).to_be_visible()

    address = connected.url + story().url
    assert page.goto(address).status == 404
    let_its_time_come()
    assert page.goto(address).status == 200
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    buy_from_the_picture(page)


def buy_from_the_picture(page):
    """The desk sells from inside the story, and its line names page, revision and block."""
    page.get_by_role("link", name="1: Oak desk, $129.00").click()
    page.get_by_role("dialog", name="Choose and buy").get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("dialog", name="Your cart")).to_contain_text("Oak desk")
    shown = story()
    go_to_checkout(page)
    fill_address(page)
    enter_card(page)
    pay(page)
    line = thanked(page).lines.get()
    assert (line.source_page_id, line.source_block) == (shown.pk, shown.story[0].id)
    assert line.source_revision_id == shown.live_revision_id

"""What editors do with a page, as the forms of the admin do it."""

import json

from django.urls import reverse
from wagtail.models import Page, WorkflowState

from content.models import StandardPage
from emails.models import Letter
from emails.wording import word
from kinsite.accounts.models import User
from tests.factories.content import make_home


def person(name):
    return User.objects.get(email=f"{name}@example.com")


def signed_in(client, name):
    client.force_login(person(name))
    return client


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(page, **more):
    facts = {"title": page.title, "slug": page.slug, "search_description": page.search_description}
    empty = {"seo_title": "", "share_image": "", "go_live_at": "", "expire_at": ""}
    empty |= {"story-count": "0", "films-count": "0"}
    byline = {"topic": "", "author": "", "written_on": "2026-05-04", "picture": "", "picture_alt": ""}
    forms = {
        f"{name}-{count}_FORMS": "0" for name in ("comments", "care_guides") for count in ("TOTAL", "INITIAL")
    }
    return (
        facts
        | empty
        | byline
        | forms
        | {"intro": "", "footer": "", "product": getattr(page, "product_id", "") or ""}
        | more
    )


def submit(client, page, note=""):
    return client.post(edit_url(page), form_of(page, note=note, **{"action-submit": "1"}), follow=True)


def decide(client, page, verdict, comment="", follow=True, **more):
    """As the editor's form does it after the dialog was answered."""
    action = {"action-workflow-action": "true", "workflow-action-name": verdict}
    said = {"workflow-action-extra-data": json.dumps({"comment": comment} if comment else {})}
    return client.post(edit_url(page), form_of(page, **action, **said, **more), follow=follow)


def a_draft():
    page = make_home().add_child(
        instance=StandardPage(title="A calm week", slug="calm-week", live=False, owner=person("editor"))
    )
    page.save_revision(user=person("editor"))
    return page


def letters(kind):
    return [
        (letter.recipient, word(letter).text) for letter in Letter.objects.filter(kind=kind).order_by("pk")
    ]


def state_of(page):
    return WorkflowState.objects.filter(object_id=str(page.pk)).latest("pk").status


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def a_comment(page, text):
    """The page's form with a new comment on its title."""
    new = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": text,
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-resolved": "",
        "comments-0-DELETE": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    return form_of(page) | new

"""What a member of a crowd does: with the schedule, with what waits for approval, with comments."""

import re

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from content.approval import remind_approvers
from content.schedule import publish_due
from tests.content.newsroom import a_comment, decide, edit_url, person, signed_in


def publish():
    return str(publish_due())


def remind():
    return str(remind_approvers())


def judge(page_id, verdict):
    """Decide in the editor, and what the editor says of it."""
    page = Page.objects.get(pk=page_id).specific
    return _heard(decide(signed_in(Client(), "publisher"), page, verdict, follow=False))


def judge_at_once(page_id, state_id, verdict):
    """Decide on the first screen."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[page_id, verdict, state_id])
    return _heard(signed_in(Client(), "publisher").post(url))


def comment(page_id, itself):
    """Send the page with a new comment, or let it send itself."""
    page, client = Page.objects.get(pk=page_id).specific, Client()
    client.force_login(person("publisher"))
    headers = {"accept": "application/json"} if itself else {}
    return str(client.post(edit_url(page), a_comment(page, "Name the days."), headers=headers).status_code)


def _heard(answer):
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    second = re.search(r"already decided by Paul Publisher: [^.]*", said)
    return f"{answer.status_code} {second[0] if second else 'decided'}"

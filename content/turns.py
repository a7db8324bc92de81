"""One at a time: who changes a page in the admin waits for whoever does so already."""

from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page

from content.errors import EditorRefused


@contextmanager
def turn(*, page_id):
    """Hold a page while one request reads and changes it. What was saved before a refusal is kept.

    The lock leaves others free to refer to the page: carts and orders do not wait.
    """
    refusal = None
    with transaction.atomic():
        list(Page.objects.select_for_update(no_key=True).filter(pk=page_id).values_list("pk"))
        try:
            yield
        except EditorRefused as refused:
            refusal = refused
    if refusal:
        raise refusal

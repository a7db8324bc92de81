"""A mailbox for any test: `from tests.emails.fixtures import mailbox`."""

import pytest

from emails import delivery

from .mailbox import Mailbox


@pytest.fixture
def mailbox(settings, monkeypatch):
    """A real mail server that the shop sends to; closed until `mailbox.open()`.

    The pause that a server gets after it was away is left out, so that tests need not wait for it.
    """
    monkeypatch.setattr(delivery, "COOL_DOWN", 0)
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 2
    yield box
    box.close()

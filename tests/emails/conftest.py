import pytest

from emails import kinds
from emails.kinds import Kind

from .fixtures import mailbox  # noqa: F401


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    """A kind of letter of these tests' own, worded by the account notice's templates."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    words = {"what": "Tables & <chairs>", "reset_url": "http://testserver/x?a=1&b=2"}
    kind = Kind(name="probe", template="account_notice", context=lambda letter: words, sample=lambda: words)
    kinds.register(kind)
    return kind

from tests.emails.fixtures import mailbox  # noqa: F401
